"""Answers of feeds that mean harm, or are broken in ways that nobody thought of. Before each the feed gave services 0 to 2."""

import json
from typing import Any

from tests.integration.exchange import hsds

Document = dict[str, Any]
JSON = {"Content-Type": "application/json"}


def good(**more: Any) -> list[Document]:
    return [hsds.service(number, **more) for number in range(3)]


def raw(content: bytes, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return 200, JSON | {name.replace("_", "-"): value for name, value in headers.items()}, content


def said(document: Any, encoding: str = "utf-8") -> bytes:
    return json.dumps(document, ensure_ascii=False).encode(encoding)


def with_first(**changed: Any) -> Document:
    """The other two are as they were; the first says something else."""
    first = hsds.service(0)
    for path, value in changed.items():
        *names, last = path.split("__")
        at: Any = first
        for name in names:
            at = at[int(name[1:])] if name[0] == "n" and name[1:].isdigit() else at[name]
        at[last] = value
    return hsds.page([first, *good()[1:]])


def somewhere(latitude: Any, longitude: Any) -> Document:
    where = "service_at_locations__n0__location__"
    return with_first(**{f"{where}latitude": latitude, f"{where}longitude": longitude})


def deep(levels: int) -> bytes:
    return b'{"contents": ' + b"[" * levels + b"]" * levels + b"}"
