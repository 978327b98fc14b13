"""Who somebody is, and who is around them."""

from dataclasses import dataclass

from unstori.exchange.fhir.identity import (
    NO_ADDRESS,
    NO_NAME,
    Address,
    Language,
    Name,
    Telecom,
)
from unstori.exchange.fhir.proposals.base import NO_REF, Proposal, Ref
from unstori.exchange.fhir.values import NO_CONCEPT, NO_SPAN, Concept, Span


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody named inside the person's own resource (Patient.contact)."""

    name: Name = NO_NAME
    relations: tuple[Concept, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    address: Address = NO_ADDRESS
    organisation: Ref = NO_REF
    span: Span = NO_SPAN


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants to be reached or written to (UK Core ContactPreference)."""

    kind: str
    name: Concept


@dataclass(frozen=True, kw_only=True)
class PersonProposal(Proposal):
    names: tuple[Name, ...] = ()
    preferred_name: str = ""
    birth_date: str = ""
    nhs_number: str = ""
    sex: str = ""
    deceased: bool | str | None = None
    languages: tuple[Language, ...] = ()
    interpreter: bool | None = None
    ethnicity: Concept = NO_CONCEPT
    preferences: tuple[Preference, ...] = ()
    addresses: tuple[Address, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    kin: tuple[Kin, ...] = ()
    doctors: tuple[Ref, ...] = ()
    organisation: Ref = NO_REF


@dataclass(frozen=True, kw_only=True)
class ContactProposal(Proposal):
    """`kind`: family (RelatedPerson), worker (Practitioner) or role (PractitionerRole: a worker at an
    organisation).
    """

    kind: str
    names: tuple[Name, ...] = ()
    relations: tuple[Concept, ...] = ()
    worker: Ref = NO_REF
    organisation: Ref = NO_REF
    telecoms: tuple[Telecom, ...] = ()
    addresses: tuple[Address, ...] = ()
    birth_date: str = ""
    sex: str = ""
    active: bool | None = None
    span: Span = NO_SPAN


@dataclass(frozen=True, kw_only=True)
class OrganisationProposal(Proposal):
    name: str = ""
    aliases: tuple[str, ...] = ()
    types: tuple[Concept, ...] = ()
    part_of: Ref = NO_REF
    telecoms: tuple[Telecom, ...] = ()
    addresses: tuple[Address, ...] = ()
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class Member:
    who: Ref = NO_REF
    roles: tuple[Concept, ...] = ()
    organisation: Ref = NO_REF
    span: Span = NO_SPAN


@dataclass(frozen=True, kw_only=True)
class TeamProposal(Proposal):
    """Who is around the person, as a source sees it (CareTeam)."""

    name: str = ""
    status: str = ""
    kinds: tuple[Concept, ...] = ()
    members: tuple[Member, ...] = ()
    span: Span = NO_SPAN
