"""Geth's circle, where messages leave."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests import build
from tests.ground import shared
from unstori.access.models import Withholding
from unstori.access.rules import Actor
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.notices import actions, queries
from unstori.notices.models import Message
from unstori.people.models import Capacity
from unstori.story import actions as story

LEAVING = {"NOTICES_LEAVE": True, "SITE": "https://unstori.example"}


@pytest.fixture
def leaving(settings: Any) -> Any:
    for name, value in LEAVING.items():
        setattr(settings, name, value)
    return settings


@shared
def swept(world: build.World) -> build.World:
    """What stands before the test begins has been told, so that each test tells of its own."""
    with override_settings(**LEAVING):
        morning()
    Message.objects.all().delete()
    return world


@pytest.fixture
def told(swept: build.World, leaving: Any) -> build.World:
    return swept


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


def morning() -> int:
    return actions.sweep(by=build.system(), digest=True)


def between() -> int:
    return actions.sweep(by=build.system(), digest=False)


def to(actor: Actor) -> list[Message]:
    return list(Message.objects.filter(capacity_id=actor.capacity_id).order_by("created_at"))


def deliver(message: Message) -> str:
    return actions.deliver(by=build.system(), message_id=message.pk)


def kinds(actor: Actor) -> list[str]:
    return [item.what for item in queries.news_of(actor)]


def promise(by: Actor, world: build.World, days: int = 0, what: str = "Ffonio’r ysgol", **more: Any) -> Any:
    said = {"section": "care", "what": what, "due_on": clock.today() + timedelta(days=days), **more}
    return story.promise(by=by, person=world.geth, **said)


def make_late(row: Any) -> Any:
    row.due_on = clock.today() - timedelta(days=2)
    row.save()
    return row


def keep_from(actor: Actor, world: build.World, kind: str = "row", **what: Any) -> Withholding:
    return Withholding.objects.create(
        person=world.geth, kind=kind, withheld_from_id=actor.capacity_id, reason="x", review_on=clock.today(),
        created_by=world.huw.capacity_id, valid_until=clock.now() + timedelta(days=9), **what,
    )  # fmt: skip


def choose(
    actor: Actor, way: str = "email", to: str = "", often: dict[str, str] | None = None, **more: Any
) -> Any:
    said = {"language": "en", "quiet_from": 0, "quiet_until": 0, **more}
    return actions.choose(by=actor, way=way, to=to, often=often or {}, **said)


@shared
def mair_here(world: build.World) -> Any:
    return circle.add_member(
        by=build.system(), person=world.geth, kind="family", name="Mair", relation="mother",
        capacity=capacity(world.mair), parental_responsibility=True,
    )  # fmt: skip


Sends = Callable[[], None]
