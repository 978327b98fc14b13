"""The full text of the index in each database: FTS5 beside the table in SQLite, a generated tsvector in PostgreSQL.

Put there after every migrate, like the triggers of evidence: SQLite loses triggers when a field is altered, and tables of
tests are made without migrations. Triggers fill it, so that whatever empties the table empties it, too.
"""

from django.db import connections

TABLE, INDEX = "directory_sought", "directory_sought_text"
FIELDS = ("name", "terms", "about", "words", "marks")

_names = ", ".join(FIELDS)
_new = ", ".join(f"new.{name}" for name in FIELDS)
_old = ", ".join(f"old.{name}" for name in FIELDS)
_add = f"INSERT INTO {INDEX} (rowid, {_names}) VALUES (new.id, {_new})"
_take = f"INSERT INTO {INDEX} ({INDEX}, rowid, {_names}) VALUES ('delete', old.id, {_old})"
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5("
    f"{_names}, content='{TABLE}', content_rowid='id', tokenize='ascii', columnsize=0)",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_added AFTER INSERT ON {TABLE} BEGIN {_add}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_taken AFTER DELETE ON {TABLE} BEGIN {_take}; END",
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_changed AFTER UPDATE ON {TABLE} BEGIN {_take}; {_add}; END",
)
# A stem is taken as it is: `simple` knows no language. A word of the name or the terms stands there once more with a sign
# before it, so that an index alone can answer for those: of weights it knows nothing, and would have each row read.
HEAD = "qh"
_heads, _all = (" || ' ' || ".join(names) for names in (FIELDS[:2], FIELDS))
_signed = f"regexp_replace({_heads}, '(\\S+)', '{HEAD}\\1', 'g')"
POSTGRES = (
    f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS stems",
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS lexemes tsvector"
    f" GENERATED ALWAYS AS (to_tsvector('simple', {_all}) || to_tsvector('simple', {_signed})) STORED",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (lexemes)",
)


def install(using: str = "default") -> None:
    """Doing it again changes nothing."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in POSTGRES if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)
