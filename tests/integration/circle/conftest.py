"""Geth, 9, and a circle made by the room's own actions."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests import build
from tests.ground import shared
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import actions, queries
from unstori.circle.models import Member, SharingDecision
from unstori.circle.signals import Duty, duties_handed_over, member_leaving
from unstori.people.models import Capacity, Organisation, Person


@dataclass
class Round:
    geth: Person
    me: Actor
    mair: Actor
    dewi: Actor
    huw: Actor
    teacher: Actor
    stranger: Actor
    huw_here: Member
    mair_here: Member
    dewi_here: Member
    nain: Member
    with_huw: SharingDecision
    place: Organisation


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


@shared
def circle() -> Round:
    place, school = build.organisation(), build.organisation("Ysgol y Bryn", "education")
    geth = build.person(authority=place, called="Geth", language="cy")
    me, mair, dewi = build.self_of(geth), build.family("Mair", geth), build.family("Dewi", geth, "Father")
    huw, teacher = build.worker("Huw Parry", place), build.worker("Mrs Patel", school, "ALNCo")
    mair_here, dewi_here = actions.begin(
        by=build.system(), person=geth, me=capacity(me), parents=[capacity(mair), capacity(dewi)]
    )
    huw_here = actions.add_member(
        by=mair, person=geth, kind="worker", name="Huw Parry", relation="Social worker",
        organisation=place, capacity=capacity(huw),
    )  # fmt: skip
    nain = actions.add_member(by=mair, person=geth, kind="family", name="Nain", relation="Grandmother")
    with_huw = actions.share(
        by=mair,
        person=geth,
        holder=huw_here,
        sections=SHAREABLE,
        purpose="To help us",
        permission=Permission.ADD,
    )
    stranger = build.worker("Sam Blake", build.organisation("Elsewhere"))
    return Round(
        geth, me, mair, dewi, huw, teacher, stranger, huw_here, mair_here, dewi_here, nain, with_huw, place
    )


@pytest.fixture
def owes() -> Callable[[Actor, int], dict[Actor, int]]:
    """Rooms above know who owes what; here a receiver of our own does."""
    owed: dict[object, int] = {}

    def tell(sender, people, capacities, **_):
        return [
            Duty("promise", f"Ring {n}", Member(person=person, section="about_me"), whose=capacity.pk)
            for person in people
            for capacity in capacities
            for n in range(owed.get(capacity.pk, 0))
        ]

    def move(sender, from_capacity, to_capacity, **_):
        owed[to_capacity.pk] = owed.get(to_capacity.pk, 0) + owed.pop(from_capacity.pk, 0)

    member_leaving.connect(tell)
    duties_handed_over.connect(move)

    def owe(actor: Actor, number: int) -> dict[object, int]:
        owed[actor.capacity_id] = number
        return owed

    yield owe
    member_leaving.disconnect(tell)
    duties_handed_over.disconnect(move)


def shares(actor: Actor, person: Person) -> list[queries.sharing.Share]:
    from unstori.access.door import require

    return queries.shares_of(require(actor, person.pk, Permission.SEE))
