"""Goal becomes an outcome, CarePlan a plan with its supports."""

from unstori.exchange.fhir.choices import read_choice, read_text
from unstori.exchange.fhir.proposals import OutcomeProposal, PlanProposal, Support, Target
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Concept, Note, Span, each, spaced


def goal(view: View) -> OutcomeProposal:
    return OutcomeProposal(
        title=view.concept("description"),
        status=view.get("lifecycleStatus"),
        achievement=view.concept("achievementStatus"),
        kinds=view.concepts("category"),
        start=read_text(view.resource, "start"),
        targets=tuple(_target(found) for found in view.get("target", ())),
        reasons=view.refs(view.get("addresses")),
        **view.common("what_matters", by=[view.ref(view.get("expressedBy"))], when=view.get("statusDate")),
    )


def _target(found):
    return Target(Concept.of(found.get("measure")), read_choice(found, "detail"), read_text(found, "due"))


def plan(view: View) -> PlanProposal:
    by = view.refs([one for one in [view.get("author")] if one]) + view.refs(view.get("contributor"))
    return PlanProposal(
        title=view.get("title"),
        description=view.get("description"),
        status=view.get("status"),
        intent=view.get("intent"),
        kinds=view.concepts("category"),
        span=Span.of(view.get("period")),
        outcomes=view.refs(view.get("goal")),
        reasons=view.refs(view.get("addresses")),
        teams=view.refs(view.get("careTeam")),
        supports=tuple(_support(view, found) for found in view.get("activity", ())),
        **view.common("care", by=by, when=view.get("created")),
    )


def _support(view, found):
    detail = found.get("detail", {})
    product = read_text(detail, "product") if "productCodeableConcept" in detail else ""
    return Support(
        name=Concept.of(detail.get("code")),
        description=spaced(detail.get("description", ""), product),
        status=detail.get("status", ""),
        how_often=read_text(detail, "scheduled"),
        who=view.refs(detail.get("performer")),
        outcomes=view.refs(detail.get("goal")),
        told_in=view.ref(found.get("reference")),
        results=each(Concept, found.get("outcomeCodeableConcept")),
        notes=each(Note, found.get("progress")),
    )
