"""What a plan for learning lacks, from when it looks to adult life, and what may follow what: as truth tables."""

from datetime import date

import pytest

from unstori.core.errors import RuleBroken
from unstori.plan import rules
from unstori.plan.rules import Gap, Held, NeedSaid, OutcomeSaid, ProvisionSaid

SEEN = frozenset({"learning", "health"})
FULL = ProvisionSaid("p", "education", "1", need=True, outcome=True, counted=True, who=True)


def gaps(held, draft=False, **spec):
    return [gap.code for gap in rules.gaps([{"id": "X", "section": "learning", **spec}], held, draft=draft)]


@pytest.mark.parametrize(
    ("every", "times", "minutes", "is_counted"),
    [
        ("always", None, None, True), ("week", 2, 30, True), ("week", 2, None, False), ("week", None, 30, False),
        ("", 2, 30, False), ("", None, None, False), ("term", 1, 45, True),
    ],
)  # fmt: skip
def test_specified_and_quantified(every, times, minutes, is_counted):
    assert rules.counted(every=every, times=times, minutes=minutes) is is_counted


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        (date(2010, 9, 1), date(2024, 9, 1)),  # the oldest of their year
        (date(2011, 8, 31), date(2024, 9, 1)),  # the youngest of the same year
        (date(2011, 9, 1), date(2025, 9, 1)),
        (date(2012, 2, 29), date(2025, 9, 1)),
    ],
)
def test_year_nine(born, begins):
    assert rules.from_year_nine(born, begins)
    assert not rules.from_year_nine(born, date(begins.year, 8, 31))
    assert not rules.from_year_nine(None, begins)


@pytest.mark.parametrize(
    ("born", "today", "is_for"),
    [
        (date(2001, 11, 23), date(2026, 11, 22), True), (date(2001, 11, 22), date(2026, 11, 22), False),
        (None, date(2026, 1, 1), True), (date(2004, 2, 29), date(2029, 2, 28), True),
        (date(2004, 2, 29), date(2029, 3, 1), False),
    ],
)  # fmt: skip
def test_until_25(born, today, is_for):
    assert rules.is_for_age(25, born, today) is is_for
    assert rules.is_for_age(None, born, today)


@pytest.mark.parametrize(
    ("area", "section", "is_in"),
    [
        ("", "learning", "education"), ("", "health", "health"), ("", "care", "social"), ("", "what_matters", ""),
        ("health", "learning", "health"), ("education", "behaviour", "education"),
    ],
)  # fmt: skip
def test_to_which_needs_one_belongs(area, section, is_in):
    assert rules.area_of(area, section) == is_in


NEEDS = {"checks": ["needs"], "area": "education", "part": "n"}


@pytest.mark.parametrize(
    ("needs", "none", "allowed", "wanted"),
    [
        ((), False, False, ["nothing"]),
        ((), False, True, ["nothing_or_none"]),
        ((), True, True, []),
        ((NeedSaid("a", "education", outcome=True, provided=True),), False, False, []),
        ((NeedSaid("a", "education", outcome=True, provided=True),), True, True, ["none_but_some"]),
        ((NeedSaid("a", "education"),), False, False, ["need_no_outcome", "need_no_provision"]),
        ((NeedSaid("a", "education", why_not="He outgrew it"),), False, False, []),
        ((NeedSaid("a", "education", outcome=True),), False, False, ["need_no_provision"]),
        ((NeedSaid("a", "health", outcome=True, provided=True),), False, False, ["nothing"]),
    ],
)
def test_needs(needs, none, allowed, wanted):
    held = Held(SEEN, needs=needs, parts={"n": "none"} if none else {})
    assert gaps(held, **NEEDS, none=allowed) == wanted


@pytest.mark.parametrize("lacks", ["need", "outcome", "counted", "who"])
def test_a_provision_is_tied_and_counted(lacks):
    code = {"need": "no_need", "outcome": "no_outcome", "counted": "not_counted", "who": "no_who"}[lacks]
    short = ProvisionSaid(**{**vars(FULL), lacks: False})
    spec = {"checks": ["provisions"], "kinds": ["education"]}
    assert gaps(Held(SEEN, provisions=(FULL,)), **spec) == []
    assert gaps(Held(SEEN, provisions=(FULL, short)), **spec) == [code]
    assert gaps(Held(SEEN, provisions=(FULL,)), **spec, wants=["starts", "review", "welsh", "why"]) == [
        "no_start", "no_review", "no_welsh", "no_why",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by_when", "followed", "wanted"),
    [(True, True, []), (False, True, ["no_day"]), (True, False, ["not_followed"]), (False, False, ["no_day", "not_followed"])],
)  # fmt: skip
def test_an_outcome_has_a_day_and_is_followed(by_when, followed, wanted):
    assert (
        gaps(Held(SEEN, outcomes=(OutcomeSaid("o", "1", by_when, followed),)), checks=["outcomes"]) == wanted
    )


