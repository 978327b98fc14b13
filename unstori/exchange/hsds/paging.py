"""What a list says about itself besides what is in it: the standard's header, the one before it, and others in use."""

from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
KEYS = (
    "contents",
    "content",
    "items",
    "results",
    "services",
    "service_at_locations",
    "data",
    "records",
    "value",
)
ABOUT = ("meta", "pagination", "page", "paging", "_meta")
NUMBERS = ("page_number", "number", "page", "currentPage", "current_page", "pageNumber")
PAGES = ("total_pages", "totalPages", "pageCount", "page_count", "last_page")
ITEMS = (
    "total_items",
    "totalElements",
    "totalItems",
    "total",
    "totalCount",
    "total_count",
    "count",
    "@odata.count",
)
NEXT = ("next", "next_page", "nextPage", "nextLink", "@odata.nextLink", "next_page_url")


@dataclass
class Page:
    number: int | None = None
    pages: int | None = None
    items: int | None = None
    last: bool | None = None
    next: str = ""

    @property
    def says_nothing(self) -> bool:
        return self == Page()


def key_of(document: Document) -> str:
    """Under which name the things of a page stand."""
    usual = next((key for key in KEYS[:2] if isinstance(document.get(key), list | dict)), "")
    packed = document.get("_embedded")
    if not usual and isinstance(packed, dict) and any(isinstance(one, list) for one in packed.values()):
        return "_embedded"
    return usual or next((key for key in KEYS if isinstance(document.get(key), list)), "")


def inside(document: Document, key: str) -> Any:
    if key != "_embedded":
        return document[key]
    return next(one for one in document[key].values() if isinstance(one, list))


def page_of(document: Document) -> Page:
    """From wherever it stands: beside the things, or in a part of its own."""
    said: Document = {}
    for name in ABOUT:
        if isinstance(part := document.get(name), dict):
            said |= part
    said |= {
        name: value
        for name, value in document.items()
        if value is not None and not isinstance(value, dict | list)
    }
    last = said.get("last_page", said.get("last", said.get("lastPage")))
    return Page(
        _number(said, NUMBERS), _number(said, PAGES), _number(said, ITEMS), last if isinstance(last, bool) else None,
        _next(document, said),
    )  # fmt: skip


def _number(said: Document, names: tuple[str, ...]) -> int | None:
    for name in names:
        value = said.get(name)
        if isinstance(value, str) and value.strip().isdigit() and len(value) < 12:
            return int(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10**12:
            return int(value)
    return None


def _next(document: Document, said: Document) -> str:
    """An address, beside the things or among links."""
    for name in NEXT:
        if isinstance(found := said.get(name), str) and _is_address(found):
            return found
    for name in ("links", "_links", *ABOUT):
        found = _linked(document.get(name))
        if found:
            return found
    return ""


def _linked(links: Any) -> str:
    if isinstance(links, list):
        links = {
            one.get("rel"): one for one in links if isinstance(one, dict) and isinstance(one.get("rel"), str)
        }
    if not isinstance(links, dict):
        return ""
    found = next((links[name] for name in NEXT if links.get(name)), None)
    found = found.get("href") if isinstance(found, dict) else found
    if isinstance(found, str) and _is_address(found):
        return found
    return _linked(links["links"]) if isinstance(links.get("links"), dict | list) else ""


def _is_address(said: str) -> bool:
    """A number is no address."""
    return said.startswith(("http://", "https://", "/", "?")) or "?" in said
