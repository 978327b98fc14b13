"""Definitions for somebody who has never seen one: what it says, from when, on what ground."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.core.dates import format_date, language
from unstori.core.words import Words, capital
from unstori.governance.queries.definitions import is_verified

Item = dict[str, Any]
TITLES = {
    "retention": gettext_lazy("How long things are kept"),
    "library_tables": gettext_lazy("Tables that libraries write"),
    "roles": gettext_lazy("What people are to each other, and at work"),
    "danger": gettext_lazy("Whom to call in danger"),
    "deciding": gettext_lazy("Who decides, and how long it holds"),
    "statuses": gettext_lazy("Legal statuses"),
    "facts": gettext_lazy("Facts about me"),
    "symbols": gettext_lazy("Symbols"),
    "deeds": gettext_lazy("How the audit says what was done"),
    "concerns-england": gettext_lazy("Concerns about safety: England"),
    "concerns-wales": gettext_lazy("Concerns about safety: Wales"),
    "data-requests": gettext_lazy("Requests about data"),
    "desk": gettext_lazy("The desk: when something is late"),
    "elements": gettext_lazy("What an assessment looks at"),
    "first_load": gettext_lazy("The first load from tables"),
    "help": gettext_lazy("Help and complaints"),
    "kinds": gettext_lazy("Kinds of assessment"),
    "likeness": gettext_lazy("When two records look like one person"),
    "offers-england": gettext_lazy("What is offered: England"),
    "offers-wales": gettext_lazy("What is offered: Wales"),
    "outcome-lists": gettext_lazy("Outcomes that the law lists"),
    "radf": gettext_lazy("The reasonable adjustment flag"),
    "review": gettext_lazy("Questions of a review"),
    "routes-england": gettext_lazy("Ways to disagree: England"),
    "routes-wales": gettext_lazy("Ways to disagree: Wales"),
    "scales": gettext_lazy("Scales of the picture boards"),
    "requests": gettext_lazy("Requests for help: how soon each is answered, and when silence is too long"),
    "asking-for": gettext_lazy("What is asked before “What can I ask for?”"),
    "clock-words": gettext_lazy("How clocks of the law are said"),
    "demo": gettext_lazy("The demonstration"),
    "entitlements-both": gettext_lazy("What anybody can ask for: Wales and England"),
    "entitlements-england": gettext_lazy("What anybody can ask for: England"),
    "entitlements-england-learning": gettext_lazy("What anybody can ask for: learning in England"),
    "entitlements-money": gettext_lazy("What anybody can ask for: money, home and travel"),
    "entitlements-wales": gettext_lazy("What anybody can ask for: Wales"),
    "entitlements-wales-learning": gettext_lazy("What anybody can ask for: learning in Wales"),
    "entry": gettext_lazy("What an entry of the directory says"),
    "entry-choices": gettext_lazy("What an entry can be chosen to say"),
    "feeds": gettext_lazy("How feeds of services are read"),
    "holding": gettext_lazy("When nobody is holding something"),
    "hsds-uk": gettext_lazy("Open Referral UK: what a service says"),
    "language": gettext_lazy("How words are found in both languages"),
    "questions": gettext_lazy("What is kept of what people look for"),
    "school-england": gettext_lazy("What a school answers: England"),
    "school-wales": gettext_lazy("What a school answers: Wales"),
    "services_table": gettext_lazy("Services from a table"),
    "synonyms": gettext_lazy("Words that mean the same"),
    "understanding": gettext_lazy("What is understood of a search"),
    "usual": gettext_lazy("School terms: what is usual"),
    "visit": gettext_lazy("Questions of a visit"),
    "voice": gettext_lazy("What families say about services"),
    "wales-2025": gettext_lazy("School terms: Wales, 2025 to 2026"),
    "wales-2026": gettext_lazy("School terms: Wales, 2026 to 2027"),
    "watching": gettext_lazy("When somebody must look at a concern again"),
}
JURISDICTION = {
    "any": gettext_lazy("Wales and England"),
    "england_and_wales": gettext_lazy("Wales and England"),
    "wales": gettext_lazy("Wales"),
    "england": gettext_lazy("England"),
}
# What stands at the top of the page already, or names the item itself.
SAID = {"id", "version", "valid_from", "jurisdiction", "source", "title", "room", "versions", "key"}
NAMES = ("title", "name", "ask", "words", "said", "label", "text")


def row(one: Item) -> Item:
    """One line of the list."""
    return {
        "title": title(one),
        "href": reverse("governance:definition", args=[one["room"], one["id"], one["version"]]),
        "version": one["version"],
        "from": format_date(one["valid_from"], year=True),
        "where": JURISDICTION[one["jurisdiction"]],
        "source": one["source"],
        "verified": is_verified(one),
        "reviewed": one.get("welsh_reviewed") is True,
    }


def title(one: Item) -> str:
    """What it is called in the language of the page."""
    own = one.get("title") or one.get("name")
    if isinstance(own, dict) and "en" in own:
        return str(Words.read(own))
    return str(TITLES.get(one["id"], _plain(one["id"])))


def finds(one: Item, words: str) -> bool:
    """Whether every word is in it somewhere, in either language."""
    said = str(one).casefold()
    return all(word in said or word in title(one).casefold() for word in words.casefold().split())


def _plain(key: str) -> str:
    return str(capital(str(key).replace("_", " ").replace("-", " ")))


def _english(text: object) -> SafeString:
    """Names of things in the files are English on a Welsh page too, and say so."""
    return format_html('<span lang="en">{}</span>', text)


def part(value: Item, heading: str = "") -> Item:
    """What one table of the file says: its own lines, and the parts within it."""
    made: Item = {"heading": heading, "lines": [], "parts": []}
    for key, inside in value.items():
        if key in SAID:
            continue
        if isinstance(inside, dict) and "en" not in inside and key != "period":
            made["parts"].append(part(inside, _english(_plain(key))))
        elif isinstance(inside, list) and inside and isinstance(inside[0], dict) and "en" not in inside[0]:
            items = [part(each, _called(each, number)) for number, each in enumerate(inside, 1)]
            made["parts"].append({"heading": _english(_plain(key)), "lines": [], "parts": items})
        else:
            made["lines"].append((_english(_plain(key)), said(inside)))
    return made


def _called(each: Item, number: int) -> str:
    for name in NAMES:
        if isinstance(each.get(name), dict) and "en" in each[name]:
            return str(Words.read(each[name]))
    return _english(_plain(str(each.get("id", each.get("key", number)))))


def said(value: Any) -> object:
    """A value in plain words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return format_date(value, year=True)
    if isinstance(value, list):
        return format_html_join("; ", "{}", ((said(each),) for each in value)) or "–"
    if isinstance(value, dict):
        if "en" in value:
            return Words.read(value) if isinstance(value["en"], str) else said(value[language()])
        return period_said(value)
    return _english(value) if isinstance(value, str) else value


def period_said(period: dict[str, int]) -> str:
    """A length of time as the files say it: `{years = 8}`."""
    said = {
        "years": lambda n: ngettext("%(n)s year", "%(n)s years", n) % {"n": n},
        "days": lambda n: ngettext("%(n)s day", "%(n)s days", n) % {"n": n} if n else _("At once"),
    }
    return ", ".join(
        said[unit](number) if unit in said else f"{number} {unit}" for unit, number in period.items()
    )
