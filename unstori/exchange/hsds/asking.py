"""A feed is read page by page over http, politely: one call at a time, with limits, tried again when it is busy."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from unstori.directory.rules.feeds import PAGING, SCHEMES
from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.getting import BROKEN, Answer, Asking, Same, reason
from unstori.exchange.hsds.paging import Page
from unstori.exchange.hsds.reading import Reading
from unstori.exchange.hsds.unfolding import Record, Unfolded, unfold

MOST_PAGES = 20_000
DULL = 2  # pages in a row with nothing new, or that cannot be read, before a feed is left
MANY = 20  # in a bare list: there may be more behind it
GIVES_UP = 5  # short forms in a row that cannot be had whole


class Unanswered(Exception):
    """The address gives nothing that can be read."""


class Unchanged(Exception):
    """The feed says that it is as it was."""


def read_address(
    address: str,
    *,
    inside: Collection[str] | None = None,
    etag: str = "",
    on_read: Callable[[int], None] | None = None,
) -> Reading:
    """All pages of a feed, and what each service says beyond its short form.

    `inside`: hosts of this network that may be asked. Without it, the one that was typed at this machine.
    """
    allowed = [urlsplit(address).hostname or ""] if inside is None else inside
    with Asking(allowed) as asking:
        return _Feed(asking, address).read(Reading(address, on_read=on_read), etag)


@dataclass
class _Feed:
    asking: Asking
    address: str

    def read(self, reading: Reading, etag: str) -> Reading:
        try:
            answer = self.asking.get(self.address, reading, etag=etag)
            first = unfold(answer.document, self.address)
            if first.page is None and not first.records:  # the root of an API: its services stand below
                self.address = _beside(self.address, "services")
                answer = self.asking.get(self.address, reading)
                first = unfold(answer.document, self.address)
        except Same:
            raise Unchanged from None
        except BROKEN as error:
            raise Unanswered(reason(error)) from None
        reading.address = without_page(self.address)
        whole = _Details(self.asking, self.address, reading)
        pages = 0
        for unfolded in _Pages(self, reading).walk(first, answer):
            pages += 1
            reading.add(replace(unfolded, records=[whole.of(one) for one in unfolded.records]))
        reading.etag = answer.etag if pages == 1 and not whole.asked else ""
        return reading


@dataclass
class _Pages:
    """From the first page on. Feeds count from 0 or from 1, or name the next; some never end, some break midway."""

    feed: _Feed
    reading: Reading
    number: int = 1
    dull: int = 0

    def walk(self, first: Unfolded, answer: Answer) -> Iterator[Unfolded]:
        page = first.page or Page()
        self.number = page.number if page.number is not None else 1
        seen, asked, from_0 = _ids(first), {self.feed.address}, page.number == 0
        yield first
        found: Unfolded | None = first
        while where := self._next(found, page, answer, first):
            if where in asked or len(asked) > MOST_PAGES:
                self._miss(where, Why.SAME_PAGE if where in asked else Why.TOO_MANY_PAGES)
                return
            asked.add(where)
            found, answer = self._open(where, first)
            new = (_ids(found) - seen) if found else set()
            if found and not new and from_0 and len(asked) == 2:
                page = replace(
                    page, number=None
                )  # it counts from 0 in what it says, and from 1 in what is asked
                continue
            if found and new:
                seen, self.dull = seen | new, 0
                page = replace(page, last=found.page.last if found.page else True)
                yield found
            elif not self._bear(found, where, page):
                return

    def _bear(self, found: Unfolded | None, where: str, page: Page) -> bool:
        """Whether to go on after a page with nothing new."""
        self.dull += 1
        if found and found.records and self.dull == 1:
            self.reading.skipped.append(Row(where, "", "", str(Why.SAME_PAGE)))
            self.reading.is_whole = self.reading.is_whole and not _has_more(page, self.number)
        more = page.pages is not None and self.number < page.pages
        return self.dull <= DULL and (more or bool(found and found.page and found.page.next))

    def _open(self, where: str, first: Unfolded) -> tuple[Unfolded | None, Answer]:
        try:
            answer = self.feed.asking.get(where, self.reading)
            return unfold(answer.document, where), answer
        except BROKEN as error:
            if (
                first.page and not first.page.says_nothing
            ):  # nobody said that there is more behind a bare list
                self._miss(where, Why.CANNOT_OPEN, reason(error))
            return None, Answer(None)

    def _next(self, found: Unfolded | None, page: Page, answer: Answer, first: Unfolded) -> str:
        """The address of the page to read next; empty at the end."""
        named = (found.page.next if found and found.page else "") or answer.next
        if named:
            where = urljoin(self.feed.address, named)
            if urlsplit(where).hostname == urlsplit(self.feed.address).hostname and where.startswith(SCHEMES):
                self.number += 1
                return where
            self._miss(where, Why.ELSEWHERE)
            return ""
        says = bool(first.page and first.page.next)  # it names the next one, as long as there is one
        if not first.records or (says and found is not None):
            return ""
        bare = first.page is None or first.page.says_nothing
        if bare and ((self.number > 1 and found is None) or len(first.records) < MANY or self.dull):
            return ""
        if not bare and not _goes_on(page, self.number):
            return ""
        self.number += 1
        return with_page(self.feed.address, self.number)

    def _miss(self, where: str, why: Why, detail: str = "") -> None:
        self.reading.refused.append(Row(where, "", "", f"{why} {detail}".strip()))
        self.reading.is_whole = False


class _Details:
    """A list's short form is asked for whole; where that cannot be read, the short form stands."""

    def __init__(self, asking: Asking, address: str, reading: Reading):
        self.asking, self.address, self.reading = asking, address, reading
        self.asked = self.failed = 0

    def of(self, record: Record) -> Record:
        id = record.raw.get("id")
        if not record.is_brief or not id or record.is_place or self.failed >= GIVES_UP:
            return record
        self.asked += 1
        try:
            answer = self.asking.get(_beside(without_page(self.address), str(id)), self.reading)
        except BROKEN as error:
            self.failed += 1
            why = f"{Why.NO_DETAILS} {reason(error)}"
            self.reading.skipped.append(Row(record.file, record.label, record.path, why))
            return record
        self.failed = 0
        found = unfold(answer.document, record.file).records
        whole = next((one for one in found if str(one.raw.get("id")) == str(id)), None)
        if not whole:
            return record
        return replace(whole, path=record.path, old=record.old or whole.old, listed=False)


def _has_more(page: Page, read: int) -> bool:
    return page.pages is not None and read < page.pages


def _goes_on(page: Page, read: int) -> bool:
    """What says that there is more is believed: asking once too often costs nothing, and losing services does."""
    last = page.pages - 1 if page.number == 0 and page.pages is not None else page.pages
    return (last is not None and read < last) or page.last is False


def _ids(found: Unfolded) -> set[str]:
    """A service comes again with each of its places."""
    return {str(record.raw.get("id") or record.raw.get("name")) + record.place_id for record in found.records}


def _beside(address: str, name: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}", fragment=""))


def with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] != "page"] + [("page", str(number))]
    return urlunsplit(parts._replace(query=urlencode(asked), fragment=""))


def without_page(address: str) -> str:
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] not in PAGING]
    return urlunsplit(parts._replace(path=parts.path.rstrip("/"), query=urlencode(asked), fragment=""))
