"""Saying that one has read a document, and letting those who had an earlier one read this one."""

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.plan import catalogue, queries
from unstori.plan.actions.documents import share_document
from unstori.plan.models import Document, Reading
from unstori.story.actions.timeline import tell


@transaction.atomic
def say_read(*, by: Actor, document: Document) -> Reading:
    """Whoever may open it, whole or by a grant to it alone, says so once. It stands for this version."""
    held, _opened = queries.find_document(by, document.person_id, document.pk)
    # two presses at once are one
    Person.objects.select_for_update(no_key=True).get(pk=held.person_id)
    said = Reading.objects.filter(document=held, created_by=by.capacity_id).first()
    if said:
        return said
    made = Reading.objects.create(
        document=held, section=held.section, **audit.stamp(by=by, person=held.person)
    )
    title = Words.read(catalogue.layout(held.layout, held.layout_version)["title"])
    tell(by=by, row=made, event="document.said_read",
         says=_("%(who)s has read: %(title)s"), who=by.user_name, title=title)  # fmt: skip
    return made


@transaction.atomic
def share_as_before(*, by: Actor, document: Document) -> int:
    """Whoever may open an earlier version alone may open this one too. Returns how many were let in."""
    opened = require(by, document.person_id, Permission.DECIDE, about=[document])
    held = queries.document(opened, document.pk)
    missing = queries.had_earlier(opened, held)
    for capacity in missing:
        share_document(by=by, document=held, capacity=capacity)
    return len(missing)
