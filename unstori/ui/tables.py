"""A table to take along, as spreadsheets open it: its letters right, and nothing in it that they would run."""

import csv
import io

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: object) -> str:
    """What a spreadsheet would take for a formula, it shows instead (CWE-1236)."""
    said = str(cell)
    return f"'{said}" if said.startswith(FORMULAS) else said


def written(rows: list[list[object]]) -> bytes:
    """Comma separated, with a mark that says how its letters are kept."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[safe(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")
