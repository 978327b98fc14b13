"""Outcomes, supports and ratings."""

from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept, Measure, Note
from unstori.exchange.leaving.circle import about, day, key, source
from unstori.exchange.queries import Leaving
from unstori.plan.models import Outcome, Support

STATES = {"draft": "proposed", "agreed": "active", "reached": "completed", "stopped": "cancelled"}
MOVES = {"started": "in-progress", "stopped": "stopped", "agreed": "scheduled"}


def outcomes(found: Leaving) -> list[p.Proposal]:
    return [_outcome(found, row) for row in found.outcomes]


def _outcome(found: Leaving, row: Outcome) -> p.OutcomeProposal:
    steps = [f"{step.what} ({step.who})" for step in row.steps.all()]
    said = [text for text in (row.why_it_matters, *steps) if text]
    return p.OutcomeProposal(
        source=source(row),
        about=about(found),
        section=row.section,
        language=row.language,
        title=Concept(row.words),
        status=STATES[row.state],
        achievement=Concept(row.baseline),
        notes=tuple(Note(text) for text in said),
    )


def plans(found: Leaving) -> list[p.Proposal]:
    """A plan for each support, so that none hangs on what this reader may not see."""
    return [_plan(found, row) for row in found.supports]


def _plan(found: Leaving, row: Support) -> p.PlanProposal:
    seen = {one.pk for one in found.outcomes}
    meant = (p.Ref(f"urn:uuid:{row.outcome_id}"),) if row.outcome_id in seen else ()
    support = p.Support(
        name=Concept(row.what),
        status=MOVES.get(row.status, "not-started"),
        how_often=row.how_often,
        who=(p.Ref(display=row.who),) if row.who else (),
        outcomes=meant,
    )
    return p.PlanProposal(
        source=source(row),
        about=about(found),
        section=row.section,
        title=row.what,
        status="active",
        intent="plan",
        supports=(support,),
        span=p.Span(day(row.starts_on), day(row.ends_on)),
    )


def ratings(found: Leaving) -> list[p.Proposal]:
    """How it is going, one to ten, by whom. Never averaged."""
    words = {row.pk: row.words for row in found.outcomes}
    return [
        p.EntryProposal(
            title=Concept(words.get(row.outcome_id, row.get_rater_display())),
            kinds=(Concept(row.rater),),
            status="final",
            value=Measure(str(row.going), "/10"),
            source=source(row),
            about=about(found),
            section=row.section,
            by=(p.Ref(display=row.rater_name),),
            when=day(row.rated_on),
            related=(p.Ref(key(row.outcome)),) if row.outcome_id in words else (),
            notes=(Note(row.words),) if row.words else (),
        )
        for row in found.ratings
    ]
