"""The database's own way to be copied while it is in use: SQLite's online backup, PostgreSQL's pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection


class NoTool(Exception):
    """pg_dump or pg_restore is not on this machine."""


def name() -> str:
    """What the copy is called, which also says where it can go back to."""
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def dump(folder: Path) -> None:
    """One consistent moment of the database into the folder."""
    target = folder / name()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(folder: Path) -> None:
    """Put it back, in place of everything that is there."""
    source = folder / name()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(connection.connection)
        return
    wanted = connection.settings_dict["NAME"]
    connection.close()
    _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
         f"--dbname={wanted}", str(source))  # fmt: skip


def _run(tool: str, *arguments: str) -> None:
    """The database's tools, told where it is by the environment: no password in a list of processes."""
    found = shutil.which(tool) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), reverse=True)), None
    )
    if found is None:
        raise NoTool(f"{tool} is missing: install postgresql-client and try again")
    at = connection.settings_dict
    asked = {"PGHOST": at["HOST"], "PGPORT": at["PORT"], "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"],
             "PGDATABASE": at["NAME"]}  # fmt: skip
    environment = {**os.environ, **{key: str(value) for key, value in asked.items() if value}}
    subprocess.run([found, *arguments], env=environment, check=True, capture_output=True)
