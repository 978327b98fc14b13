"""Small steps on the way to an outcome."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Outcome, Step
from unstori.plan.queries.holding import check_seen, hold
from unstori.story.actions.timeline import tell


@transaction.atomic
def add_step(*, by: Actor, outcome: Outcome, what: str, who: str, by_when: date | None = None) -> Step:
    """Who does what, by when."""
    opened = require(by, outcome.person_id, Permission.ADD, section=outcome.section)
    check_seen(opened, outcome)
    step = Step.objects.create(
        outcome=outcome,
        section=outcome.section,
        what=what,
        who=who,
        by_when=by_when,
        **audit.stamp(by=by, person=opened.person),
    )
    note_changes(by=by, row=step, changed={"what": ("", what)})
    tell(by=by, row=step, event="step.added", says=_("A new step"), words=what)
    return step


@transaction.atomic
def finish_step(*, by: Actor, step: Step) -> Step:
    """The step is done. Pressing twice changes nothing."""
    opened = require(by, step.person_id, Permission.ADD, section=step.section)
    held = hold(opened, step)
    if held.done_at is None:
        held.done_at, held.done_by = clock.now(), by.capacity_id
        held.save()
        note_changes(by=by, row=held, changed={"done_at": ("", held.what)})
        tell(by=by, row=held, event="step.done", says=_("A step is done"), words=held.what)
    return held
