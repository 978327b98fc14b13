"""Who keeps what: named by an organisation's administrator, or claimed and confirmed."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.models import Editor, Entry, Provider
from unstori.directory.queries import editing as kept
from unstori.directory.rules import editing as rules
from unstori.people.models import Capacity


@transaction.atomic
def name_editor(*, by: Actor, provider: Provider, capacity: Capacity) -> Editor:
    """Somebody who works at the organisation writes its entries from now on."""
    there = kept.work_at(by.organisation_id).filter(pk=capacity.pk).exists() if by.organisation_id else False
    rules.check_names_editors(by, provider.organisation_id, works_there=there)
    made, _new = Editor.objects.get_or_create(
        provider=provider, capacity=capacity, ended_at=None, defaults={"created_by": by.capacity_id}
    )
    Editor.objects.filter(pk=made.pk).update(confirmed_at=clock.now(), confirmed_by=by.capacity_id)
    audit.record(by, "editor.name", row=made)
    return made


@transaction.atomic
def claim(*, by: Actor, entry: Entry, why: str, for_organisation: bool = False) -> Editor:
    """ "We run this": a steward who knows them, or asks, confirms it."""
    Capacity.objects.select_for_update(no_key=True).get(pk=by.capacity_id)  # who presses twice asks once
    rules.check_claim(already=kept.claimed(by, entry) is not None, why=why)
    if for_organisation:
        rules.check_for_organisation(by)
    of = {"provider": entry.provider} if entry.provider else {"entry": entry}
    made = Editor.objects.create(
        capacity_id=by.capacity_id, why=why.strip(), for_organisation=for_organisation and entry.provider is not None,
        created_by=by.capacity_id, **of,
    )  # fmt: skip
    audit.record(by, "editor.claim", row=made)
    return made


@transaction.atomic
def confirm(*, by: Actor, editor: Editor, owner: str = "") -> None:
    """They do run it. A claim for an organisation makes the provider theirs, and takes it from whose it was.

    `owner`: whose it was when the steward read the claim. They are never overlooked, nor who came in between.
    """
    rules.check_keeps_all(by)
    held = _held(editor)
    rules.check_checks(user_id=by.user_id, hands={held.capacity.user_id})
    rules.check_open(held.ended_at is not None, held.confirmed_at is not None)
    if held.provider:
        of = Provider.objects.select_for_update().get(pk=held.provider.pk).organisation_id
        rules.check_owner(now=of, read=owner, claims=held.capacity.organisation_id)
    Editor.objects.filter(pk=held.pk).update(confirmed_at=clock.now(), confirmed_by=by.capacity_id)
    if held.for_organisation and held.provider and of != held.capacity.organisation_id:
        Provider.objects.filter(pk=held.provider.pk).update(organisation=held.capacity.organisation_id)
        _leave(by, held.provider, of)
    audit.record(by, "editor.confirm", row=held)


def _leave(by: Actor, provider: Provider, organisation_id: UUID | None) -> None:
    """Whom the organisation before had named writes no more."""
    if organisation_id is None:
        return
    theirs = Editor.objects.filter(provider=provider, capacity__organisation=organisation_id, ended_at=None)
    for one in theirs:
        Editor.objects.filter(pk=one.pk).update(ended_at=clock.now(), ended_by=by.capacity_id)
        audit.record(by, "editor.end", row=one)


@transaction.atomic
def end(*, by: Actor, editor: Editor) -> None:
    """A claim that is not right, or somebody who writes no more: they say it themselves, their organisation, a steward."""
    held = _held(editor)
    organisation = held.provider.organisation_id if held.provider else None
    own = held.capacity_id == by.capacity_id
    rules.check_edits(own or rules.keeps_all(by) or rules.can_name_editors(by, organisation))
    rules.check_open(held.ended_at is not None, False)
    Editor.objects.filter(pk=held.pk).update(ended_at=clock.now(), ended_by=by.capacity_id)
    audit.record(by, "editor.end", row=held)


def _held(editor: Editor) -> Editor:
    rows = Editor.objects.select_for_update(of=("self",)).select_related("provider", "capacity")
    return rows.get(pk=editor.pk)
