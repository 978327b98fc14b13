"""Asks the full text of either database with the same question: any of these, and any of those."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from unstori.directory.models import Sought
from unstori.directory.models.fulltext import INDEX, TABLE
from unstori.directory.rules import indexing

Tokens = Sequence[str]
SHUT = f"{indexing.MARK}shut"  # closed for good


@dataclass(frozen=True, slots=True)
class Any:
    """One of these words; `head`: in the name or the terms."""

    tokens: tuple[str, ...]
    head: bool = False


Alternative = Sequence[Any]  # all of them


def matching(alternatives: Iterable[Alternative], *, shut: bool = False) -> str:
    """Written as the database at hand reads it. Stems are letters and digits alone, so nothing need be escaped."""
    postgres = connection.vendor == "postgresql"
    either, both = (" | ", " & ") if postgres else (" OR ", " AND ")
    one = _postgres if postgres else _sqlite
    said = either.join(f"({both.join(one(any) for any in all_of)})" for all_of in alternatives if all_of)
    if not said or shut:
        return said
    return f"({said}) & !'{SHUT}'" if postgres else f'({said}) NOT "{SHUT}"'


def _postgres(any: Any) -> str:
    label = ":AB" if any.head else ""
    said = " | ".join(f"'{token}'{label}" for token in any.tokens)
    return f"({said})"


def _sqlite(any: Any) -> str:
    said = " OR ".join(f'"{token}"' for token in any.tokens)
    return f"({{name terms}} : ({said}))" if any.head else f"({said})"


def rows(match: str, limit: int) -> QuerySet[Sought]:
    """So many of those that match. Which ones is not said: who asks makes the question narrower first."""
    if connection.vendor == "postgresql":
        sql = f"SELECT id FROM {TABLE} WHERE stems @@ to_tsquery('simple', %s) LIMIT %s"
    else:
        sql = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s"
    return Sought.objects.filter(pk__in=RawSQL(sql, (match, limit)))


def entries(match: str) -> RawSQL:
    """All entries that match, for use inside another query."""
    inner = (
        "stems @@ to_tsquery('simple', %s)"
        if connection.vendor == "postgresql"
        else f"id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"
    )
    return RawSQL(f"SELECT entry_id FROM {TABLE} WHERE {inner}", (match,))


def count(match: str, most: int) -> int:
    """How many match, as far as it is counted."""
    where = "stems @@ to_tsquery('simple', %s)" if connection.vendor == "postgresql" else f"{INDEX} MATCH %s"
    table = TABLE if connection.vendor == "postgresql" else INDEX
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {where} LIMIT %s) AS counted", [match, most]
        )
        return int(cursor.fetchone()[0])
