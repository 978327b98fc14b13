"""Files that somebody has: a feed saved as JSON, a table, the standard's tables in a folder or a zip."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from lzma import LZMAError
from pathlib import Path

from unstori.core.errors import RuleBroken
from unstori.exchange.fhir.reading import Broken
from unstori.exchange.hsds import package, tables
from unstori.exchange.hsds.columns import Mapped
from unstori.exchange.hsds.findings import Row, Why
from unstori.exchange.hsds.reading import MOST_BYTES, Reading, read_json
from unstori.exchange.hsds.unfolding import unfold
from unstori.exchange.loading.reading import Sheet
from unstori.exchange.loading.reading import read as read_table

TABLES = (".csv", ".tsv")
FEEDS = (".json", ".geojson")
MOST_FILES = 200
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
File = tuple[str, bytes]


def read_path(path: Path, told: Mapped | None = None) -> Reading:
    """A file, or a folder with what is in it, in order. Links that lead elsewhere are not followed."""
    reading = Reading(str(path.resolve()))
    return read_files(_files(path, reading), reading, told or Mapped())


def read_files(files: Iterable[File], reading: Reading, told: Mapped) -> Reading:
    """Each by itself, but the standard's tables together."""
    sheets: dict[str, Sheet] = {}
    waiting: list[tuple[str, Sheet]] = []
    for name, content in files:
        try:
            if package.table_of(name) not in ("", "service") and len(content.splitlines()) < 2:
                continue  # one of the standard's tables that has no rows
            if name.lower().endswith(TABLES):
                waiting.append((name, read_table(content)))
            elif name.lower().endswith(FEEDS):
                reading.add(unfold(read_json(content, reading, name), name))
            else:
                reading.skipped.append(Row(name, "", "", str(Why.NOT_JSON)))
        except (Broken, RuleBroken) as broken:
            _refuse(reading, name, broken)
    if any(is_service_table(name, sheet) for name, sheet in waiting):
        sheets = {package.table_of(name): sheet for name, sheet in waiting if package.table_of(name)}
        rest = [name for name, _sheet in waiting if not package.table_of(name)]
        reading.skipped += [Row(name, "", "", str(Why.NOT_A_SERVICE)) for name in rest]
        waiting = []
        _take(reading, "services.csv", package.records_of(sheets))
    for name, sheet in waiting:
        _take(reading, name, tables.records_of(sheet, name, told))
    return reading


def _take(reading: Reading, name: str, records: Iterable[object]) -> None:
    try:
        reading.take(records)  # type: ignore[arg-type]
    except RuleBroken as broken:
        _refuse(reading, name, broken)


def is_service_table(name: str, sheet: Sheet) -> bool:
    """Of the standard's package: its services name who runs them and where they are by ids alone."""
    return (
        package.table_of(name) == "service"
        and {"id", "name"} <= set(sheet.headings)
        and "postcode" not in sheet.headings
    )


def _refuse(reading: Reading, name: str, broken: Broken | RuleBroken) -> None:
    if isinstance(broken, Broken):
        reading.refused.append(Row(name, "", broken.path, f"{broken.why} {broken.detail}".strip()))
    else:
        reading.refused.append(Row(name, "", "", broken.reason))
    reading.is_whole = False


def _files(path: Path, reading: Reading) -> Iterator[File]:
    found = (
        sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        if path.is_dir()
        else [path]
    )
    for file in found:
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        try:
            if file.stat().st_size > MOST_BYTES:
                raise Broken(Why.TOO_BIG)  # type: ignore[arg-type]
            yield from unpacked(name, file.read_bytes())
        except Broken as broken:
            _refuse(reading, name, broken)
        except OSError as error:
            reading.refused.append(Row(name, "", "", f"{Why.CANNOT_OPEN} {error.strerror or ''}".strip()))
            reading.is_whole = False


def unfolded(files: Iterable[File], reading: Reading) -> Iterator[File]:
    """What somebody sent on a page: with what is in their zips."""
    for name, content in files:
        try:
            yield from unpacked(name, content)
        except Broken as broken:
            _refuse(reading, name, broken)


def unpacked(name: str, content: bytes) -> Iterator[File]:
    """What is in a zip, never larger than is allowed; any other file as it is."""
    if not name.lower().endswith(".zip"):
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found = [one for one in packed.infolist() if not one.is_dir()]
            if len(found) > MOST_FILES or sum(one.file_size for one in found) > MOST_BYTES:
                raise Broken(Why.TOO_BIG)  # type: ignore[arg-type]
            inside = [(one.filename, packed.open(one).read(MOST_BYTES)) for one in found]
    except BROKEN_ZIP as broken:
        raise Broken(Why.CANNOT_OPEN) from broken  # type: ignore[arg-type]
    yield from inside
