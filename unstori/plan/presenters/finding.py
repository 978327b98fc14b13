"""An entry of the directory as a plan shows it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.core.dates import format_date
from unstori.directory.models import Entry
from unstori.plan.models import Support


def told_apart(opened: Opened) -> dict[str, str]:
    """Into whose plan: the full name and, to workers, the day of birth, so that nothing is saved to another of one name."""
    person = opened.person
    born = format_date(person.born_on, year=True) if person.born_on and opened.actor.is_professional else ""
    parts = (person.full_name if person.full_name != person.called else "", born)
    return {
        "called": person.called,
        "reference": person.reference,
        "also": ", ".join(part for part in parts if part),
    }


def service_card(service: Entry) -> dict[str, Any]:
    """Enough to know that it is the right one."""
    return {
        "name": service.name, "by": service.provider.name if service.provider else "",
        "href": reverse("finding:entry", args=[service.hsds_id]),
    }  # fmt: skip


def found_as(support: Support) -> dict[str, str]:
    """Where a support was found, and whether the directory says something else by now."""
    service = support.service
    if service is None:
        return {}
    if service.gone_at:
        return {"href": "", "note": _("The directory has it no more.")}
    changed = support.service_seen_id != service.live_id
    return {
        "href": reverse("finding:entry", args=[service.hsds_id]),
        "note": _("What the directory says has changed since.") if changed else "",
    }
