"""A database of its own for what is started as a process, on the engine that this run of the suite is about."""

import fcntl
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]


def _server() -> str:
    """Where PostgreSQL is, if this run is about it."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def _of_this_run() -> Path:
    """A folder that all processes of this run of the suite share: see `tests/settings.py`."""
    folder = Path(os.environ["UNSTORI_VAR"])
    return folder if os.environ["UNSTORI_TEST_PROCESS"] == "first" else folder.parent


def _migrated() -> str:
    """The name of the database that the migrations have made: once in each run, since each takes half a minute."""
    return f"migrated_{_of_this_run().name.replace('-', '_').lower()}"


def _execute(*said: str) -> None:
    with psycopg.connect(_server(), autocommit=True) as connection:
        for each in said:
            connection.execute(each)


def _copy(template: Path, to: Path) -> None:
    with closing(sqlite3.connect(template)) as made, closing(sqlite3.connect(to)) as copied:
        made.backup(copied)


@contextmanager
def _alone() -> Iterator[bool]:
    """One process at a time; says whether it is the first."""
    with (_of_this_run() / "migrated.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        first = not lock.read()
        yield first
        lock.write("done")


def environment(url: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ, "DATABASE_URL": url, "UNSTORI_DEMO": "1", "UNSTORI_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "unstori.config.settings", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore",
    }  # fmt: skip


@contextmanager
def prepared(folder: Path) -> Iterator[dict[str, str]]:
    """What a process needs to work on a prepared database of its own."""
    name = f"of_its_own_{os.getpid()}_{random.randrange(10**6)}"
    template = _of_this_run() / f"{_migrated()}.sqlite3"
    url = f"{_server().rpartition('/')[0]}/{{}}" if _server() else "sqlite:///{}"
    with _alone() as first:
        if first:
            if _server():
                _execute(f"CREATE DATABASE {_migrated()}")
            made = environment(url.format(_migrated() if _server() else template), folder)
            subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=made, check=True)
        if _server():
            _execute(f"CREATE DATABASE {name} TEMPLATE {_migrated()}")
        else:
            _copy(template, folder / f"{name}.sqlite3")
    try:
        yield environment(url.format(name if _server() else folder / f"{name}.sqlite3"), folder)
    finally:
        if _server():
            _execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    with prepared(tmp_path) as found:
        yield found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where one server serves many runs, none leaves a database behind."""
    if _server() and not hasattr(session.config, "workerinput"):
        _execute(f"DROP DATABASE IF EXISTS {_migrated()}")
