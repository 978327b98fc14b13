"""Desks, places and the wait, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core.dates import count, format_date
from unstori.pathways.models import Desk, DeskAsk, Estimate, Places
from unstori.pathways.presenters.criteria import wait
from unstori.pathways.rules.estimating import weeks

Item = dict[str, Any]


def desk(row: Desk, places: Iterable[Places], told: Estimate | None, *, may: bool) -> Item:
    """One service for which a team answers: how long one waits, its places, and what can be done."""
    return {
        "id": row.pk, "name": row.service.name, "team": row.team.name, "may": may, "wait": estimate(told),
        "entry": reverse("finding:entry", args=[row.service.hsds_id]), "apart": _apart(row, told),
        "places": [place(one) for one in places],
    }  # fmt: skip


def place(row: Places) -> str:
    """ "In a group: 3 of 8 free (5 November 2026), from September"."""
    said = {
        "kind": row.get_kind_display(),
        "free": row.free,
        "whole": row.whole,
        "day": format_date(row.created_at, year=True),
    }
    words = (
        _("%(kind)s: %(free)s of %(whole)s free, on %(day)s")
        if row.whole is not None
        else _("%(kind)s: %(free)s free, on %(day)s")
    )
    return f"{words % said}. {row.words}".rstrip(". ") + "."


def estimate(told: Estimate | None) -> list[str]:
    """By its own record: half, nine in ten, of how many, counted when; or that there are too few to say."""
    if told is None:
        return []
    day = _("Counted %(day)s.") % {"day": format_date(told.counted_at, year=True)}
    of = ngettext(
        "By its own record of %(n)s request.", "By its own record of %(n)s requests.", told.number
    ) % {"n": told.number}
    if told.half is None:
        return [_("Too few have started to say how long one waits."), of, day]
    found = [_("Half had their first contact within %(days)s.") % {"days": count(told.half, "day")}]
    if told.most is None:
        found.append(_("For one in ten or more it took longer than can be said yet."))
    else:
        found.append(_("Nine in ten had it within %(days)s.") % {"days": count(told.most, "day")})
    return [*found, of, day]


def _apart(row: Desk, told: Estimate | None) -> str:
    """Where an editor says otherwise, both are said."""
    local = row.service.live.local if row.service.live else {}
    said = local.get("wait_weeks")
    if told is None or told.half is None or said is None or round(said) == weeks(told.half):
        return ""
    if not wait(row.service):
        return ""
    otherwise = _("The directory says otherwise, because somebody who keeps the entry said so: %(wait)s.")
    return otherwise % {"wait": wait(row.service).rstrip(".")}


def ask(row: DeskAsk) -> str:
    return _("%(team)s for %(service)s") % {"team": row.team.name, "service": row.service.name}