def test_where_the_layout_says_so_outcomes_of_no_provision_are_not_asked_about():
    loose = Held(SEEN, outcomes=(OutcomeSaid("o", "1", tied=False),))
    assert gaps(loose, checks=["outcomes"], only_tied=True) == [] != gaps(loose, checks=["outcomes"])
    assert gaps(Held(SEEN), checks=["outcomes"], only_tied=True) == [] and gaps(
        Held(SEEN), checks=["outcomes"]
    ) == ["nothing"]


@pytest.mark.parametrize(
    ("year_nine", "said", "none", "wanted"),
    [
        (False, "", True, ["nothing_or_none"]), (False, "none", True, []), (True, "none", True, ["year_nine_words"]),
        (True, "words", True, []), (False, "none", False, ["nothing"]), (False, "", False, ["nothing"]),
    ],
)  # fmt: skip
def test_parts_in_words(year_nine, said, none, wanted):
    held = Held(SEEN, parts={"t": said} if said else {}, year_nine=year_nine)
    assert gaps(held, checks=["part"], part="t", none=none, from_year_nine=True) == wanted


def test_advice_of_each_that_the_law_names_and_of_adult_life_from_year_nine():
    spec = {"checks": ["advice"], "advice": ["family", "education"]}
    assert gaps(Held(SEEN), **spec) == ["nothing"]
    assert gaps(Held(SEEN, advice=frozenset({"family"})), **spec) == ["no_advice"]
    both = Held(SEEN, advice=frozenset({"family", "education"}), year_nine=True)
    assert rules.gaps([{"id": "K", "section": "learning", **spec}], both) == [
        Gap("K", "no_advice", "adulthood")
    ]


def test_what_is_not_seen_is_said_and_a_draft_lacks_no_place():
    spec = {"checks": ["placement"], "final_only": True}
    assert gaps(Held(SEEN), **spec) == ["nothing"] and gaps(Held(SEEN), draft=True, **spec) == []
    assert gaps(Held(frozenset({"health"})), **spec) == ["unseen"]


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("last", "missing", "heard", "silent", "answer_by", "fine"),
    [
        ("draft", 0, "Yes", False, date(2026, 12, 6), True),  # they answered before their days were over
        ("draft", 0, "", True, date(2026, 11, 21), True),
        ("draft", 0, "", True, date(2026, 11, 22), False),  # the last of their days
        ("draft", 0, "", False, date(2026, 11, 1), False),
        ("draft", 0, "Yes", True, date(2026, 11, 1), False),
        ("draft", 1, "Yes", False, date(2026, 11, 1), False),
        ("final", 0, "Yes", False, date(2026, 11, 1), False),
        ("", 0, "Yes", False, None, False),
    ],
)  # fmt: skip
def test_what_makes_a_plan_final(last, missing, heard, silent, answer_by, fine):
    said = {
        "last": last,
        "gaps": missing,
        "heard": heard,
        "silent": silent,
        "answer_by": answer_by,
        "today": TODAY,
    }
    if fine:
        return rules.check_final(**said)
    with pytest.raises(RuleBroken):
        rules.check_final(**said)


@pytest.mark.parametrize(
    ("answer_by", "days", "fine"),
    [
        (date(2026, 12, 6), 15, True),  # the day it is given is the first of fifteen
        (date(2026, 12, 5), 15, False), (date(2026, 11, 22), 0, True), (date(2026, 11, 21), 0, False), (None, 0, False),
    ],
)  # fmt: skip
def test_the_familys_days(answer_by, days, fine):
    if fine:
        return rules.check_draft(answer_by=answer_by, today=TODAY, days=days)
    with pytest.raises(RuleBroken):
        rules.check_draft(answer_by=answer_by, today=TODAY, days=days)


def test_what_changed_between_two_plans():
    def paper(*items, id="F"):
        return {"blocks": [{"id": id, "heading": "F. Provision", "items": list(items)}]}

    was = paper(
        {"source": "1", "heading": "Therapy", "lines": [["How much", "2"]]}, {"source": "2", "text": "Lift"}
    )
    now = paper(
        {"source": "1", "heading": "Therapy", "lines": [["How much", "3"]]}, {"source": "3", "text": "Bus"}
    )
    assert [(one.how, one.words) for one in rules.changes(was, now)] == [
        ("changed", "Therapy; How much: 3"), ("added", "Bus"), ("gone", "Lift"),
    ]  # fmt: skip
    assert rules.changes(was, was) == []
    assert [one.how for one in rules.changes(was, paper(id="G"))] == ["gone", "gone"]


@pytest.mark.parametrize(
    ("basis", "name", "type", "why", "fine"),
    [
        ("named", "School", "Special", "", True), ("named", "School", "", "", False), ("named", "", "Special", "", False),
        ("type", "", "Special", "", True), ("type", "", "", "", False), ("elsewhere", "", "", "At home, s. 61", True),
        ("elsewhere", "", "", "", False), ("moon", "a", "b", "c", False),
    ],
)  # fmt: skip
def test_places(basis, name, type, why, fine):
    if fine:
        return rules.check_placement(basis=basis, name=name, type=type, why=why)
    with pytest.raises(RuleBroken):
        rules.check_placement(basis=basis, name=name, type=type, why=why)
