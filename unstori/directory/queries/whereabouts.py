"""Where a postcode or a town is, as far as what stands there tells: no list of postcodes is on board."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Avg, QuerySet
from django.db.models.functions import Length

from unstori.directory.models import EntryPlace
from unstori.directory.rules import finding, meaning, words

ENOUGH = 200  # places whose middle is taken
FULL = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d)[A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Near:
    """Where is meant by what was asked, and how roughly that is known: postcode, sector, district, town, unknown."""

    said: str
    how: str
    point: Point | None = None


def whereabouts(said: str) -> Near:
    """The nearest that is known: the postcode, then its sector, then its district; or the middle of a town."""
    key = finding.postcode_key(said)
    known = EntryPlace.objects.filter(latitude__isnull=False, longitude__isnull=False)
    if full := FULL.fullmatch(key):
        outward, sector = full.groups()
        tries = [("postcode", known.filter(postcode=key)), ("sector", _starting(known, outward + sector, len(key))),
                 ("district", _starting(known, outward, len(key)))]  # fmt: skip
    elif OUTWARD.fullmatch(key):
        tries = [("district", _starting(known, key, len(key) + 3))]
    else:
        tries = [("town", known.filter(town__in=names_of(said)))]
    for how, rows in tries:
        if point := _middle(rows):
            return Near(said, how, point)
    return Near(said, "unknown")


def _starting(rows: QuerySet[EntryPlace], first: str, length: int) -> QuerySet[EntryPlace]:
    """ "SA1" is no beginning of "SA11 1AA"; an index answers a range, and not every beginning."""
    inside = rows.filter(postcode__gte=first, postcode__lt=f"{first}[")
    return inside.annotate(letters=Length("postcode")).filter(letters=length)


def _middle(rows: QuerySet[EntryPlace]) -> Point | None:
    some = EntryPlace.objects.filter(pk__in=rows.values("pk")[:ENOUGH])
    middle = some.aggregate(north=Avg("latitude"), east=Avg("longitude"))
    return (middle["north"], middle["east"]) if middle["north"] is not None else None


def names_of(said: str) -> set[str]:
    """A town under both its names."""
    folded = finding.folded(said)
    groups = {one.group for one in meaning.meant(words.spoken(said))}
    same = {group: meaning.groups()[group] for group in groups}
    names = {name for one in same.values() if one["kind"] == "place"
             for language in meaning.LANGUAGES for name in one[language].split(";")}  # fmt: skip
    return {folded, *map(finding.folded, names)}


def towns_among(names: Collection[str]) -> list[str]:
    """Which of these stand in an address."""
    rows = EntryPlace.objects.filter(town__in=names, latitude__isnull=False)
    return list(rows.order_by().values_list("town", flat=True).distinct())
