"""Frozen documents and what they draw on."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from unstori.access import audit, door, policy
from unstori.access.door import NotFound, Opened
from unstori.access.models import DocumentGrant
from unstori.access.rules import Actor, Permission
from unstori.plan import rules
from unstori.plan.models import Document, Reading
from unstori.story.models import Fact, FactCheck


def facts(opened: Opened, keys: list[str]) -> list[Fact]:
    """Facts under these keys that hold now: not replaced, not retired; in the order of the keys."""
    retired = FactCheck.objects.filter(fact=OuterRef("pk"), verdict=FactCheck.Verdict.RETIRED)
    held = Fact.objects.filter(~Exists(retired), key__in=keys, replaced_by__isnull=True)
    return sorted(opened.rows(held).order_by("created_at"), key=lambda fact: keys.index(fact.key))


def documents(opened: Opened) -> list[Document]:
    """Documents that the actor may open whole, newest first."""
    rows = (
        Document.objects.filter(person=opened.person)
        .select_related("person", "created_by__user")
        .order_by("-created_at")
    )
    return [row for row in rows if _is_open(opened, row)]


def document(opened: Opened, id: UUID) -> Document:
    """One document, whole; otherwise the same 'not found' as for one that does not exist."""
    row = (
        Document.objects.filter(person=opened.person, pk=id)
        .select_related("person", "created_by__user")
        .first()
    )
    if row is None or not _is_open(opened, row):
        raise _refusal(opened.person.reference, opened.person.pk)
    return row


def open_document(by: Actor, reference: str, id: UUID) -> tuple[Document, Opened | None]:
    """A document by the story's own door, or by a grant to it alone (then without the person). The read is kept."""
    row, opened = find_document(by, reference, id)
    audit.record(by, "document.read", person_id=row.person_id, row=row)
    return row, opened


def find_document(by: Actor, reference: str | UUID, id: UUID) -> tuple[Document, Opened | None]:
    """The same for an action, which writes the audit itself. Raises NotFound."""
    try:
        opened = door.require(by, reference, Permission.SEE)
        return document(opened, id), opened
    except NotFound:
        found = _granted(by, reference, id)
        if found is None:
            raise
        return found, None


def documents_shared_with(by: Actor) -> list[Document]:
    """Single documents that were opened to the actor, for the home page of somebody who has nothing else.

    Each knows whether the actor `said_read` it.
    """
    shared = DocumentGrant.objects.filter(policy.standing(), capacity_id=by.capacity_id)
    rows = (
        Document.objects.filter(pk__in=shared.values("document_id"))
        .annotate(
            said_read=Exists(Reading.objects.filter(document=OuterRef("pk"), created_by=by.capacity_id))
        )
        .select_related("person")
        .order_by("-created_at")
    )
    kept = policy.kept_from(by)
    return [row for row in rows if not holds_what_is_kept(row, kept)]


def shared_with(opened: Opened, row: Document) -> list[DocumentGrant]:
    """Who was let into this one document, for those who decide."""
    grants = DocumentGrant.objects.filter(policy.standing(), person=opened.person, document_id=row.pk)
    return list(grants.select_related("capacity__user", "capacity__organisation").order_by("created_at"))


def _granted(by: Actor, reference: str | UUID, id: UUID) -> Document | None:
    """The document that a grant opens, unless something in it is kept from the actor."""
    if not door.document_opens(by, id):
        return None
    whose = {"person": reference} if isinstance(reference, UUID) else {"person__reference": reference}
    rows = Document.objects.filter(**whose, pk=id)
    row = rows.select_related("person", "created_by__user").first()
    if row is None or holds_what_is_kept(row, policy.kept_from(by)):
        return None
    return row


def holds_what_is_kept(row: Document, kept: policy.Kept) -> bool:
    """The document itself, a section or a row that it draws on: kept from somebody in each capacity."""
    drawn_on = {str(row.pk), *row.content["sources"]}
    sections = kept.sections.get(row.person_id, frozenset())
    return bool(sections & set(row.sections_used) or drawn_on & {str(id) for id in kept.rows})


def _is_open(opened: Opened, row: Document) -> bool:
    return rules.opens_whole(
        sections_used=row.sections_used,
        sections_seen=opened.sections,
        sources=[str(row.pk), *row.content["sources"]],
        withheld=[str(id) for id in opened.withheld],
    )


def _refusal(reference: str, person_id: UUID) -> NotFound:
    return NotFound(reference=reference, permission=Permission.SEE, person_id=person_id)
