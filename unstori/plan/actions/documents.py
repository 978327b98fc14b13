"""Documents: a layout applied at a moment, frozen, and opened whole to one more reader at a time."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.actions import grants
from unstori.access.door import NotFound, require
from unstori.access.models import DocumentGrant
from unstori.access.rules import Actor, Permission
from unstori.core.words import Words
from unstori.people.models import Capacity, Person
from unstori.plan import blocks, catalogue, queries, rules, staging
from unstori.plan.models import Document
from unstori.story.actions.timeline import tell


@transaction.atomic
def freeze_document(*, by: Actor, person: Person, layout: str, language: str) -> Document:
    """Make a document of what its maker may see, in one language. It never changes after."""
    opened = require(by, person.pk, Permission.SEE)
    made = catalogue.layout(layout)
    # a copy of a plan of the law says that it is one, and what is missing in it
    of_law = made.get("statutory")
    content = (
        staging.content(opened, made, language, "copy") if of_law else blocks.render(opened, made, language)
    )
    used = content["sections"]
    document = Document.objects.create(
        layout=layout, layout_version=made["version"], language=language, title=made["title"][language],
        content=content, digest=rules.digest_of(content), sections_used=used,
        section=used[0] if used else "about_me",
        plan_version=queries.latest_version(opened), **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(
        by=by,
        row=document,
        event="document.made",
        says=_("A document was made: %(title)s"),
        title=Words.read(made["title"]),
    )
    return document


@transaction.atomic
def share_document(*, by: Actor, document: Document, capacity: Capacity) -> DocumentGrant:
    """Open this one document, whole, to somebody, and nothing else. Only who decides about all of it can."""
    opened = require(by, document.person_id, Permission.DECIDE)
    held = queries.document(opened, document.pk)
    if not all(opened.may(Permission.DECIDE, section) for section in held.sections_used):
        raise NotFound(
            reference=opened.person.reference, permission=Permission.DECIDE, person_id=opened.person.pk
        )
    grant = grants.open_document(
        person=opened.person, document_id=held.pk, capacity=capacity, source=held.pk, by=by
    )
    tell(
        by=by, row=held, event="document.shared", says=_("A document was shared: %(title)s"), title=held.title
    )
    return grant


@transaction.atomic
def stop_sharing(*, by: Actor, document: Document) -> int:
    """Close this document to everyone it was opened to alone. Never blocked by anything."""
    opened = require(by, document.person_id, Permission.DECIDE, about=[document])
    ended = grants.end(person=opened.person, source=document.pk, by=by)
    audit.record(by, "document.unshare", person_id=opened.person.pk, row=document)
    return ended
