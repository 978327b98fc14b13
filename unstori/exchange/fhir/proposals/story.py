"""What is known, and what happened."""

from dataclasses import dataclass

from unstori.exchange.fhir.choices import Value, words_of
from unstori.exchange.fhir.proposals.base import Proposal, Ref
from unstori.exchange.fhir.values import NO_CONCEPT, Concept


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
