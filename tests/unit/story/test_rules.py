"""The story's rules as truth tables."""

from datetime import date

import pytest

from unstori.core.errors import RuleBroken
from unstori.story import rules
from unstori.story.rules import Standing

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("due_on", "kept", "expected"),
    [
        (date(2026, 11, 19), False, Standing("late", 3)),
        (date(2026, 11, 19), True, Standing("kept")),
        (date(2026, 11, 22), False, Standing("due")),
        (date(2026, 11, 29), False, Standing("soon", 7)),
        (date(2026, 11, 30), False, Standing("open", 8)),
    ],
)
def test_promise_standing(due_on, kept, expected):
    assert rules.promise_standing(due_on=due_on, kept=kept, today=TODAY) == expected


@pytest.mark.parametrize(("what", "due_on"), [("  ", TODAY), ("Ring", date(2026, 11, 21))])
def test_promise_without_words_or_in_the_past_is_refused(what, due_on):
    with pytest.raises(RuleBroken):
        rules.check_promise(what=what, due_on=due_on, today=TODAY)
    rules.check_promise(what="Ring", due_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("is_owner", "same", "decides", "kept", "may"),
    [
        (True, False, False, False, True),
        (False, True, False, False, True),
        (False, False, True, False, True),
        (False, False, False, False, False),
        (True, True, True, True, False),
    ],
)
def test_move_promise(is_owner, same, decides, kept, may):
    asked = {"is_owner": is_owner, "same_organisation": same, "decides": decides, "kept": kept}
    assert rules.can_move_promise(**asked) is may
    if may:
        rules.check_move_promise(**asked)
    else:
        with pytest.raises(RuleBroken):
            rules.check_move_promise(**asked)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "promise"}, {"words": " "}, {"first_day": date(2026, 11, 23)}],
)
def test_check_entry(wrong):
    right = {"kind": "note", "words": "x", "title": "", "files": 0, "first_day": TODAY, "today": TODAY}
    rules.check_entry(**right)
    with pytest.raises(RuleBroken):
        rules.check_entry(**{**right, **wrong})


@pytest.mark.parametrize(("kind", "corrected"), [("note", True), ("promise", False)])
def test_check_correctable(kind, corrected):
    rules.check_correctable(kind="note", is_corrected=False)
    with pytest.raises(RuleBroken):
        rules.check_correctable(kind=kind, is_corrected=corrected)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 12, 15), 2, date(2024, 2, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_ask_again_on(day, months, expected):
    assert rules.ask_again_on(last_said=day, months=months) == expected


@pytest.mark.parametrize(
    ("words", "many", "known", "related", "ok"),
    [
        ("x", False, False, False, True),
        ("x", True, True, False, True),
        ("x", False, True, True, True),
        ("x", False, True, False, False),
        (" ", True, False, False, False),
    ],
)
def test_check_tell(words, many, known, related, ok):
    if ok:
        rules.check_tell(words=words, many=many, known=known, related=related)
    else:
        with pytest.raises(RuleBroken):
            rules.check_tell(words=words, many=many, known=known, related=related)


def test_check_settle():
    rules.check_settle(is_settler=True, decides=False, settled=False)
    rules.check_settle(is_settler=False, decides=True, settled=False)
    for settler, settled in ((True, True), (False, False)):
        with pytest.raises(RuleBroken):
            rules.check_settle(is_settler=settler, decides=False, settled=settled)


def test_check_finish():
    rules.check_finish(finished=False, answers=1)
    for finished, answers in ((True, 1), (False, 0)):
        with pytest.raises(RuleBroken):
            rules.check_finish(finished=finished, answers=answers)


@pytest.mark.parametrize(
    ("name", "seen", "is_text", "expected"),
    [
        ("a.JPG", "image/jpeg", False, "image/jpeg"),
        ("a.m4a", "video/mp4", False, "audio/mp4"),
        ("a.txt", None, True, "text/plain"),
        ("a.png", "image/jpeg", False, None),
        ("a.exe", "application/x-msdownload", False, None),
        ("a.svg", None, True, None),
        ("a.html", None, True, None),
        ("noending", "image/png", False, None),
        ("a.pdf", None, False, None),
    ],
)
def test_media_type(name, seen, is_text, expected):
    if expected:
        assert rules.media_type(name=name, seen=seen, is_text=is_text) == expected
    else:
        with pytest.raises(RuleBroken):
            rules.media_type(name=name, seen=seen, is_text=is_text)


def test_check_size():
    rules.check_size(size=5, limit=5)
    for size in (0, 6):
        with pytest.raises(RuleBroken):
            rules.check_size(size=size, limit=5)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
    ],
)
def test_byte_range(header, expected):
    assert rules.byte_range(header, 100) == expected


def test_byte_range_that_cannot_be_met():
    with pytest.raises(ValueError):
        rules.byte_range("bytes=100-", 100)


def test_week_before_counts_today():
    assert rules.week_before(TODAY) == date(2026, 11, 16)


def test_what_opens_in_the_page():
    assert rules.opens_in_the_page("video/mp4")
    assert not rules.opens_in_the_page("application/pdf")
    assert not rules.opens_in_the_page("image/heic")
