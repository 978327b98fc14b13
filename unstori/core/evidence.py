"""Evidence is append-only: triggers refuse update and delete on both databases.

Triggers are installed after every migration, because altering a table on SQLite drops them.
A table is evidence when its model says so.

Erasing alone may delete, through `erasing()`: on PostgreSQL as a role of its own, which whoever serves pages need
not be a member of; SQLite knows no roles, so there it shows a permit that no other transaction ever sees.
What outlives what it speaks of (the audit, tombstones) is deleted by nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model

REFUSAL = "evidence is append-only"
ERASER = "unstori_eraser"
PERMIT = "unstori_erasing"

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION unstori_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$ LANGUAGE plpgsql
"""
# A role belongs to the whole server. Whoever may not make one leaves that to whoever may; until then nothing is erased.
POSTGRES_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ERASER}') THEN CREATE ROLE {ERASER} NOLOGIN; END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN GRANT {ERASER} TO CURRENT_USER; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$
"""


class NoEraser(Exception):
    """The database has no erasing role, or whoever is connected may not take it."""


def tables(using: str = "default") -> dict[str, bool]:
    """The evidence tables that exist in the database, and whether erasing may delete from them."""
    existing = set(connections[using].introspection.table_names())
    found = {m._meta.db_table: not outlives(m) for m in apps.get_models() if getattr(m, "evidence", False)}
    return {name: found[name] for name in sorted(found) if name in existing}


def outlives(model: type[Model]) -> bool:
    """Whether the model's rows stay when what they speak of is erased."""
    return bool(getattr(model, "outlives", False))


def install(using: str = "default") -> None:
    """Put the triggers on every evidence table; doing it again changes nothing."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
            _let_eraser_delete(using)
        else:
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {PERMIT} (open INTEGER PRIMARY KEY)")
        for table, erasable in tables(using).items():
            for statement in _statements(connection.vendor, table, erasable):
                cursor.execute(statement)


def _let_eraser_delete(using: str) -> None:
    """The role may read and delete rows of ours that do not outlive what they speak of; nothing else."""
    existing = set(connections[using].introspection.table_names())
    ours = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("unstori.")]
    names = sorted(existing & {model._meta.db_table for model in ours if not outlives(model)})
    with connections[using].cursor() as cursor:
        cursor.execute(POSTGRES_ROLE)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ERASER])
        if names and cursor.fetchone():
            cursor.execute(f"GRANT SELECT, DELETE ON {', '.join(names)} TO {ERASER}")


@contextmanager
def erasing(using: str = "default") -> Iterator[None]:
    """Within the block evidence may be deleted, all of it or nothing. Raises NoEraser.

    Only `access.actions.erasing` opens it; a test holds that.
    """
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT COALESCE((SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = %s), false)",
                [ERASER],
            )
            if not cursor.fetchone()[0]:
                raise NoEraser(f"connect as a member of the role {ERASER}: GRANT {ERASER} TO …")
            cursor.execute(f"SET LOCAL ROLE {ERASER}")
        else:
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute(f"INSERT INTO {PERMIT} VALUES (1)")
        yield
        cursor.execute("RESET ROLE" if connection.vendor == "postgresql" else f"DELETE FROM {PERMIT}")


def remove(using: str = "default") -> None:
    """Take the triggers away (only the tests do this)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table in tables(using):
            for event in ("update", "delete", *(["truncate"] if connection.vendor == "postgresql" else [])):
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


def _statements(vendor: str, table: str, erasable: bool) -> list[str]:
    out = []
    for event in ("UPDATE", "DELETE", *(["TRUNCATE"] if vendor == "postgresql" else [])):
        name, may = f"{table}_no_{event.lower()}", erasable and event == "DELETE"
        if vendor == "postgresql":
            when = f"WHEN (current_user <> '{ERASER}') " if may else ""
            out.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            out.append(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"FOR EACH STATEMENT {when}EXECUTE FUNCTION unstori_refuse()"
            )
        else:
            when = f"WHEN NOT EXISTS (SELECT 1 FROM {PERMIT}) " if may else ""
            out.append(
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
                f"{when}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    return out
