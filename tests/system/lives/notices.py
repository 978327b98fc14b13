"""Somebody is told by letter, reads their days in a calendar, and stops a kind of message."""

from django.urls import reverse

from tests import build
from unstori.notices import actions, queries
from unstori.people.models import Team

ADDRESS = "1 Stryd Fawr\nCaernarfon\nLL55 1AA"


def live(world: build.World) -> list[str]:
    """Mair's letters wait, Huw is on duty and posts them; his own were written in the morning."""
    Team.objects.filter(pk__in=Team.objects.filter(organisation=world.authority)).update(
        on_duty_id=world.huw.capacity_id
    )
    often = {"late": "at_once"}
    actions.choose(
        by=world.mair, way="letter", to=ADDRESS, often=often, language="cy", quiet_from=0, quiet_until=0
    )
    actions.make_feed(by=world.mair, named=False)
    actions.sweep(by=build.system(), digest=True)
    return [reverse("notices:stop", args=[queries.stop_token(world.mair.capacity_id, ["new"])])]
