"""One visit for several services, in words."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from unstori.core import clock
from unstori.core.dates import format_when
from unstori.pathways.models import Request, Visit, VisitTime
from unstori.pathways.rules import visits as rules

KINDS = {"fitting": "waiting", "asked": "waiting", "agreed": "calm", "happened": "calm", "off": "quiet"}


def times(visit: Visit) -> list[VisitTime]:
    return list(visit.times.all())


def choices(visit: Visit, *, fitting: bool = False) -> list[tuple[str, str]]:
    """The times as they can be chosen; only those that suit all."""
    several = [(str(one.pk), format_when(one.at)) for one in times(visit)]
    if not fitting:
        return several
    suits = rules.fitting([id for id, _said in several], [part.suits for part in visit.parts.all()])
    return [(id, said) for id, said in several if id in suits]


def page(visit: Visit) -> dict[str, Any]:
    """Where it stands, who comes, and when."""
    parts = [
        {"name": part.request.service_name, "said": _suits(part.suits, visit)} for part in visit.parts.all()
    ]
    chosen = visit.chosen
    return {
        "id": visit.pk, "tag": visit.get_state_display(), "kind": KINDS[visit.state], "place": visit.place, "parts": parts,
        "when": format_when(chosen.at) if chosen else "", "times": [said for _id, said in choices(visit)],
        "is_over": visit.state not in rules.OPEN, "is_past": bool(chosen and chosen.at <= clock.now()),
    }  # fmt: skip


def _suits(suits: list[str] | None, visit: Visit) -> str:
    if suits is None:
        return _("has not said yet")
    if not suits:
        return _("cannot come at any of these times")
    said = dict(choices(visit))
    return _("can come: %(times)s") % {"times": "; ".join(said[id] for id in suits if id in said)}


def coming(visit: Visit) -> list[Request]:
    return [part.request for part in visit.parts.all()]


def chosen_of(visit: Visit, ids: list[str]) -> list[Request]:
    return [request for request in coming(visit) if str(request.pk) in ids]


def time_of(said: str, none: str) -> UUID | None:
    return None if said == none else UUID(said)


def lines(several: Iterable[Visit]) -> list[dict[str, Any]]:
    """The newest as a line of the page of what was asked for; those before it are told in what was done."""
    return [page(visit) for visit in list(several)[:1]]
