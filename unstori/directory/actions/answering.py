"""That a team here answers for a service: said by the room of requests, so that whoever reads the entry knows."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.directory.models import Entry


@transaction.atomic
def say_answers_here(*, by: Actor, entry: Entry, here: bool) -> None:
    """Whether one can ask it for help here. Who may say so is decided where teams answer for services."""
    changed = Entry.objects.filter(pk=entry.pk).exclude(answers_here=here).update(answers_here=here)
    if changed:
        audit.record(by, "entry.answers_here", row=entry, detail={"here": here})
