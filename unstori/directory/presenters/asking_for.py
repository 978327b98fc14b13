"""What can be asked for, in words: the list, one thing of it, its letter, Easy Read."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from unstori.core.words import Words
from unstori.directory.queries import entitlements as queries
from unstori.directory.queries.entitlements import Entitlement
from unstori.directory.rules.entitlements import Situation, because
from unstori.ui import symbols

LANGUAGES = {"en": "English", "cy": "Cymraeg"}


@dataclass(frozen=True)
class Place:
    """Where the letters go: a nation, and a council of Wales where one was named."""

    nation: str = ""
    council: str = ""


def _by_id(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in items}


def in_groups(found: list[Entitlement], said: Situation, query: str) -> list[dict[str, Any]]:
    """The list under its headings; a heading without anything is left out."""
    asking = queries.asking()
    names = {one["id"]: Words.read(one["name"]) for one in asking["situations"]}
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        rows.setdefault(one.item["group"], []).append(_in_a_list(one, said, query, names))
    return [
        {"id": group["id"], "name": Words.read(group["name"]), "symbol": symbols.picture(group["symbol"]),
         "entries": rows[group["id"]]}
        for group in asking["groups"]
        if group["id"] in rows
    ]  # fmt: skip


def _in_a_list(one: Entitlement, said: Situation, query: str, names: dict[str, Words]) -> dict[str, Any]:
    item = one.item
    return {
        "id": one.id,
        "name": one.name,
        "what": _first_sentence(str(Words.read(item["what"]))),
        "who": decider(one, Place(said.nation)),
        "by": Words.read(item["by"]),
        "because": [str(names[id]) for id in names if id in because(one.conditions, said)],
        "easy": easy_lines(item),
        "href": address(one, query),
    }


def _first_sentence(text: str) -> str:
    """A list says what each is; its own page says the rest."""
    first, dot, _rest = text.partition(". ")
    return f"{first}." if dot else first


def address(one: Entitlement, query: str = "") -> str:
    href = reverse("asking_for:one", args=[one.id])
    return f"{href}?{query}" if query else href


def decider(one: Entitlement, place: Place) -> str:
    """Who decides; with the name of the council or the health board where it is known."""
    asking = queries.asking()
    found = _by_id(asking["deciders"])[one.item["decider"]]
    council = asking["councils"].get(place.council)
    if council and found["of"] == "health":
        return str(Words.read(asking["health_boards"][council["health"]]))
    name = str(Words.read(found["name"]))
    return f"{name} ({Words.read(council)})" if council and found["of"] == "council" else name


def easy_lines(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"picture": symbols.picture(line["symbol"]), "words": Words.read(line)} for line in item["easy"]]


def nations_of(one: Entitlement) -> list[str]:
    where = one.conditions.jurisdiction
    return ["wales", "england"] if where == "england_and_wales" else [where]


def refused(one: Entitlement, place: Place) -> list[dict[str, Any]]:
    """What to do about a no, where somebody lives; everywhere where it is not known."""
    asking = queries.asking()
    way = _by_id(asking["noes"])[one.item["no"]]
    names = {each["id"]: Words.read(each["name"]) for each in asking["nations"]}
    found = [each for each in nations_of(one) if place.nation in ("", each)] or nations_of(one)
    alike = len({str(Words.read(way[each])) for each in found}) == 1
    return [
        {"where": "" if alike else names[each], "what": Words.read(way[each])}
        for each in (found[:1] if alike else found)
    ]


def shown(one: Entitlement, place: Place, said: Situation) -> dict[str, Any]:
    """Everything about one of them."""
    item = one.item
    names = {each["id"]: Words.read(each["name"]) for each in queries.asking()["nations"]}
    return {
        "id": one.id,
        "name": one.name,
        "where": [names[each] for each in nations_of(one)],
        "what": Words.read(item["what"]),
        "who": decider(one, place),
        "ask": Words.read(item["ask"]),
        "by": Words.read(item["by"]),
        "no": refused(one, place),
        "easy": easy_lines(item),
        "source": item["source"],
        "verified": one.verified,
        "version": one.version,
        "since": one.valid_from,
        "letters": letters(one, place, said),
    }


def letters(one: Entitlement, place: Place, said: Situation) -> list[dict[str, Any]]:
    """The letter in both languages, that of the page first."""
    own = "cy" if str(Words("en", "cy")) == "cy" else "en"
    made = []
    for language in (own, "en" if own == "cy" else "cy"):
        with override(language):
            lines = _letter(one, place, said)
            subject = str(one.name)
        body = quote("\n\n".join(lines))
        made.append({"language": language, "name": LANGUAGES[language], "lines": lines,
                     "mail": f"mailto:?subject={quote(subject)}&body={body}"})  # fmt: skip
    return made


def _letter(one: Entitlement, place: Place, said: Situation) -> list[str]:
    """Short, and every sentence does something: who, what, the law, an answer in writing, how to reach me."""
    lines = [
        decider(one, place),
        _("Dear Sir or Madam,"),
        str(Words.read(one.item["ask"])),
        _("It is about: (name and date of birth)"),
        _("The law: %(source)s.") % {"source": one.item["source"]},
        _("Please tell me when you will answer. If you say no, please give me the reasons in writing and tell me how I can challenge it."),
    ]  # fmt: skip
    if "communication" in said.ticked:
        lines.append(
            _("Please give me information in this way: (for example Easy Read, large print, by phone)")
        )
    if "welsh" in said.ticked:
        lines.append(_("Please write and speak to me in Welsh."))
    return [*lines, _("Yours faithfully,"), _("(Your name, address, telephone number and the date)")]
