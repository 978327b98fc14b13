"""An administrator of the council, a team with two workers, and information governance."""

from dataclasses import dataclass

from tests import build
from tests.ground import shared
from unstori.access.rules import Actor
from unstori.circle import actions as circle
from unstori.directory import actions as directory
from unstori.people.models import Capacity, Team


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


@dataclass
class Run:
    world: build.World
    team: Team
    admin: Actor
    second: Actor
    ffion: Actor
    governance: Actor


@shared
def run(world):
    place = world.authority
    team = directory.add_team(by=build.system(), organisation=place, name_en="Children", name_cy="Plant")
    Capacity.objects.filter(pk=world.huw.capacity_id).update(team=team)
    ffion = build.worker("Ffion Jones", place, team=team)
    build.grant(world.geth, ffion)
    directory.put_on_duty(by=build.system(), team=team, worker=capacity(ffion))
    for name, actor in (("Huw Parry", world.huw), ("Ffion Jones", ffion)):
        circle.add_member(by=world.mair, person=world.geth, kind="worker", name=name, relation="social_worker",
                          capacity=capacity(actor))  # fmt: skip
    return Run(
        world=world, team=team, ffion=ffion,
        admin=build._actor(build.user("Ann Prys"), kind="administrator", organisation=place),
        second=build._actor(build.user("Bob Wyn"), kind="administrator", organisation=place),
        governance=build._actor(build.user("Menna"), kind="governance", organisation=place),
    )  # fmt: skip
