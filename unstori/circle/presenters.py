"""Words for the circle's pages."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.access.models import AuditEvent, RowGrant, Section
from unstori.access.rules import SECTIONS, SHAREABLE, Permission
from unstori.circle import queries, rules
from unstori.circle.models import LegalStatus, Member, SafeContact, SharingDecision, SharingState
from unstori.circle.queries.sharing import Share
from unstori.core.dates import format_date, format_when
from unstori.core.words import Words, capital, spoken
from unstori.people.models import Capacity, Team
from unstori.people.who import is_role, role_said

TAG = {"given": "calm", "asked": "waiting", "disputed": "waiting"}


def sections_said(sections: Iterable[str]) -> str:
    """'Health, Learning'; all of them in three words."""
    named = list(sections)
    if set(named) >= set(SHAREABLE):
        return _("every part of the story")
    return ", ".join(str(Section(section).label) for section in named)


def where(member: Member) -> str:
    """The organisation of a member, in the language of the page."""
    return str(member.organisation.name) if member.organisation else ""


def member_line(member: Member, reference: str) -> dict[str, Any]:
    """One of the circle, for picture and list alike."""
    return {
        "label": member.name.split()[0] if member.kind != Member.Kind.WORKER else member.name,
        "name": member.name,
        "relation": member.relation_said,
        "what": capital(role_said(member.relation)) if is_role(member.relation) else member.relation_said,
        "where": where(member),
        "kind": member.get_kind_display(),
        "ring": member.closeness,
        "key": member.is_key_worker,
        "phone": member.phone,
        "since": format_date(member.starts_on),
        "href": reverse("circle:member", args=[reference, member.pk]),
    }


def rings(members: Iterable[Member], reference: str) -> list[dict[str, Any]]:
    """The list by closeness, each ring with its words."""
    lines = [member_line(member, reference) for member in members]
    words = {1: _("Closest"), 2: _("Near"), 3: _("Further out")}
    found = [
        {"words": words[ring], "members": [m for m in lines if m["ring"] == ring]} for ring in rules.RINGS
    ]
    return [ring for ring in found if ring["members"]]


def legal_said(rows: Iterable[LegalStatus]) -> list[dict[str, Any]]:
    """Each legal status in words, and since when."""
    names = {one["id"]: Words.read(one["name"]) for one in queries.statuses()}
    return [
        {"words": str(names.get(row.status, row.status)), "since": format_date(row.starts_on), "id": row.pk}
        for row in rows
    ]


def may_said(permission: int) -> str:
    """What a permission lets somebody do, in plain words."""
    return {
        Permission.SEE: _("can see"),
        Permission.ADD: _("can see and add"),
        Permission.DECIDE: _("can see, add and decide"),
    }[Permission(permission)]


def holder_said(holder: Any) -> str:
    """Whom something is shared with."""
    if isinstance(holder, Capacity):
        return access.label_of(holder)
    return team_said(holder) if isinstance(holder, Team) else str(holder.name)


def team_said(team: Team) -> str:
    """Everybody who works there, and who takes what one of them leaves behind."""
    said = {"team": str(team.name), "place": str(team.organisation.name)}
    if team.on_duty is None:
        return _("Everybody in %(team)s, %(place)s (nobody is on duty)") % said
    return _("Everybody in %(team)s, %(place)s (on duty: %(who)s)") % {**said, "who": team.on_duty.user.name}


def purpose_said(decision: SharingDecision) -> str:
    """What for: what Unstori says of itself in the language of the page, somebody's words as they are."""
    known = queries.law()["purposes"].get(decision.purpose)
    return str(Words.read(known)) if known else spoken(decision.purpose, decision.language)


def decided_said(state: SharingState, *, day_only: bool = False) -> str:
    """'Mair Rowlands, with parental responsibility, 3 May'."""
    who = state.created_by.user.name
    when = format_date(state.created_at) if day_only else format_when(state.created_at)
    said = [who, str(state.get_decided_as_display()), when]
    return ", ".join(part for part in said if part)


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
    return {
        "who": holder_said(share.holder),
        "is_self": mine,
        "may": may_said(share.permission),
        "sections": sections_said(share.sections),
        "why": _why(share, mine),
        "purpose": purpose_said(share.decision) if share.decision else "",
        "until": format_date(share.valid_until, year=True) if share.valid_until else "",
        "from": format_date(share.valid_from, year=True),
        "disputed": bool(share.decision and share.decision.newest.state == "disputed"),
        "href": share.decision
        and share.may_open
        and reverse("circle:sharing", args=[opened.person.reference, share.decision.pk]),
        "decision": share.decision,
    }


