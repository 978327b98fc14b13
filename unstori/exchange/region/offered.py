"""What there is in the region, taken in as any council's feed is: made-up services, in `offers/`."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from unstori.access.rules import Actor
from unstori.exchange.actions import import_services
from unstori.exchange.actions.opening import make_open_file
from unstori.exchange.hsds.reading import Reading
from unstori.exchange.hsds.unfolding import unfold
from unstori.exchange.region.lives import read

ADDRESS = "region"
KINDS = ("young", "families")
TAXONOMY = "Special educational needs and disabilities"
Document = dict[str, Any]


def take_in(by: Actor) -> int:
    """Returns how many there are."""
    reading = Reading(ADDRESS)
    reading.add(unfold(documents(), ADDRESS))
    count = len(import_services(by=by, reading=reading).added)
    make_open_file(by=by)
    return count


def documents() -> list[Document]:
    """The region's services as a feed would give them."""
    told = read("offers/places.toml")
    return [_service(told, one) for kind in KINDS for one in read(f"offers/{kind}.toml")["service"]]


def id_of(name: str) -> UUID:
    """Of a service of the region."""
    return UUID(_id(name))


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:unstori:region:{':'.join(parts)}"))


def _service(told: Document, one: Document) -> Document:
    name = one["name"]
    amount, said = one["cost"]
    opens, closes = one["hours"]
    made = {
        "id": _id(name), "name": name, "description": one["words"], "status": one.get("status", "active"),
        "eligibility_description": one["who"], "application_process": one["how"],
        "organization": _owner(told, one), "contacts": [_contact(told, one)],
        "schedules": [{"id": _id(name, "when"), "freq": "WEEKLY", "byday": one["days"], "opens_at": opens,
                       "closes_at": closes}],
        "cost_options": [{"id": _id(name, "cost"), "amount": amount, "amount_description": said}],
        "attributes": [{"id": _id(name, term), "taxonomy_term": _term(term)} for term in one["terms"]],
    }  # fmt: skip
    ages = dict(zip(("minimum_age", "maximum_age"), one.get("ages", ()), strict=False))
    more = {key: one[at] for key, at in (("wait_time", "wait"), ("alert", "alert")) if at in one}
    where = {"service_at_locations": [_place(told, one)]} if "place" in one else {}
    return made | ages | more | where


def _owner(told: Document, one: Document) -> Document:
    name, words, _phone, page = told["owners"][one["owner"]]
    return {"id": _id("owner", one["owner"]), "name": name, "description": words, "website": page}


def _contact(told: Document, one: Document) -> Document:
    number = told["owners"][one["owner"]][2]
    phone = {"id": _id(one["name"], "phone"), "number": number}
    return {"id": _id(one["name"], "contact"), "phones": [phone]}


def _term(term: str) -> Document:
    return {
        "id": _id("term", term),
        "name": term[0].upper() + term[1:],
        "description": "",
        "taxonomy": TAXONOMY,
    }


def _place(told: Document, one: Document) -> Document:
    name, address, town, postcode, north, east = told["places"][one["place"]]
    whole = {"id": _id("address", one["place"]), "address_1": address, "city": town, "state_province": "",
             "postal_code": postcode, "country": "GB", "address_type": "physical"}  # fmt: skip
    doors = [{"id": _id(one["name"], "access"), "description": one["access"]}] if "access" in one else []
    where = {"id": _id("place", one["place"], one["name"]), "location_type": "physical", "name": name,
             "latitude": north, "longitude": east, "addresses": [whole], "accessibility": doors}  # fmt: skip
    return {"id": _id(one["name"], "at", one["place"]), "location": where}
