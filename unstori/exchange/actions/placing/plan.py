"""Outcomes and supports: `plan`'s."""

from django.db import transaction

from unstori.access.rules import Actor
from unstori.core.models import BaseModel
from unstori.exchange import rules
from unstori.exchange.actions.batch import Batch
from unstori.exchange.actions.placing import story
from unstori.exchange.fhir.proposals import OutcomeProposal, PlanProposal, Support
from unstori.people.models import Person
from unstori.plan import actions as plan
from unstori.plan.models import Outcome
from unstori.plan.models import Support as PlanSupport


@transaction.atomic
def add_outcome(*, batch: Batch, one: OutcomeProposal, person: Person, by: Actor) -> list[BaseModel]:
    """What a source calls a goal. It is a draft: nobody here has agreed to it yet."""
    if not one.title.words:
        return story.add_document(batch=batch, one=one, person=person, by=by)
    outcome = plan.add_outcome(
        by=by,
        person=person,
        section=one.section,
        words=one.title.words,
        language=one.language[:2] if one.language[:2] in ("cy", "en") else "en",
        why_it_matters="\n".join(note.text for note in one.notes),
        baseline=one.achievement.words,
        state=rules.OUTCOME_STATES.get(one.status, Outcome.State.DRAFT),
    )
    batch.outcomes[one.source.key] = outcome
    return [outcome]


@transaction.atomic
def add_plan(*, batch: Batch, one: PlanProposal, person: Person, by: Actor) -> list[BaseModel]:
    """The plan of a source stands in the story; what it still gives becomes supports."""
    rows = story.add_document(batch=batch, one=one, person=person, by=by)
    if one.status not in rules.PLANS_OVER:
        rows += [row for support in one.supports for row in _support(batch, one, support, person, by)]
    return rows


def _support(batch: Batch, one: PlanProposal, support: Support, person: Person, by: Actor) -> list[BaseModel]:
    what = support.name.words or support.description or support.told_in.display
    if not what:
        return []
    who = ", ".join(name for ref in support.who if (name := batch.name_of(ref)))
    meant = [batch.outcomes[ref.key] for ref in support.outcomes or one.outcomes if ref.key in batch.outcomes]
    made = plan.add_support(
        by=by,
        person=person,
        section=one.section,
        what=what[:300],
        who=(who or one.title or one.source.type)[:200],
        comes_from=PlanSupport.Comes.SERVICE,
        how_often=support.how_often[:120],
        outcome=meant[0] if len(meant) == 1 and meant[0].person_id == person.pk else None,
        status=rules.SUPPORT_STATES.get(support.status, PlanSupport.Status.PROPOSED),
    )
    return [made]
