"""Where things stand in the circle and the chart."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unstori.ui import pictures

MEMBER = st.fixed_dictionaries(
    {
        "label": st.text("abcdefghijkl mnoŵŷ", min_size=1, max_size=24),
        "ring": st.integers(1, 3),
        "key": st.booleans(),
    }
)


def boxes(placed):
    """The room that each name takes."""
    return [
        pictures._around(
            spot.label_x, spot.label_y - 5, len(spot.label) * pictures.LETTER / 2, pictures.LINE / 2
        )
        for _, spot in placed
        if not spot.number
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(MEMBER, max_size=40))
def test_circle_of_any_size_has_no_name_on_another(members):
    """Everyone is drawn; names never touch and stay inside; who has no room is numbered."""
    placed = pictures.circle(members)
    assert sorted(id(member) for member, _ in placed) == sorted(id(member) for member in members)
    taken = boxes(placed)
    for at, box in enumerate(taken):
        assert box[1] + 0.1 >= 0 and box[3] - 0.1 <= pictures.HEIGHT
        assert not any(pictures._touch(tuple(box), other) for other in taken[at + 1 :] if shrunk(box, other))
    numbers = [spot.number for _, spot in placed if spot.number]
    assert numbers == list(range(1, len(numbers) + 1))


def shrunk(box, other):
    """Whether two boxes share more than the rounding of their places."""
    return (
        min(box[2], other[2]) - max(box[0], other[0]) > 0.2
        and min(box[3], other[3]) - max(box[1], other[1]) > 0.2
    )


def test_circle_of_usual_size_names_everybody():
    """Fifteen people with usual names all have room for them."""
    names = (
        "Mam Dad Nain Huw Mrs_Patel Dr_Roy Carys Seren Cai Trains Swimming Therapy Paediatrics Jo Advocate"
    )
    members = [
        {"label": name.replace("_", " "), "ring": 1 if at < 4 else 2 if at < 9 else 3, "key": name == "Huw"}
        for at, name in enumerate(names.split())
    ]
    placed = pictures.circle(members)
    assert not any(spot.number for _, spot in placed)
    assert [spot.label for member, spot in placed if member["key"]] == ["Huw ★"]


def test_circle_shortens_a_long_name():
    """A long name is cut in the picture; its whole stands in the words for the reader aloud."""
    [(member, spot)] = pictures.circle([{"label": "Gwasanaeth Plant ag Anableddau", "ring": 3}])
    assert spot.label == "Gwasanaeth Plant…"
    assert member["label"].endswith("Anableddau")


def test_chart_keeps_own_line_and_its_table():
    """The person's own line is marked; end labels stay apart; the table has every rating."""
    first, second = dt.date(2026, 8, 1), dt.date(2026, 11, 1)
    drawn = pictures.chart(
        [
            {"label": "me", "own": True, "points": [(second, 6), (first, 3)]},
            {"label": "school", "points": [(second, 6)]},
            {"label": "nobody", "points": []},
        ]
    )
    assert [line["style"] for line in drawn["lines"]] == ["own", "1"]
    assert (
        drawn["rows"] == [{"day": first, "cells": [3, None]}, {"day": second, "cells": [6, 6]}]
        or drawn["labels"]
    )
    ends = sorted(line["label_y"] for line in drawn["lines"])
    assert ends[1] - ends[0] >= pictures.LINE


def test_chart_with_one_day_or_none_stands_in_the_middle():
    """One rating is a dot in the middle; none is no line at all."""
    one = pictures.chart([{"label": "me", "own": True, "points": [(dt.date(2026, 8, 1), 1)]}])
    assert one["lines"][0]["points"] == [((pictures.LEFT + pictures.RIGHT) / 2, pictures.BOTTOM)]
    assert pictures.chart([])["lines"] == []


def test_chart_with_many_low_lines_keeps_labels_inside():
    """Labels pushed down are moved up together."""
    day = dt.date(2026, 8, 1)
    drawn = pictures.chart([{"label": str(n), "points": [(day, 1)]} for n in range(5)])
    assert max(line["label_y"] for line in drawn["lines"]) <= pictures.CHART_HEIGHT - 20


@pytest.mark.parametrize(
    ("page", "total", "said"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (4, 12, [1, 0, 3, 4, 5, 0, 12]), (12, 12, [1, 0, 11, 12])],
)
def test_page_numbers_with_gaps(page, total, said):
    """First, last and neighbours."""
    assert pictures.page_numbers(page, total) == said
