"""A table as its sender's programs write it: in any of the usual encodings, with any of the usual separators."""

import csv
import io
from dataclasses import dataclass

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.ui.tables import opened

MOST_ROWS = 20_000
SEPARATORS = (",", ";", "\t")
UNREADABLE = "\ufffd"


@dataclass(frozen=True)
class Row:
    line: int  # where it begins in the file, as a text editor counts
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    headings: list[str]
    rows: list[Row]


def read(content: bytes) -> Sheet:
    """Headings and rows. Raises RuleBroken for what is no table."""
    text = _decoded(content)
    first = next(iter(text.splitlines()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first))
    rows, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, [opened(cell.strip()).strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as broken:
        raise RuleBroken(_("This file cannot be read as a table. Save it as “CSV UTF-8”.")) from broken
    if len(rows) < 2:
        raise RuleBroken(_("There are no rows under the headings."))
    if len(rows) > MOST_ROWS:
        raise RuleBroken(_("A table can have 20,000 rows at most. Send it in parts."))
    return Sheet(_unique(rows[0].cells), rows[1:])


def _decoded(content: bytes) -> str:
    """UTF-8, or what older programs write. A workbook is not a table."""
    if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0":
        raise RuleBroken(_("This is a workbook. Open it, and save the sheet as “CSV UTF-8”."))
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise RuleBroken(_("This file cannot be read as a table. Save it as “CSV UTF-8”."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(first: str) -> str:
    """Whichever makes most columns of the headings."""
    return max(SEPARATORS, key=lambda one: len(next(csv.reader([first], delimiter=one), [])))


def _unique(headings: list[str]) -> list[str]:
    """Empty headings and those that stand twice are told apart by their place."""
    found: list[str] = []
    for place, one in enumerate(headings, 1):
        found.append(f"{one} ({place})".strip() if not one or one in found else one)
    return found
