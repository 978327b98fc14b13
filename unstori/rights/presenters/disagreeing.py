"""A disagreement in words: about what, where it stands, who answers by when, what can be done until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import Words
from unstori.people.models import Capacity
from unstori.rights import queries, rules
from unstori.rights.models import Disagreement, Turn
from unstori.rights.queries.definitions import Item

# Heading and button of the page of each turn.
STEP_HEADING = {
    "answer": (gettext_lazy("Answer"), gettext_lazy("Send the answer")),
    "more": (gettext_lazy("Say more"), gettext_lazy("Add this")),
    "step": (gettext_lazy("Take another step"), gettext_lazy("Take this step")),
    "owner": (gettext_lazy("Who must answer"), gettext_lazy("Pass it on")),
    "letter": (gettext_lazy("The day on the letter"), gettext_lazy("Save")),
    "certificate": (gettext_lazy("The mediation certificate"), gettext_lazy("Save")),
    "settled": (gettext_lazy("It is settled"), gettext_lazy("It is settled")),
    "withdrawn": (gettext_lazy("Take it back"), gettext_lazy("Take it back")),
}
WORKER = "worker"


def lines(opened: Opened, rows: Iterable[Disagreement]) -> list[Item]:
    """Each as a line of a list; what they are about is asked for all at once."""
    rows = list(rows)
    names = queries.named(opened, rows)
    return [line(opened, row, names) for row in rows]


def line(opened: Opened, row: Disagreement, names: dict[UUID, tuple[str, str]]) -> Item:
    """About what, by whom, where it stands."""
    about, page = names.get(row.row_id, ("", "")) if row.row_id else (row.about, "")
    is_open = row.state == Disagreement.State.OPEN
    late = rules.is_late(due_on=row.due_on, answered=row.answered, is_open=is_open, today=clock.today())
    return {
        "id": row.pk,
        "href": reverse("rights:disagreement", args=[opened.person.reference, row.pk]),
        "about": about or row.about or _("Something in the record"),
        "about_href": page,
        "who": row.said_by or access.label_of(row.created_by),
        "wrote": access.label_of(row.created_by) if row.said_by else "",
        "since": format_date(row.created_at),
        "step": _step_name(row),
        "is_open": is_open,
        "late": late,
        "tag": _tag(row, is_open),
        "tag_kind": "late" if late or (is_open and not row.owner) else "waiting" if is_open else "calm",
        "owner": access.label_of(row.owner) if row.owner else "",
        "mine": row.owner_id == opened.actor.capacity_id,
    }


def _tag(row: Disagreement, is_open: bool) -> str:
    if not is_open:
        return str(row.get_state_display())
    if row.answered:
        return _("Answered")
    if row.owner is None:
        return _("Nobody has to answer yet")
    if row.due_on is None:
        return _("Waiting")
    return _("Answer %(due)s") % {"due": format_due(row.due_on)}


def _step_name(row: Disagreement) -> str:
    step = queries.step(_route(row), row.step)
    return str(Words.read(step["name"])) if step else ""


def _route(row: Disagreement) -> Item:
    return queries.route(row.definition, row.definition_version, row.route)


def thread(opened: Opened, row: Disagreement) -> Item:
    """The whole of it: every turn in order, what can be done, and by whom."""
    stands = queries.thread_of(opened, row)
    way = _route(row)
    return {
        **line(opened, row, queries.named(opened, [row])),
        "route": str(Words.read(way["name"])),
        "only_us": row.narrowed and not row.apart,
        "apart": row.apart,
        "turns": [_turn(turn, way) for turn in queries.turns_of(opened, row)],
        "to_carry": _to_carry(opened, row) if stands.writes else [],
        "writes": stands.writes and not stands.mine,
        "ahead": steps_ahead(row) if (stands.mine or stands.writes) and stands.is_open else [],
        "now": _step(row, queries.step(way, row.step) or {}),
        "ways": _ways(opened, row, stands),
        "can_answer": rules.can_answer(stands),
        "raised_it": stands.mine,
    }


def _to_carry(opened: Opened, row: Disagreement) -> list[Item]:
    """Answers that have not reached who cannot sign in: a letter, or somebody tells them."""
    found = queries.turns_of(opened, row).filter(kind=Turn.Kind.ANSWERED, carried__isnull=True)
    args = [[opened.person.reference, row.pk, turn.pk] for turn in found]
    return [
        {
            "paper": reverse("rights:letter", args=each) if row.reply_by == Disagreement.Reply.LETTER else "",
            "done": reverse("rights:carried", args=each),
        }
        for each in args
    ]


def _ways(opened: Opened, row: Disagreement, stands: rules.Thread) -> list[Item]:
    """What this reader can do beside the one main thing, in the order of need."""
    tribunal = any(step.get("limit", {}).get("or_later") for step in _route(row)["steps"])
    others = [step for step in _route(row)["steps"] if step["id"] != row.step]
    own = stands.mine or stands.writes
    kind = queries.kind_of(queries.party(opened, row.party)) if stands.writes else opened.actor.kind
    can = {
        "more": rules.can_add(stands),
        "step": own and any(rules.can_take_step(step, kind) for step in others),
        "letter": own,
        "certificate": own and tribunal,
        "owner": rules.can_hand_over(stands),
        "settled": rules.can_close(stands),
        "withdrawn": rules.can_close(stands),
    }
    ref = opened.person.reference
    return [
        {"words": STEP_HEADING[what][0], "href": reverse("rights:turn", args=[ref, row.pk, what])}
        for what, may in can.items()
        if may and stands.is_open
    ]


def _turn(turn: Turn, way: Item) -> Item:
    worker = turn.created_by.kind == WORKER and not turn.said_by
    step = queries.step(way, turn.step)
    who = said(turn, access.label_of(turn.created_by)) if turn.said_by else access.label_of(turn.created_by)
    told = {
        "moved": _("Next step: %(step)s") % {"step": Words.read(step["name"])} if step else "",
        "handed_over": _("To answer: %(who)s") % {"who": access.label_of(turn.owner)} if turn.owner else "",
    }
    return {
        "heading": turn.get_kind_display(),
        "when": format_date(turn.created_at, year=True),
        "who": who,
        "text": turn.words if worker else told.get(turn.kind, ""),
        "lang": turn.language if worker else "",
        "words": "" if worker else turn.words,
        "by": "" if worker else who,
    }


def said(row: Any, wrote: str) -> str:
    """ "Nain, 3 May (by phone); Huw Parry wrote it down"."""
    how = {
        "name": row.said_by,
        "how": row.get_said_how_display(),
        "day": format_date(row.said_on),
        "who": wrote,
    }
    if row.said_how and row.said_on:
        return _("%(name)s, %(day)s (%(how)s); %(who)s wrote it down") % how
    return _("%(name)s; %(who)s wrote it down") % how


def steps_ahead(row: Disagreement) -> list[Item]:
    """The other steps of its way, each with until when and where that stands in law."""
    return [_step(row, step) for step in _route(row)["steps"] if step["id"] != row.step]


def _step(row: Disagreement, step: Item) -> Item:
    if not step:
        return {}
    until = _until(row, step)
    return {
        "id": step["id"],
        "name": str(Words.read(step["name"])),
        "what": str(Words.read(step["what"])),
        "goes_to": str(Words.read(step["goes_to"])) if "goes_to" in step else "",
        "until": _until_said(until) if "limit" in step else "",
        "past": bool(until and until < clock.today()),
        "source": step["source"],
        "verified": step["verified"],
    }


def _until(row: Disagreement, step: Item) -> date | None:
    days = {"decision": row.decided_on, "certificate": row.certificate_on}
    return rules.last_day(step["limit"], days) if "limit" in step else None


def _until_said(until: date | None) -> str:
    if until is None:
        return _("There is a time limit. It counts from the day on the letter, which is not written here.")
    if until < clock.today():
        return _(
            "The time for this ended on %(day)s. Ask them all the same: there can be good reasons for being late."
        ) % {"day": format_date(until, year=True)}
    return _("You can do this until %(day)s.") % {"day": format_date(until, year=True)}


def move_choices(row: Disagreement, kind: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Steps to take from here, and what each is."""
    steps = [one for one in _route(row)["steps"] if one["id"] != row.step and rules.can_take_step(one, kind)]
    hints = {
        one["id"]: " ".join(filter(None, (said["what"], said["until"])))
        for one in steps
        for said in [_step(row, one)]
    }
    return [(one["id"], str(Words.read(one["name"]))) for one in steps], hints


def route_choices(opened: Opened) -> list[tuple[str, str]]:
    """Whose decision it can be, where the person lives."""
    return [
        (way["id"], str(Words.read(way["name"]))) for way in queries.routes_in(opened.person.jurisdiction)
    ]


def owners(people: Iterable[Capacity]) -> list[tuple[str, str]]:
    """Who could answer or see to it, to choose from."""
    return [(str(one.pk), access.label_of(one)) for one in people]
