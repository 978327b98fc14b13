"""What was found in the directory becomes something that may help, with what the directory said at that moment."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.directory.models import Entry
from unstori.people.models import Person
from unstori.plan import queries, rules
from unstori.plan.actions.supports import add_support
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Outcome, Support
from unstori.plan.queries.holding import hold
from unstori.story.actions.timeline import tell


@transaction.atomic
def save_service(
    *,
    by: Actor,
    person: Person,
    service: Entry,
    outcome: Outcome | None = None,
) -> Support:
    """Proposed, and nothing more: nobody has asked the service yet. Twice for one outcome is refused."""
    opened = require(by, person.pk, Permission.ADD, about=[outcome])
    Person.objects.select_for_update(no_key=True).get(
        pk=person.pk
    )  # of two who press at once the second sees the first
    section = outcome.section if outcome else rules.section_of_life(opened.may_add_to)
    rules.check_not_saved(is_saved=(outcome.pk if outcome else None) in queries.saved(opened, service))
    threshold = service.live.local.get("threshold", "") if service.live else ""
    way = rules.way_in(needs_referral=service.needs_referral, threshold=threshold)
    comes_from, tier = rules.comes_from(way)
    who = service.provider.name if service.provider else service.name
    found: dict[str, Any] = {
        "comes_from": comes_from,
        "tier": tier,
        "service": service,
        "service_seen": service.live,
    }
    what = service.name[:300]
    return add_support(
        by=by, person=person, section=section, what=what, who=who[:200], outcome=outcome, **found
    )


@transaction.atomic
def take_out(*, by: Actor, support: Support) -> Support:
    """Saved by mistake. It stands in no plan any more; the story keeps that it was there."""
    opened = require(by, support.person_id, Permission.ADD, section=support.section, about=[support])
    held = hold(opened, support)
    rules.check_take_out(status=held.status, is_found=held.service_id is not None)
    before, held.status = held.status, Support.Status.STOPPED
    held.taken_out_at, held.taken_out_by = clock.now(), by.capacity_id
    held.version += 1
    held.save()
    note_changes(by=by, row=held, changed={"status": (before, held.status)})
    tell(by=by, row=held, event="support.taken_out", says=_("Taken out of the plan again"), words=held.what)
    return held
