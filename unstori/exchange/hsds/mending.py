"""Makes right what can be made right without guessing, and says so. Feeds in use send null, "", 08 and www.

What is of the standard before 3.0 had laxer rules, so there more is given or left out; what identifies a service and
what could mislead (coordinates, ages) is never touched, but for coordinates that stand in each other's place.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from unstori.core import clock
from unstori.directory.rules import hsds, values
from unstori.directory.rules.values import Problem
from unstori.exchange.hsds.certain import certain
from unstori.exchange.hsds.findings import Why
from unstori.exchange.hsds.otherwise import said_otherwise

Document = dict[str, Any]
SHARED = (
    "organization",
    "location",
    "taxonomy_term",
    "taxonomy",
)  # one row of these hangs on several services
NAMED_BY_ID = ("organization", "service_at_location", "taxonomy_term", "taxonomy")  # what others call it by
KEPT_WRONG = ("limit:latitude", "limit:longitude", "limit:age")


@dataclass
class Mended:
    document: Document
    notes: list[str] = field(default_factory=list)
    source_id: str = ""

    def said(self) -> str:
        return "; ".join(self.notes[:5]) + (f" (+{len(self.notes) - 5})" if len(self.notes) > 5 else "")


class Mender:
    """Of one feed: its own ids become UUIDs that stay the same whenever it is read."""

    def __init__(self, feed: str, *, old: bool, columns: Document | None = None):
        self.feed, self.old, self.columns = feed, old, columns or {}
        self.notes: list[str] = []

    def mend(self, raw: Document) -> Mended:
        self.notes, source_id = [], ""
        service = dict(raw)
        given = service.get("id")
        if self.old and given not in (None, "") and _is_wrong_uuid(given):
            source_id = str(given)
            owner = raw.get("organization")
            said = (owner.get("id"), owner.get("name")) if isinstance(owner, dict) else ()
            service["id"] = self._uuid("service", source_id, *said)
        elif isinstance(given, str):
            service["id"] = given.strip().lower()
        made = self._part(said_otherwise(service), "service", "", str(service.get("id", "")))
        return Mended(made, list(dict.fromkeys(self.notes)), source_id)

    def mend_part(self, raw: Document, part: str) -> Document:
        return self._part(raw, part, "", "")

    def _part(self, found: Document, name: str, path: str, owner: str) -> Document:
        part, made = hsds.standard()["parts"][name], dict(found)
        if name != "service":
            self._give_id(made, name, path, owner)
        for key, kind in part["fields"].items():
            needed = key in part["required"]
            if key in made:
                where = f"{path}.{key}" if path else key
                value = self._field(made[key], kind, where, owner, needed)
                if value is None and not needed:
                    del made[key]
                else:
                    made[key] = value
            is_words = needed and kind in ("text", "postcode")
            if is_words and made.get(key) is None and self._may_say_nothing(name, key, given=key in found):
                made[key] = ""
        if name == "location":
            self._turn(made, path)
        elif name == "service":
            self._not_to_come(made)
        return {key: value for key, value in made.items() if value is not None or key in part["required"]}

    def _turn(self, made: Document, path: str) -> None:
        """East where north should be: the other way round it is here, as it stands it is in the Indian Ocean. 0, 0 is nowhere."""
        north, east = made.get("latitude"), made.get("longitude")
        if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (north, east)):
            return
        if north == east == 0:
            self._note(Why.LEFT_OUT, f"{path}.latitude", "0, 0")
            del made["latitude"], made["longitude"]
        elif _is_here(east, north) and not _is_abroad(made):
            self._note(Why.MENDED, f"{path}.latitude", f"{north}, {east}")
            made["latitude"], made["longitude"] = east, north

    def _not_to_come(self, made: Document) -> None:
        """Nobody has looked at something on a day that has not come: it would look fresh for ever."""
        latest = (clock.today() + timedelta(days=1)).isoformat()
        for key in ("assured_date", "last_modified"):
            if isinstance(day := made.get(key), str) and not values.day(day[:10]) and day[:10] > latest:
                self._note(Why.LEFT_OUT, key, day)
                del made[key]

    def _may_say_nothing(self, name: str, key: str, *, given: bool) -> bool:
        """What nobody wrote down of an address, and a description that is null, stand empty; a name never does."""
        return name == "address" or (given and key == "description") or (self.old and key != "name")

    def _give_id(self, made: Document, name: str, path: str, owner: str) -> None:
        """A row's own id names it to nobody outside; a feed's own kind of id becomes a UUID of it."""
        given = made.get("id")
        if given in (None, ""):
            if self.old or name not in NAMED_BY_ID:
                made["id"] = self._uuid(name, owner, path)
        elif _is_wrong_uuid(given):
            shared = (made.get("name"), made.get("taxonomy")) if name in SHARED else (owner, path)
            made["id"] = self._uuid(name, given, *shared)
            self._note(Why.MENDED, f"{path}.id", given)
        else:
            made["id"] = given.strip().lower()

    def _field(self, value: Any, kind: str, path: str, owner: str, needed: bool) -> Any:
        how, _colon, what = kind.partition(":")
        if how in ("one", "many"):
            return self._inside(value, how, what, path, owner)
        if isinstance(value, str) and not value.strip() and not needed:
            return None
        mended = self._value(value, kind, path) if value is not None else None
        return self._or_left_out(mended, kind, path, needed)

    def _inside(self, value: Any, how: str, what: str, path: str, owner: str) -> Any:
        """One where many may be, and many that are one, are clear; nothing in a list is nothing."""
        if how == "one":
            alone = value[0] if isinstance(value, list) and len(value) == 1 else value
            return self._part(alone, what, path, owner) if isinstance(alone, dict) else alone
        rows = [value] if isinstance(value, dict) else value
        if not isinstance(rows, list):
            return value
        return [
            self._part(one, what, f"{path}[{place}]", owner) if isinstance(one, dict) else one
            for place, one in enumerate(rows)
            if one is not None
        ]

    def _value(self, value: Any, kind: str, path: str) -> Any:
        how = kind.partition(":")[0]
        made = _mended(value, kind, self.old)
        if isinstance(made, str) and how == "uuid" and path != "id" and values.uuid(made):
            self._note(Why.LEFT_OUT, path, made)
            return None
        if made != value and not (isinstance(value, str) and value.strip() == made):
            self._note(Why.MENDED, path, value)
        return made

    def _or_left_out(self, value: Any, kind: str, path: str, needed: bool) -> Any:
        if not self.old or value is None or kind in KEPT_WRONG:
            return value
        how, _colon, what = kind.partition(":")
        if how == "postcode" and isinstance(value, str) and values.postcode(value):
            self._note(Why.LEFT_OUT, path, value)
            return ""
        if needed or not _problem(value, how, what):
            return value
        self._note(Why.LEFT_OUT, path, value)
        return None

    def _note(self, why: Why, path: str, value: Any) -> None:
        """Of a table it is said by its headings; ids that were made for it are nobody's business."""
        named = path.lstrip(".")
        if not self.columns or named in self.columns:
            self.notes.append(f"{why} {self.columns.get(named, named)} {str(value)[:60]}")

    def _uuid(self, *parts: Any) -> str:
        said = "|".join(str(part or "").strip() for part in (self.feed, *parts))
        return str(uuid5(NAMESPACE_URL, f"urn:hsds:{said}"))


