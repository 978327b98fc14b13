"""What is kept of a question, as truth tables: nothing that could be one person, and enough to see what is missing."""

from datetime import date
from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.directory.rules import questions as rules

POLICY = rules.Policy(3, frozenset({"dylan", "jones", "cadi"}), frozenset({"called", "mr"}))
KNOWN = {"swimming", "club", "short", "break", "hoist", "nofio", "seibiant", "byr"}


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("Swimming club", ("swimming", "club"), ()),
        ("short break", ("short", "break"), ()),
        ("my son Dylan is 9 and needs a swimming club", ("swimming", "club"), ()),
        ("swimming for a boy called Zebedee Quixote hoist", ("swimming", "hoist"), ()),
        ("Mr Quixote swimming", ("swimming",), ()),
        ("swimming 07700 900123", ("swimming",), ()),
        ("swimming a.b@example.org www.example.org/me", ("swimming",), ()),
        ("swimming near SA1 4PE", ("swimming",), ()),
        ("swimming NHS 943 476 5919", ("swimming",), ()),
        ("seibiant byr i Cadi", ("seibiant", "byr"), ()),
        ("swimming swimming", ("swimming",), ()),
        ("hoist swimming club break", ("hoist", "swimming", "club"), ()),
        ("", (), ()),
        ("9 10 SA1", (), ()),
    ],
)
def test_what_is_left_of_a_question(text, known, unknown):
    left = rules.left_of(text, vocabulary=KNOWN, policy=POLICY)
    assert left.known == known
    assert set(left.unknown) - {"boy", "son", "needs", "near", "nhs"} == set(unknown)


@pytest.mark.parametrize(
    ("texts", "area"),
    [
        (("SA1 4PE",), "SA1"),
        (("cf10",), "CF10"),
        (("", "hoist near ll57 2dg"), "LL57"),
        (("Swansea",), ""),
        ((), ""),
    ],
)
def test_no_more_than_half_a_postcode(texts, area):
    assert rules.area_in(*texts) == area


@pytest.mark.parametrize(("age", "band"), [(None, ""), (0, "0-4"), (4.5, "0-4"), (5, "5-10"), (200, "")])
def test_an_age_is_a_band(age, band):
    assert rules.band_of(age, [("0-4", 0, 5), ("5-10", 5, 11)]) == band


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 19), date(2026, 11, 22)])
def test_a_day_is_its_week(day):
    assert rules.week_of(day) == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        ("", True),
        ("Googlebot/2.1", True),
        ("curl/8", True),
        ("Mozilla/5.0 (iPhone)", False),
        ("AhrefsBot", True),
    ],
)
def test_robots_are_not_counted(agent, robot):
    assert rules.is_robot(agent) is robot


def test_alike_questions_stand_together_whatever_their_words():
    found = rules.clustered(
        ["nofio", "swimming", "swim hoist", "short break", "respite", "zorbing", "zorbing swansea"]
    )
    assert found["nofio"] == found["swimming"] == found["swim hoist"]
    assert found["short break"] == found["respite"] != found["swimming"]
    assert found["zorbing"] == "~zorbing"


@pytest.mark.parametrize(("count", "told"), [(0, None), (2, None), (3, 3), (40, 40)])
def test_small_numbers_are_not_told(count, told):
    assert rules.shown(count, 3) == told


@pytest.mark.parametrize(
    ("kind", "manages", "vouched", "reads", "keeps"),
    [
        ("administrator", False, True, True, True),
        ("steward", False, True, True, True),
        ("governance", False, True, True, False),
        ("worker", True, True, True, False),
        ("worker", False, True, False, False),
        ("family", True, True, False, False),
        ("self", False, True, False, False),
        ("administrator", False, False, False, False),
    ],
)
def test_who_reads_the_counts_and_who_writes_answers(kind, manages, vouched, reads, keeps):
    by = Actor(uuid4(), uuid4(), kind, "", "", manages=manages, vouched=vouched)
    assert rules.can_read(by) is reads and rules.can_keep(by) is keeps
    if keeps:
        rules.check_keeps(by)
    else:
        with pytest.raises(RuleBroken):
            rules.check_keeps(by)


def test_nobody_is_nobody():
    assert not rules.can_read(None) and not rules.can_keep(None)


@pytest.mark.parametrize(
    ("text", "today", "fine"),
    [
        ("A swimming club on Saturdays", 0, True),
        ("Clwb nofio yn SA1", 0, True),
        ("", 0, False),
        ("x" * 41, 0, False),
        ("Ring me on 07700 900123", 0, False),
        ("Write to a@example.org", 0, False),
        ("Near SA1 4PE", 0, False),
        ("A swimming club", 5, False),
    ],
)
def test_what_may_be_told(text, today, fine):
    def check():
        rules.check_wish(text, longest=40, today=today, most=5)

    if fine:
        check()
    else:
        with pytest.raises(RuleBroken):
            check()


@pytest.mark.parametrize(
    ("asked", "said", "found", "fine"),
    [
        (("a", "b"), ("c", "d"), ("", ""), True),
        (("a", "b"), ("c", "d"), ("e", "f"), True),
        (("a", ""), ("c", "d"), ("", ""), False),
        (("a", "b"), ("c", " "), ("", ""), False),
        (("a", "b"), ("c", "d"), ("e", ""), False),
    ],
)
def test_an_answer_in_one_language_is_none(asked, said, found, fine):
    def check():
        rules.check_answer(asked=asked, said=said)
        rules.check_found(found=found)

    if fine:
        check()
    else:
        with pytest.raises(RuleBroken):
            check()


@pytest.mark.parametrize(
    ("total", "relaxed", "outcome"),
    [(0, False, "nothing"), (0, True, "nothing"), (3, True, "relaxed"), (3, False, "found")],
)
def test_what_came_of_a_question(total, relaxed, outcome):
    assert rules.outcome_of(total=total, relaxed=relaxed) == outcome
