"""Mair has parental responsibility for Geth, so she decides."""

from tests import build
from tests.ground import shared
from unstori.circle import actions as circle
from unstori.people.models import Capacity


@shared
def world(world: build.World) -> build.World:
    circle.add_member(
        by=build.system(), person=world.geth, kind="family", name="Mair", relation="mother",
        capacity=Capacity.objects.get(pk=world.mair.capacity_id), parental_responsibility=True,
    )  # fmt: skip
    return world
