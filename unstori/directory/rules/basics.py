"""What editors write into the standard's own document, where no other directory says it. Pure."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from unstori.directory.rules.finding import DAYS, Document

# Each of these is one value of the document.
SIMPLE = ("name", "description", "status", "minimum_age", "maximum_age", "application_process", "fees", "alert",
          "email", "url")  # fmt: skip
# These are parts of their own; only where the document was made here, so that nothing of a feed's is lost.
PLACED = ("phone", "place", "street", "town", "postcode", "days", "opens", "closes", "when")
MADE_HERE = "made-here"


def basics_in(document: Document, *, whole: bool) -> dict[str, Any]:
    """As the form shows it."""
    said = {name: document.get(name) for name in SIMPLE}
    return said | (_placed_in(document) if whole else {})


def _placed_in(document: Document) -> dict[str, Any]:
    phone = next((one["number"] for one in document.get("phones", ())), "")
    location: Document = next(
        (one.get("location", {}) for one in document.get("service_at_locations", ())), {}
    )
    address: Document = next(iter(location.get("addresses", ())), {})
    schedule: Document = next(iter(document.get("schedules", ())), {})
    days = [DAYS.index(part) for part in schedule.get("byday", "").split(",") if part]
    return {
        "phone": phone, "place": location.get("name", ""), "street": address.get("address_1", ""),
        "town": address.get("city", ""), "postcode": address.get("postal_code", ""), "days": days,
        "opens": schedule.get("opens_at", ""), "closes": schedule.get("closes_at", ""),
        "when": schedule.get("description", ""),
    }  # fmt: skip


def with_basics(
    document: Document, said: dict[str, Any], point: tuple[float, float] | None = None
) -> Document:
    """The document with what was typed; what is empty is left out. `point`: where the postcode is, if known."""
    made = {key: value for key, value in document.items() if key not in SIMPLE}
    made |= {name: said[name] for name in SIMPLE if said.get(name) not in (None, "")}
    if "postcode" not in said:
        return made
    id = document["id"]
    parts = {"phones": _phones(id, said), "service_at_locations": _places(id, said, point),
             "schedules": _schedules(id, said)}  # fmt: skip
    made = {key: value for key, value in made.items() if key not in parts}
    return made | {key: value for key, value in parts.items() if value}


def _id(of: str, part: str) -> str:
    """The same each time, so that a change is no new place."""
    return str(uuid5(NAMESPACE_URL, f"{MADE_HERE}:{of}:{part}"))


def _phones(id: str, said: dict[str, Any]) -> list[Document]:
    return [{"id": _id(id, "phone"), "number": said["phone"]}] if said.get("phone") else []


def _places(id: str, said: dict[str, Any], point: tuple[float, float] | None) -> list[Document]:
    if not any(said.get(name) for name in ("place", "street", "town", "postcode")):
        return []
    address = {"id": _id(id, "address"), "address_1": said.get("street", ""), "city": said.get("town", ""),
               "state_province": "", "postal_code": said.get("postcode", ""), "country": "GB",
               "address_type": "physical"}  # fmt: skip
    location: Document = {"id": _id(id, "location"), "location_type": "physical", "addresses": [address]}
    if said.get("place"):
        location["name"] = said["place"]
    if point:
        location["latitude"], location["longitude"] = point
    return [{"id": _id(id, "at"), "location": location}]


def _schedules(id: str, said: dict[str, Any]) -> list[Document]:
    days = ",".join(DAYS[int(day)] for day in said.get("days", ()))
    schedule: Document = {"id": _id(id, "schedule"), "freq": "WEEKLY"}
    schedule |= {"byday": days} if days else {}
    named = {"opens_at": "opens", "closes_at": "closes", "description": "when"}
    schedule |= {key: said[name] for key, name in named.items() if said.get(name)}
    return [schedule] if len(schedule) > 2 else []
