"""That a team here answers for a service: said by the room of requests, so that whoever reads the entry knows."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.actions.entries import anew
from unstori.directory.models import Entry, EntryVersion
from unstori.directory.rules import beyond, drafting


@transaction.atomic
def say_answers_here(*, by: Actor, entry: Entry, here: bool) -> None:
    """Whether one can ask it for help here. Who may say so is decided where teams answer for services."""
    changed = Entry.objects.filter(pk=entry.pk).exclude(answers_here=here).update(answers_here=here)
    if changed:
        audit.record(by, "entry.answers_here", row=entry, detail={"here": here})


@transaction.atomic
def say_places(*, by: Actor, entry: Entry, free: int, few: int) -> None:
    """Whether there are places, of however many kinds: counted by the team that answers for it. Who may say so is decided there."""
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    if held.live is None or held.gone_at is not None:
        return
    local = held.live.local
    said = beyond.places_said(free, few=few, before=local.get("places", ""))
    if local.get("places") != said:
        new = drafting.with_said(local, "wait", {"places": said}, clock.today())
        anew(by=by, held=held, why=EntryVersion.Why.HERE, local=new)
