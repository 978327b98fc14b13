"""Who asks without an end waits; who asks as people do never notices."""

import pytest

from unstori.core.restraint import REMEMBERED, Restraint, address_of


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
