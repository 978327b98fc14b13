"""Requests about data, in words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.models import Section
from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_date, format_due, format_partial
from unstori.core.words import Words, spoken
from unstori.governance.models import DataRequest, RequestChoice
from unstori.governance.queries import requests as queries
from unstori.governance.rules import requests as rules
from unstori.story.models import Entry

TAG = {"open": "waiting", "done": "calm", "partly": "calm", "refused": "quiet", "taken_back": "quiet"}
Choices = list[tuple[str, str]]


def words_of(items: Iterable[dict[str, Any]]) -> Choices:
    """Of a definition, for a form."""
    return [(one["id"], str(Words.read(one["words"]))) for one in items]


def kinds(reference: str) -> list[dict[str, str]]:
    """What can be asked."""
    return [
        {
            "words": str(Words.read(one["words"])),
            "about": str(Words.read(one["about"])),
            "href": reverse("asked:ask", args=[reference, one["id"]]),
        }
        for one in queries.law()["kind"]
    ]


def complain() -> str:
    return str(Words.read(queries.law()["complain"]["said"]))


def line(row: DataRequest, href: str) -> dict[str, Any]:
    """One request in a list: which, whose, where it stands, by when."""
    late = rules.how_late(row.due_on, clock.today(), row.state, queries.law()["clock"]["soon_days"])
    return {
        "kind": row.get_kind_display(),
        "who": row.asker_name,
        "person": row.person.reference,
        "state": row.get_state_display(),
        "tag": "late" if late == "late" else TAG[row.state],
        "due": format_due(row.due_on) if row.state == "open" else "",
        "late": late == "late",
        "came": format_date(row.received_on, year=True),
        "owner": label_of(row.owner) if row.owner and row.state == "open" else "",
        "href": href,
    }


def lines_asked(rows: Iterable[DataRequest], reference: str) -> list[dict[str, Any]]:
    return [line(row, reverse("asked:request", args=[reference, row.pk])) for row in rows]


def lines(rows: Iterable[DataRequest]) -> list[dict[str, Any]]:
    return [line(row, reverse("governance:request", args=[row.pk])) for row in rows]


def steps(row: DataRequest, *, to_asker: bool) -> list[dict[str, Any]]:
    """What happened, the newest first. What somebody thinks of it is for who decides, until it is answered."""
    codes = {one["id"]: one["words"] for name in ("identity", "ground") for one in queries.law()[name]}
    shown = [one for one in row.steps.all() if not (to_asker and one.what == "said")]
    return [
        {
            "heading": one.get_what_display(),
            "when": format_date(one.created_at, year=True),
            "who": label_of(one.created_by),
            "text": str(Words.read(codes[one.code])) if one.code in codes else "",
            "body": spoken(one.words, one.language),
        }
        for one in sorted(shown, key=lambda one: one.pk, reverse=True)
    ]


def page(row: DataRequest, by: Actor, reference: str) -> dict[str, Any]:
    """For whoever asked: where it stands, what they can do now."""
    mine = row.asker_id == by.capacity_id
    ground = next((one for one in queries.law()["ground"] if one["id"] == row.ground), None)
    said = [one for one in row.steps.all() if one.what == "answered"]
    return {
        **line(row, ""),
        "words": row.words,
        "lang": row.language,
        "is_open": row.state == "open",
        "is_no": row.state in rules.NO,
        "ground": str(Words.read(ground["words"])) if ground else "",
        "source": ground["source"] if ground else "",
        "answer": spoken(said[-1].words, said[-1].language) if said else "",
        "released": row.released_at is not None and mine,
        "mine": mine,
        "extended": row.extended,
        "complain": complain(),
        "steps": steps(row, to_asker=True),
    }


def others_row(row: Entry, chosen: RequestChoice | None) -> dict[str, Any]:
    """One row that speaks of somebody else, as who decides reads it."""
    return {
        "id": row.pk,
        "when": format_partial(row.happened_on),
        "who": label_of(row.created_by),
        "part": row.get_section_display(),
        "heading": row.headline or f"{row.get_kind_display()}, {format_partial(row.happened_on)}",
        "words": spoken(row.words, row.language),
        "status": _("Stays out") if not (chosen and chosen.give) else _("Goes along"),
        "tag": "calm" if chosen else "waiting",
        "why": chosen.why if chosen else "",
    }


def parts_out(chosen: Iterable[RequestChoice]) -> list[dict[str, str]]:
    """What stays out for serious harm, and on whose opinion."""
    return [
        {
            "part": str(Section(one.part).label),
            "why": one.why,
            "who": one.professional,
            "when": format_date(one.opinion_on, year=True) if one.opinion_on else "",
        }
        for one in chosen
        if one.part and not one.give
    ]


def job(row: DataRequest) -> list[dict[str, Any]]:
    """The steps of the guided job, in order, each with whether it is done."""
    done = {one.what for one in row.steps.all()}
    first = [_task(row, "identity", _("Know who asks"), bool(row.identity))]
    if row.state == "open" and not row.extended:
        first.append(
            _task(
                row,
                "extend",
                _("Take more time"),
                False,
                _("Only where it is complex; within the first month"),
            )
        )
    middle = {
        "copy": [_task(row, "others", _("What speaks of somebody else"), bool(row.choices.all())),
                 _task(row, "harm", _("What would seriously harm somebody"), False, _("Only on a professional’s opinion")),
                 _task(row, "preview", _("Read the copy"), False)],
        "correct": [_task(row, "hand", _("Ask whoever wrote it"), "said" in done, _asked(row))],
        "object": [_task(row, "hand", _("Ask who uses it"), "said" in done, _asked(row))],
        "restrict": [_task(row, "hand", _("Ask who uses it"), "said" in done, _asked(row))],
        "erase": [],
    }[row.kind]  # fmt: skip
    last = _task(row, "release", _("Hand the copy over"), False) if row.kind == "copy" else None
    return [
        *first,
        *middle,
        *([last] if last else []),
        _task(row, "answer", _refusing(row), row.state != "open"),
    ]


def _refusing(row: DataRequest) -> str:
    return _("Or say no, and why") if row.kind == "copy" else _("Answer them")


def _asked(row: DataRequest) -> str:
    return _("Waits for %(who)s") % {"who": label_of(row.owner)} if row.owner else ""


def _task(row: DataRequest, step: str, words: str, done: bool, hint: str = "") -> dict[str, Any]:
    """What may be left alone says so, so that the list does not look longer than the job is."""
    free = step in ("extend", "harm") or (step == "answer" and row.kind == "copy")
    return {
        "words": words,
        "href": reverse("governance:request_step", args=[row.pk, step]) if row.state == "open" else "",
        "status": _("Done") if done else _("Only if needed") if free else _("Not yet"),
        "kind": "calm" if done else "quiet" if free else "waiting",
        "hint": hint,
    }


def running_said(late: int, running: int) -> str:
    """One sentence over the list."""
    if not running:
        return _("No request is waiting.")
    said = ngettext("%(n)s request is being worked on", "%(n)s requests are being worked on", running) % {
        "n": running
    }
    late_said = ngettext("%(n)s is late", "%(n)s are late", late) % {"n": late} if late else _("none is late")
    return f"{said}; {late_said}."
