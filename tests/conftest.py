"""What every test stands on."""

import os
import signal

os.environ.setdefault("UNSTORI_DEMO", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, TransactionTestCase
from xdist.workermanage import NodeManager

from tests import build
from tests.ground import _django_db_helper, _ground, ground, pytest_runtest_setup, shared
from unstori.access.rules import Actor
from unstori.core import evidence
from unstori.directory.queries import searching

__all__ = ["_django_db_helper", "_ground", "ground", "pytest_runtest_setup"]

# On a busy machine a worker needs longer than 10 s to write down which lines it measured.
NodeManager.EXIT_TIMEOUT = 120

_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(case: TransactionTestCase) -> None:
    """Tests that commit empty the database after them, which the triggers would refuse."""
    with evidence.lifted():
        _flush(case)


TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _quiet(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.AUDIT_HEAD_FILE = tmp_path / "audit-head.jsonl"
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    monkeypatch.setattr(searching.kept, "most", 0)  # rows of one test are no rows of the next
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield


@shared
def world() -> build.World:
    return build.world()


@pytest.fixture
def sign_in() -> Callable[[Actor], Client]:
    """A browser signed in as an actor, in that capacity."""

    def as_(actor: Actor) -> Client:
        client = Client()
        client.force_login(
            build.account_of(actor), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["capacity"] = str(actor.capacity_id)
        session.save()
        return client

    return as_


@pytest.fixture
def work(world: build.World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """What one worker does with what is due now, on the test's own connection."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield lambda: call_command("work", batch=True, startup_delay=False)
    for number, handler in kept.items():
        signal.signal(number, handler)
