"""Thinking of moving, the day, who is there, asking, having moved, what the new authority says.

A move changes which authority answers, and no grant, narrowing or withholding (ADR 0081).
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.pathways import moving
from unstori.pathways.models import Move, MoveStep
from unstori.pathways.queries import moves as queries
from unstori.pathways.rules import moves as rules
from unstori.people.models import Capacity, Organisation, Person
from unstori.story import actions as story

SECTION = queries.SECTION
SAYS = {
    "begun": _("Thinking of moving to another council’s area"),
    "day": _("The day of the move is known"),
    "named": _("Somebody of the new council is named: %(name)s"),
    "named_here": _("%(name)s sees the move through on this side"),
    "asked": _("Asked of the new council: %(thing)s"),
    "arrived": _("Moved to another council’s area"),
    "said": _("The new council says: %(thing)s. %(answer)s"),
    "settled": _("The new council has said how everything goes on"),
    "off": _("The move was called off"),
}


@transaction.atomic
def begin_move(
    *, by: Actor, person: Person, to: Organisation | None = None, to_name: str = "", to_nation: str = "",
    things: Collection[str] = (), moves_on: date | None = None, words: str = "",
    narrowed: bool = False,
) -> Move:  # fmt: skip
    """We think of moving; `narrowed`, and nobody but who says so and the person sees it. Raises NotFound, RuleBroken."""
    opened = _may_move(by, person)
    Person.objects.select_for_update(no_key=True).get(pk=opened.person.pk)  # not begun twice at once
    nation = queries.nation_of(to) if to else to_nation
    has_place = bool(to or (to_name.strip() and nation))
    known = [each.id for each in queries.things_for(opened.person, nation).things] if has_place else []
    rules.check_begin(
        is_same=to is not None and to.pk == opened.person.authority_id, has_place=has_place,
        already=queries.open_move(opened) is not None, moves_on=moves_on, today=clock.today(), things=things, known=known,
    )  # fmt: skip
    stamp = audit.stamp(by=by, person=opened.person, section=SECTION)
    row = Move.objects.create(
        from_authority=opened.person.authority, from_nation=opened.person.jurisdiction, to_authority=to,
        to_name="" if to else to_name.strip(), to_nation=nation, things=[one for one in known if one in things],
        moves_on=moves_on, narrowed=narrowed, state=rules.COMING if moves_on else rules.THINKING, **stamp,
    )  # fmt: skip
    _step(by, row, "begun", words=words)
    return row


@transaction.atomic
def set_day(*, by: Actor, move: Move, moves_on: date, words: str = "") -> MoveStep:
    """The day is known, or another than it was."""
    _opened, row = _held(by, move, decides=True)
    state = rules.check("day", row.state)
    rules.check_day(moves_on=moves_on, today=clock.today())
    row.moves_on, row.state = moves_on, state
    row.save(update_fields=["moves_on", "state"])
    return _step(by, row, "day", on=moves_on, words=words)


@transaction.atomic
def name_there(
    *, by: Actor, move: Move, worker: Capacity | None = None, name: str = "", how: str = ""
) -> MoveStep:
    """Who is there on the other side. Named is not let in: what they see, who decides says in the circle."""
    opened, row = _held(by, move)
    rules.check("name", row.state)
    around = {one.pk for one in queries.workers(opened, row.to_authority_id)}
    rules.check_named(has_worker=worker is not None and worker.pk in around, name="" if worker else name)
    row.worker_there, row.there_name, row.there_how = worker, "" if worker else name.strip(), how.strip()
    row.save(update_fields=["worker_there", "there_name", "there_how"])
    return _step(by, row, "named", name=worker.user.name if worker else row.there_name)


@transaction.atomic
def name_here(*, by: Actor, move: Move, worker: Capacity) -> MoveStep:
    """Who of the old council sees it through."""
    opened, row = _held(by, move)
    rules.check("name", row.state)
    around = {one.pk for one in queries.workers(opened, row.from_authority_id)}
    rules.check_named(has_worker=worker.pk in around, name="")
    row.worker_here = worker
    row.save(update_fields=["worker_here"])
    return _step(by, row, "named", says="named_here", name=worker.user.name)


@transaction.atomic
def ask(*, by: Actor, move: Move, thing: str, on: date, words: str = "") -> MoveStep:
    """It was asked for anew, on a day: from then on the new council's time runs."""
    _opened, row = _held(by, move)
    rules.check("ask", row.state)
    rules.check_thing(thing=thing, things=row.things)
    rules.check_been(on=on, today=clock.today())
    return _step(by, row, "asked", thing=thing, on=on, words=words)


