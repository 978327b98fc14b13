"""Every action that takes a row: one of somebody else and one that is kept from its actor are alike.

The actions are found in the rooms and the rows in what they ask for, so a new action is called too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import timedelta
from inspect import Parameter, isfunction, signature
from typing import Any, get_args, get_type_hints

import pytest
from django.db import connection, transaction
from django.db.models import UniqueConstraint

from tests import build
from tests.ground import shared
from tests.system.life import capacity, live
from tests.system.words import picture
from unstori.access.door import NotFound
from unstori.access.models import AboutPerson, Withholding
from unstori.access.rules import PRIVATE, SHAREABLE, Actor, Permission
from unstori.assessment import actions as assessment
from unstori.boards import actions as boards
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.core import clock, ids
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity, Person
from unstori.plan import actions as plan
from unstori.rights import actions as rights
from unstori.story import actions as story
from unstori.story.actions.files import Checked
from unstori.story.models import Entry

DAY = clock.today()
# What an action wants to be told; what is not here has its default.
SAID: dict[str, Any] = {
    "words": "Other words", "what": "A lamp", "who": "Mair", "why": "It is so", "kind": "note", "verdict": "agrees",
    "question": "what-matters", "said_by": "Geth", "key": "works", "section": "what_matters", "sections": ["health"],
    "purpose": "To help", "conclusion": "confirmed", "views": [], "concluded_on": DAY, "state": "agreed",
    "status": "started", "rater": "professional", "going": 5, "share": True, "wishes": "w", "consulted": "c",
    "least_restrictive": "l", "reasons": "r", "review_on": DAY + timedelta(9), "able": True, "family_told": True,
    "language": "en", "layout": "one-page-profile", "version": 1, "due_on": DAY + timedelta(9),
    "levels": ["a", "b", "c", "d", "e"], "level": 1, "importance": 2, "difficulty": 2, "baseline": -1,
    "day": DAY, "step": "complaint", "basis": "said", "began_on": DAY, "placed": {}, "element": "risks", "rows": [],
    "ready_on": DAY + timedelta(9), "file": Checked(picture(), "image/png", "0", "clean"),
}  # fmt: skip

# What one action calls otherwise.
OWN: dict[str, dict[str, Any]] = {
    "rights.offer": {"kind": "advocacy"},
    "assessment.ask": {"kind": "wales-child"},
}

# Only where somebody was assessed as unable: `circle/test_best_interests.py`.
NEEDS_MORE = {"decide_for"}


def row_models(hint: Any) -> list[type[AboutPerson]]:
    kinds = get_args(hint) or (hint,)
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, AboutPerson)]


def wants(action: Any) -> dict[str, type[AboutPerson]]:
    """The rows that an action takes, by name."""
    hints = get_type_hints(action)
    return {
        name: models[0] for name, hint in hints.items() if name != "return" and (models := row_models(hint))
    }


def name_of(action: Any) -> str:
    return f"{action.__module__.split('.')[1]}.{action.__name__}"


ACTIONS = {
    name_of(action): action
    for room in (circle, story, boards, plan, rights, assessment)
    for name in room.__all__
    if isfunction(action := getattr(room, name)) and wants(action) and name not in NEEDS_MORE
}


@shared
def lived(world: build.World) -> build.World:
    live(world)
    circle.record_legal_status(by=world.huw, person=world.geth, status="looked_after", starts_on=DAY)
    return world


def row_of(model: type[AboutPerson], person: Person) -> AboutPerson:
    """The newest; of the circle somebody who can sign in, so that they can be asked for something."""
    rows = model._base_manager.filter(person=person)
    return (rows.exclude(capacity=None) if model is Member else rows).latest("created_at")


def rows_together(wanted: dict[str, type[AboutPerson]], person: Person) -> dict[str, AboutPerson]:
    """One row for each; where one points at another of them, that one."""
    rows = {name: row_of(model, person) for name, model in wanted.items()}
    for row in list(rows.values()):
        for field in row._meta.concrete_fields:
            for name in (name for name, model in wanted.items() if model is field.related_model):
                rows[name] = getattr(row, field.name) or rows[name]
    return rows


def like(row: AboutPerson, person: Person) -> AboutPerson:
    """The same, under an id of its own."""
    other = copy(row)
    other._state = copy(row._state)
    other._state.adding, other._state.fields_cache = True, {}
    other.pk, other.person = ids.row_id(), person
    for field in other._meta.concrete_fields:
        if field.is_relation and field.name in _one_each(row):
            setattr(other, field.name, like(getattr(row, field.name), person))
            getattr(other, field.name).save(force_insert=True)
        elif field.unique and not field.primary_key:
            setattr(other, field.attname, str(ids.row_id()))
    return other


def _one_each(row: AboutPerson) -> set[str]:
    """Relations of which there may be only one, alone or with something else of the row; the person is another already."""
    alone = {field.name for field in row._meta.concrete_fields if field.unique and not field.primary_key}
    together = [set(one.fields) for one in row._meta.constraints if isinstance(one, UniqueConstraint)]
    pairs = set().union(*(fields for fields in together if "person" not in fields))
    return {name for name in alone | pairs if isinstance(getattr(row, name), AboutPerson)}


def call(action: Any, world: build.World, by: Actor, **rows: Any) -> type[Exception] | None:
    """What it came to; whatever it wrote is taken back."""
    given: dict[str, Any] = {"by": by}
    for name, asked in signature(action).parameters.items():
        if name == "person":
            given[name] = world.geth
        elif name in rows and name != "by":
            given[name] = rows[name]
        elif name == "row_id":
            given[name] = Entry.objects.filter(person=world.geth, section=PRIVATE).latest("created_at").pk
        elif get_type_hints(action)[name] is Capacity and name != "by":
            given[name] = capacity(world.huw)
        elif name != "by" and asked.default is Parameter.empty and asked.kind is not Parameter.VAR_KEYWORD:
            given[name] = {**SAID, **OWN.get(name_of(action), {})}.get(name)
    try:
        with transaction.atomic():
            action(**given)
            transaction.set_rollback(True)
    except (NotFound, RuleBroken, Clash, ValueError) as error:
        return type(error)
    return None


@contextmanager
def written() -> Iterator[list[str]]:
    """What is asked of the database but reading: heard as it is said, since `call` takes it back."""
    heard: list[str] = []

    def note(execute: Any, sql: str, *more: Any) -> Any:
        heard.extend([sql] if sql.startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")) else [])
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        yield heard


def keep(by: Actor, row: AboutPerson) -> None:
    Withholding.objects.create(
        person=row.person, kind="row", row_id=row.pk, withheld_from_id=by.capacity_id, reason="x",
        created_by=by.capacity_id, review_on=DAY, valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip


def others(world: build.World, action: Any, by: Actor, row: AboutPerson) -> Iterator[tuple[str, AboutPerson]]:
    """Rows that are nothing to this actor, each ready in the database when it is given out."""
    foreign = like(row, build.person("Ela Prys"))
    foreign.save(force_insert=True)
    yield "of somebody whom they may not see", foreign
    if "person" in signature(action).parameters or len(wants(action)) > 1:
        build.grant(foreign.person, by, SHAREABLE, Permission.DECIDE)
        yield "of somebody else whom they may see", foreign
    keep(by, row)
    yield "kept from them", row


@pytest.mark.parametrize("name", ACTIONS)
def test_a_row_that_is_nothing_to_the_actor_is_answered_alike(name: str, lived: build.World) -> None:
    action, found = ACTIONS[name], {}
    rows = rows_together(wants(action), lived.geth)
    for by in (lived.huw, lived.mair, lived.geth_self, lived.teacher):
        found[by.label] = call(action, lived, by, **rows)
    able = [
        by
        for by in (lived.huw, lived.mair, lived.geth_self, lived.teacher)
        if found[by.label] is not NotFound
    ]
    assert able, "somebody must be able to: say how in SAID"
    by = able[0]
    wrong = []
    for changed in rows:
        for why, row in others(lived, action, by, rows[changed]):
            with written() as heard:
                came = call(action, lived, by, **{**rows, changed: row})
            if came is not NotFound or heard:
                wrong.append(f"{changed} {why}: {came and came.__name__} {heard[:1]}")
        Withholding.objects.filter(row_id=rows[changed].pk).update(
            ended_at=clock.now(), ended_by=by.capacity_id
        )
    assert not wrong, f"{name}: " + "; ".join(wrong)
