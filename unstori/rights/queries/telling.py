"""Who around a person cannot sign in, and which answers have not reached them yet."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from unstori.access.door import Across, NotFound, Opened
from unstori.access.rules import Permission
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.people.models import Person
from unstori.plan import queries as plan
from unstori.rights import rules
from unstori.rights.models import Disagreement, Turn

Party = Member | Person


def may_write_for(opened: Opened) -> bool:
    """Whether the actor may write down what others say."""
    return rules.can_write_for(opened.actor.kind, adds=bool(opened.may_add_to))


def without_account(opened: Opened) -> list[Party]:
    """Those of the circle who cannot sign in, and the person where they cannot: workers are their own."""
    here: list[Party] = [] if plan.signs_in(opened.person) else [opened.person]
    return here + list(
        circle.circle_of(opened).filter(capacity__isnull=True).exclude(kind=Member.Kind.WORKER)
    )


def party(opened: Opened, id: UUID | str | None) -> Party:
    """One of them. Raises NotFound."""
    for one in without_account(opened):
        if str(one.pk) == str(id):
            return one
    raise NotFound(reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk)


def has_account(one: Party) -> bool:
    return plan.signs_in(one) if isinstance(one, Person) else one.capacity_id is not None


def name_of(one: Party) -> str:
    return one.called if isinstance(one, Person) else one.name


def kind_of(one: Party) -> str:
    """As whom they take a step of a route."""
    if isinstance(one, Person):
        return "self"
    return "advocate" if one.kind == Member.Kind.ADVOCATE else "family"


def is_party(opened: Opened, row: Disagreement) -> bool:
    """Whether the actor is who it was written down for, and can sign in by now."""
    if row.party is None:
        return False
    if row.party == row.person_id:
        return opened.is_self
    return Member.objects.filter(pk=row.party, capacity_id=opened.actor.capacity_id).exists()


def still_without(row: Disagreement) -> bool:
    """Whether who disagrees cannot sign in now either."""
    if row.party is None:
        return False
    if row.party == row.person_id:
        return not plan.signs_in(row.person)
    return Member.objects.filter(pk=row.party, capacity__isnull=True).exists()


def to_carry(seen: Across) -> QuerySet[Turn]:
    """Answers that must still reach who disagrees, of whomever the actor sees: for where it was written down."""
    rows = Turn.objects.filter(
        kind=Turn.Kind.ANSWERED, carried__isnull=True, disagreement__party__isnull=False
    )
    by = seen.actor
    if by.kind != "worker" or not by.vouched or by.organisation_id is None:
        return rows.none()
    rows = rows.filter(disagreement__created_by__organisation_id=by.organisation_id)
    threads = seen.rows(Disagreement.objects.all())
    found = seen.rows(rows).filter(disagreement__in=threads)
    return found.select_related("person", "disagreement").order_by("created_at", "pk")


def answer_to_carry(opened: Opened, turns: QuerySet[Turn], id: UUID) -> Turn:
    """One answer of a thread that the actor sees. Raises NotFound."""
    found: Any = turns.filter(pk=id, kind=Turn.Kind.ANSWERED).first()
    if found is None or not may_write_for(opened):
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
    return found
