"""Whether a circle agrees on what one of them saw; who may read what somebody says about themselves."""

from uuid import UUID

import pytest

from unstori.core.errors import RuleBroken
from unstori.story import rules

MAIR, HUW = UUID(int=1), UUID(int=2)
SAME, ELSE = True, False


@pytest.mark.parametrize(
    ("echoes", "agreed", "so_too", "differently", "to_read_again"),
    [
        ((), False, "", "", ""),
        (((MAIR, 2, SAME),), True, "M", "", ""),
        (((MAIR, 2, ELSE),), False, "", "M", ""),
        (((MAIR, 2, SAME), (HUW, 2, ELSE)), False, "M", "H", ""),
        (((MAIR, 2, SAME), (HUW, 2, SAME)), True, "MH", "", ""),
        (((MAIR, 2, ELSE), (MAIR, 2, SAME)), True, "M", "", ""),
        (((MAIR, 2, SAME), (MAIR, 2, ELSE)), False, "", "M", ""),
        (((MAIR, 1, SAME),), False, "", "", "M"),
        (((MAIR, 1, ELSE), (HUW, 2, SAME)), True, "H", "", "M"),
        (((MAIR, 1, ELSE), (MAIR, 2, SAME)), True, "M", "", ""),
    ],
)
def test_the_newest_of_each_holds_for_the_words_as_they_stand(
    echoes, agreed, so_too, differently, to_read_again
):
    heard = [rules.Heard(who, "M" if who == MAIR else "H", version, same) for who, version, same in echoes]
    found = rules.agreement(version=2, echoes=heard)
    assert found.agreed is agreed
    assert ["".join(names) for names in (found.so_too, found.differently, found.to_read_again)] == [
        so_too, differently, to_read_again,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("finished", "own", "so_too", "words", "allowed"),
    [
        (False, False, True, "", True),
        (False, False, False, "He hides", True),
        (False, False, False, "  ", False),
        (False, True, True, "", False),
        (True, False, True, "", False),
    ],
)
def test_others_say_whether_they_see_the_same(finished, own, so_too, words, allowed):
    said = {"finished": finished, "own": own}
    assert rules.can_echo(**said) or not allowed
    if allowed:
        rules.check_echo(**said, so_too=so_too, words=words)
        return
    with pytest.raises(RuleBroken):
        rules.check_echo(**said, so_too=so_too, words=words)


@pytest.mark.parametrize(
    ("is_author", "finished", "shown", "around", "reads"),
    [
        (True, False, False, False, True),
        (False, True, True, True, True),
        (False, False, True, True, False),
        (False, True, False, True, False),
        (False, True, True, False, False),
    ],
)
def test_who_reads_what_somebody_says_about_themselves(is_author, finished, shown, around, reads):
    found = rules.reads(is_author=is_author, finished=finished, shown=shown, still_around=around)
    assert found is reads


@pytest.mark.parametrize(
    ("who", "kind", "professional", "is_for"),
    [
        ("carer", "family", False, True),
        ("carer", "self", False, False),
        ("carer", "worker", True, False),
        ("professional", "worker", True, True),
        ("professional", "family", False, False),
        ("", "worker", True, False),
    ],
)
def test_whom_an_own_conversation_is_for(who, kind, professional, is_for):
    assert rules.is_for(who=who, kind=kind, is_professional=professional) is is_for


@pytest.mark.parametrize(
    ("kind", "age", "is_for"),
    [("self", 18, True), ("self", 60, True), ("self", 17, False), ("self", None, False), ("family", 40, False), ("worker", 40, False)],
)  # fmt: skip
def test_what_is_for_a_grown_up_is_put_to_no_child_and_to_nobody_else(kind, age, is_for):
    assert rules.is_for(who="grown_up", kind=kind, is_professional=kind == "worker", age=age) is is_for
