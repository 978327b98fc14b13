"""Outcomes, supports and ratings."""

from unstori.exchange import seals
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.values import Concept, Measure, Note, Span
from unstori.exchange.leaving.rows import day, of, said
from unstori.exchange.queries import Leaving
from unstori.plan.models import Outcome, Rating, Support

STATES = {"draft": "proposed", "agreed": "active", "reached": "completed", "stopped": "cancelled"}
MOVES = {"started": "in-progress", "stopped": "stopped", "agreed": "scheduled"}


def outcomes(found: Leaving) -> list[p.Proposal]:
    return [_outcome(found, row) for row in found.outcomes]


def _outcome(found: Leaving, row: Outcome) -> p.OutcomeProposal:
    steps = [f"{step.what} ({step.who})" for step in row.steps.all()]
    more = [text for text in (row.why_it_matters, row.followed_how, *steps) if text]
    return p.OutcomeProposal(
        **of(found, row),
        language=row.language,
        title=Concept(row.words),
        status=STATES[row.state],
        achievement=Concept(row.baseline),
        notes=tuple(Note(text) for text in more),
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
        who=tuple(p.Ref(display=name) for name in (row.who, row.where) if name),
        outcomes=meant,
    )
    return p.PlanProposal(
        **of(found, row),
        title=row.what,
        status="active",
        intent="plan",
        supports=(support,),
        span=Span(day(row.starts_on), day(row.ends_on)),
    )


def ratings(found: Leaving) -> list[p.Proposal]:
    """How it is going, one to ten, by whom. Never averaged."""
    words = {row.pk: row.words for row in found.outcomes}
    return [
        said(
            found,
            row,
            row.rater,
            words.get(row.outcome_id, row.get_rater_display()),
            value=Measure(str(row.going), "/10"),
            by=(p.Ref(display=row.rater_name),),
            when=day(row.rated_on),
            related=(p.Ref(f"{seals.OURS}{row.outcome_id}"),) if row.outcome_id in words else (),
            parts=_rated(row),
            notes=(Note(row.words),) if row.words else (),
        )
        for row in found.ratings
    ]


def _rated(row: Rating) -> tuple[p.Part, ...]:
    """How happy the rater is with it, and on what the rating stands."""
    there = {True: "person present", False: "person not present", None: ""}[row.person_present]
    stands = ", ".join(text for text in (row.basis, there, row.with_help_of) if text)
    happy = (p.Part(Concept("happy with that"), Measure(str(row.happy), "/10")),) if row.happy else ()
    return happy + ((p.Part(Concept("known by"), stands),) if stands else ())
