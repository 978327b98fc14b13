"""What every proposal has: where it comes from, about whom, who stands behind it."""

from dataclasses import dataclass, field

from unstori.exchange.fhir.findings import Finding
from unstori.exchange.fhir.identity import (
    NO_IDENTIFIER,
    Identifier,
)
from unstori.exchange.fhir.values import Note

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


NO_REF = Ref()


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
    about: Ref = NO_REF
    section: str
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    by: tuple[Ref, ...] = ()
    when: str = ""
    notes: tuple[Note, ...] = ()
    unclear: tuple[Finding, ...] = ()
