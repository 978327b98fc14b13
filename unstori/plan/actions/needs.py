"""Needs: listed until they have an outcome or a recorded reason why not."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.people.models import Person
from unstori.plan import rules
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Need, Outcome
from unstori.plan.queries.holding import check_seen, hold
from unstori.story.actions.timeline import tell
from unstori.story.models import Statement


@transaction.atomic
def add_need(
    *,
    by: Actor,
    person: Person,
    section: str,
    words: str,
    eligible: bool = False,
    statement: UUID | None = None,
    outcome: Outcome | None = None,
) -> Need:
    """Something needed, with the words that it comes from when there are any."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    rules.check_eligible(by.kind, eligible=eligible)
    check_seen(opened, outcome)
    cited = opened.rows(Statement.objects.filter(pk=statement)).first() if statement else None
    need = Need.objects.create(
        section=section,
        words=words,
        eligible=eligible,
        statement=cited,
        outcome=outcome,
        **audit.stamp(by=by, person=opened.person),
    )
    note_changes(by=by, row=need, changed={"words": ("", words)})
    tell(by=by, row=need, event="need.added", says=_("Something is needed"), words=words)
    return need


@transaction.atomic
def meet_need(*, by: Actor, need: Need, outcome: Outcome) -> Need:
    """This outcome answers this need."""
    opened = require(by, need.person_id, Permission.ADD, section=need.section)
    held = hold(opened, need)
    check_seen(opened, outcome)
    held.outcome = outcome
    held.save()
    note_changes(by=by, row=held, changed={"outcome": ("", outcome.words)})
    tell(by=by, row=held, event="need.met", says=_("A need has an outcome now"), words=held.words)
    return held


@transaction.atomic
def judge_need(*, by: Actor, need: Need, eligible: bool) -> Need:
    """An assessment found it eligible, or not; the need stays listed."""
    opened = require(by, need.person_id, Permission.ADD, section=need.section)
    held = hold(opened, need)
    if held.eligible == eligible:
        return held
    before, held.eligible = held.eligible, eligible
    held.save()
    note_changes(by=by, row=held, changed={"eligible": (before, eligible)})
    audit.record(by, "need.judged", person_id=held.person_id, row=held)
    return held


@transaction.atomic
def give_reason(*, by: Actor, need: Need, why: str) -> Need:
    """Say why a need has no outcome. Raises RuleBroken without a reason."""
    rules.check_no_outcome(why)
    opened = require(by, need.person_id, Permission.ADD, section=need.section)
    held = hold(opened, need)
    before, held.no_outcome_why = held.no_outcome_why, why
    held.save()
    note_changes(by=by, row=held, changed={"no_outcome_why": (before, why)})
    tell(
        by=by,
        row=held,
        event="need.reason",
        says=_("Why there is no outcome for a need"),
        words=held.words,
    )
    return held
