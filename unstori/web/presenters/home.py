"""A professional's home: their people, what is due, what is new, who has gone quiet."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.door import Across
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_ago, format_date, format_due
from unstori.core.words import spoken
from unstori.holding import queries as holding
from unstori.holding.models import Unheld
from unstori.pathways.models import Move
from unstori.pathways.queries import moves
from unstori.people.models import Person
from unstori.plan import queries as plan
from unstori.plan.models import Review
from unstori.rights import queries as rights
from unstori.rights.models import Disagreement, Turn
from unstori.story import queries as story
from unstori.story.models import Entry, Promise
from unstori.story.presenters import sentence, when

Item = dict[str, Any]
SHOWN = 8
LENGTH = 80


def people_rows(people: list[Person], last: dict[UUID, Entry], new: dict[UUID, int], by: Actor) -> list[Item]:
    """One row a person: the name they like first."""
    return [
        {
            **identified(person, by),
            "new": _new(new.get(person.pk, 0)),
            "last": _last(last.get(person.pk)),
        }
        for person in people
    ]


def identified(person: Person, by: Actor) -> Item:
    """The name they like, and what tells two of one name apart: the full name; to workers the day of birth."""
    born = format_date(person.born_on, year=True) if person.born_on and by.is_professional else ""
    return {
        "name": person.called,
        "href": reverse("web:now", args=[person.reference]),
        "also": _also(person),
        "born": _("born %(day)s") % {"day": born} if born else "",
    }


def _also(person: Person) -> str:
    """What the full name says beside the name that they like: never the same word twice."""
    name = f"{person.full_name} "
    return name.removeprefix(f"{person.called} ").strip()


def _whole_name(person: Person) -> str:
    return f"{person.called} {_also(person)}".strip()


def _new(number: int) -> str:
    return ngettext("%(n)s new", "%(n)s new", number) % {"n": number} if number else ""


def _last(entry: Entry | None) -> str:
    if entry is None:
        return _("Nothing yet")
    said = Truncator(entry.headline or entry.words).chars(LENGTH)
    lang = "" if entry.title_cy else entry.language
    return format_html("{}: {}", sentence(when(entry.happened_on)), spoken(said, lang))


def due(seen: Across) -> list[Item]:
    """My promises and reviews, and whom I must answer, the longest due first."""
    items = [_promise(row, seen.actor) for row in story.promises_owed(seen)[:SHOWN]]
    items += [_review(row) for row in plan.reviews_due(seen)[:SHOWN]]
    items += [_answer(row) for row in rights.owed_to(seen)[:SHOWN]]
    items += [_to_carry(row) for row in rights.to_carry(seen)[:SHOWN]]
    items += [_unheld(row) for row in holding.owed_to(seen.actor)[:SHOWN]]
    items += [_move(row, day) for row, day in moves.owed_to(seen)[:SHOWN]]
    return sorted(items, key=lambda item: item["day"])[:SHOWN]


def _promise(promise: Promise, by: Actor) -> Item:
    item = _item(promise.person, promise.due_on, spoken(promise.what, promise.language), "story:promises")
    if promise.owner_id != by.capacity_id:
        item["text"] = _("You stand in for %(name)s.") % {"name": promise.owner.user.name}
    return item


def _review(review: Review) -> Item:
    return _item(review.person, review.due_on, _("Plan review"), "plan:review")


def _answer(row: Disagreement) -> Item:
    heading = _("You must answer somebody who disagrees")
    return _item(row.person, row.due_on, heading, "rights:disagreements")


def _to_carry(row: Turn) -> Item:
    heading = _("An answer must reach %(name)s, who cannot sign in") % {"name": row.disagreement.said_by}
    item = _item(row.person, row.created_at.astimezone(clock.LONDON).date(), heading, "web:now")
    page = reverse("rights:disagreement", args=[row.person.reference, row.disagreement_id])
    return {**item, "href": page}


def _unheld(row: Unheld) -> Item:
    item = _item(row.person, row.due_on or clock.today(), _("nobody is holding this"), "web:now")
    return {**item, "href": reverse("holding:answer", args=[row.pk])}


def _move(row: Move, day: date) -> Item:
    item = _item(row.person, day, _("moves, and nobody is named there yet"), "web:now")
    return {**item, "href": reverse("pathways:move", args=[row.person.reference, row.pk])}


def _item(person: Person, day: Any, heading: str, page: str) -> Item:
    late = day < clock.today()
    return {
        "person": person.pk,
        "day": day,
        "state": "late" if late else "now",
        "heading": format_html("{}: {}", _whole_name(person), heading),
        "href": reverse(page, args=[person.reference]),
        "tag": format_due(day),
        "tag_kind": "late" if late else "calm",
    }


def quiet(seen: Across) -> list[Item]:
    """People of whom nothing was told for long: silence is a sign too."""
    return [
        {
            "person": person.pk,
            "name": _whole_name(person),
            "href": reverse("web:now", args=[person.reference]),
            "since": format_ago(person.last_on) if person.last_on else _("nothing was ever told"),  # type: ignore[attr-defined]
        }
        for person in story.people_quiet_too_long(seen)[:SHOWN]
    ]
