"""Concerns: one with the team of the worker, one taken on and shared, one that the mother raised herself."""

from tests import build
from unstori.access.queries import actor_of
from unstori.people.models import Capacity, Team
from unstori.safeguarding import actions
from unstori.safeguarding.models import Place


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    huw = Capacity.objects.select_related("user", "organisation", "team").get(pk=world.huw.capacity_id)
    west = Team.objects.get(pk=huw.team_id)
    Place.objects.create(authority=world.authority, kind="child", team=west, phone="01286 000 000")
    by = actor_of(huw)
    told = actions.Told(
        "Roedd clais ar ei fraich.", "Geth", "Mae’n digwydd yn aml.", why_not_told="Gallai fod yn beryglus."
    )
    about = {"person": world.geth, "told": told, "source_name": "Ewythr Ned"}
    actions.raise_concern(by=world.teacher, danger_now=True, keep_name=True, **about)
    held = actions.raise_concern(by=world.mair, **about)
    actions.accept(by=by, concern=held)
    actions.share(
        by=by, concern=held, to_name="PC Evans, Heddlu Gogledd Cymru", what="Y clais", why="I’w gadw’n ddiogel",
        data_basis="public_task", confidentiality_basis="safeguarding", family_told=True,
    )  # fmt: skip
    actions.decide(
        by=by, concern=held, outcome="strategy", why="Mae angen siarad â’r heddlu.", for_raiser="Diolch."
    )
    return []
