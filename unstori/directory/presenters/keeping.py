"""The editors' pages in words: what must be looked at, drafts, versions, claims."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.core import clock
from unstori.core.dates import format_date, format_due, format_when
from unstori.core.words import Words
from unstori.directory.models import Editor, Entry, EntryDraft, EntryVersion, Likeness
from unstori.directory.presenters import changes
from unstori.directory.presenters.beyond import checked
from unstori.directory.presenters.entries import STATES, shown
from unstori.directory.queries.editing import told_until
from unstori.directory.rules import beyond
from unstori.people.models import Capacity

Line = dict[str, Any]


def entry_line(entry: Entry) -> Line:
    """One of a list: what it is, and by when somebody must look."""
    due, today = entry.check_due, clock.today()
    tag, kind = "", "calm"
    if entry.live_id is None:
        tag, kind = _("Not live yet"), "waiting"
    elif entry.gone_at:
        tag, kind = _("Not listed now"), "late"
    elif due and due < today and entry.status != "defunct":
        tag, kind = _("Check overdue since %(day)s") % {"day": format_date(due)}, "late"
    elif due and due <= told_until() and entry.status != "defunct":
        tag, kind = _("Check by %(day)s") % {"day": format_date(due)}, "waiting"
    return {
        "id": entry.hsds_id, "name": entry.name, "by": entry.provider.name if entry.provider else "",
        "href": reverse("keeping:entry", args=[entry.hsds_id]), "tag": tag, "kind": kind,
        "to_check": bool(tag) and entry.live_id is not None, "state": STATES.get(entry.status, ""),
    }  # fmt: skip


def draft_line(draft: EntryDraft, *, to: str = "keeping:entry") -> Line:
    when = draft.asked_at or draft.created_at
    return {
        "name": draft.document.get("name") or draft.entry.name, "href": reverse(to, args=[draft.entry.hsds_id]),
        "when": format_when(when), "word": draft.word, "new": draft.entry.live_id is None,
        "state": {"asked": _("Waits to be checked"), "dropped": _("Not taken up")}.get(draft.state, ""),
    }  # fmt: skip


def sections(entry: Entry, draft: EntryDraft | None) -> list[Line]:
    """What can be written, each with whether anything is said there."""
    local = draft.local if draft else entry.live.local if entry.live else {}
    live = entry.live.local if entry.live else {}
    found = [{"words": _("The basics"), "href": reverse("keeping:change", args=[entry.hsds_id, "basics"]),
              "hint": _("Name, ages, how to reach you, where and when."), **_basics_state(entry, draft)}]  # fmt: skip
    for one in beyond.sections():
        if one["id"] == "school" and entry.kind == "community":
            continue
        names = [field["id"] for field in beyond.fields_of(one["id"])]
        told = sum(1 for name in names if local.get(name))
        changed = draft is not None and any(local.get(name) != live.get(name) for name in names)
        state = (
            (_("Changed"), "waiting")
            if changed
            else (_("Said"), "calm")
            if told
            else (_("Nothing yet"), "quiet")
        )
        found.append({
            "words": str(Words.read(one["name"])), "hint": str(Words.read(one["about"])), "status": state[0],
            "kind": state[1], "href": reverse("keeping:change", args=[entry.hsds_id, one["id"]]),
        })  # fmt: skip
    return found


def _basics_state(entry: Entry, draft: EntryDraft | None) -> Line:
    live = entry.live.document if entry.live else {}
    if draft and draft.document != live:
        return {"status": _("Changed"), "kind": "waiting"}
    if entry.feed and entry.feed.is_asked:
        return {"status": _("From another directory"), "kind": "quiet"}
    return {"status": _("Said"), "kind": "calm"}


def draft_changes(entry: Entry, draft: EntryDraft) -> list[Line]:
    """What would be different once it is live."""
    live, base = entry.live, draft.base
    now = (live.document, live.local) if live else ({}, {})
    was = (base.document, base.local) if base else ({}, {})
    mine = (draft.document, draft.local)
    new = tuple(beyond.laid_over(now[side], was[side], mine[side]) for side in (0, 1))
    return changes.differences(now, (new[0], new[1]))


def version_lines(
    entry: Entry, rows: list[EntryVersion], older: EntryVersion | None, names: dict[UUID, Capacity]
) -> list[Line]:
    """Each with what changed since the one before it. `rows`: newest first; `older` comes before the last of them."""
    found = []
    for place, one in enumerate(rows):
        before = rows[place + 1] if place + 1 < len(rows) else older
        was = (before.document, before.local) if before else ({}, {})
        found.append({
            "id": one.pk, "number": one.number, "when": format_when(one.created_at), "why": _why(one, names),
            "live": one.pk == entry.live_id, "changes": changes.differences(was, (one.document, one.local)) if before else [],
            "first": before is None,
        })  # fmt: skip
    return found


def _why(version: EntryVersion, names: dict[UUID, Capacity]) -> str:
    if version.why == "feed":
        return _("It came from another directory")
    who = names.get(version.created_by)
    named = {"who": who.user.name if who else _("Somebody")}
    if version.why == "back":
        return _("%(who)s went back to an earlier one") % named
    return _("%(who)s made it live") % named


def claim_line(claim: Editor) -> Line:
    """Who says that they run what."""
    of = claim.provider.name if claim.provider else claim.entry.name if claim.entry else ""
    place, owner = claim.capacity.organisation, claim.provider.organisation if claim.provider else None
    return {
        "owner": owner if owner != place else None,
        "id": claim.pk, "who": claim.capacity.user.name, "place": str(place.name) if place else "", "of": of,
        "why": claim.why, "when": format_when(claim.created_at), "for_organisation": claim.for_organisation,
    }  # fmt: skip


def editor_lines(editors: Iterable[Editor]) -> list[Line]:
    return [
        {"id": one.pk, "who": one.capacity.user.name, "of": one.provider.name if one.provider else "",
         "since": format_date(one.confirmed_at.date(), year=True) if one.confirmed_at else ""}
        for one in editors
    ]  # fmt: skip


def alike(one: Likeness) -> Line:
    """Two entries side by side, thing by thing; what both say alike is marked."""
    sides = [shown(one.entry), shown(one.other)]
    asked = [
        (_("Who runs it"), "by"), (_("What it is"), "what"), (_("Who it is for"), "ages"), (_("How to reach them"), "reach"),
        (_("When"), "when"), (_("Where"), "where"), (_("It comes from"), "source"), (_("Last checked"), "checked"),
    ]  # fmt: skip
    rows = []
    for label, name in asked:
        pair = [_lines(name, side[name]) for side in sides]
        if any(pair):
            rows.append({"label": label, "one": pair[0], "other": pair[1], "same": pair[0] == pair[1]})
    return {
        "id": one.pk, "rows": rows, "is_same": one.is_same,
        "one": {"name": one.entry.name, "id": one.entry.hsds_id}, "other": {"name": one.other.name, "id": one.other.hsds_id},
    }  # fmt: skip


def _lines(name: str, value: Any) -> list[str]:
    if name == "reach":
        return [f"{way['kind']}: {way['words']}" for way in value]
    if name == "where":
        return [", ".join(part for part in (place["name"], place["address"]) if part) for place in value]
    return [str(line) for line in value] if isinstance(value, list) else [str(value)] if value else []


def check_said(entry: Entry) -> Line:
    """When somebody looked last, and by when somebody must look again."""
    due = entry.check_due
    late = bool(due and due < clock.today())
    soon = bool(due and due <= clock.today() + timedelta(days=366))
    return {
        "checked": checked(entry)["words"] or _("Nobody has said yet that this is right."), "late": late,
        "due": format_due(due) if due and soon else "",
    }  # fmt: skip
