"""Words of Geth's, and an outcome made from them."""

from tests import build
from tests.ground import shared
from unstori.core import clock
from unstori.plan import actions
from unstori.story.models import Fact, Statement


def say(world: build.World, words: str, section: str = "what_matters", theme: str = "what_matters", **more):
    return Statement.objects.create(
        person=world.geth, section=section, theme=theme, words=words, said_by="Geth", said_on=clock.today(),
        created_by_id=world.mair.capacity_id, **more,
    )  # fmt: skip


def know(world: build.World, key: str, words: str, section: str = "about_me", **more):
    return Fact.objects.create(
        person=world.geth, section=section, key=key, words=words, said_by="Mair", said_on=clock.today(),
        created_by_id=world.mair.capacity_id, **more,
    )  # fmt: skip


@shared
def words(world):
    return say(world, "Dw i eisiau cysgu yn fy ngwely fy hun", language="cy")


@shared
def outcome(world, words):
    return actions.add_outcome(
        by=world.huw, person=world.geth, section="what_matters", words="I want to sleep in my own bed",
        statements=[words.pk], domains=["health", "home"],
    )  # fmt: skip
