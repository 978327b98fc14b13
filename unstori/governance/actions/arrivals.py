"""A steward says whose a record is that could not be placed; a job takes it again (ADR 0059)."""

from uuid import UUID

from django.db import transaction

from unstori.access.rules import Actor
from unstori.exchange.actions import unplaced
from unstori.exchange.models import Imported, Whose
from unstori.governance.queries import arrivals as queries
from unstori.governance.signals import whose_said

look_at = unplaced.look_at
NEW = "new"


@transaction.atomic
def say(*, by: Actor, row: Imported, whose: str, why: str) -> Whose:
    """`whose` is a reference, an id, or `new`. NotFound, RuleBroken."""
    person = None if whose == NEW else queries.chosen(by, whose.strip())
    made = unplaced.say_whose(by=by, id=row.pk, person=person, why=why)
    whose_said.send(sender=Whose, said=made)
    return made


def take_again(*, by: Actor, whose_id: UUID) -> dict[str, int]:
    """For the job: how much of it found its place."""
    result = unplaced.take_again(by=by, whose_id=whose_id)
    return {"added": len(result.added), "unclear": len(result.unclear)}
