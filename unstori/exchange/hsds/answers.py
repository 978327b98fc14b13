"""What the directory's API answers with: HSDS-UK 3.0, so that what came in goes out as it is.

Lists give fields that are there once and no parts; one thing is given whole.
https://docs.openreferraluk.org/en/latest/api_reference.html
"""

from collections.abc import Sequence
from typing import Any

Document = dict[str, Any]
ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}


def page(contents: Sequence[Document], *, total: int, number: int, per_page: int) -> Document:
    """The standard's header, then what is on this page. `size` counts what is on it."""
    pages = -(-total // per_page)
    return {
        "total_items": total, "total_pages": pages, "page_number": number, "size": len(contents),
        "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": list(contents),
    }  # fmt: skip


def brief(service: Document) -> Document:
    """A service in a list."""
    made = _once(service)
    if organisation := service.get("organization"):
        made["organization"] = _once(organisation)
    return made


def place_in(service: Document, id: str) -> Document:
    """One service at a location, whole."""
    place = _place(service, id)
    return place | {
        "service": {key: value for key, value in service.items() if key != "service_at_locations"}
    }


def brief_place_in(service: Document, id: str) -> Document:
    """The same in a list."""
    place = _place(service, id)
    made = _once(place)
    if location := place.get("location"):
        made["location"] = _once(location)
    return made | {"service": brief(service)}


def _place(service: Document, id: str) -> Document:
    places: list[Document] = service.get("service_at_locations", [])
    return next(one for one in places if one["id"].lower() == id)


def _once(document: Document) -> Document:
    return {key: value for key, value in document.items() if not isinstance(value, list | dict)}
