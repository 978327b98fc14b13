"""Words of Geth's, an assessment that Mair asked for and Huw took on, and how Huw answers its tests."""

from datetime import timedelta

from tests import build
from tests.ground import shared
from unstori.assessment import actions, catalogue
from unstori.assessment.models import Assessment
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.story.models import Statement


def soon(days: int = 14):
    return clock.today() + timedelta(days)


def say(world: build.World, words: str, theme: str = "barrier", section: str = "what_matters", **more):
    return Statement.objects.create(
        person=world.geth, section=section, theme=theme, words=words, said_by="Geth", said_on=clock.today(),
        created_by_id=world.mair.capacity_id, **more,
    )  # fmt: skip


def answers(asked: Assessment, answer: str = "met", **others: str) -> dict[str, actions.Answered]:
    """One for each test: `answer`, unless said otherwise."""
    kind = catalogue.kind(asked.kind, asked.kind_version)
    made = {}
    for test in kind.tests:
        said = others.get(test.id, "not_met" if test.id == "protect" else answer)
        made[test.id] = actions.Answered(said, f"Because of {test.id}", test.outcomes[: test.at_least])
    return made


def capacity(actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


def refused(asked: Assessment, world: build.World, **more):
    """Huw decides that one need is not eligible, and says what happens instead."""
    return actions.determine(
        by=world.huw, assessment=asked, words="Somebody to sit with Geth at night",
        tests=answers(asked, unless="not_met"), step=actions.NextStep("A sleep clinic", capacity(world.huw), soon()), **more,
    )  # fmt: skip


@shared
def words(world):
    return say(world, "Dw i ddim yn cysgu", language="cy")


@shared
def fact(world):
    return story.tell_fact(
        by=world.mair, person=world.geth, key="home", words="With Mam and Nain", said_by="Mair"
    )


@shared
def asked(world):
    return actions.ask(by=world.mair, person=world.geth, kind="wales-child", why="Nobody sleeps")


@shared
def begun(world, asked):
    return actions.begin(by=world.huw, assessment=asked, ready_on=soon())


@shared
def carers(world):
    return actions.ask(
        by=world.mair, person=world.geth, kind="wales-carer", why="I am tired", carer=capacity(world.mair),
        carer_name="Mair",
    )  # fmt: skip
