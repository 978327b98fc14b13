"""Evidence is append-only: triggers refuse update and delete on both databases.

Triggers are installed after every migration, because altering a table on SQLite drops them.
A table is evidence when its model says so, or when it is listed in `settings.EVIDENCE_TABLES`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections

REFUSAL = "evidence is append-only"

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION unstori_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql
"""


def tables(using: str = "default") -> list[str]:
    """Names of the evidence tables that exist in the database."""
    existing = set(connections[using].introspection.table_names())
    wanted = {model._meta.db_table for model in apps.get_models() if getattr(model, "evidence", False)}
    return sorted(wanted & existing)


def install(using: str = "default") -> None:
    """Put the triggers on every evidence table; doing it again changes nothing."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in tables(using):
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the triggers away (only erasure's own door and the tests' flush do this)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in tables(using):
            for event in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Without the triggers for the length of the block."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def _statements(vendor: str, table: str) -> list[str]:
    out = []
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_no_{event.lower()}"
        if vendor == "postgresql":
            out.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            out.append(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION unstori_refuse()"
            )
        else:
            out.append(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    return out
