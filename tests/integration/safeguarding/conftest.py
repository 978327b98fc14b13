"""Geth's circle, and the teams of the council that take concerns: one for children, one for adults, one for the night."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from tests import build
from tests.ground import shared
from tests.integration.circle.conftest import Round, capacity
from tests.integration.circle.conftest import circle as circle
from unstori.access import queries as access
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.people.models import Capacity, Team
from unstori.safeguarding import actions
from unstori.safeguarding.models import Concern

__all__ = ["Front", "Round", "again", "capacity", "circle"]
SECRET = "xyzzybruise"


def again(actor: Actor) -> Actor:
    return access.actor_of(Capacity.objects.select_related("user").get(pk=actor.capacity_id))


@dataclass
class Front:
    """The team at the front door."""

    admin: Actor
    children: Team
    adults: Team
    night: Team
    nia: Actor  # on duty for children
    rhys: Actor  # manages it
    elen: Actor  # adults
    owain: Actor  # at night


@pytest.fixture(autouse=True)
def monday_noon() -> Iterator[None]:
    with clock.at(datetime(2026, 11, 23, 12, tzinfo=clock.LONDON)):
        yield


@shared
def front(circle: Round) -> Front:
    account = build.user("Gwenda Admin", is_demo=True)
    from unstori.access.actions import identity

    admin = access.actor_of(
        identity.give_capacity(
            by=build.system(), user=account, kind="administrator", organisation=circle.place, role="x"
        )
    )

    def team(kind: str, name: str) -> Team:
        made = directory.add_team(by=admin, organisation=circle.place, name_en=name, name_cy=name)
        actions.say_place(by=admin, authority=circle.place, kind=kind, team=made, phone="01286 000 000")
        return made

    children, adults, night = (
        team("child", "Front door"),
        team("adult", "Adults"),
        team("out_of_hours", "Night"),
    )
    nia = build.worker("Nia Wyn", circle.place, team=children)
    rhys = build.worker("Rhys Ifan", circle.place, team=children, manages=True)
    elen = build.worker("Elen Mai", circle.place, team=adults)
    owain = build.worker("Owain Glyn", circle.place, team=night)
    for worker, place in ((nia, children), (elen, adults), (owain, night)):
        directory.put_on_duty(by=admin, team=place, worker=capacity(worker))
    return Front(admin, children, adults, night, nia, rhys, elen, owain)


@shared
def teacher(circle: Round) -> Actor:
    build.grant(circle.geth, circle.teacher, ("about_me", "what_matters", "learning"))
    return circle.teacher


@shared
def about_mair(circle: Round, front: Front, teacher: Actor) -> Concern:
    """The teacher is worried about Geth because of his mother."""
    return actions.raise_concern(
        by=teacher, person=circle.geth, sources=[circle.mair_here],
        told=actions.Told(heard=f"{SECRET} on his arm", said_by="Geth", opinion="Too many falls", why_not_told="Dangerous"),
    )  # fmt: skip
