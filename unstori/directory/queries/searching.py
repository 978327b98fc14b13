"""What fits a question best, why, and why one might not be able to go. Whoever asks, the answer is the same.

The index narrows, from what fits best to what fits in part, and hands over no more than a few hundred; `rules.ranking` puts
those in order. So the cost grows with what is shown and not with what there is, and both databases answer alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import F, Max, QuerySet

from unstori.core import clock
from unstori.core.kept import Kept
from unstori.directory.models import Entry, EntryPlace, Sought
from unstori.directory.queries import fulltext
from unstori.directory.queries.entries import listed, window
from unstori.directory.queries.spelling import mended, numbers_of
from unstori.directory.queries.whereabouts import Near, names_of, towns_among, whereabouts
from unstori.directory.rules import indexing, ranking, spelling
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.parts import ALL, Part, marks_asked, parts_of, weighed
from unstori.directory.rules.ranking import Candidate, Ranked, Reason

__all__ = ["Hit", "Near", "Reason", "Results", "search"]
AT_ONCE = 160  # candidates of one step
ENOUGH = 20  # that have everything: then those that have most are not looked for
MOST = 1_000  # that can be paged through
COUNTED = 10_000  # what is more is more than that
AROUND = 15_000  # metres: what is called near, when nobody says how far
PLACED = ("entry_id", "hsds_id", "name", "address", "latitude", "longitude")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Entry  # with its live version
    score: float
    why: tuple[Reason, ...] = ()
    why_not: tuple[Reason, ...] = ()
    metres: float | None = None
    place: EntryPlace | None = None  # the nearest one, or the first


@dataclass(frozen=True, slots=True)
class Results:
    """`total` is how many fit; `reach` how many of them can be paged through. `corrected`: what was looked for instead
    of what was typed. `relaxed`: none has everything that was asked, these have most."""

    total: int
    hits: tuple[Hit, ...]
    reach: int
    corrected: str = ""
    relaxed: bool = False
    near: Near | None = None

    @property
    def is_counted(self) -> bool:
        """`total` is exact; else there are more than `COUNTED`."""
        return self.total <= COUNTED


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, by keys of the index."""

    shown: tuple[Ranked, ...] = ()
    total: int = 0
    number: int = 0
    corrected: str = ""
    relaxed: bool = False
    near: Near | None = None


kept: Kept[_Found] = Kept(seconds=60, most=500)


@dataclass
class _Search:
    """One question on its way."""

    asked: Asked
    parts: list[Part]
    near: Near | None
    most: int
    found: dict[int, Candidate] = field(default_factory=dict)
    full: str = ""  # the widest question that was answered only in part

    @property
    def needed(self) -> list[Part]:
        return [part for part in self.parts if not part.optional and part.known]

    @property
    def lost(self) -> bool:
        """A word that no entry has, and that is near to none."""
        return any(not part.optional and not part.known for part in self.parts)

    @property
    def words(self) -> list[fulltext.OneOf]:
        return [fulltext.OneOf(part.names) for part in self.needed]

    @property
    def point(self) -> Point | None:
        return self.near.point if self.near else None


def search(asked: Asked, *, first: int = 0, count: int = 20) -> Results:
    """The best ones, from the one with number `first` on."""
    if not parts_of(asked) and not marks_asked(asked, must=False) and not asked.place:
        return _everything(asked, first, count)
    found = _ordered(asked, first, count)
    point = found.near.point if found.near else None
    hits = _hits(found.shown, point)
    return Results(found.total, hits, min(found.number, MOST), found.corrected, found.relaxed, found.near)


def _ordered(asked: Asked, first: int, count: int) -> _Found:
    """The same question within a minute gets the same order, unless anything came into the index; entries are read anew."""
    if not kept.most:
        return _sought(asked, first, count)
    newest = Sought.objects.aggregate(newest=Max("pk"))["newest"]  # what is indexed anew gets another key
    key = (newest, clock.today(), asked, first, count)
    return kept.get(key) or kept.keep(key, _sought(asked, first, count))


def _sought(asked: Asked, first: int, count: int) -> _Found:
    parts, corrected = _known(asked)
    near, parts = _near(asked, parts)
    if not count:
        return _Found(near=near)
    one = _Search(asked, parts, near, min(max(AT_ONCE, first + 2 * count), MOST))
    _look(one)
    order = ranking.rank(
        asked, parts, one.found.values(), today=clock.today(), point=one.point, first=first, count=count
    )
    total = max(fulltext.count(one.full, COUNTED + 1), order.number) if one.full else order.number
    relaxed = bool(order.number) and not order.has_all
    return _Found(order.shown, total, order.number, corrected, relaxed, near)


def _everything(asked: Asked, first: int, count: int) -> Results:
    """Before anything is asked: by name. Words that say nothing find nothing."""
    rows = _shown(listed()).exclude(status="defunct").order_by("name", "hsds_id")
    if asked.text and asked.words and not asked.spans and not any(map(str.isalnum, asked.text)):
        rows = rows.none()
    total = rows[: COUNTED + 1].count()
    hits = tuple(Hit(entry=row, score=1.0) for row in window(rows, first, count)) if count else ()
    return Results(total, hits, min(total, COUNTED))


