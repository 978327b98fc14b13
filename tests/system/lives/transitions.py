"""Geth's way to 18 is begun early: one thing is taken, one done, one not needed; ways back are given, used and answered."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from tests.system.lives.requests import service
from unstori.access.queries import actor_of
from unstori.core import clock
from unstori.pathways.actions import opening_transitions as opening
from unstori.pathways.actions import transitions, waysback
from unstori.people.models import Capacity


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to. Huw's team is the one that `teams` made."""
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    about = {"person": world.geth}
    row = opening.open_early(by=world.mair, age="eighteen", **about)
    items = {one.item: one for one in row.items.all()}
    soon = clock.today() + timedelta(30)
    transitions.take(by=world.mair, item=items["begin"], due_on=soon, owner=huw)
    transitions.take(by=world.huw, item=items["assessment"], due_on=soon, name="Ann Rees, tîm oedolion")
    transitions.done(by=world.huw, item=items["advocate"], words="Wedi’i gynnig.")
    transitions.drop(by=world.mair, item=items["continuing"], why="Nid yw’r GIG yn talu.")
    transitions.add_item(by=world.mair, transition=row, words="Ei allwedd ei hun", side="family", due_on=soon)
    transitions.will_ask(by=world.mair, transition=row, service=service("Tîm oedolion"), ask_on=soon)
    over = opening.open_early(by=world.huw, age="twenty_five", **about)
    transitions.end(by=world.huw, transition=over, to="off", why="Dim cynllun addysg.")
    given = {"by": world.huw, "how": "Pwyswch y botwm yma.", "until": soon, "team": huw.team, **about}
    way = waysback.give(what="Clinig cwsg", **given)
    used = waysback.give(what="Grŵp siarad", **given)
    waysback.use(by=world.mair, way=used, words="Mae wedi dod yn ôl.")
    taken = waysback.give(what="Ffisio", **given)
    asked = waysback.use(by=world.mair, way=taken).owner
    assert asked is not None
    waysback.take_up(by=actor_of(asked), way=taken, words="Dydd Mawrth am ddeg.")
    ref = world.geth.reference
    return [
        reverse("pathways:ways_back_to_answer"),
        reverse("pathways:way_back_answer", args=[used.pk]),
        reverse("pathways:way_back_end", args=[ref, way.pk]),
    ]
