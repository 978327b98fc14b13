"""What every change to a plan leaves behind beside the line in the story: a row of what changed."""

from collections.abc import Mapping
from typing import Any

from unstori.access import audit
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.plan.models import Change


def note_changes(*, by: Actor, row: AboutPerson, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Keep before and after, field by field: 'what changed since' is read from here."""
    Change.objects.bulk_create(
        Change(row_id=row.pk, row_kind=str(row._meta.model_name), field=field, before=_text(before),
               after=_text(after), section=row.section, **audit.stamp(by=by, person=row.person))
        for field, (before, after) in changed.items()
    )  # fmt: skip


def _text(value: Any) -> str:
    return "" if value is None else str(value)
