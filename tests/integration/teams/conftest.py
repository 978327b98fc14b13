"""A team with a manager, Huw, Non and people; what the manager may see of them is one of two."""

from dataclasses import dataclass

from tests import build
from tests.ground import shared
from unstori.access.rules import Actor, Permission
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.directory import actions as directory
from unstori.people.models import Capacity, Organisation, Person, Team


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


@dataclass
class Office:
    """Ela is shared with the manager and with Huw; Twm with Huw alone."""

    place: Organisation
    team: Team
    boss: Actor
    huw: Actor
    non: Actor
    elsewhere: Actor
    ela: Person
    twm: Person
    mam: Actor
    members: dict[str, Member]


def around(person: Person, actor: Actor, **more) -> Member:
    return circle.add_member(by=build.system(), person=person, kind="worker", name=actor.user_name,
                             relation="social_worker", capacity=capacity(actor), **more)  # fmt: skip


@shared
def office() -> Office:
    place = build.organisation()
    team = directory.add_team(by=build.system(), organisation=place, name_en="East", name_cy="Dwyrain")
    other = directory.add_team(by=build.system(), organisation=place, name_en="West", name_cy="Gorllewin")
    boss = build.worker("Beth Puw", place, team=team, manages=True)
    huw, non = build.worker("Huw Parry", place, team=team), build.worker("Non Lloyd", place, team=team)
    elsewhere = build.worker("Wil Morris", place, team=other, manages=True)
    ela, twm = build.person("Ela Prys", place, called="Ela"), build.person("Twm Rees", place, called="Twm")
    mam = build.family("Mari Prys", ela)
    build.grant(ela, mam, permission=Permission.DECIDE)
    for person in (ela, twm):
        build.grant(person, huw)
    build.grant(ela, boss)
    circle.add_member(by=build.system(), person=ela, kind="family", name="Mari Prys", relation="mother",
                      capacity=capacity(mam), parental_responsibility=True)  # fmt: skip
    members = {"ela": around(ela, huw), "twm": around(twm, huw)}
    circle.set_key_worker(by=mam, person=ela, member=members["ela"])
    return Office(place, team, boss, huw, non, elsewhere, ela, twm, mam, members)
