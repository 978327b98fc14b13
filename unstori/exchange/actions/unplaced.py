"""A steward says whose a record is that waited; what its sender had confirmed is then taken again (ADR 0059)."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access import queries as access
from unstori.access.door import NotFound
from unstori.access.queries.workplace import works_now
from unstori.access.rules import Actor, Permission
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.exchange.actions.importing import Result, import_files
from unstori.exchange.models import Imported, Whose
from unstori.exchange.queries import unplaced as queries
from unstori.people.models import Person


@transaction.atomic
def look_at(*, by: Actor, id: UUID) -> Imported:
    """One record that waits; that somebody looked is written down. Raises NotFound."""
    row = queries.waits_at(by, id)
    audit.record(by, "whose.read", row=row)
    return row


@transaction.atomic
def say_whose(*, by: Actor, id: UUID, person: Person | None, why: str) -> Whose:
    """Somebody who is here, or somebody new. It lets nobody see anything. NotFound, RuleBroken."""
    row = queries.waits_at(by, id)
    if len(why.strip()) < 5:
        raise RuleBroken(_("Say in a sentence how you know. Whoever looks later must be able to follow it."))
    made = Whose.objects.create(
        imported=row.pk, key=row.key, sender=row.created_by, person=person, why=why.strip(),
        created_by_id=by.capacity_id,
    )  # fmt: skip
    audit.record(by, "whose.say", person_id=person.pk if person else None, row=made)
    return made


def take_again(*, by: Actor, whose_id: UUID) -> Result:
    """In the sender's name, with the rights that they have now. For the job; again changes nothing."""
    if not by.is_system:
        raise NotFound(reference="", permission=Permission.ADD)
    said = queries.said_whose(whose_id)
    if said is None or not works_now(said.sender):
        return Result()
    audit.record(by, "whose.take_again", row=said)
    sender = access.capacities_named({said.sender_id})[said.sender_id]
    return import_files(by=access.actor_of(sender), reading=queries.sent_with(said))
