"""What is said to be held by nobody, in words: for the family, and for who must answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened, look_across
from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.circle.queries import kept_from
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import Words, spoken
from unstori.core.workdays import after_working_days
from unstori.holding import queries, rules
from unstori.holding.models import Turn, Unheld
from unstori.people.models import Capacity, Person
from unstori.rights import queries as rights

Item = dict[str, Any]
WORKER = "worker"


def next_steps(opened: Opened, *, section: str, row_id: UUID | None) -> Item:
    """What pressing would do: who must answer and by when, or that nobody can be told."""
    never = {opened.actor.user_id, *queries.who_let_it_lie(row_id)}
    team, owner = queries.taker(opened.person, section=section, row_id=row_id, never=never)
    due = after_working_days(clock.today(), queries.answer_within(), opened.person.jurisdiction)
    return {
        "who": _named(owner, kept_from(opened), opened.is_self) if owner else "",
        "team": str(team.name) if team and owner and owner.pk not in kept_from(opened) else "",
        "day": format_date(due),
    }


def numbers(person: Person) -> list[Item]:
    """Whom to ring where nobody can be told: who helps for free, where the person lives."""
    return [
        {
            "name": str(Words.read(one["name"])), "when": str(Words.read(one["when"])), "number": one["number"],
            "dial": one["number"].replace(" ", ""),
        }
        for one in rights.help_said()["helpers"] if one["where"] == person.jurisdiction
    ]  # fmt: skip


def _named(capacity: Capacity | None, kept: frozenset[UUID], short: bool = False) -> str:
    """By name (alone, where words must be few), unless their place in the circle is kept from this reader."""
    if capacity is None:
        return ""
    if capacity.pk in kept:
        return _("Somebody who works with you")
    return capacity.user.name if short else label_of(capacity)


def lines(opened: Opened, rows: Iterable[Unheld]) -> list[Item]:
    """For who is around the person; what they are about is asked for all at once."""
    rows = list(rows)
    names = rights.named(opened, rows)  # type: ignore[arg-type]
    kept = kept_from(opened)
    return [_line(opened, row, names, kept) for row in rows]


def _line(opened: Opened, row: Unheld, names: dict[UUID, tuple[str, str]], kept: frozenset[UUID]) -> Item:
    about, page = names.get(row.row_id, ("", "")) if row.row_id else ("", "")
    return {
        "id": row.pk,
        "href": reverse("holding:said", args=[opened.person.reference, row.pk]),
        "about": about or (_("Something in the record") if row.row_id else ""),
        "about_href": page,
        "words": spoken(row.words, row.language),
        "who": label_of(row.created_by),
        "since": format_date(row.created_at),
        "asked": format_date(row.first_asked_on, year=True) if row.first_asked_on else "",
        "waits": row.state == rules.WAITING,
        "is_held": row.state == rules.HELD,
        "owner": _named(row.owner, kept, opened.is_self),
        "held_by": _named(row.held_by, kept, opened.is_self),
        "day": format_date(row.due_on) if row.due_on else "",
        **_tag(row),
    }


def _tag(row: Unheld) -> Item:
    if row.state != rules.WAITING:
        return {"tag": row.get_state_display(), "tag_kind": "calm" if row.state == rules.HELD else "quiet"}
    if row.due_on is None:
        return {"tag": _("Nobody could be told"), "tag_kind": "late"}
    late = rules.is_late(state=row.state, due_on=row.due_on, today=clock.today())
    return {
        "tag": _("Answer %(due)s") % {"due": format_due(row.due_on)},
        "tag_kind": "late" if late else "waiting",
    }


def page(opened: Opened, row: Unheld) -> Item:
    """All of one, for who is around the person."""
    mine = row.created_by_id == opened.actor.capacity_id
    return {
        **lines(opened, [row])[0],
        "turns": _turns(row, kept_from(opened)),
        "mine": mine,
        "again": rules.can_say_again(state=row.state, mine=mine),
        "back": rules.can_take_back(state=row.state, mine=mine),
        "sees": row.held_by is None or queries.sees(row.held_by, row.person),
    }


def _turns(row: Unheld, kept: frozenset[UUID]) -> list[Item]:
    return [_turn(turn, kept) for turn in row.turns.all()]


def _turn(turn: Turn, kept: frozenset[UUID]) -> Item:
    by_itself = turn.created_by.kind == "system"
    worker = turn.created_by.kind == WORKER
    who = "" if by_itself else _named(turn.created_by, kept)
    body = ""
    if turn.kind in ("pressed", "again", "passed", "moved"):
        body = (
            _("To answer: %(who)s") % {"who": _named(turn.owner, kept)}
            if turn.owner
            else _("Nobody could be told.")
        )
    elif turn.kind in ("answered", "handed") and turn.held_by:
        body = _("Holds it now: %(who)s") % {"who": _named(turn.held_by, kept)}
    return {
        "heading": turn.get_kind_display(),
        "when": format_date(turn.created_at, year=True),
        "who": who,
        "text": turn.words if worker else "",
        "lang": turn.language,
        "words": "" if worker else turn.words,
        "by": who,
        "body": body,
    }


def team_lines(rows: Iterable[Unheld], by: Actor) -> list[Item]:
    """For who must answer: whose, who says it, since when, by when. The words are for the page of one."""
    return [team_line(row, by) for row in rows]


def team_line(row: Unheld, by: Actor) -> Item:
    person = row.person
    rest = f"{person.full_name} ".removeprefix(f"{person.called} ").strip()
    first: date = row.first_asked_on or clock.today()
    return {
        "id": row.pk,
        "href": reverse("holding:answer", args=[row.pk]),
        "person": person.pk,
        "name": f"{person.called} {rest}".strip(),
        "who": label_of(row.created_by),
        "since": format_date(row.created_at),
        "asked": format_date(first, year=True) if row.first_asked_on else "",
        "owner": _("You") if row.owner_id == by.capacity_id else row.owner.user.name if row.owner else "",
        "waits": row.state == rules.WAITING,
        "held_by": label_of(row.held_by) if row.held_by else "",
        "day": row.due_on,
        **_tag(row),
    }


def team_page(row: Unheld, by: Actor) -> Item:
    """All of one for who must answer: the family's words, and of the story what was open to them before."""
    opened = look_across(by, [row.person]).open([row.person])[0]
    names = rights.named(opened, [row]) if opened.rights else {}  # type: ignore[list-item]
    about, href = names.get(row.row_id, ("", "")) if row.row_id else ("", "")
    return {
        **team_line(row, by),
        "words": row.words,
        "lang": row.language,
        "about": about or (_("Something in the record that is not shared with you") if row.row_id else ""),
        "about_href": href,
        "story": reverse("web:now", args=[row.person.reference]) if opened.rights else "",
        "turns": _turns(row, frozenset()),
    }


def people(could: Iterable[Capacity], by: Actor) -> list[tuple[str, str]]:
    """To choose from."""
    me = by.capacity_id
    return [(str(one.pk), _("I do") if one.pk == me else label_of(one)) for one in could]
