"""A drawing of where things are: rings that are said easily, numbers that do not cover each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstori.directory.rules import drawing

CARDIFF, PENARTH, SWANSEA = (51.4816, -3.1791), (51.4387, -3.1735), (51.6214, -3.9436)


def test_nothing_to_draw_is_nothing():
    assert drawing.draw([]) is None


@pytest.mark.parametrize(
    ("one", "other", "miles"), [(CARDIFF, CARDIFF, 0), (CARDIFF, PENARTH, 3), (CARDIFF, SWANSEA, 34)]
)
def test_how_far(one, other, miles):
    assert round(drawing.miles(drawing.metres_between(one, other))) == miles


def test_north_is_up_and_east_is_right():
    made = drawing.draw([(1, SWANSEA), (2, PENARTH)], CARDIFF)
    one, two = made.marks
    assert one.x < 170 and one.y < 170 and two.y > 170
    assert [ring.miles for ring in made.rings] == [15, 30, 50]
    assert made.rings[-1].radius == 146


def test_without_a_centre_the_middle_of_what_is_drawn():
    made = drawing.draw([(1, CARDIFF), (2, SWANSEA)])
    assert (made.marks[0].x + made.marks[1].x) / 2 == pytest.approx(170, abs=0.5)


def test_what_stands_at_one_place_stands_together():
    made = drawing.draw([(1, CARDIFF), (4, CARDIFF), (4, CARDIFF), (5, CARDIFF), (2, SWANSEA)], CARDIFF)
    assert [mark.label for mark in made.marks] == ["1 +2", "2"]
    assert drawing.draw([(1, CARDIFF), (9, CARDIFF)]).marks[0].label == "1, 9"


points = st.tuples(st.floats(49, 61), st.floats(-8, 2))


@settings(deadline=None)
@given(st.lists(points, min_size=1, max_size=20), st.one_of(st.none(), points))
def test_every_place_is_on_the_drawing(places, centre):
    made = drawing.draw(list(enumerate(places, 1)), centre)
    assert {number for mark in made.marks for number in mark.numbers} == set(range(1, len(places) + 1))
    far = [mark for mark in made.marks if max(abs(mark.x - 170), abs(mark.y - 170)) > 170]
    assert not far or made.rings[-1].miles == drawing.RINGS[-1]
    assert 1 <= len(made.rings) <= 3 and len({ring.miles for ring in made.rings}) == len(made.rings)
