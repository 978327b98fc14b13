"""Saying that nobody holds it, saying who does, and what goes on by itself. Nothing of it can be closed by a team."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import PRIVATE, Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.core.workdays import after_working_days
from unstori.holding import queries, rules
from unstori.holding.models import Turn, Unheld
from unstori.people.models import Capacity, Person
from unstori.rights import queries as rights
from unstori.story import actions as story

SAYS = {
    "pressed": _("%(who)s says: nobody is holding this"),
    "answered": _("%(held_by)s holds what nobody was holding"),
    "passed": _("%(owner)s must say who holds it"),
    "moved": _("%(owner)s must say who holds it"),
    "handed": _("%(held_by)s holds what nobody was holding"),
    "again": _("%(who)s says: it is still not held"),
    "back": _("%(who)s takes back that nobody is holding it"),
    "nobody": _("Nobody could be told that this is held by nobody"),
}


@transaction.atomic
def press(
    *,
    by: Actor,
    person: Person,
    words: str = "",
    row_id: UUID | None = None,
    first_asked_on: date | None = None,
) -> Unheld:
    """By the person, their family or advocate. Somebody must say by a day who holds it, where anybody can be told."""
    opened = require(by, person.pk, Permission.SEE)
    row = rights.seen_row(opened, row_id) if row_id else None
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)  # not said twice at once
    rules.check_press(
        kind=by.kind, words=words, has_row=bool(row), already=queries.open_about(opened, row_id) is not None,
        first_asked_on=first_asked_on, today=clock.today(),
    )  # fmt: skip
    section = _section(opened, row.section if row else "about_me")
    narrowed = bool(row and (row.narrowed or section != row.section))
    made = Unheld(
        row_id=row_id, words=words, first_asked_on=first_asked_on, section=section, narrowed=narrowed,
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    _fall(made, managers=False)
    made.save()
    _turn(by, made, "pressed", words)
    return made


@transaction.atomic
def answer(*, by: Actor, unheld: Unheld, words: str, held_by: Capacity | None) -> Turn:
    """Who holds it now, by name, and what happens next."""
    held = _for_team(by, unheld)
    could = {each.pk for each in queries.could_hold(by, held)}
    rules.check_answer(state=held.state, words=words, held=held_by is not None and held_by.pk in could)
    held.state, held.held_by, held.escalated = rules.HELD, held_by, False
    held.save(update_fields=["state", "held_by", "escalated"])
    return _turn(by, held, "answered", words)


@transaction.atomic
def pass_on(*, by: Actor, unheld: Unheld, to: Capacity | None, words: str) -> Turn:
    """To somebody else of the organisation who must answer. The day stays."""
    held = _for_team(by, unheld)
    could = {each.pk for each in queries.could_take(by, held)}
    rules.check_pass(state=held.state, words=words, there=to is not None and to.pk in could)
    assert to is not None
    held.owner, held.team = to, to.team
    held.save(update_fields=["owner", "team"])
    return _turn(by, held, "passed", words)


@transaction.atomic
def say_again(*, by: Actor, unheld: Unheld, words: str = "") -> Turn:
    """Who pressed says that it is still not held: it goes to who manages."""
    held = _own(by, unheld)
    rules.check_own(can=rules.can_say_again(state=held.state, mine=held.created_by_id == by.capacity_id))
    _fall(held, managers=True, never=held.held_by)
    held.save()
    return _turn(by, held, "again", words)


@transaction.atomic
def take_back(*, by: Actor, unheld: Unheld, words: str = "") -> Turn:
    """Who pressed takes it back; it can be said again at any time."""
    held = _own(by, unheld)
    rules.check_own(can=rules.can_take_back(state=held.state, mine=held.created_by_id == by.capacity_id))
    held.state = rules.BACK
    held.save(update_fields=["state"])
    return _turn(by, held, "back", words)


def go_on(*, by: Actor) -> int:
    """What nobody answered in time goes to who manages; what somebody has who is gone falls to somebody else."""
    return sum(_go_up(by=by, id=id) for id in queries.unsettled().values_list("pk", flat=True))


@transaction.atomic
def _go_up(*, by: Actor, id: UUID) -> bool:
    held = _locked().get(pk=id)
    late = rules.is_late(state=held.state, due_on=held.due_on, today=clock.today())
    there = queries.is_there(held)
    if not rules.goes_up(state=held.state, there=there, late=late, escalated=held.escalated):
        return False
    was, gone = held.owner, held.held_by if held.state == rules.HELD else held.owner
    _fall(held, managers=late, never=gone)
    if held.owner is None and was is None:  # there is still nobody: it stands as it stood
        return False
    if held.owner is None and there:  # late, and nobody above: it stays with who must answer, and late
        return False
    held.escalated = held.escalated or late
    held.save()
    _turn(by, held, "moved", "")
    return True


@transaction.atomic
def take_over(
    *, by: Actor, person: Person, leaving: Capacity, to: Capacity, rows: Collection[UUID] | None = None
) -> int:
    """What somebody who leaves holds or must answer goes to whoever follows. `circle` has authorised it."""
    theirs = [each.pk for each in queries.held_by([person], [leaving]) if rows is None or each.pk in rows]
    found = [
        held for held in _locked().filter(pk__in=theirs).order_by("pk")
        if leaving.pk == (held.held_by_id if held.state == rules.HELD else held.owner_id)
    ]  # fmt: skip
    for held in found:
        if held.state == rules.HELD:
            held.held_by = to
        else:
            held.owner, held.team = to, to.team
        held.save(update_fields=["held_by", "owner", "team"])
        _turn(by, held, "handed" if held.state == rules.HELD else "moved", "")
    return len(found)


def _fall(held: Unheld, *, managers: bool, never: Capacity | None = None) -> None:
    """To somebody by name, with a day; to nobody where nobody can be told, and then nobody is said to have been."""
    person = held.person
    users = {
        held.created_by.user_id,
        *queries.who_let_it_lie(held.row_id),
        *([never.user_id] if never else []),
    }
    ask = partial(queries.taker, person, section=held.section, row_id=held.row_id, never=users)
    team, owner = ask(managers=managers)
    if owner is None and managers:
        team, owner = ask()
    held.team, held.owner, held.held_by, held.state = team, owner, None, rules.WAITING
    days = queries.answer_within()
    held.due_on = after_working_days(clock.today(), days, person.jurisdiction) if owner else None


def _section(opened: Opened, wanted: str) -> str:
    """Where who says it can read it afterwards."""
    for section in (wanted, *sorted(opened.sections - {PRIVATE})):
        if section in opened.sections and section != PRIVATE:
            return section
    raise NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)


def _locked() -> QuerySet[Unheld]:
    """Who owns and who holds it is read after: joined to a row that was waited for they come as they were before."""
    return Unheld.objects.select_for_update(of=("self",)).select_related("person", "created_by__user")


def _for_team(by: Actor, unheld: Unheld) -> Unheld:
    """Locked, for who may answer. Raises NotFound."""
    queries.one_for_team(by, unheld.pk)
    held = _locked().get(pk=unheld.pk)
    queries.one_for_team(by, held.pk)  # again: while we waited for the lock it may have gone to another team
    return held


def _own(by: Actor, unheld: Unheld) -> Unheld:
    """Locked, for who sees it. Raises NotFound."""
    opened = require(by, unheld.person_id, Permission.SEE, about=[unheld])
    held = opened.rows(_locked().filter(pk=unheld.pk)).first()
    if held is None:
        raise queries.missing(unheld.pk, opened.person)
    return held


def _turn(by: Actor, held: Unheld, kind: str, words: str) -> Turn:
    """A turn, an audit event and a line in the story: the words stand in the turn, and in the line as they were said."""
    stamp = audit.stamp(by=by, person=held.person, section=held.section)
    row = Turn.objects.create(
        unheld=held, kind=kind, words=words, owner=held.owner, held_by=held.held_by, due_on=held.due_on,
        narrowed=held.narrowed, **stamp,
    )  # fmt: skip
    audit.record(by, f"unheld.{kind}", person_id=held.person_id, row=row)
    says = SAYS["nobody" if kind == "moved" and held.owner is None else kind]
    more: dict[str, Any] = {
        "who": by.user_name, "owner": held.owner.user.name if held.owner else "",
        "held_by": held.held_by.user.name if held.held_by else "",
    }  # fmt: skip
    story.record(
        by=by, person=held.person, section=held.section, event=f"holding.{kind}", words=words,
        title=Words.both(lambda: gettext(says) % more), about_id=held.pk, language=row.language, narrowed=held.narrowed,
    )  # fmt: skip
    return row
