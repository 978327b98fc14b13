"""What every change to a plan leaves behind: a row of what changed, an audit event, a line in the story."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from unstori.access import audit
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.core.words import Words
from unstori.plan.models import Change
from unstori.story import actions as story


def note_changes(*, by: Actor, row: AboutPerson, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Keep before and after, field by field: 'what changed since' is read from here."""
    Change.objects.bulk_create(
        Change(row_id=row.pk, row_kind=str(row._meta.model_name), field=field, before=_text(before),
               after=_text(after), section=row.section, **audit.stamp(by=by, person=row.person))
        for field, (before, after) in changed.items()
    )  # fmt: skip


def tell(*, by: Actor, row: AboutPerson, event: str, says: str, words: str = "", **more: object) -> None:
    """Audit, and the story in both languages. `says` is a marked string with `%(name)s` places.

    `words` are somebody's own, so they stand below it in their own language.
    """
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
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)
