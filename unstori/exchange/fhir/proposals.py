"""The neutral middle: what a resource claims, in our words. Nothing changes until somebody accepts it.

One resource gives one proposal. Facts and contacts that sit inside a person's own resource are drawn from it
by `derive`, so that writing and reading again gives the same.
"""

from dataclasses import dataclass, field

from unstori.exchange.fhir.choices import Value, words_of
from unstori.exchange.fhir.findings import Finding
from unstori.exchange.fhir.identity import (
    NO_ADDRESS,
    NO_IDENTIFIER,
    NO_NAME,
    Address,
    Identifier,
    Language,
    Name,
    Telecom,
)
from unstori.exchange.fhir.values import NO_CONCEPT, NO_SPAN, Coding, Concept, Note, Span

SECTIONS = (
    *("about_me", "what_matters", "health", "learning", "care", "behaviour", "money"),
    *("safeguarding", "private_to_me"),
)


@dataclass(frozen=True, slots=True)
class Ref:
    """Who or what is meant. `key` when it was found in what was sent; otherwise as it was written."""

    key: str = ""
    display: str = ""
    reference: str = ""
    identifier: Identifier = NO_IDENTIFIER

    def __bool__(self):
        return bool(self.key or self.display or self.reference or self.identifier.value)


@dataclass(frozen=True, slots=True)
class Told:
    """A Provenance of the source: who stood behind this, and when it was put down."""

    by: Ref
    when: str
    key: str = field(default="", compare=False)  # of the Provenance itself


@dataclass(frozen=True, slots=True)
class Source:
    """Where a proposal comes from. `key` stays the same however often the same thing is sent; `also` are its
    other names.
    """

    key: str = ""
    type: str = ""
    also: tuple[str, ...] = ()
    file: str = ""
    path: str = ""
    digest: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    source: Source = Source()
    about: Ref = Ref()
    section: str
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    by: tuple[Ref, ...] = ()
    when: str = ""
    notes: tuple[Note, ...] = ()
    unclear: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody named inside the person's own resource (Patient.contact)."""

    name: Name = NO_NAME
    relations: tuple[Concept, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    address: Address = NO_ADDRESS
    organisation: Ref = Ref()
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
    organisation: Ref = Ref()


@dataclass(frozen=True, kw_only=True)
class ContactProposal(Proposal):
    """`kind`: family (RelatedPerson), worker (Practitioner) or role (PractitionerRole: a worker at an
    organisation).
    """

    kind: str
    names: tuple[Name, ...] = ()
    relations: tuple[Concept, ...] = ()
    worker: Ref = Ref()
    organisation: Ref = Ref()
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
    part_of: Ref = Ref()
    telecoms: tuple[Telecom, ...] = ()
    addresses: tuple[Address, ...] = ()
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class Member:
    who: Ref = Ref()
    roles: tuple[Concept, ...] = ()
    organisation: Ref = Ref()
    span: Span = NO_SPAN


@dataclass(frozen=True, kw_only=True)
class TeamProposal(Proposal):
    """Who is around the person, as a source sees it (CareTeam)."""

    name: str = ""
    status: str = ""
    kinds: tuple[Concept, ...] = ()
    members: tuple[Member, ...] = ()
    span: Span = NO_SPAN


@dataclass(frozen=True, slots=True)
class Target:
    measure: Concept = NO_CONCEPT
    value: Value = None
    due: str = ""


@dataclass(frozen=True, kw_only=True)
class OutcomeProposal(Proposal):
    title: Concept = NO_CONCEPT
    status: str = ""
    achievement: Concept = NO_CONCEPT
    kinds: tuple[Concept, ...] = ()
    start: str = ""
    targets: tuple[Target, ...] = ()
    reasons: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """One activity of a care plan: told here, or a reference to the request that tells it."""

    name: Concept = NO_CONCEPT
    description: str = ""
    status: str = ""
    how_often: str = ""
    who: tuple[Ref, ...] = ()
    outcomes: tuple[Ref, ...] = ()
    told_in: Ref = Ref()
    results: tuple[Concept, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanProposal(Proposal):
    title: str = ""
    description: str = ""
    status: str = ""
    intent: str = ""
    kinds: tuple[Concept, ...] = ()
    span: Span = NO_SPAN
    outcomes: tuple[Ref, ...] = ()
    reasons: tuple[Ref, ...] = ()
    teams: tuple[Ref, ...] = ()
    supports: tuple[Support, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FactProposal(Proposal):
    """`kind`: condition, allergy, flag, or a kind of fact that Unstori itself wrote."""

    kind: str
    title: Concept = NO_CONCEPT
    status: str = ""
    certainty: str = ""
    severity: Concept = NO_CONCEPT
    kinds: tuple[Concept, ...] = ()
    since: str = ""
    until: str = ""
    effects: tuple[Concept, ...] = ()
    value: Value = None


@dataclass(frozen=True, slots=True)
class Part:
    name: Concept = NO_CONCEPT
    value: Value = None

    @property
    def text(self):
        return ": ".join(part for part in (self.name.words, words_of(self.value)) if part)


@dataclass(frozen=True, kw_only=True)
class EntryProposal(Proposal):
    title: Concept = NO_CONCEPT
    status: str = ""
    kinds: tuple[Concept, ...] = ()
    value: Value = None
    missing: Concept = NO_CONCEPT
    meaning: tuple[Concept, ...] = ()
    until: str = ""
    where: Concept = NO_CONCEPT
    parts: tuple[Part, ...] = ()
    related: tuple[Ref, ...] = ()

    @property
    def text(self):
        """What a story shows, a line for each thing seen."""
        first = Part(self.title, self.value if self.value is not None else self.missing).text
        said = [words.words for words in self.meaning]
        return "\n".join([" · ".join([first, *said]), *(part.text for part in self.parts)])


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str = ""
    content_type: str = ""
    url: str = ""
    data: str = ""
    language: str = ""
    created: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentProposal(Proposal):
    """A document of the source, or any other resource, whole: `kept` is then the resource itself and nothing
    is lost.
    """

    title: str = ""
    kind: Concept = NO_CONCEPT
    status: str = ""
    description: str = ""
    attachments: tuple[Attachment, ...] = ()
    text: str = ""
    kept: str = ""


@dataclass(frozen=True, kw_only=True)
class EventProposal(DocumentProposal):
    """Something that was asked for, arranged, done or said between people, told in the source's own words.

    `how` is a code of HL7's ParticipationMode when somebody was in touch with the person; else it is empty.
    """

    with_person: bool = False
    how: str = ""
    others: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ConversationProposal(DocumentProposal):
    """Answers to the questions of a guide that is known here."""

    guide: str = ""
    answers: tuple[Answer, ...] = ()
    said_by: Ref = Ref()


@dataclass(frozen=True, kw_only=True)
class ConsentProposal(DocumentProposal):
    """What a source says was agreed to. Here it can only be asked about."""

    decision: str = ""
    kinds: tuple[Concept, ...] = ()
    purposes: tuple[Coding, ...] = ()
    right: Concept = NO_CONCEPT
    holders: tuple[Ref, ...] = ()
    span: Span = NO_SPAN
