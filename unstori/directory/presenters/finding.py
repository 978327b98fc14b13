"""The page of what was found: what was understood, each result with its reasons, and where it is."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.directory.presenters import reasons
from unstori.directory.presenters.beyond import wait_said
from unstori.directory.presenters.choices import DAYS, TIMES, group_said
from unstori.directory.presenters.drawing import distance, map_of, miles_said
from unstori.directory.presenters.entries import in_a_list, paragraphs
from unstori.directory.queries.searching import COUNTED, Hit, Near, Results
from unstori.directory.rules import finding
from unstori.directory.rules.asking import Asked, Span
from unstori.directory.rules.drawing import Point, miles

Pairs = list[tuple[str, str]]
LOOKED_FOR = 60  # characters of what was looked for in the title of a page
TOPICS = (
    gettext_lazy("Things to do"), gettext_lazy("Short breaks"), gettext_lazy("Autism"),
    gettext_lazy("Speech and language"), gettext_lazy("Parents’ groups"), gettext_lazy("Money"),
    gettext_lazy("Equipment"), gettext_lazy("Young adults"),
)  # fmt: skip


def topics() -> list[dict[str, str]]:
    """Somewhere to start for whoever has no words yet."""
    start = reverse("finding:index")
    return [{"words": str(words), "href": f"{start}?{urlencode({'q': words})}"} for words in TOPICS]


def results(found: Results, *, number: int = 1, near: str = "") -> dict[str, Any]:
    """The hits of one page, numbered from `number` on, and the map beside them."""
    hits = [
        hit_line(hit, number=at, near=near, asked_near=found.near)
        for at, hit in enumerate(found.hits, number)
    ]
    places = [(one["number"], one["point"]) for one in hits if one["point"]]
    named = {one["number"]: (one["name_and_distance"], f"#r{one['number']}") for one in hits}
    known = found.near if found.near and found.near.point else None
    return {
        "hits": hits,
        "in_part": in_part(hits),
        "map": map_of(places, named, centre=known.point, from_words=known.said)
        if known
        else map_of(places, named),
        "more_than": "" if found.is_counted else f"{COUNTED:,}",
        "where": near_said(found.near),
        "corrected": found.corrected,
        "relaxed": found.relaxed,
    }


def in_part(hits: list[dict[str, Any]]) -> int:
    """The number of the first after which each lacks something that was asked for; 0 where all do, or none does."""
    whole = [one["number"] for one in hits if not one["why_not"]]
    return whole[-1] + 1 if whole and whole[-1] != hits[-1]["number"] else 0


def hit_line(hit: Hit, *, number: int = 0, near: str = "", asked_near: Near | None = None) -> dict[str, Any]:
    one = in_a_list(hit.entry)
    roughly = asked_near is not None and asked_near.how != "postcode"
    away = distance(hit.metres, roughly=roughly) if hit.metres is not None else ""
    href = reverse("finding:entry", args=[one["id"]])
    return {
        **one,
        "number": number,
        "href": f"{href}?{urlencode({'near': near})}" if near and away else href,
        "away": away,
        "where": hit.place.name or hit.place.address if hit.place else one["where"],
        "point": _point(hit),
        "name_and_distance": ", ".join(part for part in (one["name"], away) if part),
        "wait": _wait(hit),
        "why": reasons.why_lines(hit.why),
        "why_not": reasons.why_not_lines(hit.why_not),
    }


def _wait(hit: Hit) -> str:
    """How long one waits, as whoever keeps it says it here; else as its feed says it."""
    live = hit.entry.live
    if live is None:
        return ""
    if live.local.get("places") == "closed":
        return _("The waiting list is closed.")
    if (weeks := live.local.get("wait_weeks")) is not None:
        return wait_said(weeks)
    said = " ".join(paragraphs(live.document.get("wait_time", "")))
    return said if len(said) <= LOOKED_FOR * 2 else f"{said[: LOOKED_FOR * 2].rsplit(' ', 1)[0]} …"


def _point(hit: Hit) -> Point | None:
    """Of the place that was meant; else of the first that says where it is."""
    document = hit.entry.live.document if hit.entry.live else {}
    for place in [hit.place] if hit.place else finding.places_in(document):
        if place.latitude is not None and place.longitude is not None:
            return (place.latitude, place.longitude)
    return None


def near_said(near: Near | None) -> str:
    """How well it is known where somebody asked. Nothing to say where it is known well."""
    if near is None or near.how == "postcode":
        return ""
    if near.how == "unknown":
        return _(
            "We do not know where “%(place)s” is, so no distance is shown. Try a town or a postcode nearby."
        ) % {"place": near.said}
    return _("Distances are from the middle of %(place)s.") % {"place": _area(near)}


def _area(near: Near) -> str:
    """As much of a postcode as is known: "LL55 1" of "LL55 1AB", or "LL55"."""
    key = finding.postcode_key(near.said)
    if near.how == "sector":
        return f"{key[:-3]} {key[-3]}"
    return key[:-3] if near.how == "district" and len(key) > len("LL55") else near.said


def title(asked: Asked, total: int, page: int) -> str:
    """For a bookmark and for whoever has many pages open."""
    looked = asked.text if len(asked.text) <= LOOKED_FOR else f"{asked.text[:LOOKED_FOR].rsplit(' ', 1)[0]} …"
    looked = ", ".join(
        part for part in (looked, asked.place if asked.place not in asked.text else "") if part
    )
    number = total if total <= COUNTED else f"{COUNTED:,}+"
    said = {"looked": looked or _("Find help and things to do"), "number": number, "page": page}
    return (
        _("%(looked)s: %(number)s found, page %(page)s") % said
        if page > 1
        else _("%(looked)s: %(number)s found") % said
    )


def canonical(pairs: Pairs) -> str:
    """One address for one question: what is empty is left out, and the order does not move."""
    return urlencode(sorted({(name, value) for name, value in pairs if value.strip()}))


def tags(asked: Asked, pairs: Pairs) -> list[dict[str, str]]:
    """What was understood from the box, then what was chosen: each with the address without it."""
    start = reverse("finding:index")
    made = []
    for kind in dict.fromkeys(span.kind for span in asked.spans):
        said = [span_said(span) for span in asked.spans if span.kind == kind]
        without = canonical([*pairs, ("not", kind)])
        made.append({"words": ", ".join(dict.fromkeys(said)), "href": f"{start}?{without}"})
    for name, value in pairs:
        if words := chosen_said(name, value):
            without = canonical([pair for pair in pairs if pair != (name, value)])
            made.append({"words": words, "href": f"{start}?{without}" if without else start})
    return made


def span_said(span: Span) -> str:
    """As the engine understood it; what we have no words for, in the asker's own."""
    said = SPANS.get(span.kind)
    return said(span.value) if said else span.said


