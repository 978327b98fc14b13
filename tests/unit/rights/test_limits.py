"""Until when and by when: a truth table for each, and the law's own figures as the definitions carry them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unstori.core import definitions
from unstori.rights import rules
from unstori.rights.queries import definitions as kept

D = date


def step_of(jurisdiction: str, route: str, step: str) -> dict:
    held = definitions.version(kept.FOLDER, f"routes-{jurisdiction}", 1)["routes"]
    way = next(one for one in held if one["id"] == route)
    return kept.step(way, step)


@pytest.mark.parametrize(
    ("day", "more", "then"),
    [
        (D(2026, 1, 14), {"months": 2}, D(2026, 3, 14)),
        (D(2025, 12, 31), {"months": 2}, D(2026, 2, 28)),
        (D(2027, 12, 31), {"months": 2}, D(2028, 2, 29)),
        (D(2026, 8, 31), {"months": 1}, D(2026, 9, 30)),
        (D(2026, 11, 30), {"months": 12}, D(2027, 11, 30)),
        (D(2028, 2, 29), {"months": 12}, D(2029, 2, 28)),
        (D(2026, 1, 1), {"weeks": 8}, D(2026, 2, 26)),
        (D(2026, 12, 20), {"days": 30}, D(2027, 1, 19)),
        (D(2026, 5, 5), {}, D(2026, 5, 5)),
    ],
)
def test_a_day_so_much_later(day, more, then):
    assert rules.add(day, **more) == then


@given(some.dates(D(2000, 1, 1), D(2099, 1, 1)), some.integers(0, 60))
def test_months_never_go_back(day, months):
    ends = [rules.add(day, months=n) for n in range(months + 1)]
    assert all(one < two for one, two in pairwise(ends))
    assert all(end.day <= day.day for end in ends)


@pytest.mark.parametrize(
    ("where", "route", "step", "days", "until"),
    [
        # Wales: 8 weeks for the Tribunal from the letter, whatever else happens
        ("wales", "learning", "tribunal", {"decision": D(2026, 1, 14)}, D(2026, 3, 11)),
        ("wales", "learning", "tribunal", {"decision": D(2026, 1, 14), "certificate": D(2026, 5, 1)}, D(2026, 3, 11)),
        ("wales", "learning", "tribunal", {}, None),
        ("wales", "care", "complaint", {"decision": D(2026, 1, 14)}, D(2027, 1, 14)),
        ("wales", "care", "ombudsman", {"decision": D(2028, 2, 29)}, D(2029, 2, 28)),
        # England: 2 months from the letter, or 1 month from the certificate when that is later
        ("england", "learning", "tribunal", {"decision": D(2026, 1, 14)}, D(2026, 3, 14)),
        ("england", "learning", "tribunal", {"decision": D(2026, 1, 14), "certificate": D(2026, 1, 20)}, D(2026, 3, 14)),
        ("england", "learning", "tribunal", {"decision": D(2026, 1, 14), "certificate": D(2026, 2, 14)}, D(2026, 3, 14)),
        ("england", "learning", "tribunal", {"decision": D(2026, 1, 14), "certificate": D(2026, 3, 10)}, D(2026, 4, 10)),
        ("england", "learning", "tribunal", {"decision": D(2026, 1, 14), "certificate": D(2026, 1, 31)}, D(2026, 3, 14)),
        ("england", "learning", "tribunal", {"certificate": D(2026, 3, 10)}, None),
        ("england", "learning", "mediation", {"decision": D(2025, 12, 31)}, D(2026, 2, 28)),
    ],
)  # fmt: skip
def test_the_last_day_of_a_step(where, route, step, days, until):
    assert rules.last_day(step_of(where, route, step)["limit"], days) == until


@pytest.mark.parametrize(
    ("where", "route", "step", "asked", "due"),
    [
        ("wales", "care", "concern", D(2026, 11, 23), D(2026, 12, 7)),  # ten working days, Monday to Monday
        ("wales", "care", "complaint", D(2026, 12, 21), D(2027, 1, 7)),  # over Christmas and New Year
        ("wales", "health", "complaint", D(2026, 3, 16), D(2026, 4, 29)),  # over Easter
        ("england", "learning", "mediation", D(2026, 11, 1), D(2026, 12, 1)),
        ("wales", "learning", "reconsider", D(2026, 11, 2), D(2026, 12, 21)),
        (
            "wales",
            "learning",
            "tribunal",
            D(2026, 11, 1),
            None,
        ),  # a tribunal's answer is not ours to wait for
    ],
)
def test_by_when_a_step_is_answered(where, route, step, asked, due):
    assert rules.answer_due(step_of(where, route, step), asked, where) == due


@pytest.mark.parametrize("where", ["wales", "england"])
def test_every_route_begins_with_a_word_and_each_step_says_its_source(where):
    for way in definitions.version(kept.FOLDER, f"routes-{where}", 1)["routes"]:
        assert way["steps"][0]["id"] == "concern"
        for step in way["steps"]:
            assert (
                step["source"]
                and step["what"]["cy"]
                and set(step["may"]) <= {"self", "family", "advocate", "worker"}
            )
            assert "verified" in step
            assert step["id"] == "concern" or "worker" not in step["may"]
            assert step["id"] == "concern" or step["goes_to"]
