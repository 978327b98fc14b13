"""Reads about the audit's chain: what is still to be sealed, and whether what was sealed still stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from unstori.access.audit import digest_of
from unstori.access.models import AuditEvent, AuditLink, AuditSeal
from unstori.access.rules.chain import FIRST_HEAD, floor_before, next_head

BATCH = 5_000


def newest_seal() -> AuditSeal | None:
    """The end of the chain."""
    return AuditSeal.objects.order_by("-number").first()


def seals_after(number: int) -> QuerySet[AuditSeal]:
    """Seals whose heads are not kept outside yet."""
    return AuditSeal.objects.filter(number__gt=number).order_by("number")


def floor_of(seal: AuditSeal | None) -> UUID:
    """Events below this id were sealed, or were put there by other ways than ours."""
    last = AuditLink.objects.filter(seal=seal).order_by("-event_id").first() if seal else None
    return floor_before(last.event_id) if last else UUID(int=0)


def unsealed() -> QuerySet[AuditEvent]:
    """Events in no seal, oldest first."""
    linked = AuditLink.objects.filter(event_id=OuterRef("pk"))
    return AuditEvent.objects.filter(~Exists(linked)).order_by("pk")


def waiting(limit: int) -> list[tuple[UUID, str]]:
    """The next events to seal, with their digests."""
    events = unsealed().filter(pk__gte=floor_of(newest_seal()))
    return list(events.values_list("pk", "digest")[:limit])


def faults() -> Iterator[str]:
    """Everything that does not stand as it was written; nothing when the audit is whole."""
    heads, before, expected = dict(kept_outside()), FIRST_HEAD, 1
    for seal in AuditSeal.objects.order_by("number").iterator():
        if seal.number != expected:
            yield f"seal {expected} is missing"
        yield from _faults_in(seal, before)
        if heads.pop(seal.number, None) != seal.head:
            yield f"seal {seal.number}: its head is not the one kept outside the database"
        before, expected = seal.head, seal.number + 1
    yield from (f"seal {number} is kept outside the database and missing inside" for number in sorted(heads))
    yield from _faults_unsealed()


def _faults_in(seal: AuditSeal, before: str) -> Iterator[str]:
    """Changes, deletions, insertions and new orders inside one seal."""
    links = AuditLink.objects.filter(seal=seal).order_by("position").values_list("event_id", flat=True)
    ids = list(links)
    events = {event.pk: event for event in AuditEvent.objects.filter(pk__in=links)}
    said = []
    for event_id in ids:
        event = events.get(event_id)
        if event is None:
            yield f"seal {seal.number}: event {event_id} is gone"
        elif digest_of(event) != event.digest:
            yield f"seal {seal.number}: event {event_id} was changed"
        said.append((event_id, event.digest if event else ""))
    if len(ids) != seal.size or next_head(before, seal.number, said) != seal.head:
        yield f"seal {seal.number}: the chain does not hold"


def _faults_unsealed() -> Iterator[str]:
    floor = floor_of(newest_seal())
    for event in unsealed().iterator():
        if event.pk < floor:
            yield f"event {event.pk} appeared after its time was sealed"
        if digest_of(event) != event.digest:
            yield f"event {event.pk} was changed before it was sealed"


def kept_outside(path: Path | None = None) -> Iterator[tuple[int, str]]:
    """Numbers and heads from the file outside the database."""
    path = path or settings.AUDIT_HEAD_FILE
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield said["number"], said["head"]


def newest_outside(path: Path) -> int:
    """The number in the file's last line, read from its end."""
    if not path.exists():
        return 0
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 1000))
        lines = file.read().splitlines()
    return int(json.loads(lines[-1])["number"]) if lines else 0
