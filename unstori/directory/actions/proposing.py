"""Something new for the directory: not listed before somebody else has checked it."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import queries
from unstori.directory.actions import editing
from unstori.directory.models import Editor, Entry, EntryDraft, Provider
from unstori.directory.queries import editing as kept
from unstori.directory.rules import basics, beyond, drafting, finding
from unstori.directory.rules import editing as rules
from unstori.people.models import Organisation

Document = dict[str, Any]


@transaction.atomic
def suggest(*, by: Actor, said: Document, like: Document | None = None) -> Entry:
    """A group that no organisation owns, by whoever knows it; with an account they keep it, once it stands."""
    if by.is_system:
        rules.check_room(kept.waiting_from_nobody(by.capacity_id))
    entry = _propose(by, uuid4(), said, {"community": True} | ({"like": like} if like else {}))
    if not by.is_system:
        Editor.objects.create(entry=entry, capacity_id=by.capacity_id, created_by=by.capacity_id)
    return entry


@transaction.atomic
def add_service(*, by: Actor, said: Document, provider: Provider) -> Entry:
    """A service of somebody who keeps their services here."""
    rules.check_edits(kept.edits_provider(by, provider))
    return _propose(by, uuid4(), said, {}, provider)


@transaction.atomic
def own_provider(*, by: Actor, organisation: Organisation) -> Provider:
    """An organisation that holds duties here, as one who runs services. Its administrator says so."""
    rules.check_names_editors(by, organisation.pk, works_there=True)
    id = uuid5(NAMESPACE_URL, f"urn:unstori:organisation:{organisation.pk}")
    made, new = Provider.objects.get_or_create(
        hsds_id=id, defaults={"name": organisation.name_en, "organisation": organisation}
    )
    if new:
        audit.record(by, "provider.add", row=made)
    return made


def _propose(by: Actor, id: UUID, said: Document, local: Document, provider: Provider | None = None) -> Entry:
    owner = {"id": str(provider.hsds_id), "name": provider.name, "description": ""} if provider else None
    begun = {"id": str(id)} | ({"organization": owner} if owner else {})
    document = basics.with_basics(begun, {"status": "active"} | said, queries.near(said.get("postcode", "")))
    drafting.check_stands(drafting.Told(document, local))
    name = document["name"]
    entry = Entry.objects.create(
        hsds_id=id, name=name[: finding.LONGEST], name_key=finding.key_of(name), status=document["status"], said="",
        kind=beyond.kind_of(local), provider=provider, gone_at=clock.now(), gone_by=by.capacity_id,
    )  # fmt: skip
    EntryDraft.objects.create(
        entry=entry, document=document, local=local, state=EntryDraft.State.ASKED, hands=[str(by.capacity_id)],
        created_by=by.capacity_id, asked_at=clock.now(), asked_by=by.capacity_id,
    )  # fmt: skip
    audit.record(by, "entry.propose", row=entry)
    return entry


@transaction.atomic
def refuse(*, by: Actor, draft: EntryDraft, word: str) -> None:
    """It is not for the directory, and why. Nothing of it was ever listed."""
    held = editing.open_draft(by=by, draft=draft, to="dropped")
    rules.check_word(word)
    held.word = word.strip()
    editing.decided(by=by, draft=held, state=EntryDraft.State.DROPPED)
    claims = Editor.objects.filter(entry=held.entry_id, confirmed_at__isnull=True, ended_at__isnull=True)
    claims.update(ended_at=clock.now(), ended_by=by.capacity_id)
    audit.record(by, "entry.refuse", row=held)
