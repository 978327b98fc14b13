"""While a page is read a question is asked once; everywhere else each time."""

import pytest

from unstori.core.once import once, while_reading


@pytest.fixture
def asked():
    calls = []

    @once
    def ask(number, *, again=False):
        calls.append(number)
        return number + again

    ask.calls = calls
    return ask


def test_outside_of_a_reading_each_time_is_asked(asked):
    assert [asked(1), asked(1)] == [1, 1] and asked.calls == [1, 1]


def test_while_reading_the_same_is_asked_once_and_another_for_itself(asked):
    with while_reading():
        assert [asked(1), asked(1), asked(2), asked(1, again=True)] == [1, 1, 2, 2]
        assert asked.calls == [1, 2, 1]


def test_the_next_reading_knows_nothing_of_the_one_before(asked):
    for _ in range(2):
        with while_reading():
            asked(1)
    asked(1)
    assert asked.calls == [1, 1, 1]


def test_a_reading_that_breaks_ends(asked):
    with pytest.raises(KeyError), while_reading():
        asked(1)
        raise KeyError
    asked(1)
    assert asked.calls == [1, 1]
