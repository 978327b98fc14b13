"""What a value means: "F", "ydy", "Tîm Plant". What nobody can know is asked once, and remembered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from unstori.core.words import Words
from unstori.exchange.loading.columns import plain
from unstori.exchange.loading.days import order_of
from unstori.exchange.loading.reading import Sheet
from unstori.people.who import role_of, roles

YES = ("yes", "y", "true", "1", "x", "ydy", "ydyw", "oes", "ie", "do", "gwir")
NO = ("no", "n", "false", "0", "nac ydy", "nac oes", "na", "nage", "naddo", "anwir")
YES_NO = {**dict.fromkeys(map(plain, YES), "yes"), **dict.fromkeys(map(plain, NO), "no")}
LANGUAGES = {
    **dict.fromkeys(("cy", "cym", "welsh", "cymraeg", "w", "c"), "cy"),
    **dict.fromkeys(("en", "eng", "english", "saesneg", "e", "s"), "en"),
}
KINDS = {
    "family": "family", "teulu": "family", "parent": "family", "rhiant": "family", "relative": "family",
    "friend": "friend", "ffrind": "friend", "fostercarer": "foster_carer", "gofalwrmaeth": "foster_carer",
    "worker": "worker", "gweithiwr": "worker", "professional": "worker", "community": "community",
    "cymuned": "community", "ogymuned": "community",
}  # fmt: skip
SHORT = 3  # a role of at most so many letters is a code that only its sender knows, unless it is one of ours
ASKED = {
    "people": ("language", "team"),
    "workers": ("language", "team", "manages", "role"),
    "circle": ("language", "kind", "parental_responsibility", "relation"),
}


@dataclass(frozen=True)
class Settings:
    """What the sender said about their tables: which column is which, what values mean, how days are written."""

    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    days: str = ""
    team: str = ""
    jurisdiction: str = "wales"
    protocol: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Settings":
        """As it was kept."""
        return cls(**{name: said for name, said in kept.items() if name in cls.__match_args__})


@dataclass(frozen=True)
class Meaning:
    """Reads one column's values, with what was said and what is known."""

    column: str
    said: Mapping[str, str]
    teams: Mapping[UUID, Words]

    def __call__(self, value: str) -> str | None:
        """The code; the empty text for nothing; none for what is not known."""
        known = plain(value)
        if not known:
            return ""
        return self.said.get(known) or self._known(value, known)

    def _known(self, value: str, known: str) -> str | None:
        if self.column == "language":
            return LANGUAGES.get(known)
        if self.column in ("manages", "parental_responsibility"):
            return YES_NO.get(known)
        if self.column == "kind":
            return KINDS.get(known)
        if self.column == "team":
            names = ((pk, (plain(name.en), plain(name.cy))) for pk, name in self.teams.items())
            return next((str(pk) for pk, both in names if known in both), None)
        role = role_of(value)
        return role if role in roles() or len(known) > SHORT else None


def meaning(of: str, column: str, settings: Settings, teams: Mapping[UUID, Words]) -> Meaning:
    return Meaning(column, settings.values.get(f"{of}-{column}", {}), teams)


def cells_of(sheet: Sheet, heading: str) -> list[str]:
    """What stands in one column."""
    place = sheet.headings.index(heading)
    return [row.cells[place] for row in sheet.rows if place < len(row.cells)]


def not_known(
    of: str, sheet: Sheet, settings: Settings, teams: Mapping[UUID, Words], most: int = 20
) -> dict[str, list[tuple[str, int]]]:
    """For each column of choices the values that somebody must explain, the most frequent first."""
    found: dict[str, list[tuple[str, int]]] = {}
    mapped = settings.columns.get(of, {})
    for column in ASKED[of]:
        if mapped.get(column) not in sheet.headings:
            continue
        means = meaning(of, column, settings, teams)
        values = Counter(value for value in cells_of(sheet, mapped[column]) if means(value) is None)
        if values:
            found[column] = values.most_common(most)
    return found


def asks_days(sheet: Sheet, settings: Settings) -> bool:
    """Whether the file does not show by itself which number is the month."""
    heading = settings.columns.get("people", {}).get("born_on", "")
    return heading in sheet.headings and order_of(cells_of(sheet, heading)) == "ask"
