"""What was written down of a process, step by step, and what is said to excuse that it is late."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.core.dates import format_date
from unstori.pathways.models import ProcessStep
from unstori.pathways.presenters import process_dues
from unstori.pathways.queries import processes as queries
from unstori.pathways.queries.process_runs import Running
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.processes import Kind

Item = dict[str, Any]
FAMILY = ("self", "family", "advocate")


def called(kind: Kind, row: ProcessStep) -> str:
    step = kind.step(row.step)
    answer = step.answer(row.answer) if step else None
    return f"{step.name if step else row.step}" + (f": {answer.name}" if answer else "")


def claims(opened: Opened, running: Running, may_claim: bool) -> list[Item]:
    """What is said to excuse lateness, whether the law lets it, and what shows it."""
    found = []
    runs = {run.clock.id: run for _counting, run in running.runs}
    for row in running.claims:
        run = runs.get(row.clock)
        now = (
            next(
                (
                    one
                    for one in run.claims
                    if (one.claim.code, one.claim.first, one.claim.last)
                    == (row.code, row.first_on, row.last_on)
                ),
                None,
            )
            if run
            else None
        )
        found.append({
            "name": now.excuse.name if now else row.code, "first": format_date(row.first_on, year=True),
            "last": format_date(row.last_on, year=True), "words": row.words, "lang": row.language,
            "who": label_of(row.created_by), "holds": bool(now and now.holds),
            "href": reverse("pathways:process_claim_back", args=[opened.person.reference, running.row.pk, row.pk]) if may_claim else "",
        })  # fmt: skip
    return found


def said(
    opened: Opened, running: Running, kept: frozenset[Any], mine: queries.Hands, adds: bool
) -> list[Item]:
    """Everything that was written down, the newest first; what was put right says so."""
    stand = {row.pk for row in running.rows.values()}
    rows = sorted(running.row.steps.all(), key=lambda row: (row.happened_on, row.created_at), reverse=True)
    return [_entry(opened, running, row, kept, mine, row.pk in stand, adds) for row in rows]


def _entry(
    opened: Opened, running: Running, row: ProcessStep, kept: frozenset[Any], mine: queries.Hands, stands: bool, adds: bool
) -> Item:  # fmt: skip
    hidden = row.created_by_id in kept
    who = _("Somebody who works with you") if hidden else label_of(row.created_by)
    family = row.created_by.kind in FAMILY
    step = running.kind.step(row.step)
    may = (
        adds
        and stands
        and step
        and (row.created_by_id == opened.actor.capacity_id or mine.how(step, row) == rules.OWN)
    )
    parts = [
        _("From: %(who)s") % {"who": row.told_by} if row.told_by else "",
        _("Asked of: %(who)s") % {"who": process_dues.named(row, kept)} if row.topic and stands else "",
        _("Asks for: %(place)s") % {"place": row.choice} if row.choice else "",
        _("Due from %(who)s by %(day)s") % {"who": process_dues.party_of(running, row.due_from), "day": format_date(row.due_on, year=True)}
        if row.due_on else "",
    ]  # fmt: skip
    where = [opened.person.reference, running.row.pk, row.pk]
    return {
        "heading": called(running.kind, row), "when": format_date(row.happened_on, year=True), "who": who,
        "text": "" if family else row.words, "words": row.words if family else "", "by": who, "lang": row.language,
        "parts": [part for part in parts if part], "stands": stands, "void": row.void,
        "correct": reverse("pathways:process_correct", args=where) if may and running.row.is_open else "",
    }  # fmt: skip
