"""What a feed says in the wrong place, where the right one is sure: nothing is lost, and nothing is guessed.

A price in words goes to the words of the price; every day of every week is weekly on seven days; a place with a
street is a physical one; 0°N 0°E is how programs write that nobody knew.
"""

from typing import Any

from unstori.directory.rules.finding import DAYS
from unstori.exchange.hsds.certain import number_of

Document = dict[str, Any]
STEPS = {
    "WEEK": "WEEKLY", "WEEKLY": "WEEKLY", "EVERY WEEK": "WEEKLY", "MONTH": "MONTHLY", "MONTHLY": "MONTHLY",
    "EVERY MONTH": "MONTHLY",
}  # fmt: skip


def said_otherwise(service: Document) -> Document:
    """A new document where something is changed; what has a shape that nobody expects stays as it is."""
    made = dict(service)
    _each(made, "cost_options", _cost)
    _each(made, "schedules", _schedule)
    _each(made, "service_at_locations", _place)
    return made


def _each(inside: Document, key: str, how: Any) -> None:
    found = inside.get(key)
    if isinstance(found, list):
        inside[key] = [how(one) if isinstance(one, dict) else one for one in found]


def _cost(one: Document) -> Document:
    amount = one.get("amount")
    if (
        not isinstance(amount, str)
        or not amount.strip()
        or not isinstance(number_of(amount, money=True), str)
    ):
        return one
    said = [amount.strip(), one.get("amount_description")]
    words = "; ".join(dict.fromkeys(part for part in said if isinstance(part, str) and part.strip()))
    return one | {"amount": None, "amount_description": words}


def _schedule(one: Document) -> Document:
    freq = one.get("freq")
    said = " ".join(freq.split()).upper() if isinstance(freq, str) else ""
    if said in STEPS:
        return one | {"freq": STEPS[said]}
    if said == "DAILY" and one.get("interval") in (None, 1, "1", ""):
        return one | {"freq": "WEEKLY", "byday": one.get("byday") or ",".join(DAYS)}
    return one


def _place(one: Document) -> Document:
    made = dict(one)
    _each(made, "schedules", _schedule)
    if isinstance(made.get("location"), dict):
        made["location"] = _location(made["location"])
    return made


def _location(one: Document) -> Document:
    made = dict(one)
    _each(made, "schedules", _schedule)
    where = (number_of(made.get("latitude")), number_of(made.get("longitude")))
    if where == (0, 0):
        made["latitude"] = made["longitude"] = None
        where = (None, None)
    if made.get("location_type") in (None, "") and (_stands(made) or None not in where):
        made["location_type"] = "physical"
    return made


def _stands(location: Document) -> bool:
    found = location.get("addresses")
    rows = found if isinstance(found, list) else []
    return any(isinstance(one, dict) and one.get("address_type") == "physical" for one in rows)
