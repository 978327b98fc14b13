"""Who asks without an end waits; who asks as people do never notices."""

import subprocess
import sys
from collections import Counter

import pytest

from unstori.core.meters import LENGTH, PLACES, SLOTS, Meters
from unstori.core.restraint import REMEMBERED, Restraint, _meters, address_of


@pytest.fixture
def told():
    clock = {"now": 0.0}
    return Restraint(rate=2, burst=3, now=lambda: clock["now"]), clock


def test_many_at_once_then_what_runs_in(told):
    restraint, clock = told
    assert [restraint.wait("a") for _ in range(5)] == [0, 0, 0, 1, 1]
    assert restraint.wait("b") == 0
    clock["now"] = 0.5
    assert [restraint.wait("a"), restraint.wait("a")] == [0, 1]
    clock["now"] = 60
    assert [restraint.wait("a") for _ in range(4)] == [0, 0, 0, 1]


def test_it_says_how_long(told):
    restraint = Restraint(rate=0.1, burst=1, now=lambda: 0.0)
    assert [restraint.wait("a"), restraint.wait("a")] == [0, 10]


def test_addresses_are_forgotten(told):
    restraint, _clock = told
    for number in range(REMEMBERED + 5):
        restraint.wait(str(number))
    assert len(restraint.held) == REMEMBERED and "0" not in restraint.held


def test_all_processes_of_a_machine_count_together(tmp_path):
    """Four processes with two threads each, all at once: what one takes none of the others has."""
    taken = Counter(
        number for found in in_processes(4, tmp_path / "meters", "81.2.69.160", 40) for number in found
    )
    assert taken["yes"] == 50 and taken["no"] == 4 * 2 * 40 - 50
    content = (tmp_path / "meters").read_bytes()
    assert b"81.2" not in content and len(content) == PLACES * LENGTH


def test_the_file_never_grows_and_forgets_who_came_longest_ago(tmp_path):
    meters = Meters(tmp_path / "meters", b"key")
    for number in range(PLACES * SLOTS):
        assert meters.take(str(number), rate=1, burst=5, now=float(number)) == 5
    assert (tmp_path / "meters").stat().st_size == PLACES * LENGTH
    assert Meters(tmp_path / "meters", b"key").take("x", rate=1, burst=5, now=1e9) == 5
    assert Meters(tmp_path / "meters", b"key").take("x", rate=1, burst=5, now=1e9) == 4
    assert Meters(tmp_path / "meters", b"key").take("x", rate=1, burst=5, now=5.0) == 5, "started anew"


def test_with_a_name_it_is_shared_and_where_no_file_can_be_it_still_counts(tmp_path, settings, monkeypatch):
    settings.VAR = tmp_path
    _meters.cache_clear()
    one, other = (Restraint(rate=0.1, burst=1, now=lambda: 1.0, name="test") for _process in range(2))
    assert (one.wait("81.2.69.160"), other.wait("81.2.69.160")) == (0, 10)
    assert (tmp_path / "meters-test").exists()
    _meters.cache_clear()
    settings.VAR = tmp_path / "meters-test"  # no folder
    alone = Restraint(rate=0.1, burst=1, now=lambda: 1.0, name="test")
    assert (alone.wait("81.2.69.160"), alone.wait("81.2.69.160")) == (0, 10)
    _meters.cache_clear()


def in_processes(number, path, who, times):
    """What each of so many processes got, with two threads each."""
    made = [subprocess.Popen([sys.executable, "-c", ASKS, str(path), who, str(times)], stdout=subprocess.PIPE)
            for _one in range(number)]  # fmt: skip
    return [one.communicate(timeout=60)[0].decode().split() for one in made]


ASKS = """
import sys
from pathlib import Path
from threading import Thread
from unstori.core.meters import Meters
meters = Meters(Path(sys.argv[1]), b"key")
found = []
def ask():
    for _time in range(int(sys.argv[3])):
        found.append(meters.take(sys.argv[2], rate=0.0, burst=50, now=1.0) >= 1)
threads = [Thread(target=ask) for _one in range(2)]
for one in threads: one.start()
for one in threads: one.join()
print(*("yes" if one else "no" for one in found))
"""


@pytest.mark.parametrize(
    ("asked", "passed", "who"),
    [
        ("127.0.0.1", "", ""),
        ("", "", ""),
        ("::1", "", ""),
        ("81.2.69.160", "", "81.2.69.160"),
        ("81.2.69.160", "198.51.100.1", "81.2.69.160"),  # no proxy of ours: anybody can write that
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "nonsense", ""),
        ("127.0.0.1", "198.51.100.1:50123", "198.51.100.1"),
        ("127.0.0.1", "[2a00:1450:4009:80b::1]:50123", "2a00:1450:4009:080b"),
        ("::ffff:81.2.69.160", "198.51.100.1", "81.2.69.160"),  # a socket of both kinds, and no proxy
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "", ""),
        ("2a00:1450:4009:80b::1", "", "2a00:1450:4009:080b"),
        ("2a00:1450:4009:80b:ffff::2", "", "2a00:1450:4009:080b"),
    ],
)
def test_who_asks(asked, passed, who):
    assert address_of({"REMOTE_ADDR": asked, "HTTP_X_FORWARDED_FOR": passed}) == who