def _is_here(north: Any, east: Any) -> bool:
    """In or around the United Kingdom."""
    return bool(49 <= north <= 61 and -9 <= east <= 2.1)


def _is_abroad(location: Document) -> bool:
    rows = location.get("addresses")
    where = [one.get("country") for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
    return any(str(one or "").strip().casefold() not in values.HERE for one in where)


def _problem(value: Any, how: str, what: str) -> Problem | None:
    if how == "limit":
        return values.number(value, tuple(hsds.standard()["limits"][what]))
    if not isinstance(value, str):
        return Problem.NOT_TEXT
    if how == "choice":
        return None if value in hsds.standard()["choices"][what] else Problem.NOT_A_CHOICE
    return values.WRITTEN[how](value)


def _is_wrong_uuid(given: Any) -> bool:
    return not isinstance(given, str) or values.uuid(given.strip()) is not None


def _mended(value: Any, kind: str, old: bool) -> Any:
    how, _colon, what = kind.partition(":")
    if isinstance(value, int | float) and not isinstance(value, bool) and how != "limit":
        value = _written(value, how, old)
    made = certain(value, "amount" if what == "amount" else how, day_first=old)
    if how != "choice" or not isinstance(made, str):
        return made
    allowed = {one.casefold(): one for one in hsds.standard()["choices"][what]}
    return allowed.get(made.casefold(), value)


def _written(value: float, how: str, old: bool) -> Any:
    """A number where words stand says the same in words; of a date or a link it says nothing."""
    if not old and how not in ("text", "postcode", "bymonthday"):
        return value
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)
