"""What files brought is taken back in one step, but for what somebody has written on since."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from unstori.access.rules import Actor
from unstori.directory.actions import seeking
from unstori.directory.actions.entries import go_back
from unstori.directory.models import Entry
from unstori.directory.rules import keeping


@transaction.atomic
def take_back(*, by: Actor, made: Sequence[tuple[UUID, int]]) -> int:
    """`made`: entries, and which version was made of each. Returns how many stand as they stood before."""
    keeping.check_keeps(by)
    done = 0
    for id, number in made:
        entry = Entry.objects.select_for_update(of=("self",)).select_related("live").filter(pk=id).first()
        if entry is None or entry.live is None or entry.live.number != number:
            continue
        if number == 1:
            seeking.take_out([entry], by=by, deed="entry.gone")
        else:
            go_back(by=by, entry=entry, version=entry.versions.get(number=number - 1))
        done += 1
    return done
