"""Files, folders and addresses of Open Referral UK become checked documents. A bad record is refused alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from unstori.directory.actions import Coming
from unstori.directory.rules import hsds
from unstori.directory.rules.feeds import feed_of, is_web
from unstori.exchange.fhir.reading import parse
from unstori.exchange.hsds.bytes import in_utf8
from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.keeping import Read, Shelf
from unstori.exchange.hsds.mending import Mender
from unstori.exchange.hsds.older import NOT_TAKEN, translated
from unstori.exchange.hsds.unfolding import Record, Unfolded

MOST_BYTES = 256 * 2**20
LONGEST = 2**20  # letters of one service
TOLD_EACH = 100
FILES = "file"  # ids that are no UUIDs are made of what they are, not of where a copy of the file lies
Document = dict[str, Any]


@dataclass
class Reading:
    """All that was read of one feed. `is_whole`: nothing that it has was missed, so what it lacks is gone."""

    address: str
    found: Shelf = field(default_factory=Shelf)
    taxonomies: list[Document] = field(default_factory=list)
    terms: list[Document] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)
    unclear: list[Row] = field(default_factory=list)
    is_whole: bool = True
    ids: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    count: int = (
        0  # a feed counts one twice that stands twice on a page; on another page it stands instead of another
    )
    promised: int = 0
    has_places: bool = False  # services come with the places where they are, so some may be missing
    on_read: Callable[[int], None] | None = None  # is told how many were read so far
    etag: str = ""  # of an answer that was all there is

    def add(self, unfolded: Unfolded) -> None:
        """A page, or whatever else came in one document."""
        page = unfolded.page
        self.promised = max(self.promised, (page.items or 0) if page else 0)
        self.skipped += unfolded.skipped
        self.take(unfolded.records)
        for one in unfolded.taxonomies:
            self._taxonomy(one)

    def take(self, records: Iterable[Record]) -> None:
        """Each by itself. Of those that came together, none stands instead of another."""
        mine: set[str] = set()
        for record in records:
            name = str(record.raw.get("id") or record.raw.get("name"))
            if name not in self.seen:
                mine.add(name)
            self.count += name in mine
            self.seen.add(name)
            self.has_places = self.has_places or record.is_place
            if self.on_read and len(self.seen) % TOLD_EACH == 0:
                self.on_read(len(self.seen))
            try:
                self._read(record)
            except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as odd:
                why = f"{Why.NOT_KEPT} {type(odd).__name__}"
                self.refused.append(Row(record.file, record.label, record.path, why))
                self.is_whole = False

    @property
    def has_all(self) -> bool:
        """Nothing that it has was missed: only then is what it lacks gone."""
        return self.is_whole and bool(self.seen) and not self.has_places and not self.lacks

    @property
    def lacks(self) -> int:
        """How many fewer there were than the feed said that it has."""
        return max(self.promised - self.count, 0) if not self.has_places else 0

    def _read(self, record: Record) -> None:
        old = record.old
        if len(repr(record.raw)) > LONGEST:
            self.refused.append(Row(record.file, record.label, record.path, str(Why.TOO_LONG)))
            self.ids.add(str(record.raw.get("id"))[:40])
            return
        raw = {key: value for key, value in record.raw.items() if key not in NOT_TAKEN}
        mended = Mender(self._names, old=old, columns=record.columns).mend(translated(raw) if old else raw)
        document = mended.document
        wrong = hsds.check(document)
        if isinstance(document.get("id"), str):
            self.ids.add(document["id"])
        if wrong:
            self.is_whole = self.is_whole and not any(one.path == "id" for one in wrong)
            self.refused += [_wrong(record, one) for one in wrong]
            return
        came = None if document == raw else raw
        coming = Coming(document, came, mended.source_id, record.is_brief, record.is_place)
        self.found.put(Read(record, coming, mended.said()))

    def _taxonomy(self, one: Document) -> None:
        """A term alone is kept under the taxonomy that it names."""
        part = "taxonomy" if "taxonomy_terms" in one or "version" in one else "taxonomy_term"
        made = Mender(self._names, old=True).mend_part(one, part)
        wrong = hsds.check_part(made, part)
        if wrong:
            label = f"{part}/{one.get('id', '')}"
            self.refused += [Row("", label, w.path, f"{w.problem} {w.value}".strip()) for w in wrong]
        else:
            (self.taxonomies if part == "taxonomy" else self.terms).append(made)

    @property
    def _names(self) -> str:
        return feed_of(self.address) if is_web(self.address) else FILES


def read_json(content: bytes, reading: Reading | None = None, file: str = "", charset: str = "") -> Any:
    """What a feed sent, in whatever letters; other letters than the standard's are said in the report."""
    content, other = in_utf8(content, charset)
    if other and reading is not None:
        reading.unclear.append(Row(file, "", "", f"{Why.OTHER_LETTERS} {other}"))
    return parse(content, number=float, most=MOST_BYTES)


def _wrong(record: Record, finding: hsds.Finding) -> Row:
    if record.columns:
        heading = (
            record.columns.get(finding.path)
            or record.columns.get(finding.path.rpartition(".")[0])
            or finding.path
        )
        return Row(
            record.file,
            record.label,
            f"{record.path}: {heading}",
            f"{finding.problem} {finding.value}".strip(),
        )
    path = ".".join(part for part in (record.path, finding.path) if part)
    return Row(record.file, record.label, path, f"{finding.problem} {finding.value}".strip())
