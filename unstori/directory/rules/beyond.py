"""What an entry says beyond the standard, from `definitions/entry-1.toml`: whether it can stand, and what finds it. Pure.

Kept under the fields' stable ids beside the document. A field that says nothing is not there.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Any

from unstori.core import definitions
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules import values
from unstori.directory.rules.finding import Document, folded
from unstori.directory.rules.hsds import FOLDER

LANGUAGES = ("en", "cy")
LONGEST = 4000  # characters of an answer
MOST_LINES, LONGEST_LINE = 24, 120
DISTRICT = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
# Kept beside the fields, and typed by nobody: the day on which the wait was said; that nobody owns it.
BESIDE = ("wait_on", "wait_of", "community")


@cache
def definition() -> dict[str, Any]:
    return definitions.version(FOLDER, "entry", 1)


@cache
def fields() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in definition()["fields"]}


def sections() -> list[dict[str, Any]]:
    return list(definition()["sections"])


def fields_of(section: str) -> list[dict[str, Any]]:
    return [one for one in fields().values() if one["section"] == section]


def is_at_once(section: str) -> bool:
    return any(one["id"] == section and one.get("at_once") for one in sections())


@cache
def options(name: str) -> dict[str, dict[str, Any]]:
    """What can be chosen, by id."""
    return {one["id"]: one for one in definitions.version(FOLDER, "entry-choices", 1)[name]}


@cache
def questions(school_in: str) -> dict[str, dict[str, Any]]:
    """What a school there answers; nothing where it is none."""
    if school_in not in ("england", "wales"):
        return {}
    found = definitions.version(FOLDER, f"school-{school_in}", 1)["questions"]
    return {one["id"]: one for one in found}


def places_said(free: int, *, few: int, before: str) -> str:
    """What an entry says of places, where the team that answers counts them. A list that is closed stays closed by itself."""
    if free:
        return "few" if free <= few else "open"
    return before if before == "closed" else "list"


def check(local: Document) -> None:
    """Raises RuleBroken for what a form would not have sent."""
    for name, value in local.items():
        if name in BESIDE:
            continue
        if name not in fields() or not _fits(fields()[name], value):
            raise RuleBroken(_("What was sent does not fit what an entry can say."))
    least, most = local.get("age_from"), local.get("age_to")
    if least is not None and most is not None and least > most:
        raise RuleBroken(_("The last age comes before the first."))


def _fits(field: dict[str, Any], value: Any) -> bool:
    kind = field["kind"]
    if kind == "words":
        return _is_words(value)
    if kind == "lines":
        return isinstance(value, list) and len(value) <= MOST_LINES and all(_is_line(one) for one in value)
    if kind == "choice":
        return isinstance(value, str) and value in options(field["options"])
    if kind == "choices":
        return isinstance(value, list) and all(one in options(field["options"]) for one in value)
    if kind == "number":
        return values.number(value, tuple(field["limits"])) is None
    if kind == "districts":
        return isinstance(value, list) and all(DISTRICT.fullmatch(str(one)) for one in value)
    known = questions("england") | questions("wales")
    return isinstance(value, dict) and all(one in known and _is_words(said) for one, said in value.items())


def _is_words(value: Any, longest: int = LONGEST) -> bool:
    if not isinstance(value, dict) or not value or set(value) - set(LANGUAGES):
        return False
    return all(
        isinstance(said, str) and said.strip() and len(said) <= longest and not values.text(said)
        for said in value.values()
    )


def _is_line(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("symbol", ""), str):
        return False
    return _is_words({key: said for key, said in value.items() if key != "symbol"}, LONGEST_LINE)


def districts_in(typed: str) -> list[str]:
    """ "CF10, cf11 1AA and LL55": each once. Raises ValueError naming what is none."""
    found = []
    for part in re.split(r"[,;\n]|\band\b|\ba\b|\bac\b", typed):
        said = " ".join(part.upper().split())
        if not said:
            continue
        first = said.split()[0]
        if not DISTRICT.fullmatch(first) or values.postcode(said):
            raise ValueError(part.strip())
        found.append(first)
    return list(dict.fromkeys(found))


def kind_of(local: Document) -> str:
    if local.get("community"):
        return "community"
    return "school" if local.get("school_in") in ("england", "wales") else "service"


def needs_referral(local: Document) -> bool | None:
    """Whether somebody else must ask first; None where nobody has said."""
    routes = local.get("routes") or ()
    if not routes:
        return None
    return not any(options("route")[one].get("without") for one in routes if one in options("route"))


def marks_in(local: Document) -> list[tuple[str, str]]:
    """Kind and code of each thing that is searched by."""
    kinds = {"adjustments": "adjustment", "needs": "need", "districts": "district"}
    return [(kind, code) for name, kind in kinds.items() for code in dict.fromkeys(local.get(name, ()))]


def ages(document: Document, local: Document) -> tuple[float | None, float | None]:
    """As the standard says; where it says nothing, as it is said here."""
    if document.get("minimum_age") is not None or document.get("maximum_age") is not None:
        return document.get("minimum_age"), document.get("maximum_age")
    return local.get("age_from"), local.get("age_to")


def said_in(local: Document) -> str:
    """All its words that somebody may look for, in both languages; and those of what was chosen."""
    return folded(" ".join(chain(_written(local), _chosen(local))))


def _written(local: Document) -> Iterator[str]:
    for name in ("like", "who", "where", "welsh_when", "adjust", "steps"):
        yield from (local.get(name) or {}).values()


def _chosen(local: Document) -> Iterator[str]:
    for name in ("needs", "adjustments"):
        for code in local.get(name, ()):
            label = options(fields()[name]["options"]).get(code, {}).get("label", {})
            yield from label.values()


def check_again_on(kind: str, said_on: date) -> date:
    """By which day somebody must look again."""
    return said_on + timedelta(weeks=definition()["again"][kind]["weeks"])


def last_said(document: Document, *, today: date, checked_on: date | None) -> date:
    """The last day on which somebody said that it is right, here or at its feed."""
    said = [checked_on] if checked_on else []
    for name in ("assured_date", "last_modified"):
        with_day = str(document.get(name) or "")[:10]
        if with_day and not values.day(with_day):
            said.append(date.fromisoformat(with_day))
    said = [one for one in said if one <= today]
    return max(said) if said else today


def changed(before: Document, after: Document) -> list[str]:
    """Names of what differs, in the order in which it is asked."""
    known = [*fields(), *BESIDE]
    names = [*known, *sorted((set(before) | set(after)) - set(known))]
    return [name for name in names if before.get(name) != after.get(name)]


def laid_over(live: Document, base: Document, draft: Document) -> Document:
    """What a draft changed, laid over what stands now: what others changed meanwhile stays."""
    merged = dict(live)
    for name in changed(base, draft):
        if name in draft:
            merged[name] = draft[name]
        else:
            merged.pop(name, None)
    return merged
