"""Keeps what came as it came, with what was made of it."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.queries import forgetting
from unstori.access.rules import Actor
from unstori.core.models import BaseModel
from unstori.exchange import rules
from unstori.exchange.actions.batch import Batch, Taken
from unstori.exchange.fhir.canonical import canonical
from unstori.exchange.fhir.findings import Finding
from unstori.exchange.fhir.proposals import Proposal
from unstori.exchange.models import Imported
from unstori.people.models import Person


@transaction.atomic
def keep(
    *,
    batch: Batch,
    one: Proposal,
    person: Person | None,
    rows: list[BaseModel],
    doubts: list[Finding],
    by: Actor,
    outcome: str = "",
) -> Taken:
    """Write the resource beside the rows that the rooms made of it."""
    batch.rows[one.source.key] = rows
    every = (*one.unclear, *doubts)
    status = Imported.Status.UNCLEAR if every else Imported.Status.ADDED
    waits = bool(every) and person is None and not rows
    kept = Imported.objects.create(
        person=person,
        section=one.section,
        narrowed=batch.is_restricted(one),
        created_by_id=by.capacity_id,
        controller_id=by.organisation_id or (person.authority_id if person else None),
        **_sent(batch, one),
        status=status,
        became=type(one).__name__,
        rows=[[row._meta.label, str(row.pk)] for row in rows],
        why=[[found.path, str(found.why), found.detail] for found in every],
        waits_until=forgetting.kept_until(Imported) if waits else None,
    )
    audit.record(by, f"import.{status}", person_id=person.pk if person else None, row=kept)
    return replace(batch.taken(one, outcome or str(status), person, every), placed=bool(rows or person))


def _sent(batch: Batch, one: Proposal) -> dict[str, Any]:
    """What the source says of the resource, and the resource itself."""
    source = one.source
    resource = canonical(batch.items[source.key, source.digest].resource)
    return {
        "key": batch.key(one),
        "names": [*source.also, source.key],
        "type": source.type,
        "digest": source.digest,
        "file": rules.short(source.file),
        "path": rules.short(source.path),
        "raw": resource.encode("utf-8", "replace").decode(),
    }