@transaction.atomic
def arrive(*, by: Actor, move: Move, on: date, address: str = "", postcode: str = "") -> MoveStep:
    """We have moved: where the new authority is here, it answers from now on. Raises NotFound, RuleBroken."""
    opened, row = _held(by, move, decides=True)
    state = rules.check("arrive", row.state)
    rules.check_been(on=on, today=clock.today())
    if row.to_authority is not None and row.to_authority_id != opened.person.authority_id:
        story.say_moved(
            by=by, person=opened.person, authority=row.to_authority, since=on, address=address, postcode=postcode
        )  # fmt: skip
    row.moves_on, row.state = on, state
    row.save(update_fields=["moves_on", "state"])
    made = _step(by, row, "arrived", on=on)
    _settle(by, row)
    return made


@transaction.atomic
def say(*, by: Actor, move: Move, thing: str, answer: str, on: date, words: str = "") -> MoveStep:
    """What the new authority says of one thing. When it has said of all, the move is settled."""
    _opened, row = _held(by, move)
    rules.check("say", row.state)
    rules.check_thing(thing=thing, things=row.things)
    rules.check_been(on=on, today=clock.today())
    rules.check_answer(answer=answer, known=moving.answers().keys(), words=words)
    made = _step(by, row, "said", thing=thing, answer=answer, on=on, words=words)
    _settle(by, row)
    return made


@transaction.atomic
def call_off(*, by: Actor, move: Move, words: str = "") -> MoveStep:
    """We stay. Another can be begun at any time."""
    _opened, row = _held(by, move, decides=True)
    row.state = rules.check("off", row.state)
    row.save(update_fields=["state"])
    return _step(by, row, "off", words=words)


def _settle(by: Actor, row: Move) -> None:
    """By itself, with the last answer: nobody has to remember to close it."""
    fresh = Move.objects.prefetch_related("steps").get(pk=row.pk)
    if rules.can("settle", row.state) and not queries.still_waits(fresh):
        row.state = rules.check("settle", row.state)
        row.save(update_fields=["state"])
        _step(by, row, "settled")


def _may_move(by: Actor, person: Person) -> Opened:
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    if not queries.may_move(opened):
        raise queries.missing(opened)
    return opened


def _held(by: Actor, move: Move, *, decides: bool = False) -> tuple[Opened, Move]:
    """Locked, for who may add to it; for who may say where somebody lives. Raises NotFound."""
    opened = require(by, move.person_id, Permission.ADD, section=SECTION, about=[move])
    rows = Move.objects.select_for_update(of=("self",)).select_related(
        "person__authority", "from_authority", "to_authority"
    )
    held = opened.rows(rows.filter(pk=move.pk)).first()
    if held is None or (decides and not queries.may_move(opened)):
        raise NotFound(
            reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk
        )
    return opened, held


def _step(
    by: Actor, row: Move, kind: str, *, says: str = "", thing: str = "", answer: str = "", on: date | None = None,
    words: str = "", name: str = "",
) -> MoveStep:  # fmt: skip
    """A step, an audit event and a line in the story. The words stand in both, as they were said."""
    day = on or clock.today()
    made = MoveStep.objects.create(
        move=row, kind=kind, thing=thing, answer=answer, happened_on=day, words=words.strip(), narrowed=row.narrowed,
        **audit.stamp(by=by, person=row.person, section=row.section),
    )  # fmt: skip
    audit.record(by, f"move.{kind}", person_id=row.person_id, row=made)
    named = {each.id: each.name for each in queries.direction(row).things}
    more: dict[str, Any] = {"name": name}

    def said() -> str:
        spoken = {"thing": str(named.get(thing, "")), "answer": str(moving.answers().get(answer, ""))}
        return gettext(SAYS[says or kind]) % {**more, **spoken}

    been: dict[str, Any] = {"happened_on": day.isoformat(), "sort_on": day} if day <= clock.today() else {}
    story.record(
        by=by, person=row.person, section=row.section, event=f"move.{kind}", title=Words.both(said), about_id=row.pk,
        words=words.strip(), language=made.language, narrowed=row.narrowed, **been,
    )  # fmt: skip
    return made
