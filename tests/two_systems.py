"""A second system beside the test's own: another database, another secret, other people. SQLite alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction
from django.test import override_settings

from tests import build


class System:
    """Whatever is done within `with system.here():` is done there."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.secret = name, f"secret of {name}" * 4
        config = {**connections.databases["default"], "NAME": str(folder / f"{name}.sqlite3")}
        self.connection: Any = type(connections["default"])(config, "default")
        self.connection.ensure_connection()
        connection.ensure_connection()
        connection.connection.backup(self.connection.connection)

    @contextmanager
    def here(self) -> Iterator[None]:
        before, system = connections["default"], build._system
        connections["default"] = self.connection
        build._system = None
        try:
            with (
                override_settings(SECRET_KEY=self.secret, SITE=f"https://{self.name}.example"),
                transaction.atomic(),
            ):
                yield
        finally:
            connections["default"] = before
            build._system = system

    def close(self) -> None:
        self.connection.close()
