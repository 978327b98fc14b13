"""A small, synthetic world for tests, built through the same actions as everything else."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from unstori.access import queries
from unstori.access.actions import grants, identity
from unstori.access.rules import SECTIONS, SHAREABLE, Actor, Permission
from unstori.directory import actions as directory
from unstori.people.models import Capacity, Organisation, Person, User

_numbers = count(1)
_system: Actor | None = None


def system() -> Actor:
    """Asked for by everything here: known from the last time, while the database still holds it."""
    global _system
    if _system is None or not Capacity.objects.filter(pk=_system.capacity_id).exists():
        _system = identity.system_actor()
    return _system


def organisation(name: str = "Gwynedd", sector: str = "social_care") -> Organisation:
    return directory.add_organisation(by=system(), name_en=name, name_cy=name, sector=sector)


def user(name: str, **more: Any) -> User:
    return identity.open_account(by=system(), email=f"u{next(_numbers)}@example.org", name=name, **more)


def worker(name: str, place: Organisation, role: str = "social_worker", **more: Any) -> Actor:
    return _actor(user(name, is_demo=True), kind="worker", organisation=place, role=role, **more)


def family(name: str, of: Person, role: str = "mother") -> Actor:
    return _actor(user(name, is_demo=True), kind="family", person=of, role=role)


def self_of(person: Person) -> Actor:
    return _actor(user(person.called, is_demo=True), kind="self", person=person)


def _actor(account: User, **capacity: Any) -> Actor:
    return queries.actor_of(identity.give_capacity(by=system(), user=account, **capacity))


def person(name: str = "Gethin Rowlands", authority: Organisation | None = None, **more: Any) -> Person:
    identity_of = {
        "full_name": name,
        "born_on": date(2017, 3, 2),
        "authority": authority or organisation(),
        **more,
    }
    return identity.register_person(by=system(), **identity_of)


def grant(
    person: Person,
    actor: Actor,
    sections: tuple[str, ...] = SHAREABLE,
    permission: Permission = Permission.ADD,
    source: UUID | None = None,
    **more: Any,
) -> UUID:
    """Give an actor a grant, as a sharing decision would; returns its source, to end it by."""
    source = source or uuid4()
    grants.give(
        person=person,
        holder=Capacity.objects.get(pk=actor.capacity_id),
        sections=sections,
        permission=permission,
        source=source,
        by=system(),
        **more,
    )
    return source


@dataclass
class World:
    """Geth, 9, whose mother decides; Huw, who works with them; a school; a stranger who works elsewhere."""

    authority: Organisation
    school: Organisation
    geth: Person
    geth_self: Actor
    mair: Actor
    huw: Actor
    teacher: Actor
    stranger: Actor
    former: Actor


def world() -> World:
    gwynedd, school = organisation(), organisation("Ysgol y Bryn", "education")
    geth = person(authority=gwynedd, called="Geth", language="cy")
    built = World(
        authority=gwynedd,
        school=school,
        geth=geth,
        geth_self=self_of(geth),
        mair=family("Mair", geth),
        huw=worker("Huw Parry", gwynedd),
        teacher=worker("Mrs Patel", school, "alnco"),
        stranger=worker("Sam Blake", organisation("Elsewhere")),
        former=worker("Non Lloyd", gwynedd),
    )
    grant(geth, built.geth_self, SECTIONS, Permission.DECIDE)
    grant(geth, built.mair, SHAREABLE, Permission.DECIDE)
    grant(geth, built.huw)
    grant(geth, built.teacher, ("about_me", "what_matters", "learning"))
    grants.end(person=geth, source=grant(geth, built.former), by=system())
    return built


def account_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)
