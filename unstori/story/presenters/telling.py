"""The words that pages of the story use for rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.access.queries import label_of
from unstori.core import clock, dates
from unstori.core.words import spoken
from unstori.story import definitions, queries, rules
from unstori.story.models import Attachment, Contradiction, Entry, Fact, Promise, Statement

# What rooms tell the story, in a word or two; anything else is "What happened here".
EVENTS = {
    "promise.made": gettext_lazy("Promise"),
    "promise.kept": gettext_lazy("Promise kept"),
    "promise.handed_over": gettext_lazy("Promise handed over"),
    "conversation.finished": gettext_lazy("Conversation"),
    "glass.broken": gettext_lazy("Opened without being asked"),
}
HOW = {
    "speech": gettext_lazy("speaking"),
    "sign": gettext_lazy("signing"),
    "symbols": gettext_lazy("with symbols or pictures"),
    "observed": gettext_lazy("shown by what they did"),
    "written": gettext_lazy("in writing"),
}
TAGS = {"kept": "quiet", "late": "late", "due": "waiting", "soon": "waiting", "open": "calm"}
SHOWN = 80


@dataclass(frozen=True)
class Shown:
    """A row of the timeline as its reader meets it."""

    entry: Entry
    heading: str
    kind: str
    when: str
    who: str
    by: str
    files: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    original: Entry | None


def entry(row: Entry, sees_original: bool = False) -> Shown:
    """An entry: what, when, who; verbatim words with whose they are."""
    kind = str(EVENTS.get(row.event) or row.get_kind_display())
    if row.contact_way:
        kind = f"{kind}, {row.get_contact_way_display().lower()}"
    contact = str(row.get_contact_way_display())
    if row.contact_with:
        told = _("with %(who)s") % {"who": row.contact_with}
        kind, contact = f"{kind}, {told}", f"{contact}, {told}"
    original = row.corrects if sees_original else None
    return Shown(
        entry=row,
        heading=row.headline or str(EVENTS.get(row.event) or row.get_kind_display()),
        kind=kind if row.title else contact,
        when=when(row.happened_on),
        who=label_of(row.created_by),
        by=said(row.said_by, row.said_how, row.with_help_of) if row.said_by else "",
        files=[
            file(each) for each in (*row.attachments.all(), *(original.attachments.all() if original else ()))
        ],
        promises=[promise(each) for each in row.promises.all()],
        original=original,
    )


@dataclass(frozen=True)
class Folded:
    """A run of rows that Unstori noted: one line to open."""

    rows: list[Shown]
    words: str
    when: str


def folded(shown: list[Shown]) -> list[Shown | Folded]:
    """The same rows in the same order; what Unstori noted in a run folds, what people wrote never does."""
    found: list[Shown | Folded] = []
    for is_noted, group in groupby(shown, key=_is_noted):
        run = list(group)
        found += [_fold(run)] if is_noted and len(run) > 1 else run
    return found


def _is_noted(shown: Shown) -> bool:
    row = shown.entry
    return rules.is_noted(kind=row.kind, event=row.event, words=row.words, source=row.source)


def _fold(run: list[Shown]) -> Folded:
    number = len(run)
    words = ngettext("Unstori noted %(number)s change", "Unstori noted %(number)s changes", number)
    first, last = run[-1].when, run[0].when
    span = last if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return Folded(run, words % {"number": number}, span)


def when(happened_on: str) -> str:
    """'today', 'Thursday 26 November', 'spring 2019'."""
    if len(happened_on) == 10 and happened_on[5:7].isdigit():
        return dates.format_when(date.fromisoformat(happened_on))
    return dates.format_partial(happened_on)


def said(by: str, how: str = "", helper: str = "", on: date | None = None) -> str:
    """Whose words, how, with whose help, when: 'Geth, signing, with help from Mrs Patel, 3 November'."""
    parts = [by, str(HOW.get(how, ""))]
    parts.append(_("with help from %(name)s") % {"name": helper} if helper else "")
    parts.append(dates.format_date(on) if on else "")
    return ", ".join(part for part in parts if part)


def file(row: Attachment) -> dict[str, Any]:
    """How a file opens, and whether it is checked yet."""
    family = row.media_type.split("/")[0]
    return {
        "row": row,
        "opens_as": family if rules.opens_in_the_page(row.media_type) else "download",
        "waiting": row.scan == Attachment.Scan.WAITING,
    }


def promise(row: Promise, away: str = "") -> dict[str, Any]:
    """A promise with where it stands, in words first; `away` says who stands in for its owner."""
    stands = rules.promise_standing(due_on=row.due_on, kept=row.kept_at is not None, today=clock.today())
    words = _("Kept") if row.kept_at else sentence(dates.format_due(row.due_on))
    return {
        "row": row,
        "state": stands.state,
        "thread": {"late": "late", "kept": "now"}.get(stands.state, "later"),
        "tag": words,
        "tag_kind": TAGS[stands.state],
        "owner": label_of(row.owner),
        "away": "" if row.kept_at else away,
    }


def sentence(words: str) -> str:
    """With a capital at its start."""
    return words[:1].upper() + words[1:]


def contacts_by_day(rows: list[Entry]) -> list[dict[str, Any]]:
    """Contacts under the day on which they were, with how many there were."""
    days = []
    for happened_on, group in groupby(rows, key=lambda row: row.happened_on):
        of_day = list(group)
        days.append(
            {
                "when": sentence(when(happened_on)),
                "how_many": how_many(len(of_day)),
                "rows": [entry(row) for row in of_day],
            }
        )
    return days


def how_many(number: int) -> str:
    """'3 contacts'."""
    return ngettext("%(number)s contact", "%(number)s contacts", number) % {"number": number}


def contact_summary(rows: list[Entry]) -> dict[str, Any] | None:
    """Who contacted the family last and about what, and how often today."""
    if not rows:
        return None
    today = [row for row in rows if row.sort_on == clock.today()]
    last = rows[0]
    return {
        "who": label_of(last.created_by),
        "whom": last.contact_with,
        "when": when(last.happened_on),
        "about": spoken(last.title or last.words[:SHOWN], last.language),
        "today": how_many(len(today)) if len(today) > 1 else "",
    }


def statement(row: Statement) -> dict[str, Any]:
    """Verbatim words with whose they are."""
    return {"row": row, "by": said(row.said_by, row.said_how, row.with_help_of, row.said_on)}


def own_words(rows: Iterable[Statement], most: int = 0) -> list[dict[str, Any]]:
    """Each as it was said; what was placed on one board stands together, in its order, at most so many of it."""
    alike: dict[UUID, list[Statement]] = {}
    for row in rows:
        alike.setdefault(row.about_id or row.pk, []).append(row)
    shown = []
    for those in alike.values():
        first = min(those, key=lambda row: row.pk)
        words = [row.words for row in sorted(those, key=lambda row: row.pk)]
        more = most and len(words) > most
        shown.append({**statement(first), "words": "\n".join([*words[:most], "…"] if more else words)})
    return shown


def facts(known: dict[str, list[queries.KnownFact]], person: Any) -> list[dict[str, Any]]:
    """Every fact there can be; what the record itself knows fills what nobody has told yet."""
    shown = []
    for key, kind in definitions.facts().items():
        if key not in known:
            continue
        recorded = getattr(person, kind.identity, "") if kind.identity and not known[key] else ""
        shown.append({"kind": kind, "recorded": recorded, "told": [fact(each) for each in known[key]]})
    return shown


def fact(known: queries.KnownFact) -> dict[str, Any]:
    """A fact: whose words, when it was last true, whether to ask again, who says otherwise."""
    row = known.fact
    return {
        "row": row,
        "by": said(row.said_by, row.said_how, on=row.said_on),
        "confirmed": known.confirmed_on if known.confirmed_on != row.said_on else None,
        "ask_again": known.ask_again,
        "dispute": known.contradiction,
        "settler": settler(known.contradiction),
    }


def settler(row: Contradiction | None) -> str:
    """Who finds out which of two is right."""
    return row.settler.user.name if row and row.settler else ""


def sides(row: Contradiction) -> list[tuple[str, str]]:
    """Two facts to choose between."""
    return [
        (str(each.pk), f"“{each.words}” ({said(each.said_by, on=each.said_on)})")
        for each in (row.one, row.other)
    ]


def history(rows: Any) -> list[dict[str, Any]]:
    """What was said before."""
    return [{"row": row, "by": said(row.said_by, row.said_how, on=row.said_on)} for row in rows]


def fact_of(row: Fact) -> definitions.FactKind:
    """What a fact is about."""
    return definitions.facts()[row.key]
