"""Entries that are listed: found by words, age, day, term and place. Whoever asks, the answer is the same."""

from dataclasses import dataclass
from datetime import time
from math import cos, radians
from typing import Any
from uuid import UUID

from django.db.models import Avg, F, Q, QuerySet, Value
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from unstori.directory.models import LISTED, UNLISTED, Entry, EntryPlace, EntryTerm, Opening, Taxonomy, Term
from unstori.directory.queries import fulltext
from unstori.directory.rules import finding
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.parts import parts_of

EARTH = 6_371_008.8  # metres, mean radius (IUGG)
DEGREE = 111_195.08  # metres of one degree of latitude on that sphere


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for, as the standard names it. What is None or empty is not asked."""

    search: str = ""
    term: UUID | None = None
    taxonomy: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    age: float | None = None  # of whom it is for
    start_time: time | None = None
    end_time: time | None = None
    day: int | None = None
    postcode: str = ""
    point: tuple[float, float] | None = None
    within: float | None = None  # metres


def listed() -> QuerySet[Entry]:
    """Not what its feed has no more, nor what is shown as another one."""
    return Entry.objects.filter(LISTED)


def found_entries(wanted: Wanted) -> QuerySet[Entry]:
    """Always in the same order, so that pages never show one twice or none."""
    return listed().filter(_asked(wanted)).select_related("live").order_by("hsds_id")


def found_places(wanted: Wanted) -> QuerySet[EntryPlace]:
    """Services at locations, likewise."""
    rows = EntryPlace.objects.filter(entry__gone_at__isnull=True, entry__same_as__isnull=True)
    if asked := _asked(wanted):
        rows = rows.filter(entry__in=Entry.objects.filter(asked).values("pk"))
    if wanted.point and wanted.within is not None:
        rows = _near(rows, wanted.point, wanted.within)
    elif wanted.postcode:
        rows = rows.filter(postcode=wanted.postcode)
    return rows.select_related("entry__live").order_by("hsds_id", "pk")


def count_entries(wanted: Wanted) -> int:
    """How many `found_entries` has. All that is listed is everything but the few that are not: it is not walked through."""
    if wanted != Wanted():
        return found_entries(wanted).count()
    return Entry.objects.count() - Entry.objects.filter(UNLISTED).count()


def count_places(wanted: Wanted) -> int:
    """The same of `found_places`."""
    if wanted != Wanted():
        return found_places(wanted).count()
    aside = Q(entry__gone_at__isnull=False) | Q(entry__same_as__isnull=False)
    return EntryPlace.objects.count() - EntryPlace.objects.filter(aside).count()


def window(rows: QuerySet[Any], first: int, count: int) -> QuerySet[Any]:
    """Some of these in their order: the rows before them are counted over, and not read."""
    return rows.filter(pk__in=rows.values("pk")[first : first + count])


def entry(id: UUID) -> Entry | None:
    """One that is listed. What is shown as another one leads there."""
    also = ("live", "provider", "checked_for")
    rows = Entry.objects.select_related(*also, *(f"same_as__{one}" for one in also), "feed")
    found = rows.filter(hsds_id=id).first()
    found = found.same_as if found and found.same_as else found
    return found if found and found.live and not found.gone_at and not found.same_as_id else None


def place(id: UUID) -> EntryPlace | None:
    rows = EntryPlace.objects.filter(entry__in=listed().values("pk"), hsds_id=id)
    return rows.select_related("entry__live").order_by("pk").first()


def taxonomies() -> QuerySet[Taxonomy]:
    return Taxonomy.objects.order_by("hsds_id")


def taxonomy(id: UUID) -> Taxonomy | None:
    return Taxonomy.objects.prefetch_related("terms").filter(hsds_id=id).first()


def terms() -> QuerySet[Term]:
    return Term.objects.order_by("hsds_id")


def term(id: UUID) -> Term | None:
    return Term.objects.filter(hsds_id=id).first()


def near(postcode: str) -> tuple[float, float] | None:
    """Where a postcode is, as far as the directory knows: the middle of what stands at it."""
    rows = EntryPlace.objects.filter(postcode=finding.postcode_key(postcode), latitude__isnull=False)
    middle = rows.filter(longitude__isnull=False).aggregate(north=Avg("latitude"), east=Avg("longitude"))
    return (middle["north"], middle["east"]) if middle["north"] is not None else None


def _asked(wanted: Wanted) -> Q:
    asked = Q()
    if wanted.search.strip():
        asked &= Q(pk__in=_seek(wanted.search))
    if wanted.term:
        asked &= Q(pk__in=EntryTerm.objects.filter(term__hsds_id=wanted.term).values("entry"))
    if wanted.taxonomy:
        asked &= Q(pk__in=EntryTerm.objects.filter(term__taxonomy__hsds_id=wanted.taxonomy).values("entry"))
    if wanted.minimum_age is not None:
        asked &= Q(minimum_age__gte=wanted.minimum_age)
    if wanted.maximum_age is not None:
        asked &= Q(maximum_age__lte=wanted.maximum_age)
    if wanted.age is not None:
        asked &= Q(minimum_age__isnull=True) | Q(minimum_age__lte=wanted.age)
        asked &= Q(maximum_age__isnull=True) | Q(maximum_age__gte=wanted.age)
    if hours := _hours(wanted):
        asked &= Q(pk__in=Opening.objects.filter(**hours).values("entry"))
    return asked


def _seek(search: str) -> Any:
    """All its words, in whatever form and language. Words that say nothing find nothing."""
    words = [fulltext.OneOf(part.names) for part in parts_of(Asked(words=tuple(search.split())))]
    return fulltext.entries(fulltext.matching([words], shut=True)) if words else []


def _hours(wanted: Wanted) -> dict[str, time | int]:
    """Of one opening: Saturdays from ten on is no Saturday beside some ten o'clock."""
    asked = {"day": wanted.day, "opens__gte": wanted.start_time, "closes__lte": wanted.end_time}
    return {name: value for name, value in asked.items() if value is not None}


def _near(rows: QuerySet[EntryPlace], point: tuple[float, float], within: float) -> QuerySet[EntryPlace]:
    """A box that an index answers, then the true distance on the sphere."""
    north, east = point
    tall = within / DEGREE
    wide = tall / max(cos(radians(north)), 0.01)
    rows = rows.filter(
        latitude__range=(north - tall, north + tall), longitude__range=(east - wide, east + wide)
    )
    inside = Sin(Radians("latitude")) * Sin(Radians(Value(north))) + Cos(Radians("latitude")) * Cos(
        Radians(Value(north))
    ) * Cos(Radians(F("longitude")) - Radians(Value(east)))
    bounded = Least(Greatest(inside, Value(-1.0)), Value(1.0))
    return rows.annotate(away=ACos(bounded) * EARTH).filter(away__lte=within)
