"""Feeds and files with services, and what became of each record, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.core import dates
from unstori.exchange.models import Bringing, Source
from unstori.exchange.queries.sources import BUSY

State = Bringing.State
KINDS = {State.FAILED: "late", State.TAKEN: "calm", State.UNDONE: "calm"}
OUTCOMES = (
    ("refused", gettext_lazy("Not taken, because something in them cannot be right")),
    ("unclear", gettext_lazy("Taken as far as it goes, and somebody must look")),
    ("added", gettext_lazy("New")),
    ("changed", gettext_lazy("Changed")),
    ("skipped", gettext_lazy("Not services")),
)
SHOWN = 40  # of each on the page; all that are kept are in the file


def source_row(one: Any) -> dict[str, Any]:
    """One feed in the list."""
    last = State(one.last_state) if one.last_state else None
    return {
        "id": one.pk, "name": one.name, "who": str(one.organisation.name), "every": one.get_every_display(),
        "state": _("Paused") if one.paused_at else last.label if last else "",
        "kind": "late" if one.paused_at or last == State.FAILED else "waiting" if one.last_held else "calm",
        "when": dates.format_when(one.last_at) if one.last_at else "",
        "held": bool(one.last_held),
    }  # fmt: skip


def source_page(source: Source, listed: int) -> dict[str, Any]:
    count = ngettext("%(count)s of its services is listed.", "%(count)s of its services are listed.", listed)
    next_on = source.next_on if source.paused_at is None else None
    return {
        "source": source, "who": source.organisation.name, "every": source.get_every_display(),
        "listed": count % {"count": f"{listed:,}"}, "paused": source.paused_at is not None,
        "failures": source.failures, "next": dates.format_date(next_on) if next_on else "",
    }  # fmt: skip


def bringing_row(one: Bringing) -> dict[str, Any]:
    return {
        "id": one.pk, "name": one.name, "when": dates.format_when(one.created_at), "state": one.get_state_display(),
        "kind": KINDS.get(State(one.state), "waiting"), "numbers": ", ".join(numbers(one)),
    }  # fmt: skip


def numbers(one: Bringing) -> list[str]:
    """Only what there is."""
    count = {
        name: one.counts.get(name, 0)
        for name in ("added", "changed", "known", "unclear", "refused", "skipped")
    }
    said = (
        ngettext("%(count)s new", "%(count)s new", count["added"]),
        ngettext("%(count)s changed", "%(count)s changed", count["changed"]),
        ngettext("%(count)s as before", "%(count)s as before", count["known"]),
        ngettext("%(count)s to look at", "%(count)s to look at", count["unclear"]),
        ngettext("%(count)s fault", "%(count)s faults", count["refused"]),
        ngettext("%(count)s is no service", "%(count)s are no services", count["skipped"]),
    )
    return [
        words % {"count": f"{number:,}"} for words, number in zip(said, count.values(), strict=True) if number
    ]


def bringing_page(one: Bringing) -> dict[str, Any]:
    """Where it stands, what became of which record, and what can be done now."""
    groups = []
    for name, words in OUTCOMES:
        rows = one.rows.get(name, [])
        if rows:
            count = one.counts.get(name, len(rows))
            lines = [_line(row) for row in rows[:SHOWN]]
            groups.append(
                {"key": name, "words": words, "count": count, "lines": lines, "more": count - len(lines)}
            )
    undone = {name: one.counts[name] for name in ("went", "stays") if name in one.counts}
    return {
        "one": one, "state": one.get_state_display(), "busy": one.state in BUSY, "numbers": numbers(one),
        "groups": groups, "undone": undone, "failed": _told(one.why), "can_columns": bool(one.content),
        "can_take": one.state == State.TRIED and bool(one.counts.get("added") or one.counts.get("changed")),
        "can_back": one.state in (State.TAKEN, State.FAILED) and bool(one.made),
        "nothing": one.state in (State.TRIED, State.TAKEN) and not groups,
    }  # fmt: skip


def _line(row: dict[str, str]) -> dict[str, str]:
    """Reasons are msgids, with what stands there behind them."""
    line, colon, heading = row["path"].partition(": ")
    where = _("row %(line)s") % {"line": line} + colon + heading if line.isdigit() else row["path"]
    return {
        "what": row["resource"].partition("/")[2] or row["file"],
        "path": where,
        "why": _told(row["why"]),
    }


def _told(why: str) -> str:
    """The sentences that are known, in the reader's language; what a feed wrote stays as it is."""
    found = _(why) if why else ""
    if found != why:
        return found
    parts = [""]
    for word in why.split(" "):
        parts[-1] = f"{parts[-1]} {word}".strip()
        translated = _(parts[-1]) if parts[-1].endswith((".", ":")) else parts[-1]
        if translated != parts[-1]:
            parts[-1] = translated
            parts.append("")
    return " ".join(part for part in parts if part)


def report(one: Bringing) -> list[list[Any]]:
    """All that is kept, for a spreadsheet."""
    rows = [
        [str(words), row["file"], row["resource"], row["path"], _told(row["why"])]
        for name, words in OUTCOMES
        for row in one.rows.get(name, [])
    ]
    return [[_("What became of it"), _("File"), _("Service"), _("Where"), _("Why")], *rows]
