"""Nothing typed is ever lost: what could not be saved is kept for its author, for seven days."""

from django.db import transaction

from unstori.access import audit
from unstori.access.models import Draft
from unstori.access.queries import forgetting
from unstori.access.rules import Actor


@transaction.atomic
def keep(*, by: Actor, path: str, fields: dict[str, str]) -> Draft:
    """Keep what was typed. Only its author can see it."""
    draft = Draft.objects.create(
        user_id=by.user_id,
        capacity_id=by.capacity_id,
        path=path[:500],
        fields=fields,
        valid_until=forgetting.kept_until(Draft),
    )
    audit.record(by, "draft.keep", row=draft)
    return draft


@transaction.atomic
def throw_away(*, draft: Draft, by: Actor) -> None:
    """Its author no longer wants it."""
    audit.record(by, "draft.throw_away", row=draft)
    Draft.objects.filter(pk=draft.pk, user_id=by.user_id).delete()
