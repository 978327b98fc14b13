"""Who hears, who decides and who answers, as truth tables."""

from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.directory import saying
from unstori.directory.rules import voice as rules

HERE, THERE = uuid4(), uuid4()


def actor(kind, place=None, **more):
    return Actor(
        user_id=uuid4(), capacity_id=uuid4(), kind=kind, label="", user_name="", organisation_id=place, **more
    )


# kind, works there, manages, vouched, named editor: answers reports, decides, replies
TABLE = [
    ("steward", False, False, True, False, True, True, False),
    ("administrator", False, False, True, False, True, True, False),
    ("administrator", True, False, True, False, True, False, True),
    ("administrator", True, False, False, False, False, False, False),
    ("steward", True, False, True, False, True, False, False),
    ("steward", False, False, False, False, False, False, False),
    ("governance", False, False, True, False, False, False, False),
    ("worker", True, False, True, False, False, False, False),
    ("worker", True, True, True, False, True, False, True),
    ("worker", True, False, True, True, True, False, True),
    ("worker", False, True, True, False, False, False, False),
    ("worker", False, False, True, True, True, False, False),
    ("family", False, False, True, False, False, False, False),
    ("self", False, False, True, False, False, False, False),
    ("advocate", False, False, True, False, False, False, False),
]


@pytest.mark.parametrize(
    ("kind", "there", "manages", "vouched", "edits", "answers", "decides", "replies"), TABLE
)
def test_who_hears_and_decides(kind, there, manages, vouched, edits, answers, decides, replies):
    by = actor(kind, HERE if there else THERE, manages=manages, vouched=vouched)
    assert rules.may_answer(by, HERE, edits=edits) is answers
    assert rules.may_decide(by, HERE) is decides
    assert rules.may_reply(by, HERE, edits=edits) is replies


def test_nobody_is_nobody():
    assert not rules.is_keeper(None) and not rules.may_answer(None, HERE, edits=False)
    assert not rules.may_decide(None, None) and not rules.may_reply(None, None, edits=True)


def broken(check, **said):
    try:
        check(**said)
    except RuleBroken:
        return True
    return False


@pytest.mark.parametrize(
    ("state", "about", "replied", "words", "wrong"),
    [
        ("shown", "review", False, "Diolch", False),
        ("shown", "visit", False, "Diolch", False),
        ("waiting", "visit", False, "Diolch", False),
        ("waiting", "review", False, "Diolch", True),
        ("sent_back", "visit", False, "Diolch", True),
        ("withdrawn", "review", False, "Diolch", True),
        ("shown", "review", True, "Diolch", True),
        ("shown", "review", False, "  ", True),
    ],
)
def test_an_organisation_answers_once(state, about, replied, words, wrong):
    assert broken(rules.check_reply, state=state, about=about, replied=replied, words=words) is wrong


@pytest.mark.parametrize(
    ("asked", "replied", "days", "wrong"),
    [(True, False, 13, True), (True, False, 14, False), (True, True, 0, False), (False, False, 0, False)],
)
def test_silence_hides_no_visit(asked, replied, days, wrong):
    assert broken(rules.check_show_visit, asked=asked, replied=replied, days=days, given=14) is wrong


@pytest.mark.parametrize(
    ("outcome", "because", "words", "answered", "wrong"),
    [
        ("mended", "", "", False, False),
        ("mended", "", "", True, True),
        ("unchanged", "", "x", False, True),
        ("unchanged", "right", "", False, False),
        ("unchanged", "service", "", False, True),
        ("unchanged", "service", "Write to them.", False, False),
    ],
)
def test_nothing_stays_as_it_was_without_a_reason(outcome, because, words, answered, wrong):
    said = {"outcome": outcome, "because": because, "words": words, "answered": answered}
    assert broken(rules.check_answer, known=["right", "service"], **said) is wrong


@pytest.mark.parametrize(
    ("typed", "code"), [("ABCD-efgh-2345", "abcdefgh2345"), (" abcd efgh 2345 ", "abcdefgh2345"), ("", "")]
)
def test_a_code_is_the_same_however_it_was_written_down(typed, code):
    assert rules.plain_code(typed) == code and rules.plain_code(rules.spaced(code)) == code


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("Mrs Jones was kind", True), ("Roedd Dr Davies yn garedig", True), ("ring 029 2018 0001", True),
        ("my son Rhys loves it", True), ("at CF10 1AA", True), ("write to a@b.org", True),
        ("my son loves it", False), ("fy mab yn hapus", False), ("The teacher was kind. It costs £2.50, from 10 to 12.", False),
    ],
)  # fmt: skip
def test_a_keepers_eye_is_drawn_to_what_may_name_somebody(text, hinted):
    assert bool(saying.hints(text)) is hinted


def test_each_question_of_a_visit_stands_in_a_section_and_has_pictures():
    guide = saying.guide()
    sections = {one.id for one in guide.sections}
    assert len(guide.questions) >= 10 and {one.section for one in guide.questions} == sections
    assert all(choice.symbol for one in guide.questions for choice in one.choices)
