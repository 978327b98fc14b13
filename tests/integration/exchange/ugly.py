"""Feeds of councils that do not exist, each as wrong as some that do. What each should become stands beside it."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.integration.exchange import hsds

Document = dict[str, Any]
Answer = tuple[int, dict[str, str], bytes]


def json_answer(document: Any, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return 200, {"Content-Type": "application/json", **named}, json.dumps(document).encode()


@contextmanager
def server(answer: Callable[[str, dict[str, str], dict[str, str]], Any]) -> Iterator[str]:
    """`answer(path, asked, headers)` gives a document, a status, or a status with headers and bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            found = answer(parts.path, asked, dict(self.headers))
            if isinstance(found, int):
                found = (found, {}, b"")
            status, headers, content = found if isinstance(found, tuple) else json_answer(found)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: Any) -> None: ...

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_address[1]}"
    finally:
        running.shutdown()
        running.server_close()


def whole(count: int, make: Callable[..., Document] = hsds.service) -> list[Document]:
    return [make(number) for number in range(count)]


def spring(items: list[Document], number: int, pages: int, **_more: Any) -> Document:
    """As one program writes pages: things inside, numbers in a part of their own, from 0."""
    return {
        "_embedded": {"services": items},
        "page": {"number": number, "totalPages": pages, "size": len(items)},
    }


def packed(document: Any) -> bytes:
    return gzip.compress(json.dumps(document).encode())


def careless(name: object, /, **changed: Any) -> Document:
    """3.0 as it is written by hand: everything can mean one thing only, and nothing is written as the standard says."""
    made = hsds.service(name)
    made |= {
        "status": "Active", "email": "mailto:a@example.org", "url": "www.example.org/nofio", "assured_date": "27/05/2026",
        "last_modified": "2026-01-02 10:00", "minimum_age": "8", "maximum_age": None, "languages": None, "fees": None,
        "schedules": [{"freq": "weekly", "byday": "Mon-Fri", "opens_at": "9:00am", "closes_at": "5.30 pm"},
                      {"freq": "Daily", "opens_at": "0900", "closes_at": "24:00"}, None],
        "cost_options": [{"amount": "£3"}, {"amount": "Free"}, {"amount": "£3-£5", "amount_description": "by age"}],
    }  # fmt: skip
    where = made["service_at_locations"][0]["location"]
    where |= {"latitude": "51.48", "longitude": "-3.18", "location_type": None}
    where["addresses"][0] |= {"postal_code": "cf101aa", "state_province": None, "region": None}
    return made | changed
