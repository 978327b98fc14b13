"""Asks the full text of either database with the same question: any of these, and any of those."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from unstori.directory.models.fulltext import HEAD, INDEX, TABLE
from unstori.directory.rules import indexing

Tokens = Sequence[str]
READ = ("name", "terms", "about", "words")  # in the order in which they are weighed (`rules/ranking.py`)
Row = tuple[Any, ...]  # the key, those, and facts
SHUT = f"{indexing.MARK}shut"  # closed for good


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words; `head`: in the name or the terms."""

    tokens: tuple[str, ...]
    head: bool = False


Alternative = Sequence[OneOf]  # all of them


def matching(alternatives: Iterable[Alternative], *, shut: bool = False) -> str:
    """Written as the database at hand reads it. Stems are letters and digits alone, so nothing need be escaped."""
    postgres = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if postgres else (" OR ", " AND ")
    one = _postgres if postgres else _sqlite
    said = either.join(f"({both.join(one(words) for words in all_of)})" for all_of in alternatives if all_of)
    if not said or shut:
        return said
    return f"({said}) & !'{SHUT}'" if postgres else f'({said}) NOT "{SHUT}"'


def _postgres(words: OneOf) -> str:
    sign = HEAD if words.head else ""
    said = " | ".join(f"'{sign}{token}'" for token in words.tokens)
    return f"({said})"


def _sqlite(words: OneOf) -> str:
    said = " OR ".join(f'"{token}"' for token in words.tokens)
    return f"({{name terms}} : ({said}))" if words.head else f"({said})"


def rows(match: str, limit: int, known: Collection[int] = ()) -> list[Row]:
    """So many of those that match. Which ones is not said: who asks makes the question narrower first.

    Each with its key, its stems field by field, and its facts as they are kept; of those that are `known` the key alone.
    """
    if connection.vendor == "postgresql":
        found, facts = (
            f"SELECT id FROM {TABLE} WHERE lexemes @@ to_tsquery('simple', %s) LIMIT %s",
            "facts::text",
        )
    else:
        found, facts = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s", "facts"
    besides = f" AND here.id NOT IN ({', '.join(['%s'] * len(known))})" if known else ""
    sql = (
        f"SELECT found.id, {', '.join(READ)}, {facts} FROM ({found}) AS found"
        f" LEFT JOIN {TABLE} AS here ON here.id = found.id{besides}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, (match, limit, *known))
        return cursor.fetchall()


def entries(match: str) -> RawSQL:
    """All entries that match, for use inside another query."""
    inner = (
        "lexemes @@ to_tsquery('simple', %s)"
        if connection.vendor == "postgresql"
        else f"id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"
    )
    return RawSQL(f"SELECT entry_id FROM {TABLE} WHERE {inner}", (match,))


def count(match: str, most: int) -> int:
    """How many match, as far as it is counted."""
    where = (
        "lexemes @@ to_tsquery('simple', %s)" if connection.vendor == "postgresql" else f"{INDEX} MATCH %s"
    )
    table = TABLE if connection.vendor == "postgresql" else INDEX
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {where} LIMIT %s) AS counted", [match, most]
        )
        return int(cursor.fetchone()[0])
