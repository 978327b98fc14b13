"""The desk of information governance, in words: a figure never stands without its sentence."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.models import GlassBreak, Section, Withholding
from unstori.access.queries import label_of
from unstori.circle.models import Member, Protocol, SharingDecision
from unstori.circle.rules.protocols import how_it_stands
from unstori.core import clock
from unstori.core.dates import format_ago, format_date, format_due
from unstori.core.words import spoken
from unstori.governance.forms.agreements import CONFIDENCE
from unstori.governance.presenters import requests as asked
from unstori.governance.queries.desk import Desk, figures_of
from unstori.people.models import Capacity

STANDS = {"over": "quiet", "coming": "quiet", "late": "late", "soon": "waiting", "holds": "calm"}


def figures(desk: Desk) -> list[dict[str, Any]]:
    """What waits, in sentences, each with the way to it. What is late says so in words too."""
    late = desk.requests_late, desk.glass_late, desk.withheld_late, 0, desk.agreements_late
    said = (
        (
            _("Requests about data"),
            asked.running_said(desk.requests_late, desk.requests),
            "governance:requests",
        ),
        (_("Records opened in an emergency"), _glass(desk), "access:glass_breaks"),
        (_("What is kept from somebody"), _withheld(desk), "governance:withheld"),
        (_("Shared without consent"), _unasked(desk), "governance:unasked"),
        (_("Sharing agreements"), _agreements(desk), "governance:agreements"),
    )
    return [_figure(*one, late=number > 0) for one, number in zip(said, late, strict=True)]


def _figure(heading: str, sentence: str, name: str, *, late: bool) -> dict[str, Any]:
    tag = _("Late") if late else ""
    return {
        "heading": heading,
        "text": sentence,
        "href": reverse(name),
        "tag": tag,
        "state": "late" if late else "now",
    }


def _and(first: str, more: str, number: int, **also: int) -> str:
    """A second half only where there is something to say."""
    return first + (more % {"n": number, **also} if number else ".")


def _unasked(desk: Desk) -> str:
    times = ngettext(
        "%(n)s time something is shared without consent",
        "%(n)s times something is shared without consent",
        desk.unasked,
    ) % {"n": desk.unasked}
    return _and(times, _("; in %(n)s of them the family was not told."), desk.untold)


def _glass(desk: Desk) -> str:
    if not desk.glass:
        return _("None waits for a review.")
    waits = ngettext("%(n)s waits for a review", "%(n)s wait for a review", desk.glass) % {"n": desk.glass}
    days = figures_of()["glass_days"]
    return _and(waits, _("; %(n)s of them longer than %(days)s days."), desk.glass_late, days=days)


def _withheld(desk: Desk) -> str:
    if not desk.withheld:
        return _("Nothing is kept from anybody.")
    kept = ngettext(
        "%(n)s thing is kept from somebody", "%(n)s things are kept from somebody", desk.withheld
    ) % {"n": desk.withheld}
    return _and(kept, _("; for %(n)s of them the review is late."), desk.withheld_late)


def _agreements(desk: Desk) -> str:
    holds = ngettext("%(n)s agreement holds", "%(n)s agreements hold", desk.agreements) % {
        "n": desk.agreements
    }
    return _and(
        holds, _("; %(n)s of them must be looked at again soon, or should have been."), desk.agreements_soon
    )


def kept(held: Withholding) -> dict[str, Any]:
    """One thing that is kept from somebody, with whose it is."""
    return {
        "id": held.pk,
        "what": str(held.get_section_display() if held.section else held.get_kind_display()),
        "who": label_of(held.withheld_from),
        "reason": held.reason,
        "until": format_date(held.valid_until, year=True),
        "due": format_due(held.review_on),
        "late": held.review_on < clock.today(),
        "reference": held.person.reference,
        "page": reverse("governance:renew", args=[held.pk]),
    }


def _holder(row: SharingDecision) -> str:
    holder = row.holder
    return holder.said if isinstance(holder, Member) else str(holder.name)


def _parts(sections: Iterable[str]) -> str:
    return ", ".join(str(Section(one).label) for one in sections)


def unasked(row: SharingDecision) -> dict[str, Any]:
    """Something shared without consent: with whom, what, on which basis, whether the family was told."""
    told = {
        True: _("The family was told"),
        False: _("The family was not told"),
        None: _("Not written whether the family was told"),
    }
    newest = row.newest
    return {
        "reference": row.person.reference,
        "who": _holder(row),
        "what": _parts(row.sections),
        "basis": str(dict(CONFIDENCE).get(row.confidence_basis, row.confidence_basis)),
        "why": [spoken(one.why, one.language) for one in row.states.all() if one.why][:1],
        "told": told[row.family_told],
        "tag": "calm" if row.family_told else "waiting",
        "not_told_why": spoken(row.not_told_why, row.language),
        "by": label_of(row.created_by),
        "when": format_date(row.created_at, year=True),
        "disputed": newest.get_state_display() if newest.state == "disputed" else "",
        "protocol": row.protocol,
    }


def late_glass(rows: Iterable[GlassBreak]) -> list[dict[str, str]]:
    """Those that wait longest, by their age."""
    return [
        {"who": label_of(one.capacity), "ago": format_ago(one.created_at.date()),
         "href": reverse("access:review_glass", args=[one.pk])}
        for one in rows
    ]  # fmt: skip


def tries(found: Iterable[tuple[Capacity, int]]) -> list[str]:
    """Who was refused often of late. It may be a broken link as well."""
    days = figures_of()["tries_days"]
    return [
        ngettext("%(who)s asked %(n)s time in %(days)s days for something that is not theirs",
                 "%(who)s asked %(n)s times in %(days)s days for something that is not theirs", number)
        % {"who": label_of(who), "n": number, "days": days}
        for who, number in found
    ]  # fmt: skip


def unvouched(found: Iterable[tuple[str, int]]) -> list[str]:
    return [
        ngettext("%(place)s: nobody has confirmed %(n)s person yet", "%(place)s: nobody has confirmed %(n)s people yet", number)
        % {"place": place, "n": number}
        for place, number in found
    ]  # fmt: skip


def agreement(row: Protocol, by_organisation: object = None) -> dict[str, Any]:
    """One agreement, as everybody may read it."""
    stands = how_it_stands(
        valid_from=row.valid_from, valid_until=row.valid_until, review_on=row.review_on, today=clock.today(),
        soon_days=figures_of()["agreement_days"],
    )  # fmt: skip
    said = {"over": _("Over"), "coming": _("To come"), "late": _("Should have been looked at again"),
            "soon": _("To be looked at again soon"), "holds": _("Holds")}  # fmt: skip
    parties = list(row.parties.all())
    ours = by_organisation in {one.pk for one in parties}
    return {
        "name": str(row.name), "reference": row.reference, "purpose": str(row.purpose),
        "parties": ", ".join(sorted(str(one.name) for one in parties)), "sections": _parts(row.sections),
        "basis": str(dict(CONFIDENCE)[row.confidence_basis]), "from": format_date(row.valid_from, year=True),
        "until": format_date(row.valid_until, year=True) if row.valid_until else "",
        "review": format_date(row.review_on, year=True), "link": row.link, "status": said[stands],
        "tag": STANDS[stands], "href": reverse("governance:agreement", args=[row.pk]) if ours else "",
    }  # fmt: skip
