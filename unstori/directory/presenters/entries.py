"""An entry in the reader's words: what, who for, how to get in, cost, when, where, and who checked it when."""

import html
import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.core.dates import format_date, format_time
from unstori.directory.models import Entry
from unstori.directory.presenters.choices import DAYS
from unstori.directory.rules import finding

SHORT = 180  # characters of a description in a list
STATES = {
    "inactive": gettext_lazy("Not running now"),
    "defunct": gettext_lazy("Closed for good"),
    "temporarily closed": gettext_lazy("Closed for a while"),
}
Document = dict[str, Any]


def in_a_list(entry: Entry) -> dict[str, Any]:
    """Enough to know whether to open it."""
    document = _document(entry)
    places = [place.name or place.address for place in finding.places_in(document)]
    words = " ".join(paragraphs(document.get("description", "")))
    short = words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"
    return {
        "id": entry.hsds_id, "name": entry.name, "by": _owner(document), "words": short, "ages": ages(document),
        "where": next((place for place in places if place), ""), "more_places": max(len(places) - 1, 0),
        "state": STATES.get(entry.status),
    }  # fmt: skip


def shown(entry: Entry) -> dict[str, Any]:
    """All of it, in the order in which families ask."""
    document = _document(entry)
    return {
        "name": entry.name, "by": _owner(document), "state": STATES.get(entry.status),
        "alert": paragraphs(document.get("alert", "")), "what": paragraphs(document.get("description", "")),
        "ages": ages(document), "who": paragraphs(document.get("eligibility_description", "")),
        "terms": [term["name"] for term in finding.terms_in(document)],
        "how": paragraphs(document.get("application_process", "")), "reach": _reach(document),
        "wait": paragraphs(document.get("wait_time", "")), "cost": _costs(document), "when": _when(document),
        "where": [_place(one) for one in document.get("service_at_locations", ()) if one.get("location")],
        "languages": [one["name"] for one in document.get("languages", ()) if one.get("name")],
        "checked": _checked(document), "source": entry.feed.address if entry.feed and entry.feed.is_asked else "",
    }  # fmt: skip


def paragraphs(words: Any) -> list[str]:
    """Feeds write HTML or plain lines: only the words are kept. What the standard does not name may be anything."""
    if not isinstance(words, str):
        return []
    broken = re.sub(r"(?i)<(?:br|/p|/li|/h\d|/div)[^<>]*>", "\n", words)
    plain = html.unescape(_without_tags(broken)).replace("\xa0", " ")
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]


def _without_tags(words: str) -> str:
    """A tag that never ends is refused with the whole page, and one entry of a feed would take every list that it is in
    with it. Then only what is surely a tag goes; the rest is words."""
    try:
        return strip_tags(words)
    except SuspiciousOperation:
        return re.sub(r"<[^<>]*>", " ", words)


def ages(document: Document) -> str:
    least, most = document.get("minimum_age"), document.get("maximum_age")
    said = {"least": _number(least), "most": _number(most)}
    if least and most is not None:
        return _("From %(least)s to %(most)s years") % said
    if least:
        return _("From %(least)s years") % said
    return _("Up to %(most)s years") % said if most is not None else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _document(entry: Entry) -> Document:
    return entry.live.document if entry.live else {}


def _owner(document: Document) -> str:
    return str((document.get("organization") or {}).get("name", ""))


def _reach(document: Document) -> list[dict[str, str]]:
    """Ways that lead there, the telephone first. Nobody is named who only answers it."""
    found = []
    for holder in (*document.get("contacts", ()), document):
        for phone in holder.get("phones", ()):
            dial = re.sub(r"[^\d+]", "", phone["number"])
            found.append({"kind": _("Telephone"), "words": phone["number"], "href": f"tel:{dial}",
                          "more": phone.get("description") or holder.get("title", "")})  # fmt: skip
    owner = document.get("organization") or {}
    for email in dict.fromkeys(one for one in (document.get("email"), owner.get("email")) if one):
        found.append({"kind": _("Email"), "words": email, "href": f"mailto:{email}", "more": ""})
    for page in dict.fromkeys(one for one in (document.get("url"), owner.get("website")) if one):
        said = re.sub(r"^https?://(www\.)?|/$", "", page)
        found.append({"kind": _("Website"), "words": said, "href": page, "more": ""})
    return list({one["href"]: one for one in found}.values())


def _costs(document: Document) -> list[str]:
    found = []
    for one in document.get("cost_options", ()):
        amount = one.get("amount")
        money = "" if amount is None else _("Free") if not amount else f"£{amount:,.2f}".replace(".00", "")
        parts = [
            one.get("option", ""),
            " ".join(part for part in (money, one.get("amount_description", "")) if part),
        ]
        found.append(": ".join(part for part in parts if part))
    return [said for said in (*found, *paragraphs(document.get("fees", ""))) if said]


def _when(document: Document) -> list[str]:
    """The hours, then what the feed says of them in words."""
    found = []
    for schedule in document.get("schedules", ()):
        days = [finding.DAYS.index(part.strip()[-2:]) for part in _parts(schedule.get("byday", ""))]
        found += _lines(_days_said(days), schedule)
    return list(dict.fromkeys(found))


def _days_said(days: list[int]) -> str:
    """As people say it: seven names in a row are read by nobody."""
    if sorted(days) == list(range(7)):
        return _("Every day")
    if sorted(days) == list(range(5)):
        return _("Monday to Friday")
    return ", ".join(str(DAYS[day]) for day in days)


def _lines(days: str, schedule: Document) -> list[str]:
    opens, closes = (_hour(schedule.get(name)) for name in ("opens_at", "closes_at"))
    hours = _("%(opens)s to %(closes)s") % {"opens": opens, "closes": closes} if opens and closes else opens
    line = ": ".join(part for part in (days, hours) if part)
    return [one for one in (line, *paragraphs(schedule.get("description", ""))) if one]


def _parts(text: str) -> list[str]:
    return [part for part in text.upper().split(",") if part.strip()]


def _hour(said: str | None) -> str:
    if not said:
        return ""
    hour, minute = int(said[:2]) % 24, int(said[3:5])
    return format_time(datetime(2026, 1, 1, hour, minute))


def _place(one: Document) -> dict[str, Any]:
    location = one["location"]
    place = next(finding.places_in({"service_at_locations": [one]}))
    doors = [
        door.get("description") or door.get("accessibility", "") for door in location.get("accessibility", ())
    ]
    lines = [line for line in _when(one) if line]
    return {
        "name": place.name,
        "address": place.address,
        "access": [door for door in doors if door],
        "when": lines,
    }


def _checked(document: Document) -> str:
    """Who said when that this is right; otherwise when it was last changed."""
    said = document.get("assured_date") or document.get("last_modified", "")
    try:
        day = date.fromisoformat(said[:10])
    except ValueError:
        return ""
    name = {"day": format_date(day, year=True)}
    return (
        _("Last checked on %(day)s.") if document.get("assured_date") else _("Last changed on %(day)s.")
    ) % name
