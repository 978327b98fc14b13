"""Supports: what helps, who gives it, where it stands."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Person
from unstori.plan import rules
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Outcome, Support
from unstori.plan.queries.holding import check_seen, hold
from unstori.plan.signals import stopping
from unstori.story.actions.timeline import tell

TITLES = {
    "agreed": _("Support agreed"),
    "waiting": _("Waiting for support"),
    "started": _("Support started"),
    "stopped": _("Support stopped"),
}


@transaction.atomic
def add_support(
    *,
    by: Actor,
    person: Person,
    section: str,
    what: str,
    who: str,
    outcome: Outcome | None = None,
    status: str = "proposed",
    starts_on: date | None = None,
    ends_on: date | None = None,
    **more: Any,
) -> Support:
    """Something that helps, for an outcome or for life as a whole."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    check_seen(opened, outcome)
    rules.check_new_support(status=status, starts_on=starts_on, ends_on=ends_on)
    when = {"status": status, "starts_on": starts_on, "ends_on": ends_on}
    said = {"section": section, "what": what, "who": who, "outcome": outcome, **when, **more}
    support = Support.objects.create(**said, **audit.stamp(by=by, person=opened.person))
    note_changes(by=by, row=support, changed={"what": ("", what)})
    says = _("New in the plan")
    tell(by=by, row=support, event="support.added", says=says, words=what)
    return support


@transaction.atomic
def move_support(*, by: Actor, support: Support, status: str) -> Support:
    """Move a support on: agreed, waiting, started, stopped. The day it starts or stops is kept."""
    opened = require(by, support.person_id, Permission.ADD, section=support.section)
    held = hold(opened, support)
    rules.check_support_move(held.status, status)
    if rules.takes_away(held.status, status):
        stopping.send(sender=Support, opened=opened, row=held)
    before, held.status = held.status, Support.Status(status)
    if status == Support.Status.STARTED:
        held.starts_on = held.starts_on or clock.today()
    if status == Support.Status.STOPPED:
        held.ends_on = clock.today()
    held.version += 1
    held.save()
    note_changes(by=by, row=held, changed={"status": (before, status)})
    tell(by=by, row=held, event=f"support.{status}", says=TITLES[status], words=held.what)
    return held
