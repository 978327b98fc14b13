"""What an entry is found by: stems and meanings of its words, field by field; marks to narrow by; facts to judge by. Pure."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import chain
from math import cos, floor, radians
from typing import Any

from unstori.core import definitions
from unstori.directory.rules import beyond, finding, meaning, values, words
from unstori.directory.rules.finding import Document
from unstori.directory.rules.hsds import FOLDER

EDITION = "1"  # of how this is made: another one, and every entry is made anew
MARK = "qm"
CELLS = (0.05, 0.2, 0.8)  # degrees of latitude; 1.6 times as many of longitude are about as wide here
WIDER = 1.6
MOST_CELLS = 16
OLDEST = 25  # from then on ages are told in tens
MOST_PLACES = 100
FREE_WORDS = {meaning.sign_of("free")}
WELSH_CODES = {"cy", "cym", "wel", "cymraeg", "welsh", "cym wel"}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Indexed:
    """Stems with a space between them, so that both databases take them as they are."""

    name: str
    terms: str
    about: str
    words: str
    marks: str
    facts: Document


@cache
def edition() -> str:
    """Other synonyms or another way of folding are another edition, too."""
    said = [definitions.version(FOLDER, id, 1) for id in ("synonyms", "language")]
    return f"{EDITION}-{sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()[:12]}"


def indexed(document: Document, local: Document) -> Indexed:
    """All of it, out of what an entry says."""
    organisation = document.get("organization") or {}
    places = list(finding.places_in(document))[:MOST_PLACES]
    name = _found_by(document.get("name", ""), document.get("alternate_name", ""))
    terms = _found_by(*(term.get("name", "") for term in finding.terms_in(document)), _chosen(local))
    about = _found_by(document.get("eligibility_description", ""), organisation.get("name", ""),
                      *(text for place in places for text in (place.name, place.address)),
                      *(_said(local, "who")))  # fmt: skip
    text = _found_by(document.get("description", ""), document.get("application_process", ""), document.get("fees", ""),
                     *_doors(document), *_schedules(document), *_languages(document), *_written(local))  # fmt: skip
    signs = {*name, *terms, *about, *text}
    facts = facts_of(document, local, signs)
    return Indexed(
        " ".join(name), " ".join(terms), " ".join(about), " ".join(text), " ".join(marks_of(facts)), facts
    )


def surface(document: Document, local: Document) -> set[str]:
    """The words as they stand, to tell how one is spelt."""
    said = [
        document.get("name", ""),
        document.get("description", ""),
        document.get("eligibility_description", ""),
    ]
    said += [term.get("name", "") for term in finding.terms_in(document)]
    said += [part for place in finding.places_in(document) for part in (place.name, place.address)]
    found = {
        word for text in (*said, *_written(local)) if isinstance(text, str) for word in words.spoken(text)
    }
    return {word for word in found if len(word) > 2 and word.isalpha()}


def _found_by(*texts: Any) -> list[str]:
    """Each stem and each meaning once: how often a text repeats itself says nothing about it."""
    said = [text for text in texts if isinstance(text, str) and text]
    found: dict[str, None] = {}
    for piece in chain.from_iterable(map(words.pieces, said)):
        spoken = words.spoken(piece)
        language = words.language_of(spoken)
        found |= dict.fromkeys(words.stems_of(spoken, language))
        found |= dict.fromkeys(meaning.signs_of(spoken, language))
    return list(found)


def _said(local: Document, name: str) -> list[str]:
    found = local.get(name)
    return [text for text in found.values() if isinstance(text, str)] if isinstance(found, dict) else []


def _written(local: Document) -> list[str]:
    return [
        text for name in ("like", "where", "welsh_when", "adjust", "steps") for text in _said(local, name)
    ]


def _chosen(local: Document) -> str:
    """Needs and adjustments, by their names in both languages."""
    return ". ".join(
        label
        for name in ("needs", "adjustments")
        for code in local.get(name, ())
        for label in beyond.options(beyond.fields()[name]["options"]).get(code, {}).get("label", {}).values()
    )


def _doors(document: Document) -> list[str]:
    locations = [one.get("location") or {} for one in document.get("service_at_locations", ())]
    doors = [door for location in locations for door in location.get("accessibility", ())]
    return [str(door.get(name, "")) for door in doors for name in ("description", "accessibility", "details")]


def _schedules(document: Document) -> list[str]:
    return [str(one.get("description", "")) for one in document.get("schedules", ())]


def _languages(document: Document) -> list[str]:
    return [str(one.get("name", "")) for one in document.get("languages", ())]


def facts_of(document: Document, local: Document, signs: set[str]) -> Document:
    """What a question is compared with. What nobody has said is None."""
    least, most = beyond.ages(document, local)
    hours = [[one.day, _clock(one.opens), _clock(one.closes)] for one in finding.openings_in(document)]
    points = [
        [place.latitude, place.longitude]
        for place in list(finding.places_in(document))[:MOST_PLACES]
        if place.latitude is not None and place.longitude is not None
    ]
    refers = beyond.needs_referral(local)
    if refers is None and meaning.sign_of("no-referral") in signs:
        refers = False
    return {
        "ages": [least, most], "hours": [list(one) for one in dict.fromkeys(map(tuple, hours))], "points": points,
        "free": _is_free(document, signs), "languages": sorted(_tongues(document, local, signs)), "refers": refers,
        "status": document.get("status", ""), "checked": _checked(document),
    }  # fmt: skip


def _clock(value: Any) -> str | None:
    return value.strftime("%H:%M") if value else None


def _checked(document: Document) -> str:
    said = str(document.get("assured_date") or document.get("last_modified") or "")[:10]
    return said if said and not values.day(said) else ""


def _is_free(document: Document, signs: set[str]) -> bool | None:
    amounts = [one["amount"] for one in document.get("cost_options", ()) if one.get("amount") is not None]
    if amounts:
        return max(amounts) == 0
    if FREE_WORDS & signs:
        return True
    return False if re.search(r"£\s*\d", str(document.get("fees", ""))) else None


def _tongues(document: Document, local: Document, signs: set[str]) -> set[str]:
    found = set()
    for one in document.get("languages", ()):
        said = {finding.folded(str(one.get(name, ""))) for name in ("code", "name")}
        found |= {"cy"} if said & WELSH_CODES else {str(one.get("code", ""))[:8].lower()} - {""}
    offered = beyond.options("welsh").get(local.get("welsh", ""), {}).get("offered")
    if offered or meaning.sign_of("welsh-medium") in signs:
        found.add("cy")
    return found


def marks_of(facts: Document) -> list[str]:
    """What the index itself narrows by, so that nothing else need be read."""
    found = [
        *_age_marks(*facts["ages"]),
        *(f"{MARK}d{day}" for day in sorted({one[0] for one in facts["hours"] if one[0] is not None})),
    ]
    found += [mark for point in facts["points"] for mark in (cell(point, size) for size in range(len(CELLS)))]
    found += [f"{MARK}l{code}" for code in facts["languages"] if code.isalpha()]
    found += [f"{MARK}free"] if facts["free"] else []
    found += [f"{MARK}self"] if facts["refers"] is False else []
    found += [f"{MARK}shut"] if facts["status"] == "defunct" else []
    return list(dict.fromkeys(found))


def _age_marks(least: float | None, most: float | None) -> list[str]:
    if least is None and most is None:
        return [f"{MARK}aall"]
    first, last = floor(least or 0), floor(most) if most is not None else 120
    return list(dict.fromkeys(age_mark(age) for age in range(max(first, 0), min(last, 120) + 1)))


def age_mark(age: float) -> str:
    whole = floor(age)
    return f"{MARK}a{whole}" if whole <= OLDEST else f"{MARK}a{whole // 10 * 10}s"


def cell(point: Point, size: int) -> str:
    north, east = _at(point, size)
    return _cell(size, north, east)


def _at(point: Point, size: int) -> tuple[int, int]:
    return floor((point[0] + 90) / CELLS[size]), floor((point[1] + 180) / (CELLS[size] * WIDER))


def _cell(size: int, north: int, east: int) -> str:
    return f"{MARK}g{size}n{north}e{east}"


def cells_around(point: Point, metres: float) -> list[str]:
    """Few cells that have all within so many metres, and some more around them."""
    tall = metres / 111_195.08
    wide = tall / max(cos(radians(point[0])), 0.01)
    for size in range(len(CELLS)):
        (south, west), (north, east) = (
            _at((point[0] - tall, point[1] - wide), size), _at((point[0] + tall, point[1] + wide), size),
        )  # fmt: skip
        if (north - south + 1) * (east - west + 1) <= MOST_CELLS:
            return [_cell(size, y, x) for y in range(south, north + 1) for x in range(west, east + 1)]
    return []


def freshness(checked: str, today: date) -> float:
    """1 for this year, down to 0 after four: what nobody looked at for long is likelier to be wrong."""
    if not checked:
        return 0.3
    years = (today - date.fromisoformat(checked)).days / 365
    return min(max(1 - (years - 1) / 3, 0), 1)
