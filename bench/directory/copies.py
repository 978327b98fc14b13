"""More services than would be worded in a sitting: those that are there stand several times, copied inside the database.

A documented by-pass of the actions, for measuring speed alone. Copies have ids of their own and all else alike, so each
word, day and place is as frequent as in a directory that grew; towns are more crowded than any real ones.
"""

from django.db import connection, models, transaction
from django.db.models import F

from unstori.directory.models import Entry, EntryPlace, EntryTerm, EntryVersion, Opening, Sought, Word

# In the order of what points at what; and the columns that name a row by its id.
TABLES: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Entry, ("id", "hsds_id", "live_id")),
    (EntryVersion, ("id", "entry_id")),
    (EntryPlace, ("id", "hsds_id", "entry_id")),
    (Opening, ("id", "entry_id", "place_id")),
    (EntryTerm, ("id", "entry_id")),
    (Sought, ("entry_id",)),
)
MOST = 15  # times: the first digit of an id says which copy it is


@transaction.atomic
def multiply(times: int) -> None:
    """Each row `times` times in all."""
    if not 1 <= times <= MOST:
        raise ValueError("at most fifteen times")
    # PostgreSQL 15 has no greatest UUID, and orders them all the same.
    limits = {
        model: model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        for model, _ids in TABLES
    }
    with connection.cursor() as cursor:
        for copy in range(1, times):
            for model, ids in TABLES:
                cursor.execute(_copying(model, ids, copy), [_key(limits[model])])
    Word.objects.update(number=F("number") * times)


def _key(last: object) -> object:
    return getattr(last, "hex", last) if connection.vendor == "sqlite" else last


def _copying(model: type[models.Model], ids: tuple[str, ...], copy: int) -> str:
    """Ids made in order of time begin with 0, so those up to the last one of before are no copies."""
    columns = [
        field.column for field in model._meta.concrete_fields if not isinstance(field, models.BigAutoField)
    ]
    made = [_copied(column, copy) if column in ids else f'"{column}"' for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({named}) SELECT {', '.join(made)} FROM {table} WHERE id <= %s"


def _copied(column: str, copy: int) -> str:
    """The first digit says which copy; of ids that came from outside, the one that says how they were made (RFC 9562)."""
    postgres = connection.vendor == "postgresql"
    text = f"{column}::text" if postgres else column
    digit, at = ("012346789abcdef"[copy], 15 if postgres else 13) if column == "hsds_id" else (f"{copy:x}", 1)
    made = f"substr({text}, 1, {at - 1}) || '{digit}' || substr({text}, {at + 1})"
    return f"({made})::uuid" if postgres else made
