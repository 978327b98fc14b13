"""What many tests of a file stand on is made once: each starts from it in a savepoint, with objects of its own.

A fixture says `@shared`. It only makes things, in the database, from other shared fixtures; it hands out no function and
sets nothing up. Before a test the layers that it asks for are laid; those of the test before stay as far as they are the
same, and none outlives its file. So a test finds what it would find if it were the only one.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.db import connection, transaction

Make = Callable[..., Any]


def shared(make: Make) -> Any:
    """A fixture of this name, made once for tests of a file that follow one another and ask for it."""

    def given(request: pytest.FixtureRequest, ground: "Ground", db: None) -> Any:
        return ground.give(make)

    given.make = make  # type: ignore[attr-defined]
    given.__doc__ = make.__doc__
    return pytest.fixture(name=make.__name__)(given)


@dataclass
class Layer:
    """One thing made, in a transaction of its own inside that of the layer below."""

    make: Make
    atomic: transaction.Atomic
    made: dict[Make, Any]  # with all below
    files: Path | None  # what was written beside the database


class Ground:
    def __init__(self, new_folder: Callable[[], Path]) -> None:
        self._new_folder = new_folder
        self._layers: list[Layer] = []
        self._below: dict[Make, dict[str, Make]] = {}
        self._own: dict[Make, Any] = {}

    def stand(self, request: pytest.FixtureRequest, files: Path) -> None:
        """Before a test: the layers that it asks for, no other, and copies of what they made."""
        self._below = below_each(request)
        wanted = [] if commits(request.node) else list(self._below)
        have = [layer.make for layer in self._layers]
        alike = [mine is theirs for mine, theirs in zip(have, wanted, strict=False)]
        same = 0 if connection.closed_in_transaction else [*alike, False].index(False)
        self.clear(same)
        if self._layers and self._layers[-1].files:
            copytree(self._layers[-1].files, files, dirs_exist_ok=True)
        for make in wanted[same:]:
            self._lay(make, files)
        self._own = self._copies()

    def give(self, make: Make) -> Any:
        """A test's own copy. A test that commits has all made for itself."""
        if make not in self._own:
            self._own[make] = make(**{name: self.give(below) for name, below in self._below[make].items()})
        return self._own[make]

    def clear(self, keep: int = 0) -> None:
        while len(self._layers) > keep:
            _end(self._layers.pop().atomic)

    def _lay(self, make: Make, files: Path) -> None:
        atomic, made = transaction.atomic(), self._copies()
        atomic._from_testcase = True  # type: ignore[attr-defined] # what is durable may begin in it, as in a test's own
        atomic.__enter__()
        try:
            made[make] = make(**{name: made[below] for name, below in self._below[make].items()})
            wrote = files.is_dir() and any(files.iterdir())
            kept = copytree(files, self._new_folder(), dirs_exist_ok=True) if wrote else None
        except BaseException:
            _end(atomic)
            raise
        self._layers.append(Layer(make, atomic, made, kept))

    def _copies(self) -> dict[Make, Any]:
        return deepcopy(self._layers[-1].made) if self._layers else {}


def _end(atomic: transaction.Atomic) -> None:
    assert connection.atomic_blocks[-1] is atomic, "something else holds a transaction open"
    transaction.set_rollback(True)
    atomic.__exit__(None, None, None)


def commits(item: Any) -> bool:
    """Whether a test commits what it writes: pytest-django's rule."""
    marker = item.get_closest_marker("django_db")
    said = bool(marker) and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))
    return said or bool({"transactional_db", "live_server"} & set(item.fixturenames))


def below_each(request: pytest.FixtureRequest) -> dict[Make, dict[str, Make]]:
    """The shared fixtures that a test asks for, each after what it is made from, and what that is."""
    found: dict[Make, dict[str, Make]] = {}

    def add(name: str, overridden: int = 0) -> Make | None:
        defined = request._fixturemanager.getfixturedefs(name, request.node) or ()
        make: Make | None = getattr(defined[-1 - overridden].func, "make", None) if defined else None
        if make is not None and make not in found:
            below = {
                each: add(each, overridden + 1 if each == name else 0) for each in signature(make).parameters
            }
            assert all(below.values()), f"{name} is shared, and may ask for what is shared alone"
            found[make] = below  # type: ignore[assignment]
        return make

    for name in sorted(request.fixturenames):
        add(name)
    return found


STANDING = pytest.StashKey[Callable[[], None]]()


@pytest.fixture(scope="session")
def _ground(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ground]:
    ground = Ground(lambda: tmp_path_factory.mktemp("ground"))

    def clear() -> None:
        with django_db_blocker.unblock():
            ground.clear()

    request.config.stash[STANDING] = clear
    yield ground
    clear()
    del request.config.stash[STANDING]


@pytest.fixture
def ground(_ground: Ground, django_db_blocker: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """Laid before the test's own transaction begins, and after what holds for every test of the file."""
    for name in request._fixturemanager._getautousenames(request.node):
        if name != "_django_db_marker":  # it waits for us
            request.getfixturevalue(name)
    with django_db_blocker.unblock():
        _ground.stand(request, tmp_path)
    return _ground


@pytest.fixture
def _django_db_helper(ground: Ground, _django_db_helper: None) -> None:
    """Whichever way a test asks for the database, the ground is there first."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Nothing is left standing below what the next file sets up for all of its tests."""
    clear = item.config.stash.get(STANDING, None)
    if clear and getattr(item.session, "ground_path", None) != item.path:
        clear()
    item.session.ground_path = item.path  # type: ignore[attr-defined]
