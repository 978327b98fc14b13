"""Which column of somebody's table says what: guessed from its heading in either language, or told (`services_table.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unstori.core import clock, definitions
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.words import Words
from unstori.exchange.loading.columns import plain

FOLDER = Path(__file__).parents[1] / "definitions"


@dataclass(frozen=True)
class Column:
    key: str
    name: Words
    headings: tuple[str, ...]
    part: str
    field: str


@dataclass(frozen=True)
class Mapped:
    """`columns`: by key the heading. `values`: by key what a value means. `days`: whether the day or the month is first."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: str = ""


def columns() -> dict[str, Column]:
    rows = definitions.current(FOLDER, "services_table", clock.today())["columns"]
    return {one["id"]: _column(one) for one in rows}


def _column(said: dict[str, Any]) -> Column:
    name = Words.read(said["name"])
    known = (said["id"], name.en, name.cy, *said["headings"])
    return Column(said["id"], name, tuple(plain(one) for one in known), said["part"], said["field"])


def guessed(headings: Sequence[str], told: Mapping[str, str] | None = None) -> dict[str, str]:
    """By key the heading. What was told stands; each heading says one thing."""
    found = {key: heading for key, heading in (told or {}).items() if heading in headings}
    if told is not None and found:
        return found
    for key, column in columns().items():
        free = [one for one in headings if one not in found.values() and plain(one) in column.headings]
        if free:
            found[key] = free[0]
    return found


def mapping(text: str) -> Mapped:
    """Out of a TOML file: `[columns] name = "Title"`, `[values.status] Open = "active"`, `days = "day"`. Raises RuleBroken."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise RuleBroken(_("The mapping is no TOML file.")) from broken
    named, values, days = said.get("columns", {}), said.get("values", {}), said.get("days", "")
    known = columns()
    right = (
        isinstance(named, dict) and isinstance(values, dict) and days in ("", "day", "month")
        and set(named) <= set(known) and set(values) <= set(known)
        and all(isinstance(one, str) for one in named.values()) and all(isinstance(one, dict) for one in values.values())
    )  # fmt: skip
    if not right:
        raise RuleBroken(
            _("The mapping names a column that is not known, or says something else than it can.")
        )
    return Mapped(named, values, days)
