"""Writes of the directory's entries. What comes from a feed makes a new version; nothing is written over or deleted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.actions import projecting, seeking
from unstori.directory.models import Entry, EntryVersion, Feed, Likeness
from unstori.directory.queries import editing as kept
from unstori.directory.queries import feeds
from unstori.directory.rules import beyond, editing, finding, keeping
from unstori.directory.rules.feeds import feed_of
from unstori.directory.rules.keeping import Told

Document = dict[str, Any]


@dataclass(frozen=True)
class Coming:
    """A document that was checked. `came` is how its feed has it, where that is something else."""

    document: Document
    came: Any = None
    source_id: str = ""
    brief: bool = False
    is_place: bool = False

    @property
    def id(self) -> UUID:
        return UUID(self.document["id"])


@dataclass(frozen=True)
class Took:
    """What became of one: `added`, `known`, `changed` or `unclear`, and why."""

    outcome: str
    why: Told
    entry: Entry
    other: Entry | None = None
    was_gone: bool = False


@dataclass
class _Batch:
    by: Actor
    feed: Feed
    kept: set[UUID] = field(default_factory=set)  # by others: what they say stands
    foreign: set[UUID] = field(
        default_factory=set
    )  # who runs services here and has not let this feed speak for them
    made: list[EntryVersion] = field(default_factory=list)
    deeds: list[tuple[str, UUID | None, Entry]] = field(default_factory=list)


@transaction.atomic
def feed_at(*, by: Actor, address: str) -> Feed:
    """The feed of an address, which is asked again and again."""
    keeping.check_keeps(by)
    feed, new = Feed.objects.get_or_create(address=feed_of(address))
    if new:
        audit.record(by, "feed.add", row=feed)
    return feed


@transaction.atomic
def taken_whole(*, by: Actor, feed: Feed) -> None:
    """It was read to its end."""
    keeping.check_keeps(by)
    Feed.objects.filter(pk=feed.pk).update(taken_at=clock.now(), taken_by=by.capacity_id)
    audit.record(by, "feed.take", row=feed)


@transaction.atomic
def take_entries(*, by: Actor, feed: Feed, coming: Sequence[Coming]) -> list[Took]:
    """Each becomes a new entry or a new version of one, or is known. In as many queries for a hundred as for one."""
    keeping.check_keeps(by)
    # Not joined: whoever waited for the lock would find beside the new row what was joined to the old one.
    rows = Entry.objects.select_for_update().prefetch_related("live", "feed").order_by("pk")
    here = {row.hsds_id: row for row in rows.filter(hsds_id__in=[one.id for one in coming])}
    named = {id for one in coming if (id := keeping.owner_of(one.document))}
    batch = _Batch(by, feed, kept.kept_by_others(by, feed, here.values()), feeds.foreign_to(by, feed, named))
    found: list[Took] = []
    for one in coming:
        known = here.get(one.id)
        was_gone = known is not None and known.gone_at is not None
        took = replace(_take(batch, one, known), was_gone=was_gone)
        if known is not None or took.why == Told.ADDED:
            here[one.id] = took.entry
        found.append(took)
    _write(batch)
    return _with_likenesses(batch, found)


def _take(batch: _Batch, one: Coming, entry: Entry | None) -> Took:
    digest = keeping.digest_of(one.document)
    if entry is not None and one.is_place:
        return _take_place(batch, one, entry)
    if entry is None:
        entry = Entry(hsds_id=one.id, source_id=one.source_id, feed=batch.feed)
        if keeping.owner_of(one.document) in batch.foreign:
            return Took("unclear", Told.NOT_THEIRS, entry)
        return Took("added", Told.ADDED, _next(batch, entry, one, one.document, digest))
    live = entry.live
    whole = live.document if live else {}
    if entry.came_digest == digest or (one.brief and keeping.is_brief_of(one.document, whole)):
        if entry.gone_at and entry.pk not in batch.kept:
            entry.gone_at = entry.gone_by = None
            batch.deeds.append(("entry.back", None, entry))
            return Took("changed", Told.BACK, entry)
        return Took("known", Told.KNOWN if entry.came_digest == digest else Told.BRIEF, entry)
    if stays := _stays(batch, entry, one.document):
        return Took("unclear", stays, entry)
    document = keeping.with_parts_of(one.document, whole) if one.brief else one.document
    entry.gone_at = entry.gone_by = None
    return Took("changed", Told.CHANGED, _next(batch, entry, one, document, digest))


def _stays(batch: _Batch, entry: Entry, coming: Document) -> Told | None:
    """Why what another feed, or whoever keeps it, says of it goes on standing."""
    if entry.pk in batch.kept:
        return Told.KEPT
    asked = entry.feed and entry.feed.is_asked and batch.feed.is_asked
    if asked and entry.feed_id != batch.feed.pk:
        return Told.OTHERWISE
    owner = keeping.owner_of(coming)
    anew = entry.live is None or owner != keeping.owner_of(entry.live.document)
    return Told.NOT_THEIRS if anew and owner in batch.foreign else None


def _take_place(batch: _Batch, one: Coming, entry: Entry) -> Took:
    """A place of a service that is here. What the feed said of the service itself stays what it said last."""
    whole = entry.live.document if entry.live else {}
    document = keeping.with_places_of(one.document, whole)
    if document == whole and not entry.gone_at:
        return Took("known", Told.BRIEF, entry)
    if stays := _stays(batch, entry, document):
        return Took("unclear", stays, entry)
    entry.gone_at = entry.gone_by = None
    return Took("changed", Told.CHANGED, _next(batch, entry, one, document, entry.came_digest))


def _next(batch: _Batch, entry: Entry, one: Coming, document: Document, digest: str) -> Entry:
    """The version that stands from now on; what was added here goes on standing beside it."""
    before = entry.live
    version = EntryVersion(
        entry=entry, number=before.number + 1 if before else 1, document=document, came=one.came,
        local=before.local if before else {}, feed=batch.feed, why=EntryVersion.Why.FEED,
        created_by=batch.by.capacity_id,
    )  # fmt: skip
    batch.deeds.append(("entry.change" if before else "entry.add", None, entry))
    entry.came_digest, entry.live, entry.feed = digest, version, batch.feed
    batch.made.append(version)
    return entry


def _write(batch: _Batch) -> None:
    """An entry names its live version before that is there: both databases look at the end of a transaction."""
    entries = list({entry.pk: entry for _deed, _person, entry in batch.deeds}.values())
    projecting.fill(entries, by=batch.by)
    kept = [entry for entry in entries if not entry._state.adding]
    Entry.objects.bulk_create([entry for entry in entries if entry._state.adding])
    EntryVersion.objects.bulk_create(batch.made)
    changed = [*projecting.FIELDS, "live", "feed", "came_digest", "gone_at", "gone_by"]
    Entry.objects.bulk_update(kept, changed, batch_size=50)
    made = {version.entry_id: version.entry for version in batch.made}
    projecting.project(list(made.values()), by=batch.by)
    seeking.index([entry for entry in kept if entry.pk not in made], by=batch.by)
    audit.record_many(batch.by, batch.deeds)


def _with_likenesses(batch: _Batch, found: list[Took]) -> list[Took]:
    """A new entry of the name and the place of one that another feed has: somebody must say whether it is the same."""
    keys = {took.entry.name_key for took in found if took.outcome == "added"}
    if not keys:
        return found
    rows = Entry.objects.filter(name_key__in=keys, gone_at__isnull=True).exclude(feed=batch.feed)
    there: dict[str, list[Entry]] = {}
    for row in rows.select_related("live"):
        there.setdefault(row.name_key, []).append(row)
    said = [_compared(took, there.get(took.entry.name_key, [])) for took in found]
    pairs = [Likeness(entry=took.entry, other=took.other) for took in said if took.other]
    Likeness.objects.bulk_create(pairs)
    return said


def _compared(took: Took, others: list[Entry]) -> Took:
    mine = took.entry.live
    for other in others if took.outcome == "added" else ():
        if mine and other.live and finding.is_like(mine.document, other.live.document):
            return replace(took, outcome="unclear", why=Told.MAYBE_SAME, other=other)
    return took


@transaction.atomic
def leave_out(*, by: Actor, feed: Feed, but: Collection[UUID]) -> list[Entry]:
    """What the feed has no more is not listed; it comes back as it was when the feed has it again."""
    keeping.check_keeps(by)
    rows = Entry.objects.filter(feed=feed, gone_at__isnull=True).only("hsds_id", "source_id")
    gone = [row for row in rows.iterator() if row.hsds_id not in but]
    seeking.take_out(gone, by=by, deed="entry.gone")
    return gone


@transaction.atomic
def take_taxonomies(*, by: Actor, documents: Sequence[Document], terms: Sequence[Document] = ()) -> None:
    """Taxonomies with their terms, and terms that came alone."""
    keeping.check_keeps(by)
    projecting.keep_taxonomies(documents, by=by)
    projecting.keep_terms(terms, by=by)
    audit.record(by, "taxonomy.take", detail={"taxonomies": len(documents)})


@transaction.atomic
def go_back(*, by: Actor, entry: Entry, version: EntryVersion) -> EntryVersion:
    """An older version stands again, as a new one; until the feed says something new."""
    if version.entry_id != entry.pk:
        raise ValueError("a version of another entry")
    return anew(
        by=by, held=_hold(by, entry), why=EntryVersion.Why.BACK, document=version.document, local=version.local, came=version.came,
        feed_id=version.feed_id,
    )  # fmt: skip


@transaction.atomic
def stand(*, by: Actor, entry: Entry, **changed: Any) -> EntryVersion:
    """What somebody who keeps it wrote here, `document` or `local`, stands from now on."""
    beyond.check(changed.get("local", {}))
    return anew(by=by, held=_hold(by, entry), why=EntryVersion.Why.HERE, **changed)


def _hold(by: Actor, entry: Entry) -> Entry:
    held = Entry.objects.select_for_update().get(pk=entry.pk)
    editing.check_edits(kept.edits(by, held))
    return held


def anew(*, by: Actor, held: Entry, why: str, **changed: Any) -> EntryVersion:
    """The next version of an entry that is locked. Who calls it has asked whether they may."""
    live = held.live
    said: dict[str, Any] = {"document": {}, "local": {}, "came": None, "feed_id": None}
    if live:
        said = {name: getattr(live, name) for name in said}
    number = (held.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    held.live = EntryVersion.objects.create(
        entry=held, number=number, why=why, created_by=by.capacity_id, **said | changed
    )
    if live is None:
        held.gone_at = held.gone_by = None
    projecting.fill([held], by=by)
    held.save(update_fields=[*projecting.FIELDS, "live", "gone_at", "gone_by"])
    projecting.project([held], by=by)
    audit.record(by, f"entry.{why}", row=held)
    return held.live


@transaction.atomic
def say_same(*, by: Actor, likeness: Likeness, is_same: bool) -> None:
    """Two entries are one service, shown once with both its sources; or they are not. It can be said anew."""
    editing.check_keeps_all(by)
    held = Likeness.objects.select_for_update(of=("self",)).get(pk=likeness.pk)
    Likeness.objects.filter(pk=held.pk).update(
        is_same=is_same, decided_at=clock.now(), decided_by=by.capacity_id
    )
    entry, other = Entry.objects.get(pk=held.entry_id), Entry.objects.get(pk=held.other_id)
    shown = other.same_as_id or other.pk
    with_it = Entry.objects.filter(same_as=entry)
    if is_same:
        with_it.exclude(pk=shown).update(same_as=shown)
    else:
        theirs = Likeness.objects.filter(other=entry, is_same=True).values("entry")
        Entry.objects.filter(pk__in=theirs, same_as=entry.same_as_id).update(same_as=entry)
    entry.same_as_id = shown if is_same and shown != entry.pk else None
    entry.save(update_fields=["same_as"])
    seeking.index([entry], by=by)
    audit.record(by, "entry.same", row=held, detail={"is_same": is_same})
