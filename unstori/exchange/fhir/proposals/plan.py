"""What is wanted, and what helps."""

from dataclasses import dataclass

from unstori.exchange.fhir.choices import Value
from unstori.exchange.fhir.proposals.base import NO_REF, Proposal, Ref
from unstori.exchange.fhir.values import NO_CONCEPT, NO_SPAN, Concept, Note, Span


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
    told_in: Ref = NO_REF
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
