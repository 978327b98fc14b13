"""One answer of a feed: never too long, too big or too slow, and what is wrong with it in plain words."""

import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from threading import Timer
from typing import Any

import requests
from requests.utils import parse_header_links
from urllib3.exceptions import HTTPError

from unstori.exchange.fhir.reading import Broken
from unstori.exchange.hsds.findings import Why
from unstori.exchange.hsds.guarding import NotOutside, session
from unstori.exchange.hsds.reading import Reading, read_json

WAIT = (5, 60)  # seconds to be let in, and for each piece of an answer
LONGEST = 180  # seconds for one answer
MOST_BYTES = 64 * 2**20
REFUSED = {401: Why.NEEDS_KEY, 403: Why.NEEDS_KEY, 404: Why.NOT_THERE, 410: Why.NOT_THERE}
BROKEN = (requests.RequestException, HTTPError, Broken, NotOutside, OSError, ValueError)


class Same(Exception):
    """It is what it was when it was read last."""


@dataclass
class Answer:
    document: Any
    etag: str = ""
    next: str = ""


class Asking:
    """One feed is asked by one of these, a question at a time."""

    def __init__(self, inside: Collection[str]):
        self._session = session(inside)

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.close()

    def get(self, address: str, reading: Reading | None = None, *, etag: str = "") -> Answer:
        """Raises one of BROKEN; Same, when the feed says so itself."""
        headers = {"If-None-Match": etag} if etag else {}
        with self._session.get(address, timeout=WAIT, stream=True, headers=headers) as answer:
            if answer.status_code == 304:
                raise Same if etag else Broken(Why.EMPTY)  # type: ignore[arg-type]
            answer.raise_for_status()
            content = _read(answer)
        found = read_json(content, reading, address, _charset(answer))
        return Answer(found, answer.headers.get("ETag", "")[:200], _linked(answer))


def reason(error: Exception) -> str:
    """What went wrong, without the library's own long account."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        status = error.response.status_code
        return str(REFUSED[status]) if status in REFUSED else f"{Why.BROKE} {status}"
    if isinstance(error, Broken):
        return f"{error.why} {error.detail}".strip()
    for kind, why in (
        (NotOutside, Why.NOT_OUTSIDE), (requests.TooManyRedirects, Why.IN_CIRCLES), (requests.Timeout, Why.TOO_SLOW),
        (requests.ConnectionError, Why.NOBODY),
    ):  # fmt: skip
        if isinstance(error, kind) or isinstance(error.__cause__, kind):
            return str(why)
    return str(Why.CANNOT_OPEN)


def _read(answer: requests.Response) -> bytes:
    """An answer that comes drop by drop is shut from outside: a piece of it may take as long as its sender likes."""
    content, until = bytearray(), time.monotonic() + LONGEST
    alarm = Timer(LONGEST, _shut, [answer])
    alarm.daemon = True
    alarm.start()
    try:
        for piece in answer.iter_content(2**16):
            content += piece
            if len(content) > MOST_BYTES:
                raise Broken(Why.TOO_BIG)  # type: ignore[arg-type]
    except (requests.RequestException, HTTPError, OSError):
        if time.monotonic() < until:
            raise
    finally:
        alarm.cancel()
    if time.monotonic() >= until:
        raise Broken(Why.TOO_SLOW)  # type: ignore[arg-type]
    return bytes(content)


def _shut(answer: requests.Response) -> None:
    with suppress(ValueError, OSError, AttributeError):
        answer.raw.shutdown()


def _charset(answer: requests.Response) -> str:
    head = Message()
    head["content-type"] = answer.headers.get("Content-Type", "")
    return str(head.get_content_charset("") or "")


def _linked(answer: requests.Response) -> str:
    """RFC 8288."""
    links = parse_header_links(answer.headers.get("Link", ""))
    return next((one["url"] for one in links if one.get("rel") == "next"), "")
