"""What every change to a plan leaves behind beside the line in the story: a row of what changed."""

from collections.abc import Mapping
from typing import Any

from unstori.access import audit
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor
from unstori.plan.models import Change
from unstori.plan.rules.changing import said


def note_changes(*, by: Actor, row: AboutPerson, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Keep before and after, field by field: 'what changed since' is read from here."""
    Change.objects.bulk_create(
        Change(row_id=row.pk, row_kind=str(row._meta.model_name), field=field, before=_text(before),
               after=_text(after), section=row.section, **audit.stamp(by=by, person=row.person))
        for field, (before, after) in changed.items()
    )  # fmt: skip


def change(*, by: Actor, row: Any, changed: Mapping[str, tuple[Any, Any]]) -> None:
    """A row with a version takes what was changed, and before and after are kept."""
    for key, (_before, after) in changed.items():
        setattr(row, key, after)
    row.version += 1
    row.save()
    note_changes(by=by, row=row, changed={key: (said(b), said(a)) for key, (b, a) in changed.items()})


def _text(value: Any) -> str:
    return "" if value is None else str(value)
