"""Who can see what, and why, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import SECTIONS
from unstori.circle.models import SharingState
from unstori.circle.presenters.sharing import decided_said, holder_said, may_said, purpose_said, sections_said
from unstori.circle.queries.sharing import Share
from unstori.core.dates import format_date
from unstori.people.models import Capacity


def sharing_cards(shares: Iterable[Share], opened: Opened) -> list[dict[str, Any]]:
    """One card for each who may see something, the person first; each source is a line in it."""
    held: dict[Any, list[Share]] = {}
    for share in shares:
        held.setdefault(share.holder.pk, []).append(share)
    cards = [_sharing_card(of_one, opened) for of_one in held.values()]
    return sorted(cards, key=lambda card: not card["is_self"])


def _sharing_card(shares: list[Share], opened: Opened) -> dict[str, Any]:
    holder = shares[0].holder
    said = holder_said(holder)
    name = holder.user.name if isinstance(holder, Capacity) else said
    own = [share for share in shares if share.source == opened.person.pk]
    lines = [share_line(share, opened) for share in shares if share not in own]
    return {
        "who": name,
        "role": said.removeprefix(name).lstrip(", "),
        "is_self": bool(own),
        "lines": [*_own_lines(own), *lines],
        "disputed": any(line["disputed"] for line in lines),
    }


def _own_lines(shares: list[Share]) -> list[dict[str, Any]]:
    """What somebody may do in their own story: each part once, with the most that they may do there."""
    most: dict[str, int] = {}
    for share in shares:
        most |= {part: max(share.permission, most.get(part, 0)) for part in share.sections}
    by_permission: dict[int, list[str]] = {}
    for part in sorted(most, key=SECTIONS.index):
        by_permission.setdefault(most[part], []).append(part)
    return [
        {"may": may_said(permission), "sections": sections_said(by_permission[permission])}
        for permission in sorted(by_permission, reverse=True)
    ]


def share_line(share: Share, opened: Opened) -> dict[str, Any]:
    """One line of "who can see what, and why"."""
    mine = share.source == opened.person.pk
    given = _given(share)
    return {
        "who": holder_said(share.holder),
        "is_self": mine,
        "may": may_said(share.permission),
        "sections": sections_said(share.sections),
        "why": _why(share, mine, given, opened),
        "purpose": purpose_said(share.decision) if share.decision else "",
        "until": format_date(share.valid_until, year=True) if share.valid_until else "",
        "from": format_date(share.valid_from, year=True),
        "disputed": bool(share.decision and share.decision.newest.state == "disputed"),
        "href": share.decision
        and share.may_open
        and reverse("circle:sharing", args=[opened.person.reference, share.decision.pk]),
        "decision": share.decision,
    }


def _given(share: Share) -> SharingState | None:
    """The state by which it was given."""
    states = share.decision.states.all() if share.decision else []
    return next((state for state in states if state.state == "given"), None)


def _why(share: Share, mine: bool, given: SharingState | None, opened: Opened) -> str:
    if mine:
        return _("It is their own story.")
    if share.glass:
        return _("Opened without asking, for this reason: %(reason)s") % {"reason": share.glass.reason}
    if share.decision is None:
        return _("It was set up with the story.")
    return " ".join([_decided(given, opened) if given else "", *_decided_for(share)])


def _decided(given: SharingState, opened: Opened) -> str:
    """Who decided; what Unstori wrote down when the story began was decided by law, not by Unstori."""
    day = format_date(given.created_at, year=True)
    if given.created_by.kind == Capacity.Kind.SYSTEM:
        words = _("The law or a court decided this: %(why)s. Open here since %(day)s.")
        return words % {"why": given.get_decided_as_display(), "day": day}
    if opened.is_self and given.created_by_id == opened.actor.capacity_id:
        return _("I decided this myself, %(day)s.") % {"day": day}
    return _("Decided by %(who)s.") % {"who": decided_said(given, day_only=True)}


def _decided_for(share: Share) -> list[str]:
    """What a best-interests decision stands on, for those whose business it is."""
    held = list(share.decision.best_interests.all()) if share.decision and share.may_open else []
    words = _("What they want: %(wishes)s Who was asked: %(consulted)s To be looked at again on %(day)s.")
    return [
        words
        % {
            "wishes": one.wishes,
            "consulted": one.consulted,
            "day": format_date(one.review_on, year=True),
        }
        for one in held[-1:]
    ]