def _why(share: Share, mine: bool) -> str:
    if mine:
        return _("It is their own story.")
    if share.glass:
        return _("Opened without asking, for this reason: %(reason)s") % {"reason": share.glass.reason}
    if share.decision is None:
        return _("It was set up with the story.")
    given = [state for state in share.decision.states.all() if state.state == "given"]
    said = _("Decided by %(who)s.") % {"who": decided_said(given[0], day_only=True)} if given else ""
    return " ".join([said, *_decided_for(share)])


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


def decision_line(decision: SharingDecision, reference: str) -> dict[str, Any]:
    """A sharing decision with the state it is in."""
    newest = decision.newest
    return {
        "who": holder_said(decision.holder),
        "sections": sections_said(decision.sections),
        "may": may_said(decision.permission),
        "purpose": purpose_said(decision),
        "asked_by": decision.created_by.user.name,
        "state": newest.get_state_display(),
        "kind": TAG.get(newest.state, "quiet"),
        "when": format_when(newest.created_at),
        "until": format_date(decision.valid_until, year=True) if decision.valid_until else "",
        "href": reverse("circle:sharing", args=[reference, decision.pk]),
    }


def states_said(decision: SharingDecision) -> list[dict[str, Any]]:
    """How a decision came to where it is, newest first, for the thread."""
    rows = sorted(decision.states.all(), key=lambda state: state.pk, reverse=True)
    return [
        {
            "heading": row.get_state_display(),
            "when": decided_said(row),
            "text": row.why,
            "lang": row.language,
            "state": "now",
        }
        for row in rows
    ]


def looks(found: Iterable[tuple[AuditEvent, Capacity | None]]) -> list[dict[str, Any]]:
    """Who looked: the same person on the same page and day is one line."""
    lines: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event, capacity in found:
        page = _page(event)
        key = (event.capacity_id, page, format_date(event.created_at, year=True))
        line = lines.setdefault(
            key,
            {
                "who": access.label_of(capacity) if capacity else _("Unstori itself"),
                "page": page,
                "when": format_when(event.created_at),
                "glass": event.action == "glass.break",
                "times": 0,
            },
        )
        line["times"] += 1
    return list(lines.values())


def _page(event: AuditEvent) -> str:
    """Which page, in words; a name that no room has given words to is just a page."""
    if event.action == "glass.break":
        return _("Opened the story without being asked")
    if event.action == "document.read":
        return _("A document")
    first = str(event.detail.get("what", "")).split(".")[0].split(" ")[0]
    return {
        "story": _("Story"),
        "plan": _("Plan"),
        "circle": _("Circle"),
        "now": _("Now"),
        "search": _("Search"),
        "export": _("A copy of the story"),
        "document": _("A document"),
        "identity": _("Name and date of birth"),
    }.get(first, _("A page of the story"))


def private_rows(
    found: Iterable[tuple[UUID, str, str, list[RowGrant]]], reference: str
) -> list[dict[str, Any]]:
    """Each private thing with those whom the person let in."""
    return [
        {
            "title": title,
            "said": title or _("Something private"),
            "address": address,
            "href": reverse("circle:private_row", args=[reference, id]),
            "let_in": [
                {
                    "who": access.label_of(grant.capacity),
                    "since": format_when(grant.created_at),
                    "take_back": reverse("circle:take_back", args=[reference, id, grant.capacity_id]),
                }
                for grant in held
            ],
        }
        for id, title, address, held in found
    ]


def reaching_said(rows: Iterable[SafeContact]) -> list[dict[str, Any]]:
    """Whom, how, when, and who must not know, in words."""
    return [
        {
            "who": access.label_of(row.created_by),
            "way": row.get_way_display(),
            "to": row.to,
            "times": spoken(row.times, row.language),
            "hidden_from": spoken(row.hidden_from, row.language),
            "since": format_date(row.created_at, year=True),
        }
        for row in rows
    ]


def danger_calls() -> list[dict[str, Any]]:
    """Whom to call, in the language of the page; the number also as a phone dials it."""
    return [
        {
            "name": str(Words.read(call["name"])),
            "when": str(Words.read(call["when"])),
            "number": call["number"],
            "dial": call["number"].replace(" ", ""),
        }
        for call in queries.danger_calls()
    ]
