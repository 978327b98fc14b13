"""Who said that they read which version of a document, and who has not yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from unstori.access import policy
from unstori.access.door import Opened
from unstori.access.models import DocumentGrant
from unstori.access.queries import grants_on
from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.circle.queries import circle_of, kept_from
from unstori.people.models import Capacity
from unstori.plan import rules
from unstori.plan.models import Document, Reading
from unstori.plan.queries.documents import documents, documents_shared_with, shared_with

WORKS = (Member.Kind.WORKER, Member.Kind.COMMUNITY, Member.Kind.FOSTER_CARER)


@dataclass(frozen=True)
class Reader:
    """Somebody who may read a document, and the newest version that they said they read."""

    capacity: Capacity
    reading: Reading | None


def own_reading(by: Actor, document: Document) -> Reading | None:
    return Reading.objects.filter(document=document, created_by=by.capacity_id).first()


def newer_than(opened: Opened, document: Document) -> Document | None:
    """A later version of the same document that the actor may open whole."""
    later = (row for row in documents(opened) if _is_later(row, document))
    return next(later, None)


def newer_for_reader(by: Actor, document: Document) -> Document | None:
    """A later version, of those that were opened to the actor alone."""
    return next((row for row in documents_shared_with(by) if _is_later(row, document)), None)


def readers(opened: Opened, document: Document) -> list[Reader]:
    """Whoever said that they read some version, and whoever works with the person and may open this one.

    Nobody is named whose place in the circle is kept from the actor.
    """
    versions = Reading.objects.filter(
        document__person=opened.person, document__layout=document.layout, document__language=document.language
    )
    said = opened.rows(versions).select_related(
        "document", "created_by__user", "created_by__organisation", "created_by__person"
    )
    newest: dict[object, Reading] = {}
    for one in sorted(said, key=lambda reading: reading.document.created_at):
        newest[one.created_by_id] = one
    there = {capacity.pk: capacity for capacity in _may_open(opened, document)}
    there |= {one.created_by_id: one.created_by for one in newest.values()}
    hidden = kept_from(opened)
    shown = [Reader(one, newest.get(id)) for id, one in there.items() if id not in hidden]
    return sorted(shown, key=lambda reader: (reader.reading is not None, reader.capacity.user.name))


def had_earlier(opened: Opened, document: Document) -> list[Capacity]:
    """Whoever may open an earlier version of it alone, and not this one."""
    versions = [row.pk for row in documents(opened) if _is_later(document, row)]
    held = DocumentGrant.objects.filter(policy.standing(), person=opened.person)
    now = held.filter(document_id=document.pk).values("capacity")
    earlier = held.filter(document_id__in=versions).exclude(capacity__in=now)
    found = {grant.capacity_id: grant.capacity for grant in earlier.select_related("capacity__user")}
    return [found[id] for id in found if id not in kept_from(opened)]


def _is_later(row: Document, than: Document) -> bool:
    """The same document in the same language, made after."""
    alike = (row.person_id, row.layout, row.language) == (than.person_id, than.layout, than.language)
    return alike and row.created_at > than.created_at


def _may_open(opened: Opened, document: Document) -> Iterable[Capacity]:
    """Who works with the person and may open it: by a grant to it alone, or by all that it draws on."""
    yield from (grant.capacity for grant in shared_with(opened, document))
    at_work = [one for one in circle_of(opened) if one.capacity and one.kind in WORKS]
    grants = list(grants_on(opened.person)) if at_work else []
    for member in at_work:
        capacity = member.capacity
        seen = {grant.section for grant in grants if _holds(grant, capacity)}
        if capacity and rules.opens_whole(sections_used=document.sections_used, sections_seen=seen):
            yield capacity


def _holds(grant: object, capacity: Capacity | None) -> bool:
    """Whether a grant is theirs: their own, their team's, or their organisation's."""
    pairs = (("capacity_id", "pk"), ("team_id", "team_id"), ("organisation_id", "organisation_id"))
    return any(
        getattr(grant, held) is not None and getattr(grant, held) == getattr(capacity, own)
        for held, own in pairs
    )
