"""Tables of the documents, put between marks that stay: `<!-- NAME -->` and `<!-- /NAME -->`."""

from collections.abc import Sequence
from pathlib import Path


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def between(page: Path, name: str, made: str) -> None:
    """Nothing happens to a page that has no such marks."""
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    if first in text and last in text:
        head, rest = text.split(first, 1)
        page.write_text(f"{head}{first}\n{made}\n{last}{rest.split(last, 1)[1]}", encoding="utf-8")
