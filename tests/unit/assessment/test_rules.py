"""What follows from the tests, what a decision must say, and by when."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from unstori.assessment import catalogue, rules
from unstori.assessment.rules import MET, NOT_MET, UNKNOWN, Clock, Instead, Result
from unstori.core.definitions import load
from unstori.core.errors import RuleBroken

TODAY = date(2026, 11, 20)
KINDS = [catalogue.kind(item["id"], item["version"]) for item in load(catalogue.FOLDER / "kinds")]
ALL = Result(("a", "b"))
ANY = Result((), ("a", "b"))
BOTH = Result(("a",), ("b",))


@pytest.mark.parametrize(
    ("rule", "a", "b", "comes_to"),
    [
        (ALL, MET, MET, MET),
        (ALL, MET, UNKNOWN, UNKNOWN),
        (ALL, MET, NOT_MET, NOT_MET),
        (ALL, UNKNOWN, UNKNOWN, UNKNOWN),
        (ALL, UNKNOWN, NOT_MET, NOT_MET),
        (ALL, NOT_MET, NOT_MET, NOT_MET),
        (ANY, MET, NOT_MET, MET),
        (ANY, MET, UNKNOWN, MET),
        (ANY, UNKNOWN, NOT_MET, UNKNOWN),
        (ANY, NOT_MET, NOT_MET, NOT_MET),
        (BOTH, MET, NOT_MET, MET),
        (BOTH, NOT_MET, MET, MET),
        (BOTH, NOT_MET, UNKNOWN, UNKNOWN),
        (BOTH, UNKNOWN, NOT_MET, UNKNOWN),
        (BOTH, NOT_MET, NOT_MET, NOT_MET),
    ],
)
def test_result_follows_from_the_tests(rule, a, b, comes_to):
    assert rules.result_of({"a": a, "b": b}, rule) == comes_to


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_more_met_never_makes_a_no(kind):
    """A property of every definition: whatever else is answered, a test that turns to met takes nothing away."""
    rank = {NOT_MET: 0, UNKNOWN: 1, MET: 2}
    tests = [test.id for test in kind.tests]
    for answers in product(rules.ANSWERS, repeat=len(tests)):
        said = dict(zip(tests, answers, strict=True))
        for test in tests:
            better = rules.result_of({**said, test: MET}, kind.result)
            assert rank[better] >= rank[rules.result_of(said, kind.result)]
    assert rules.result_of(dict.fromkeys(tests, MET), kind.result) == MET
    assert rules.result_of(dict.fromkeys(tests, NOT_MET), kind.result) == NOT_MET


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_definition_names_only_what_there_is(kind):
    tests = {test.id for test in kind.tests}
    assert set(kind.result.all_of) | set(kind.result.any_of) == tests
    for test in kind.tests:
        assert set(test.outcomes) <= set(catalogue.outcome_words()) and test.source
        assert test.at_least <= len(test.outcomes)
    assert len({test.like for test in kind.tests}) == len(kind.tests)
    assert bool(kind.subject) == kind.whole and all(element.asks for element in kind.elements)


def test_what_elements_draw_on_is_there():
    from unstori.story import definitions as story

    themes = {ask["theme"] for item in load(Path(story.GUIDES)) for ask in item.get("questions", [])}
    others = {"outcomes", "needs", "supports", "worries", "enquiries"}
    for draw in {name for kind in KINDS for element in kind.elements for name in element.draws}:
        group, _, key = draw.partition(".")
        assert draw in others or key in {"facts": story.facts(), "said": themes}[group], draw


@pytest.mark.parametrize(
    ("jurisdiction", "born", "ids"),
    [
        ("wales", date(2017, 3, 2), {"wales-child", "wales-carer", "wales-young-carer"}),
        ("wales", date(2008, 11, 20), {"wales-adult", "wales-carer", "wales-young-carer"}),
        ("wales", date(2008, 11, 21), {"wales-child", "wales-carer", "wales-young-carer"}),
        (
            "england",
            date(2017, 3, 2),
            {"england-child", "england-ehc", "england-parent-carer", "england-young-carer"},
        ),
        (
            "england",
            date(2004, 3, 2),
            {"england-adult", "england-ehc", "england-carer", "england-young-carer"},
        ),
        ("england", date(1980, 3, 2), {"england-adult", "england-carer", "england-young-carer"}),
    ],
)
def test_assessments_are_those_of_the_country_and_the_age(jurisdiction, born, ids):
    assert {kind.id for kind in catalogue.kinds(jurisdiction, born, TODAY)} == ids


@pytest.mark.parametrize(
    ("counted", "due"),
    [
        (None, None),
        (Clock(42, False, True), date(2026, 12, 14)),
        (Clock(42, True, False), date(2027, 1, 4)),
    ],
)
def test_law_names_the_day(counted, due):
    assert rules.due_on(counted, date(2026, 11, 2), "wales") == due


@pytest.mark.parametrize(
    ("result", "what", "owner", "day", "holds"),
    [
        (MET, "", False, None, True),
        (NOT_MET, "A group on Fridays", True, TODAY, True),
        (UNKNOWN, "We ask the school", True, TODAY + timedelta(7), True),
        (NOT_MET, "", True, TODAY, False),
        (NOT_MET, "  ", True, TODAY, False),
        (NOT_MET, "A group", False, TODAY, False),
        (NOT_MET, "A group", True, None, False),
        (UNKNOWN, "", False, None, False),
        (NOT_MET, "A group", True, TODAY - timedelta(1), False),
    ],
)
def test_no_never_stands_alone(result, what, owner, day, holds):
    def check():
        rules.check_no_bare_no(result=result, instead=Instead(what, owner, day), today=TODAY)

    if holds:
        check()
    else:
        with pytest.raises(RuleBroken):
            check()


@pytest.mark.parametrize(
    ("answer", "reasons", "outcomes", "at_least", "holds"),
    [
        (MET, "He cannot", ["a"], 1, True),
        (MET, "He cannot", ["a"], 2, False),
        (MET, "He cannot", ["a", "a"], 2, False),
        (NOT_MET, "He can", [], 2, True),
        (UNKNOWN, "Nobody asked", [], 1, True),
        (MET, " ", ["a"], 1, False),
        ("maybe", "He can", [], 0, False),
    ],
)
def test_each_test_has_its_reasons(answer, reasons, outcomes, at_least, holds):
    def check():
        rules.check_answer(answer=answer, reasons=reasons, outcomes=outcomes, at_least=at_least)

    if holds:
        check()
    else:
        with pytest.raises(RuleBroken):
            check()


@pytest.mark.parametrize(
    ("kind", "state", "asked_it", "instead", "holds"),
    [
        ("family", "asked", True, Instead("", False, None), True),
        ("family", "asked", False, Instead("Ask school", True, TODAY), False),
        ("worker", "begun", False, Instead("", False, None), False),
        ("worker", "begun", False, Instead("Ask school", True, TODAY), True),
        ("family", "decided", True, Instead("", False, None), False),
    ],
)
def test_ended_undecided_says_what_instead(kind, state, asked_it, instead, holds):
    said = {"kind": kind, "state": state, "why": "Moved", "instead": instead, "asked_it": asked_it}
    if holds:
        rules.check_end(today=TODAY, **said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_end(today=TODAY, **said)


@pytest.mark.parametrize(
    ("kind", "is_party", "may"),
    [
        ("family", True, True),
        ("self", True, True),
        ("advocate", True, True),
        ("worker", True, False),
        ("family", False, False),
    ],
)
def test_only_who_asked_takes_it_back_and_no_worker_for_them(kind, is_party, may):
    assert rules.takes_back(kind, is_party=is_party) is may


def test_nothing_is_decided_without_a_test():
    rules.check_finish(state="begun", findings=1)
    for state, findings in (("begun", 0), ("ended", 1)):
        with pytest.raises(RuleBroken):
            rules.check_finish(state=state, findings=findings)


def test_two_countries_ask_the_same_in_their_own_way():
    wales, england = catalogue.kind("wales-adult", 1), catalogue.kind("england-adult", 1)
    pairs = [(a.id if a else "", b.id if b else "") for a, b in catalogue.alike(england, wales)]
    assert pairs == [
        ("arises", "arises"), ("relates", "relates"), ("well_being", "unless"), ("", "cannot_meet"), ("", "protect"),
    ]  # fmt: skip
