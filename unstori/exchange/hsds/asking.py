"""A feed is read page by page over http, politely: one call at a time, with limits, tried again when it is busy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from unstori.exchange.fhir.reading import Broken
from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.reading import Reading, read_json
from unstori.exchange.hsds.unfolding import Record, Unfolded, unfold

SCHEMES = ("http://", "https://")
WAIT = (5, 60)  # seconds to be let in, and for each piece of an answer
MOST_BYTES = 64 * 2**20
MOST_PAGES = 20_000
BUSY = (429, 500, 502, 503, 504)
TRIES = Retry(total=3, backoff_factor=0.5, status_forcelist=BUSY, respect_retry_after_header=False)
BROKEN = (requests.RequestException, Broken)


class Unanswered(Exception):
    """The address gives nothing that can be read."""


def read_address(address: str) -> Reading:
    """All pages of a feed, and what each service says beyond its short form."""
    with requests.Session() as session:
        session.max_redirects = 5
        for scheme in SCHEMES:
            session.mount(scheme, HTTPAdapter(max_retries=TRIES))
        session.headers["Accept"] = "application/json"
        return _read(session, address)


def _read(session: requests.Session, address: str) -> Reading:
    try:
        first = unfold(_get(session, address), address)
        if first.page is None and not first.records:  # the root of an API: its services stand below
            address = _beside(address, "services")
            first = unfold(_get(session, address), address)
    except BROKEN as error:
        raise Unanswered(_reason(error)) from None
    reading = Reading(_without_page(address))
    for unfolded in _pages(session, address, first, reading):
        records = [_whole(session, address, one, reading) for one in unfolded.records]
        reading.add(replace(unfolded, records=records))
    return reading


def _pages(session: requests.Session, address: str, first: Unfolded, reading: Reading) -> Iterator[Unfolded]:
    """From the first page on. Feeds count from 0 or from 1, and some never end."""
    seen = _ids(first)
    yield first
    page, read = first.page, 1
    number = page.number if page and page.number is not None else 1
    while page and _goes_on(page.pages, page.last, read, bool(first.records)):
        number, read = number + 1, read + 1
        if read > MOST_PAGES:
            _missed(reading, address, Why.TOO_MANY_PAGES)
            return
        try:
            found = unfold(_get(session, _with_page(address, number)), _with_page(address, number))
        except BROKEN as error:
            _missed(reading, _with_page(address, number), Why.CANNOT_OPEN, _reason(error))
            return
        new = _ids(found) - seen
        if not new and read == 2 and first.page and first.page.number == 0:
            first.page.number, read = (
                None,
                1,
            )  # it counts from 0 in what it says, and from 1 in what it is asked
            continue
        if not new:
            if found.records:
                _missed(reading, _with_page(address, number), Why.SAME_PAGE, missed=False)
            return
        seen |= new
        yield found
        page = replace(page, last=found.page.last if found.page else True)


def _goes_on(pages: int | None, last: bool | None, read: int, any_there: bool) -> bool:
    return any_there and (read < pages if pages is not None else last is False)


def _whole(session: requests.Session, address: str, record: Record, reading: Reading) -> Record:
    """A list's short form is asked for whole; where that cannot be read, the short form stands."""
    id = record.raw.get("id")
    if not record.is_brief or not id:
        return record
    try:
        found = unfold(_get(session, _beside(_without_page(address), str(id))), record.file)
    except BROKEN as error:
        reading.skipped.append(
            Row(record.file, record.label, record.path, f"{Why.NO_DETAILS} {_reason(error)}")
        )
        return record
    whole = next((one for one in found.records if one.raw.get("id") == id), None)
    return replace(whole, path=record.path, old=record.old or whole.old, listed=False) if whole else record


def _get(session: requests.Session, address: str) -> Any:
    if not address.startswith(SCHEMES):
        raise Broken(Why.CANNOT_OPEN)  # type: ignore[arg-type]
    with session.get(address, timeout=WAIT, stream=True) as answer:
        answer.raise_for_status()
        content = bytearray()
        for piece in answer.iter_content(2**16):
            content += piece
            if len(content) > MOST_BYTES:
                raise Broken(Why.TOO_BIG)  # type: ignore[arg-type]
    return read_json(bytes(content))


def _reason(error: Exception) -> str:
    """What went wrong, without the library's own long account."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return str(error.response.status_code)
    return f"{error.why} {error.detail}".strip() if isinstance(error, Broken) else type(error).__name__


def _missed(reading: Reading, address: str, why: Why, detail: str = "", *, missed: bool = True) -> None:
    row = Row(address, "", "", f"{why} {detail}".strip())
    (reading.refused if missed else reading.skipped).append(row)
    reading.is_whole = reading.is_whole and not missed


def _ids(found: Unfolded) -> set[str]:
    return {str(record.raw.get("id") or record.raw.get("name")) for record in found.records}


def _beside(address: str, name: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}", query="", fragment=""))


def _with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] != "page"] + [("page", str(number))]
    return urlunsplit(parts._replace(query=urlencode(asked), fragment=""))


def _without_page(address: str) -> str:
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("page", "per_page")]
    return urlunsplit(parts._replace(path=parts.path.rstrip("/"), query=urlencode(asked), fragment=""))
