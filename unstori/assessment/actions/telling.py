"""What every change leaves behind: an audit event, and a line in the story unless it is a carer's own."""

from django.utils.translation import gettext

from unstori.access import audit
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.assessment import catalogue
from unstori.assessment.models import Assessment
from unstori.core.words import Words
from unstori.story import actions as story


def tell(*, by: Actor, assessment: Assessment, row: AboutPerson, event: str, says: str) -> None:
    """`says` is a marked string with the place `%(title)s`. What a carer is assessed for is no part of this story."""
    audit.record(by, event, person_id=assessment.person_id, row=row)
    if assessment.is_carers:
        return
    title = catalogue.kind(assessment.kind, assessment.kind_version).title
    story.record(
        by=by,
        person=assessment.person,
        section=assessment.section,
        event=event,
        title=Words.both(lambda: gettext(says) % {"title": title}),
        about_id=row.pk,
    )
