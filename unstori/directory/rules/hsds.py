"""Whether an entry can stand in the directory: its shape and its meaning, from `definitions/hsds-uk-1.toml`.

An entry is one document, as the standard nests it. What the standard does not name is kept, and only looked through for
characters that no database keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from unstori.core import definitions
from unstori.directory.rules import values
from unstori.directory.rules.values import Problem

FOLDER = Path(__file__).resolve().parents[1] / "definitions"
DEEPEST = 24
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something cannot be right, why, and what stands there."""

    path: str
    problem: Problem
    value: str = ""


@cache
def standard() -> dict[str, Any]:
    return definitions.version(FOLDER, "hsds-uk", 1)


def check(document: Any) -> list[Finding]:
    """All that is wrong with a service, in the order of the document."""
    return check_part(document, "service")


def check_part(document: Any, part: str) -> list[Finding]:
    """The same for any part that the standard names."""
    return list(_part(document, part, ""))


def _part(found: Any, name: str, path: str, depth: int = 0) -> Iterator[Finding]:
    if not isinstance(found, dict) or depth > DEEPEST:
        yield Finding(path, Problem.NOT_A_PART, _short(found))
        return
    part = standard()["parts"][name]
    for key in part["required"]:
        if found.get(key) is None:
            yield Finding(_at(path, key), Problem.MISSING)
        elif key in part.get("named", ()) and isinstance(found[key], str) and not values.says(found[key]):
            yield Finding(_at(path, key), Problem.EMPTY)
    for key, value in found.items():
        kind = part["fields"].get(key)
        if kind is None:
            yield from _unknown(value, _at(path, key))
        elif value is not None or key not in part["required"]:
            yield from _field(value, kind, _at(path, key), found, depth)
    for first, last in standard()["ordered"].get(name, ()):
        if _is_after(found.get(first), found.get(last)):
            yield Finding(_at(path, last), Problem.BACKWARDS, f"{found[first]} – {found[last]}")


def _field(value: Any, kind: str, path: str, around: Document, depth: int) -> Iterator[Finding]:
    how, _colon, what = kind.partition(":")
    if how == "one":
        yield from _part(value, what, path, depth + 1)
    elif how == "many":
        if not isinstance(value, list):
            yield Finding(path, Problem.NOT_A_LIST, _short(value))
            return
        for place, one in enumerate(value):
            yield from _part(one, what, f"{path}[{place}]", depth + 1)
    elif problem := _value(value, how, what, around):
        yield Finding(path, problem, _short(value))


def _value(value: Any, how: str, what: str, around: Document) -> Problem | None:
    if how == "limit":
        return values.number(value, tuple(standard()["limits"][what]))
    if not isinstance(value, str):
        return Problem.NOT_TEXT
    if how == "choice":
        return None if value in standard()["choices"][what] else Problem.NOT_A_CHOICE
    if how == "postcode" and str(around.get("country", "")).strip().casefold() not in values.HERE:
        return values.text(value)  # other countries have other codes
    return values.text(value) or values.WRITTEN[how](value)


def _unknown(value: Any, path: str, depth: int = 0) -> Iterator[Finding]:
    if depth > DEEPEST:
        yield Finding(path, Problem.NOT_A_PART)
    elif isinstance(value, str) and values.text(value):
        yield Finding(path, Problem.BAD_TEXT)
    elif isinstance(value, float) and values.number(value, (float("-inf"), float("inf"))):
        yield Finding(path, Problem.NOT_A_NUMBER, _short(value))
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in pairs:
            yield from _unknown(
                one, f"{path}[{key}]" if isinstance(value, list) else _at(path, str(key)), depth + 1
            )


def _is_after(first: Any, last: Any) -> bool:
    both_numbers = all(isinstance(one, int | float) for one in (first, last))
    both_days = all(isinstance(one, str) and not values.day(one) for one in (first, last))
    return bool((both_numbers or both_days) and first > last)


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _short(value: Any) -> str:
    said = value if isinstance(value, str) else repr(value)
    return said if len(said) <= 60 else f"{said[:59]}…"
