"""Reads over many people: the same rule as the door, a fixed number of queries."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import build
from unstori.access import policy
from unstori.access.actions import grants
from unstori.access.door import look_across, open_person, rows_of
from unstori.access.models import Withholding
from unstori.access.rules import PRIVATE, SECTIONS
from unstori.access.signals import glass_broken
from unstori.circle.signals import circle_changed, naming_rows
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.story import actions, queries
from unstori.story.models import Entry


def tell(person, by, section="care", **more):
    return actions.record(by=by, person=person, section=section, event="test", title=section, **more)


@pytest.fixture
def two(world):
    """Huw's second person, of whom nothing was told."""
    elin = build.person("Elin Rees", authority=world.authority)
    build.grant(elin, world.huw, ("care",))
    return elin


@pytest.mark.parametrize("who", ["geth_self", "mair", "huw", "teacher", "stranger", "former", "system"])
def test_the_rule_for_many_people_agrees_with_the_door(world, two, who):
    rows = [tell(world.geth, world.huw, section) for section in SECTIONS if section != PRIVATE]
    rows += [
        tell(world.geth, world.geth_self, PRIVATE),
        tell(world.geth, world.huw, "care", narrowed=True),
        tell(world.geth, world.mair, "care", narrowed=True),
        tell(two, world.huw),
        tell(two, world.huw, "health"),
    ]
    huw, mair = (Capacity.objects.get(pk=actor.capacity_id) for actor in (world.huw, world.mair))
    grants.let_in(person=world.geth, row_id=rows[8].pk, capacity=huw, by=world.geth_self)
    for kept in ({"kind": "row", "row_id": rows[1].pk}, {"kind": "section", "section": "money"}):
        Withholding.objects.create(
            person=world.geth, withheld_from=mair, reason="x", created_by=huw.pk, review_on=clock.today(),
            valid_until=clock.now() + timedelta(days=1), **kept,
        )  # fmt: skip
    actor = build.system() if who == "system" else getattr(world, who)
    seen = set(look_across(actor).rows(Entry.objects.all()))
    several = look_across(actor).open([world.geth, two])
    assert set(rows_of(Entry.objects.all(), several)) == seen
    door = set()
    for person in (world.geth, two):
        if actor.is_system or person in policy.people_visible_to(actor):
            door |= set(open_person(actor, person.reference).rows(Entry.objects.all()))
    if actor.is_system:
        door = {row for row in door if not row.narrowed}
    assert seen == door


def test_promises_owed(world, two):
    mine = actions.promise(by=world.huw, person=two, section="care", what="Ring", due_on=clock.today())
    actions.promise(by=world.mair, person=world.geth, section="care", what="Write", due_on=clock.today())
    assert list(queries.promises_owed(look_across(world.huw))) == [mine]
    assert not queries.promises_owed(look_across(world.stranger))


def test_news_since_i_looked_and_who_is_quiet(world, two):
    people = [world.geth, two]
    several = look_across(world.huw).open(people)
    tell(world.geth, world.mair)
    tell(world.geth, world.huw)
    assert queries.new_since_i_looked(world.huw, several) == {world.geth.pk: 1}
    open_person(world.huw, world.geth.reference)
    assert queries.new_since_i_looked(world.huw, several) == {}
    assert queries.last_entries(several)[world.geth.pk].created_by_id == world.huw.capacity_id
    assert list(queries.people_quiet_too_long(look_across(world.huw))) == [two]
    with time_machine.travel(clock.now() + timedelta(days=90)):
        assert list(queries.people_quiet_too_long(look_across(world.huw))) == [two, world.geth]


def test_as_many_queries_for_one_person_as_for_many(world, two):
    def asked(people):
        with CaptureQueriesContext(connection) as captured:
            seen = look_across(world.huw)
            several = seen.open(people)
            queries.last_entries(several)
            queries.new_since_i_looked(world.huw, several)
            list(queries.people_quiet_too_long(seen))
            list(queries.promises_owed(seen))
        return len(captured)

    tell(two, world.mair)
    tell(world.geth, world.mair)
    assert asked([two]) == asked([two, world.geth]) == 9


def test_circle_and_glass_are_told(world):
    circle_changed.send(
        sender=None,
        person=world.geth,
        by=world.mair,
        event="circle.joined",
        title="Huw Parry",
        section="about_me",
    )
    glass = type("Broken", (), {"person": world.geth})()
    glass_broken.send(sender=None, glass_break=glass, by=world.stranger)
    told = Entry.objects.values_list("event", "title", "section")
    assert ("circle.joined", "Huw Parry", "about_me") in told
    assert ("glass.broken", str(world.stranger.label), "about_me") in told


def test_rows_are_named_for_who_may_see_them(world):
    row = tell(world.geth, world.huw, "health")
    for actor, expected in ((world.huw, {row.pk}), (world.teacher, set())):
        opened = open_person(actor, world.geth.reference)
        answers = naming_rows.send(sender=None, opened=opened, ids={row.pk})
        assert {key for _receiver, named in answers for key in named or {}} == expected
