"""A row that stays where it is until a transaction ends, while others go on writing beside it."""

from typing import Any

from django.db import connections
from django.db.models import QuerySet


def keep(rows: QuerySet[Any]) -> bool:
    """Share these rows with whoever else writes; who wants them alone (`select_for_update`) waits. False: gone meanwhile.

    PostgreSQL has the lock that a foreign key takes, and Django no words for it (explicit locking, FOR KEY SHARE): a
    stronger one would have each writer wait for the others. Where one writes at a time, as on SQLite, there is nothing
    to do, nor outside a transaction.
    """
    connection = connections[rows.db]
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return True
    sql, values = rows.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR KEY SHARE", values)
        return cursor.fetchone() is not None
