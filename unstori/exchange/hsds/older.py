"""Services of Open Referral UK before 3.0 as HSDS-UK 3.0 nests them. What has no new place stays under its old name.

https://developers.openreferraluk.org, and the shapes of feeds in use (`content`, `eligibilitys`, `physical_addresses`).
"""

import re
from collections.abc import Iterable
from typing import Any

from unstori.directory.rules.finding import DAYS as CODES
from unstori.exchange.hsds.certain import number_of

Document = dict[str, Any]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OLDEST = 120
ADDRESS = ("city", "state_province", "postal_code", "country", "region")
# What people wrote about a service is about them as well; it has no place in the standard that follows.
NOT_TAKEN = ("reviews",)
RENAMED = {
    "fundings": "funding", "eligibilities": "eligibilitys", "service_taxonomies": "service_taxonomys",
    "taxonomies": "service_taxonomys", "organisation": "organization", "min_age": "minimum_age",
    "max_age": "maximum_age",
}  # fmt: skip


def translated(raw: Document) -> Document:
    """One that is of 3.0 already comes out as it is."""
    made = {RENAMED.get(key, key): value for key, value in raw.items() if key not in NOT_TAKEN}
    made["status"] = str(made.get("status") or "active").strip().lower()
    _ages(made)
    if "locations" in made and not made.get("service_at_locations"):
        made["service_at_locations"] = [_of_location(one) for one in _rows(made.pop("locations"))]
    if isinstance(made.get("organization"), dict):
        made["organization"] = _organisation(made["organization"])
    schedules = [*_rows(made.pop("regular_schedules", None)), *_rows(made.get("schedules"))]
    if schedules:
        made["schedules"] = [_schedule(one) for one in schedules]
    terms = [_attribute(one) for one in _rows(made.pop("service_taxonomys", None))]
    if terms:
        made["attributes"] = [*_rows(made.get("attributes")), *terms]
    for key, how in (("service_at_locations", _place), ("languages", _language),
                     ("contacts", _contact), ("service_areas", _area)):  # fmt: skip
        if key in made:
            made[key] = [how(one) for one in _rows(made[key])]
    return made


def _rows(found: Any) -> list[Document]:
    """A list, or the one thing that should be in one; some feeds send null."""
    rows = found if isinstance(found, list) else [found]
    return [one for one in rows if isinstance(one, dict)]


def _ages(made: Document) -> None:
    found = _rows(made.pop("eligibilitys", None))
    for name, pick in (("minimum_age", min), ("maximum_age", max)):
        ages = [age for one in found if (age := _number(one.get(name))) is not None]
        if ages and made.get(name) is None:
            made[name] = pick(ages)
    least, most = _number(made.get("minimum_age")), _number(made.get("maximum_age"))
    if most is not None and (most > OLDEST or (most == 0 and least)):
        made["maximum_age"] = None  # 0, 127 and 999 are how older feeds say that there is no limit
    words = _said(one.get("eligibility") for one in found)
    if words and not made.get("eligibility_description"):
        made["eligibility_description"] = words


def _said(parts: Iterable[Any]) -> str:
    return "; ".join(dict.fromkeys(part.strip() for part in parts if isinstance(part, str) and part.strip()))


def _number(value: Any) -> float | None:
    found = number_of(value)
    return found if isinstance(found, int | float) and not isinstance(found, bool) else None


def _organisation(one: Document) -> Document:
    page = one.get("website") or one.get("url")
    rest = {key: value for key, value in one.items() if key not in ("url", "website", *NOT_TAKEN)}
    return rest | ({"website": page} if page else {}) | {"description": one.get("description") or ""}


def _schedule(one: Document) -> Document:
    made = {key: value for key, value in one.items() if key != "weekday"}
    if not made.get("byday") and (day := _day(one.get("weekday"))):
        made["byday"] = day
    freq = str(made.get("freq") or "").upper()
    made["freq"] = next(
        (full for full in ("WEEKLY", "MONTHLY", "DAILY") if freq and full.startswith(freq[:4])), None
    )
    if made["freq"] is None and made.get("byday"):
        made["freq"] = "WEEKLY"
    return made


def _day(said: Any) -> str:
    """By name, by code, or counted from Monday as 1."""
    text = str(said or "").strip().lower()
    named = [CODES[place] for place, day in enumerate(DAYS) if len(text) > 1 and day.startswith(text)]
    return named[0] if named else CODES[int(text) - 1] if re.fullmatch("[1-7]", text) else ""


def _attribute(one: Document) -> Document:
    inside = one.get("taxonomy")
    term = inside if isinstance(inside, dict) else one
    kept = {"id": term.get("id"), "name": term.get("name"), "description": term.get("description") or "",
            "taxonomy": term.get("vocabulary") or ""}  # fmt: skip
    return {"id": one.get("id") if term is not one else None, "taxonomy_term": kept}


def _place(one: Document) -> Document:
    made = {key: value for key, value in one.items() if key not in ("regular_schedule", "regular_schedules")}
    hours = [
        *_rows(one.get("regular_schedule")),
        *_rows(one.get("regular_schedules")),
        *_rows(one.get("schedules")),
    ]
    if hours:
        made["schedules"] = [_schedule(found) for found in hours]
    if isinstance(one.get("location"), dict):
        made["location"] = _location(one["location"])
    return made


def _of_location(one: Document) -> Document:
    """Some feeds have places beside the service, with the address in the place itself."""
    lines = {key: value for key, value in one.items() if key.startswith("address_") or key in ADDRESS}
    place = {key: value for key, value in one.items() if key not in lines}
    return {"location": place | ({"physical_addresses": [lines]} if lines else {})}


def _location(one: Document) -> Document:
    moved = ("physical_addresses", "postal_addresses", "accessibility_for_disabilities", *NOT_TAKEN)
    made = {key: value for key, value in one.items() if key not in moved}
    addresses = [_address(found, "physical") for found in _rows(one.get("physical_addresses"))]
    addresses += [_address(found, "postal") for found in _rows(one.get("postal_addresses"))]
    if addresses:
        made["addresses"] = [*_rows(one.get("addresses")), *addresses]
    doors = _rows(one.get("accessibility_for_disabilities"))
    if doors:
        made["accessibility"] = [{"description": found.get("accessibility")} | found for found in doors]
    made["location_type"] = made.get("location_type") or "physical"
    return made


def _address(one: Document, kind: str) -> Document:
    lines = [one.get(f"address_{number}") for number in range(1, 5)]
    made = {key: value for key, value in one.items() if not re.fullmatch(r"address_[2-4]", key)}
    whole = {name: made.get(name) or "" for name in ("city", "state_province", "postal_code")}
    said = ", ".join(line.strip() for line in lines if isinstance(line, str) and line.strip())
    return made | whole | {"address_1": said, "country": made.get("country") or "GB", "address_type": kind}


def _language(one: Document) -> Document:
    return {"name": one.get("language")} | one


def _contact(one: Document) -> Document:
    phones = _rows(one.get("phones"))
    if isinstance(one.get("phone"), str) and one["phone"].strip():
        phones = [*phones, {"number": one["phone"]}]
    made = {key: value for key, value in one.items() if key not in ("phone", "phones")}
    return made | ({"phones": phones} if phones else {})


def _area(one: Document) -> Document:
    return {"name": one.get("service_area")} | one
