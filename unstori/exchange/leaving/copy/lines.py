"""What each part of a copy is made of: a heading, lines with a name, words with whose they are and when."""

from typing import Any

from unstori.core.dates import format_date

Item = dict[str, Any]


def quote(row: Any, by: str, on: Any, words: str = "") -> dict[str, str]:
    """Somebody's words as they said them, whose, and when."""
    return {"text": words or row.words, "by": f"{by}, {format_date(on, year=True)}", "lang": row.language}


def full(*lines: tuple[str, Any]) -> list[list[str]]:
    return [[name, str(said)] for name, said in lines if said]
