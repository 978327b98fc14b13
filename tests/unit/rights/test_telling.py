"""Who writes down what somebody said who cannot sign in, and what must be said with it: as tables."""

from datetime import date, timedelta

import pytest

from unstori.core.errors import RuleBroken
from unstori.rights import rules
from unstori.rights.rules import Thread

TODAY = date(2026, 11, 23)
WRITER = Thread(is_open=True, answered=False, mine=False, owned=False, professional=True, writes=True)
OWNER = Thread(is_open=True, answered=False, mine=False, owned=True, professional=True, writes=True)


@pytest.mark.parametrize(
    ("kind", "adds", "account", "on", "how", "ok"),
    [("worker", True, False, TODAY, "phone", True), ("worker", False, False, TODAY, "phone", False),
     ("family", True, False, TODAY, "phone", False), ("worker", True, True, TODAY, "phone", False),
     ("worker", True, False, None, "phone", False), ("worker", True, False, TODAY, "", False),
     ("worker", True, False, TODAY + timedelta(1), "phone", False)],
)  # fmt: skip
def test_who_writes_it_down(kind, adds, account, on, how, ok):
    said = {"kind": kind, "adds": adds, "has_account": account, "on": on, "how": how, "today": TODAY}
    if ok:
        rules.check_write_for(**said)
    else:
        with pytest.raises(RuleBroken):
            rules.check_write_for(**said)


@pytest.mark.parametrize(
    ("by", "to", "ok"),
    [("letter", "Nain\n1 Stryd\nLL55 1AA", True), ("letter", "Nain\n\n", False), ("letter", "", False), ("told", "", True),
     ("letter", "\n".join("abcdefgh"), False)],
)  # fmt: skip
def test_a_letter_has_two_to_seven_lines(by, to, ok):
    if ok:
        rules.check_reply(by=by, to=to)
    else:
        with pytest.raises(RuleBroken):
            rules.check_reply(by=by, to=to)


def test_an_answer_is_carried_once_and_only_where_it_must_be():
    rules.check_carried(wanted=True, done=False)
    for wanted, done in ((False, False), (True, True)):
        with pytest.raises(RuleBroken):
            rules.check_carried(wanted=wanted, done=done)


def test_who_must_answer_never_writes_down_that_it_is_settled():
    assert rules.can_close(WRITER) and not rules.can_close(OWNER)
    with pytest.raises(RuleBroken):
        rules.check_close(OWNER, state="withdrawn", words="")
    assert rules.can_add(OWNER) and rules.can_answer(OWNER)
