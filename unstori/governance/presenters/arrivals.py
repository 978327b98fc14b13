"""What came in and could not be placed, in plain words: identity alone."""

from typing import Any

from django.utils.translation import gettext as _

from unstori.core.dates import format_date, format_when
from unstori.exchange.models import Imported
from unstori.governance.queries import arrivals
from unstori.people.models import Person


def row(one: Imported) -> dict[str, Any]:
    """One record that waits, who sent it, and why it waits."""
    said = arrivals.said_by(one)
    return {
        "id": one.pk,
        "name": said.name or _("Without a name"),
        "born": born(said),
        "who": one.created_by.user.name,
        "when": format_when(one.created_at),
        "until": format_date(one.waits_until, year=True) if one.waits_until else "",
        "why": [str(_(why)) for _path, why, _detail in one.why],
        "said": bool(getattr(one, "said", None)),
        "new": getattr(one, "of", None) is None,
    }


def born(said: arrivals.Said) -> str:
    """The whole day, or as much of it as was sent."""
    return format_date(said.born_on, year=True) if said.born_on else said.born


def lines(one: Imported) -> list[tuple[str, str]]:
    """Who it says it is about."""
    said = arrivals.said_by(one)
    all_of_it = [
        (_("Name"), said.name), (_("Date of birth"), born(said)), (_("NHS number"), said.nhs_number),
        (_("Address"), said.address), (_("Postcode"), said.postcode),
    ]  # fmt: skip
    return [(name, value) for name, value in all_of_it if value]


def choice(person: Person) -> tuple[str, str]:
    """Somebody whom it may be, told apart from others of the name."""
    born = format_date(person.born_on, year=True) if person.born_on else ""
    parts = (person.full_name, born, person.nhs_number or "", person.postcode, str(person.authority.name))
    return str(person.pk), " · ".join(part for part in parts if part)
