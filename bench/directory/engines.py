"""Ways of answering a question, side by side. Each gives the numbers of services, best first."""

import re
import sqlite3
from collections.abc import Callable, Iterable

from bench.directory import meaning
from bench.directory.what import What
from bench.directory.writing import written
from unstori.directory.queries import searching
from unstori.directory.rules import asking, finding

DEPTH = 200  # so deep, because a question across languages leaves a part of them out
WORTH = 0.2  # of a place found by meaning, where one found by words is worth 1: the best on the half that was looked at
Engine = Callable[[str], list[int]]


class FullText:
    """What a database does by itself: every word as it is typed, accents aside; no stems, no synonyms, no reading."""

    def __init__(self, everything: Iterable[What]):
        self.rows = sqlite3.connect(":memory:")
        self.rows.execute(
            "CREATE VIRTUAL TABLE t USING fts5(name, said, tokenize='unicode61 remove_diacritics 2')"
        )
        for what in everything:
            document = written(what)
            self.rows.execute("INSERT INTO t(rowid, name, said) VALUES (?, ?, ?)",
                              (what.number + 1, document["name"], finding.said_in(document)))  # fmt: skip

    def all_words(self, text: str) -> list[int]:
        return self._found(text, " ")

    def any_word(self, text: str) -> list[int]:
        return self._found(text, " OR ")

    def _found(self, text: str, between: str) -> list[int]:
        asked = between.join(f'"{word}"' for word in re.findall(r"\w+", text))
        rows = self.rows.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 4, 1) LIMIT ?", (asked, DEPTH)
        )
        return [row - 1 for (row,) in rows]


def ours(numbers: dict[str, int]) -> Engine:
    """The page's own search, without a filter: only what stands in the box."""

    def found(text: str) -> list[int]:
        results = searching.search(asking.understood(text), count=DEPTH)
        return [numbers[str(hit.entry.hsds_id)] for hit in results.hits]

    return found


def ways(services: list[What]) -> dict[str, Engine]:
    """All that can be measured here; with meaning only where the optional package is installed."""
    plain = FullText(services)
    words = ours({str(one.id): one.number for one in services})
    found = {"all words": plain.all_words, "any word": plain.any_word, "ours": words}
    if meaning.is_here():
        near = meaning.by_meaning(services)
        found |= {"meaning alone": near, "ours and meaning": meaning.blended(words, near, WORTH)}
    return found
