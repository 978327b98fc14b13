"""Services as feeds give them, of 3.0 and before it, and a feed on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

Document = dict[str, Any]


def uuid(name: object) -> str:
    return str(uuid5(NAMESPACE_URL, f"test:{name}"))


def place(name: object, /, **location: Any) -> Document:
    address = {"id": uuid(f"a{name}"), "address_1": "1 Heol y Dŵr", "city": "Caerdydd", "state_province": "",
               "postal_code": "CF10 1AA", "country": "GB", "address_type": "physical"}  # fmt: skip
    where = {"id": uuid(f"l{name}"), "location_type": "physical", "name": "Neuadd y Dref", "latitude": 51.48,
             "longitude": -3.18, "addresses": [address]}  # fmt: skip
    return {"id": uuid(f"p{name}"), "location": where | location}


def service(name: object, /, **changed: Any) -> Document:
    """A service of 3.0 that is right."""
    owner = {
        "id": uuid("club"),
        "name": "Clwb Nofio",
        "description": "A club for everybody",
        "email": "a@example.org",
    }
    term = {"id": uuid("t"), "name": "Breaks and respite", "description": "", "taxonomy": "SEND"}
    made = {
        "id": uuid(name), "name": f"Swimming {name}", "description": "In the warm pool.", "status": "active",
        "minimum_age": 8, "maximum_age": 18, "last_modified": "2026-01-02T10:00:00Z", "organization": owner,
        "schedules": [{"id": uuid(f"s{name}"), "freq": "WEEKLY", "byday": "SA", "opens_at": "10:00",
                       "closes_at": "12:00"}],
        "service_at_locations": [place(name)],
        "attributes": [{"id": uuid(f"at{name}"), "link_type": "service", "taxonomy_term": term}],
        "cost_options": [{"id": uuid(f"c{name}"), "amount": 3.5, "amount_description": "a time"}],
        "contacts": [{"id": uuid(f"k{name}"), "name": "The desk", "phones": [{"id": uuid(f"f{name}"),
                      "number": f"029 2000 {name}"}]}],
    }  # fmt: skip
    return made | changed


def older(name: object, /, **changed: Any) -> Document:
    """The same as feeds before 3.0 give it: other names, numbers as ids, null and nothing."""
    made = {
        "id": f"svc-{name}", "name": f"Swimming {name}", "description": "In the warm pool.", "status": None, "url": "",
        "email": None, "fees": "", "assured_date": "2026-01-02T00:00:00.000Z",
        "organization": {"id": "77", "name": "Clwb Nofio", "description": None, "url": "www.example.org", "logo": ""},
        "eligibilitys": [{"id": "1", "eligibility": "Children", "minimum_age": 8, "maximum_age": "18"}],
        "regular_schedules": [{"id": "2", "weekday": "Saturday", "opens_at": "9:30", "closes_at": "12:00",
                               "freq": "week", "interval": "1", "byday": None}],
        "service_at_locations": [{"id": "3", "location": {
            "id": "4", "name": "Neuadd y Dref", "latitude": 51.48, "longitude": -3.18,
            "physical_addresses": [{"id": "5", "address_1": "1 Heol y Dŵr", "city": "Caerdydd", "country": "Wales",
                                    "postal_code": "CF10 1AA", "state_province": None}],
            "accessibility_for_disabilities": [{"id": "6", "accessibility": "Hoist"}]},
            "regular_schedule": [{"id": "7", "byday": "SU", "opens_at": "10:00", "closes_at": "11:00"}]}],
        "service_taxonomys": [{"id": "8", "taxonomy": {"id": "t:9", "name": "Respite", "vocabulary": "SEND"}}],
        "fundings": [{"id": "10", "source": "The council"}],
        "cost_options": [{"id": "11", "amount": "£3.50", "amount_description": "a time"}],
        "contacts": [{"id": "12", "name": "The desk", "phones": [{"number": "029 2000 0000"}]}],
        "languages": [{"id": "13", "language": "Welsh"}], "service_areas": [{"id": "14", "service_area": "Cardiff"}],
        "reviews": [{"id": "15", "title": "Lovely", "reviewer": "A mother"}],
    }  # fmt: skip
    return made | changed


def page(items: list[Document], number: int = 1, pages: int = 1, total: int | None = None) -> Document:
    return {"total_items": len(items) if total is None else total, "total_pages": pages, "page_number": number,
            "size": len(items), "first_page": number == 1, "last_page": number == pages, "empty": not items,
            "contents": items}  # fmt: skip


def older_page(items: list[Document], number: int = 1, pages: int = 1, total: int | None = None) -> Document:
    return {"totalElements": len(items) if total is None else total, "totalPages": pages, "number": number,
            "size": len(items), "first": number == 1, "last": number == pages, "content": items}  # fmt: skip


@contextmanager
def feed(answer: Any) -> Iterator[str]:
    """`answer(path, page)` gives the document of an address, or a status."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = parse_qs(parts.query).get("page", [None])[0]
            found = answer(parts.path, int(asked) if asked else None)
            content = json.dumps(found).encode()
            self.send_response(found if isinstance(found, int) else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
