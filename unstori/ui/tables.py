"""A table to take along, as spreadsheets open it: its letters right, and nothing in it that they would run."""

import csv
import io
import re

# Signs that begin a formula, in wide letters too, behind blanks that some programs leave out; and the ' of this file itself.
RUNS = re.compile(r"[\t\r\n]|\s*'*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")


def safe(cell: object) -> str:
    """What a spreadsheet would take for a formula, it shows instead (CWE-1236). `opened` has it as it was."""
    said = str(cell)
    return f"'{said}" if RUNS.match(said) else said


def opened(cell: str) -> str:
    """A cell that we, or others, made safe with a ' is itself again."""
    return cell[1:] if cell.startswith("'") and RUNS.match(cell[1:]) else cell


def written(rows: list[list[object]]) -> bytes:
    """Comma separated, with a mark that says how its letters are kept."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")