def _hours_said(value: Any) -> str:
    opens, closes = map(reasons.hour_said, value)
    return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes}


SPANS: dict[str, Callable[[Any], str]] = {
    "age": lambda value: _("%(age)s years old") % {"age": reasons.years(value)},
    "day": reasons.day_said,
    "time": _hours_said,
    "within": lambda value: _("within %(distance)s") % {"distance": miles_said(round(miles(value), 1))},
    "place": lambda value: _("near %(place)s") % {"place": value},
    "language": lambda value: _("in %(language)s") % {"language": reasons.language_said(value)},
    "access": group_said,
    "need": group_said,
    "free": lambda _value: _("costs nothing"),
    "no_referral": lambda _value: _("without being referred"),
    "holidays": lambda _value: _("school holidays"),
    "weekend": lambda _value: _("at the weekend"),
}
CHOSEN: dict[str, Callable[[str], str]] = {
    "age": lambda value: _("%(age)s years old") % {"age": value},
    "near": SPANS["place"],
    "within": lambda value: _("within %(distance)s") % {"distance": miles_said(int(value))},
    "day": lambda value: str(DAYS[int(value)]),
    "time": lambda value: str(TIMES[value][0]),
    "welsh": lambda _value: SPANS["language"]("cy"),
    "open": SPANS["no_referral"],
    "free": SPANS["free"],
    "access": group_said,
    "need": group_said,
}


def chosen_said(name: str, value: str) -> str:
    """As somebody chose it on the page."""
    said = CHOSEN.get(name)
    return said(value) if said else ""
