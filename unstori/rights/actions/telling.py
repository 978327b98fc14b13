"""What every step leaves behind: an audit event, and a line in the story in both languages."""

from django.utils.translation import gettext

from unstori.access import audit
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.core.words import Words
from unstori.story import actions as story


def tell(*, by: Actor, row: AboutPerson, event: str, says: str, words: str = "", **more: object) -> None:
    """`says` is a marked string with `%(name)s` places; `words` are somebody's own, in their language."""
    audit.record(by, event, person_id=row.person_id, row=row)
    story.record(
        by=by,
        person=row.person,
        section=row.section,
        event=event,
        title=Words.both(lambda: gettext(says) % more),
        about_id=row.pk,
        words=words,
        language=row.language,
        narrowed=row.narrowed,
    )
