"""A table with a service in each row, as councils and charities keep them, becomes services as a feed would give them."""

import re
from collections.abc import Iterator
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules.finding import key_of
from unstori.exchange.hsds.certain import number_of
from unstori.exchange.hsds.columns import Column, Mapped, columns, guessed
from unstori.exchange.hsds.unfolding import Record
from unstori.exchange.loading.columns import plain
from unstori.exchange.loading.days import order_of, read_day
from unstori.exchange.loading.reading import Row, Sheet

Document = dict[str, Any]
NUMBERS = ("minimum_age", "maximum_age", "latitude", "longitude")
WHERE = ("location", "address", "accessibility")
AGES = re.compile(
    r"(\d{1,3})\s*(?:-|–|to|i|hyd at)\s*(\d{1,3})\s*(?:years|yrs|oed|mlwydd oed)?(?: old)?", re.IGNORECASE
)
FROM_AGE = re.compile(
    r"(?:from |o )?(\d{1,3})\s*(?:\+|and over|and up|a throsodd|years and over|oed a throsodd)", re.IGNORECASE
)
SEPARATORS = re.compile(r"\s*[;|\n]\s*")


def records_of(sheet: Sheet, file: str, told: Mapped) -> Iterator[Record]:
    """Raises RuleBroken when no column says what the services are called."""
    mapped = guessed(sheet.headings, told.columns or None)
    if "name" not in mapped:
        raise RuleBroken(_("No column says what the services are called. Say which one it is."))
    places = {key: sheet.headings.index(heading) for key, heading in mapped.items()}
    known = columns()
    stands = _stands(mapped, known)
    days = told.days or order_of(_cells(sheet, places.get("checked")))
    for row in sheet.rows:
        said = {key: _said(row, at, key, told) for key, at in places.items()}
        if not any(said.values()):
            continue
        raw = _service({key: text for key, text in said.items() if text}, known, days)
        yield Record(file, f"{row.line}", raw, old=True, columns=stands)


def _cells(sheet: Sheet, at: int | None) -> list[str]:
    return [row.cells[at] for row in sheet.rows if at is not None and at < len(row.cells)]


def _said(row: Row, at: int, key: str, told: Mapped) -> str:
    text = row.cells[at] if at < len(row.cells) else ""
    meant = {plain(value): means for value, means in told.values.get(key, {}).items()}
    return str(meant.get(plain(text), text))


def _stands(mapped: dict[str, str], known: dict[str, Column]) -> dict[str, str]:
    """By path in a service the heading under which it stands."""
    ages = {f"{end}_age": mapped["ages"] for end in ("minimum", "maximum") if "ages" in mapped}
    return ages | {_path(known[key]): heading for key, heading in mapped.items() if known[key].field}


def _service(said: dict[str, str], known: dict[str, Column], days: str) -> Document:
    parts: dict[str, Document] = {}
    for key, text in said.items():
        if known[key].field:
            number = number_of(text) if known[key].field in NUMBERS else text
            parts.setdefault(known[key].part, {})[known[key].field] = number
    made = parts.get("service", {})
    made.setdefault("status", "active")
    made["id"] = made.get("id") or "|".join(
        (key_of(made.get("name", "")), key_of(said.get("organisation", "")))
    )
    _checked(made, days)
    _ages(made, said.get("ages", ""))
    _owned(made, parts)
    _placed(made, parts)
    _listed(made, parts, said)
    return made


def _path(column: Column) -> str:
    where = "service_at_locations[0].location"
    inside = {
        "service": "", "organization": "organization.", "location": f"{where}.", "address": f"{where}.addresses[0].",
        "accessibility": f"{where}.accessibility[0].", "schedule": "schedules[0].", "cost": "cost_options[0].",
        "contact": "contacts[0].", "phone": "contacts[0].phones[0].",
    }  # fmt: skip
    return f"{inside[column.part]}{column.field}"


def _checked(made: Document, days: str) -> None:
    """A day that could be another one is not said."""
    text = made.pop("assured_date", "")
    found = read_day(text, days) if text and days != "ask" else ""
    if text:
        made["assured_date"] = text if isinstance(found, str) and days != "ask" else str(found or "") or None


def _ages(made: Document, text: str) -> None:
    """ "8-11" and "5+" are ages; anything else stands in words with those whom it is for."""
    said = " ".join(text.split())
    if found := AGES.fullmatch(said):
        made.setdefault("minimum_age", int(found[1]))
        made.setdefault("maximum_age", int(found[2]))
    elif found := FROM_AGE.fullmatch(said):
        made.setdefault("minimum_age", int(found[1]))
    elif said:
        words = made.get("eligibility_description")
        made["eligibility_description"] = f"{said}. {words}" if words else said


def _owned(made: Document, parts: dict[str, Document]) -> None:
    owner = parts.get("organization", {})
    if owner.get("name"):
        made["organization"] = {"id": key_of(owner["name"]), "description": ""} | owner


def _placed(made: Document, parts: dict[str, Document]) -> None:
    """The place, its address and its doors, where any of them is said."""
    if not any(name in parts for name in WHERE):
        return
    address = parts.get("address", {})
    said: Document = {"location_type": "physical"} | parts.get("location", {})
    if address:
        said["addresses"] = [{"address_type": "physical", "country": "GB", "address_1": ""} | address]
    if "accessibility" in parts:
        said["accessibility"] = [parts["accessibility"]]
    key = key_of(" ".join(str(one) for part in WHERE[:2] for one in parts.get(part, {}).values()))
    made["service_at_locations"] = [{"id": f"{made['id']}|{key}", "location": {"id": key} | said}]


def _listed(made: Document, parts: dict[str, Document], said: dict[str, str]) -> None:
    if "schedule" in parts:
        weekly = {"freq": "WEEKLY"} if parts["schedule"].get("byday") else {}
        made["schedules"] = [weekly | parts["schedule"]]
    if "cost" in parts:
        made["cost_options"] = [parts["cost"]]
    if "phone" in parts or "contact" in parts:
        phones = {"phones": [parts["phone"]]} if "phone" in parts else {}
        made["contacts"] = [parts.get("contact", {}) | phones]
    if said.get("languages"):
        made["languages"] = [{"name": one} for one in _several(said["languages"], comma=True)]
    if said.get("terms"):
        made["attributes"] = [
            {"taxonomy_term": {"id": key_of(one), "name": one, "description": ""}}
            for one in _several(said["terms"])
        ]
    if said.get("area"):
        made["service_areas"] = [{"name": said["area"]}]


def _several(text: str, *, comma: bool = False) -> list[str]:
    found = SEPARATORS.split(text)
    if len(found) == 1 and (comma or ("," in text and "(" not in text)):
        found = text.split(",")
    return list(dict.fromkeys(one.strip() for one in found if one.strip()))
