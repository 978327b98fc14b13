"""Mair says that nobody holds something: it is answered, said again; Geth says it in easy words; one is passed on."""

from django.urls import reverse

from tests import build
from unstori.access.queries import actor_of
from unstori.directory import actions as directory
from unstori.holding import actions
from unstori.people.models import Capacity


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to. Huw's team is the one that `teams` made."""
    manager = Capacity.objects.get(pk=world.huw.capacity_id)
    assert manager.team is not None
    duty = build.worker("Gwen Rees", world.authority, team=manager.team)
    directory.put_on_duty(
        by=build.system(), team=manager.team, worker=Capacity.objects.get(pk=duty.capacity_id)
    )
    about = {"person": world.geth}
    held = actions.press(by=world.mair, words="Pwy sy’n trefnu’r clinig cwsg?", **about)
    actions.answer(by=duty, unheld=held, words="Fe ffonia i ddydd Llun.", held_by=manager)
    waits = actions.press(by=world.mair, words="Pwy sy’n gofyn am y gwely newydd?", **about)
    actions.press(by=world.geth_self, **about)
    huw = actor_of(manager)
    back = actions.press(by=world.mair, words="Y bws.", **about)
    actions.take_back(by=world.mair, unheld=back)
    actions.answer(
        by=huw, unheld=actions.press(by=world.mair, words="Y ffôn.", **about), words="Fi.", held_by=manager
    )
    return [
        reverse("holding:asked"),
        reverse("holding:answer", args=[waits.pk]),
        reverse("holding:pass_on", args=[waits.pk]),
        reverse("holding:again", args=[world.geth.reference, held.pk]),
    ]
