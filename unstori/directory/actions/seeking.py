"""Makes the index of entries anew from their live versions. Only this room's own actions call it, and the job beside them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.models import LISTED, Entry, Likeness, Sought, Word
from unstori.directory.rules import indexing, keeping, spelling
from unstori.directory.rules.parts import ALL

AT_ONCE = 500
LONGEST = 60  # letters of a stem that is counted
Counts = Counter[tuple[bool, str]]


def index(entries: Sequence[Entry], *, by: Actor) -> None:
    """What is listed is found; what is not listed any more is not. Each time from nothing."""
    once = list({entry.pk: entry for entry in entries}.values())
    for start in range(0, len(once), AT_ONCE):
        _index(once[start : start + AT_ONCE])


def take_out(entries: Sequence[Entry], *, by: Actor, deed: str) -> None:
    """Not listed any more, and so not found; what was shown as one of these stands by itself. Nothing is deleted."""
    apart = list(Entry.objects.filter(same_as__in=entries).select_related("live"))
    for entry in entries:
        entry.gone_at, entry.gone_by = clock.now(), by.capacity_id
    Entry.objects.bulk_update(entries, ["gone_at", "gone_by"], batch_size=AT_ONCE)
    for entry in apart:
        entry.same_as = None
    Entry.objects.bulk_update(apart, ["same_as"], batch_size=AT_ONCE)
    Likeness.objects.filter(entry__in=apart, is_same=True).update(
        is_same=None, decided_at=None, decided_by=None
    )
    index([*entries, *apart], by=by)
    deeds = [(deed, None, entry) for entry in entries]
    audit.record_many(by, [*deeds, *(("entry.apart", None, entry) for entry in apart)])


def _index(entries: Sequence[Entry]) -> None:
    counts: Counts = Counter()
    old = list(Sought.objects.filter(entry__in=entries).defer("facts"))
    for row in old:
        counts.subtract(_counted(row))
    Sought.objects.filter(pk__in=[row.pk for row in old]).delete()
    known = {row.entry_id for row in old}
    rows = [_made(entry) for entry in entries if _is_listed(entry)]
    for row in rows:
        counts.update(_counted(row))
        if row.entry_id not in known and row.entry.live:
            said = indexing.surface(row.entry.live.document, row.entry.live.local)
            counts.update((True, word) for word in said if len(word) <= LONGEST)
    Sought.objects.bulk_create(rows)
    _count(counts)


def _is_listed(entry: Entry) -> bool:
    return not entry.gone_at and not entry.same_as_id and entry.live is not None


def _made(entry: Entry) -> Sought:
    live = entry.live
    made = indexing.indexed(live.document if live else {}, live.local if live else {})
    return Sought(
        entry=entry, edition=indexing.edition(), **{name: getattr(made, name) for name in made.__slots__}
    )


def _counted(row: Sought) -> set[tuple[bool, str]]:
    tokens = {token for text in (row.name, row.terms, row.about, row.words) for token in text.split()}
    return {(False, token) for token in (*tokens, ALL) if len(token) <= LONGEST}


def _count(counts: Counts) -> None:
    """In as many steps as there are different numbers to add; always in one order, so that two at once do not meet."""
    changed = {key: number for key, number in counts.items() if number}
    here: set[tuple[bool, str]] = set()
    for written in (False, True):
        said = [word for one, word in changed if one is written]
        here |= {(written, word) for word in _known(written, said)}
    new = [
        Word(written=written, word=word, sound=spelling.sound(word) if written else "", number=0)
        for written, word in sorted(changed.keys() - here)
    ]
    Word.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    alike: dict[tuple[bool, int], list[str]] = {}
    for (written, word), number in sorted(changed.items()):
        alike.setdefault((written, number), []).append(word)
    for (written, number), said in alike.items():
        for some in _some(said):
            Word.objects.filter(written=written, word__in=some).update(number=F("number") + number)


def _known(written: bool, said: Sequence[str]) -> Iterable[str]:
    for some in _some(said):
        yield from Word.objects.filter(written=written, word__in=some).values_list("word", flat=True)


def _some(said: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(said), AT_ONCE * 4):
        yield said[start : start + AT_ONCE * 4]


def index_what_waits(*, by: Actor) -> int:
    """Whatever is listed and not in the index as it is made now: new synonyms, an older version of the software."""
    keeping.check_keeps(by)
    done = 0
    while some := list(
        Entry.objects.filter(LISTED, live__isnull=False)
        .exclude(sought__edition=indexing.edition())
        .select_related("live")
        .order_by("pk")[:AT_ONCE]
    ):
        with transaction.atomic():
            index(some, by=by)
        done += len(some)
    if done:
        audit.record(by, "directory.index", detail={"entries": done})
    return done


@transaction.atomic
def index_all(*, by: Actor) -> int:
    """All of it from nothing, counts of words too."""
    keeping.check_keeps(by)
    Sought.objects.all().delete()
    Word.objects.all().delete()
    return index_what_waits(by=by)
