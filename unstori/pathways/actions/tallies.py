"""Counting by itself what is too much to be counted while somebody waits."""

from django.db import transaction

from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries as directory
from unstori.pathways.models import Tally
from unstori.pathways.queries import tallies


def count(*, by: Actor) -> int:
    """Of each team that has so many. By the schedule."""
    done = tallies.to_count()
    for id, side in done:
        _count(by, id, side)
    return len(done)


@transaction.atomic
def _count(by: Actor, id: object, side: str) -> None:
    team = directory.team(str(id))
    if team is None:
        return
    said = {"numbers": tallies.written(tallies.count(team, side)), "counted_at": clock.now()}
    Tally.objects.update_or_create(team=team, side=side, defaults=said | {"counted_by": by.capacity_id})