def _shown(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """What a line of a result says, and no more: an entry has all its words a second time, to be found by."""
    read = ("hsds_id", "name", "status", "needs_referral", "live__document", "live__local")
    return rows.select_related("live").only(*read)


def _known(asked: Asked) -> tuple[list[Part], str]:
    """How telling each part is; and in place of a word that no entry has, the one that was likely meant."""
    parts = parts_of(asked)
    numbers = numbers_of(parts)
    held = weighed(parts, numbers, numbers.get(ALL, 0))
    corrected = mended([part for part in held if not part.known and not part.group])
    if not corrected:
        return held, ""
    words = tuple(corrected.get(word, word) for word in asked.words)
    parts = parts_of(replace(asked, words=words))
    return weighed(parts, numbers_of(parts), numbers.get(ALL, 0)), spelling.said_right(asked.text, corrected)


def _near(asked: Asked, parts: list[Part]) -> tuple[Near | None, list[Part]]:
    """The place that was asked for; else a town among the words, which then need not stand in the entry's own words."""
    if asked.place:
        return whereabouts(asked.place), parts
    named = {part.said: names_of(part.said) for part in parts if part.known and not part.said.isdigit()}
    towns = set(towns_among({name for names in named.values() for name in names})) if named else set()
    for said, names in named.items():
        if names & towns:
            return whereabouts(said.title()), [
                replace(part, optional=True) if part.said == said else part for part in parts
            ]
    return None, parts


def _look(one: _Search) -> None:
    """Steps from what fits best to what fits in part, until there is enough to show."""
    whole, topic, part = _whole(one), _topic(one), _in_part(one)
    for match in whole:
        if len(one.found) < one.most and _take(one, match) >= one.most:
            one.full = whole[-1]
    for match in topic:
        if len(one.found) < one.most:
            _take(one, match)
    for match in part:
        if len(one.found) < ENOUGH:
            _take(one, match)


def _take(one: _Search, match: str) -> int:
    rows = fulltext.rows(match, one.most, one.found)
    for key, *said, facts in rows:
        if key not in one.found:
            one.found[key] = Candidate(key, said, facts)
    return len(rows)


def _whole(one: _Search) -> list[str]:
    """What answers these has every word: in the name and all that was asked besides, then anywhere, then the words alone."""
    words, hard, soft = one.words, _narrowing(one, must=True), _narrowing(one, must=False)
    if one.lost or not (words or hard):
        return []
    steps = [[*words, *hard]]
    if not any(part.few for part in one.needed):
        steps = (
            [[*(replace(any, head=True) for any in words), *soft], [*words, *soft], *steps]
            if words
            else [soft, *steps]
        )
    return list(dict.fromkeys(fulltext.matching([step]) for step in steps))


def _topic(one: _Search) -> list[str]:
    """It is that, by its name or its terms; for whom it is may stand elsewhere or nowhere."""
    topics = [fulltext.OneOf(part.names, head=True) for part in one.needed if part.is_topic]
    if not topics or len(topics) == len(one.needed):
        return []
    hard, soft = _narrowing(one, must=True), _narrowing(one, must=False)
    return list(dict.fromkeys(fulltext.matching([[*topics, *some]]) for some in (soft, hard)))


def _in_part(one: _Search) -> list[str]:
    """All but one of the words, then the two that tell most; without words, any of what was asked."""
    words, hard, soft = one.words, _narrowing(one, must=True), _narrowing(one, must=False)
    if not words:
        apart = [[*hard, mark] for mark in soft if mark not in hard]
        return [fulltext.matching(some) for some in ([soft], apart) if any(some)]
    steps = [[[*words, *hard]]] if one.lost else []
    if len(words) > 1:
        steps.append([[*words[:at], *words[at + 1 :], *hard] for at in range(len(words))])
    if len(words) > 2:
        telling = sorted(range(len(words)), key=lambda at: -one.needed[at].weight)[:2]
        steps += [[[words[at], *some] for at in telling] for some in (soft, hard)]
    return [fulltext.matching(step) for step in steps]


def _narrowing(one: _Search, *, must: bool) -> list[fulltext.OneOf]:
    """What the question asks besides words: with `must`, only what leaves others out."""
    found = [fulltext.OneOf(marks) for marks in marks_asked(one.asked, must=must)]
    far = one.asked.within if one.asked.within is not None else None if must else AROUND
    if one.point and far is not None and (cells := indexing.cells_around(one.point, far)):
        found.append(fulltext.OneOf(tuple(cells)))
    return found


def _hits(shown: Sequence[Ranked], point: Point | None) -> tuple[Hit, ...]:
    """Entries and places of what is shown, and of nothing else."""
    ids = [one.key for one in shown]
    rows = _shown(Entry.objects.filter(sought__in=ids)).annotate(number=F("sought__pk"))
    entries = {row.number: row for row in rows}
    places: dict[UUID, list[EntryPlace]] = {}
    for row in (
        EntryPlace.objects.filter(entry__in=[row.pk for row in entries.values()])
        .only(*PLACED)
        .order_by("hsds_id", "pk")
    ):
        places.setdefault(row.entry_id, []).append(row)
    return tuple(
        Hit(
            entries[one.key],
            one.score,
            one.why,
            one.why_not,
            one.metres,
            _place(places.get(entries[one.key].pk, []), point),
        )
        for one in shown
        if one.key in entries
    )


def _place(places: list[EntryPlace], point: Point | None) -> EntryPlace | None:
    def far(place: EntryPlace) -> float:
        if point is None or place.latitude is None or place.longitude is None:
            return float("inf")
        return ranking.apart(point, (place.latitude, place.longitude))

    return min(places, key=far, default=None)
