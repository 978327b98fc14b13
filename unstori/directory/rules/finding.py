"""What finds an entry, out of its document: words, places, opening hours, terms. Pure."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from unstori.directory.rules.values import day as no_day

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 500  # characters of a name that is found by
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    hsds_id: UUID
    name: str
    address: str
    postcode: str
    latitude: float | None
    longitude: float | None
    town: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    place: UUID | None
    day: int | None
    opens: time | None
    closes: time | None
    begins_on: date | None
    until: date | None


def folded(words: str) -> str:
    """Small letters without accents: who types "dwr" finds "dŵr"."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())


def key_of(name: str) -> str:
    """Letters and digits alone: "Swim-Club (Tuesdays)" and "Swim club Tuesdays" are one name."""
    return "".join(sign for sign in folded(name) if sign.isalnum())[:LONGEST]


def postcode_key(postcode: str) -> str:
    return "".join(postcode.split()).upper()[:10]


def said_in(document: Document) -> str:
    """All that somebody may look for."""
    organisation = document.get("organization") or {}
    parts = [
        document.get(name, "")
        for name in ("name", "alternate_name", "description", "eligibility_description")
    ]
    parts += [organisation.get("name", ""), *(term.get("name", "") for term in terms_in(document))]
    parts += [place.name for place in places_in(document)]
    return folded(" ".join(part for part in parts if isinstance(part, str)))


def places_in(document: Document) -> Iterator[Place]:
    for one in document.get("service_at_locations", ()):
        location = one.get("location") or {}
        addresses = location.get("addresses") or [{}]
        address = next(
            (found for found in addresses if found.get("address_type") == "physical"), addresses[0]
        )
        lines = [address.get(name, "") for name in ("address_1", "city", "region", "postal_code")]
        yield Place(
            UUID(one["id"]),
            location.get("name", "")[:LONGEST],
            ", ".join(line.strip() for line in lines if line and line.strip()),
            postcode_key(address.get("postal_code", "")),
            location.get("latitude"),
            location.get("longitude"),
            folded(address.get("city") or "")[:100],
        )


def openings_in(document: Document) -> Iterator[Hours]:
    """Of the service everywhere, and of each of its places."""
    for schedule in document.get("schedules", ()):
        named = schedule.get("service_at_location_id")
        yield from _hours(schedule, UUID(named) if named else None)
    for one in document.get("service_at_locations", ()):
        for schedule in (*one.get("schedules", ()), *(one.get("location") or {}).get("schedules", ())):
            yield from _hours(schedule, UUID(one["id"]))


def _hours(schedule: Document, place: UUID | None) -> Iterator[Hours]:
    days = [
        DAYS.index(part.strip()[-2:]) for part in schedule.get("byday", "").upper().split(",") if part.strip()
    ]
    for day in dict.fromkeys(days) or [None]:
        yield Hours(place, day, _time(schedule.get("opens_at")), _time(schedule.get("closes_at")),
                    _day(schedule.get("valid_from")), _day(schedule.get("valid_to")))  # fmt: skip


def _time(said: str | None) -> time | None:
    if not said:
        return None
    hour, minute, *_rest = said.split(":")
    return time(23, 59) if hour == "24" else time(int(hour), int(minute[:2]))


def _day(said: str | None) -> date | None:
    return None if not said or no_day(said) else date.fromisoformat(said)


def terms_in(document: Document) -> list[Document]:
    """Each term once, wherever it hangs on the service itself."""
    found = [one.get("taxonomy_term") for one in document.get("attributes", ())]
    return list({term["id"].lower(): term for term in found if term}.values())


def taxonomy_of(term: Document) -> Document | None:
    """The taxonomy that a term names. One that is only named gets an id of that name, the same everywhere."""
    name, id = term.get("taxonomy", "").strip(), term.get("taxonomy_id")
    if not (name or id):
        return None
    return {"id": (id or str(uuid5(NAMESPACE_URL, f"urn:hsds:taxonomy:{name}"))).lower(), "name": name or id,
            "description": ""}  # fmt: skip


def is_like(one: Document, other: Document) -> bool:
    """Of one name already: whether a postcode, a telephone or a web page says that it is one service."""
    return any(first & last for first, last in zip(_marks(one), _marks(other), strict=True))


def _marks(document: Document) -> tuple[set[str], set[str], set[str]]:
    postcodes = {place.postcode for place in places_in(document) if place.postcode}
    holders = (document, *document.get("contacts", ()))
    phones = [phone.get("number", "") for one in holders for phone in one.get("phones", ())]
    digits = {
        "".join(sign for sign in phone if sign.isdigit()).removeprefix("44").lstrip("0") for phone in phones
    }
    link = urlsplit(document.get("url", ""))
    page = f"{(link.hostname or '').removeprefix('www.')}{link.path.rstrip('/')}"
    return postcodes, digits - {""}, {page} if len(link.path) > 1 else set()
