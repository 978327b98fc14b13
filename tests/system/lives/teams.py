"""Huw manages his team: Non is away and owes somebody, hands over, and they wrote in supervision."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from unstori.access.queries import actor_of
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.teams import actions


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    Capacity.objects.filter(pk=world.huw.capacity_id).update(manages=True)
    manager = Capacity.objects.get(pk=world.huw.capacity_id)
    huw, team = actor_of(manager), manager.team
    non = build.worker("Non Prys", world.authority, team=team)
    worker, other = (
        Capacity.objects.get(pk=non.capacity_id),
        build.worker("Ifan Wyn", world.authority, team=team),
    )
    nia, today = build.person("Nia Huws", world.authority), clock.today()
    for actor in (huw, non):
        build.grant(nia, actor)
    circle.add_member(by=build.system(), person=nia, kind="worker", name="Non Prys", relation="social_worker",
                      capacity=worker)  # fmt: skip
    story.promise(by=non, person=nia, section="care", what="Ffonio’r ysgol", due_on=today)
    stand_in = Capacity.objects.get(pk=other.capacity_id)
    away = actions.be_away(
        by=non, capacity=worker, starts_on=today, until=today + timedelta(3), stand_in=stand_in
    )
    note = actions.write_note(
        by=non, other=manager, held_on=today, words="Gormod o waith papur.", language="cy", about=[nia],
        agreed=[("Llai o gyfarfodydd", manager, today + timedelta(7))],
    )  # fmt: skip
    begun = actions.begin_handover(
        by=huw, from_capacity=worker, choices=[(nia, stand_in, False)], why="Mae Non yn gadael."
    )
    return [
        reverse("teams:index"), reverse("teams:nobody"), reverse("teams:worker", args=[worker.pk]),
        reverse("teams:behind", args=[worker.pk, "people"]), reverse("teams:away", args=[worker.pk]),
        reverse("teams:back", args=[away.absence.pk]), reverse("teams:hand_over", args=[worker.pk]),
        reverse("teams:handover", args=[begun.pk]), reverse("teams:supervision"),
        reverse("teams:between", args=[worker.pk]), reverse("teams:write", args=[worker.pk]),
        reverse("teams:done", args=[note.agreed.get().pk]),
    ]  # fmt: skip
