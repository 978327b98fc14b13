"""What a board may hold, who may see and change it, and how it moved."""

from uuid import uuid4

import pytest

from unstori.boards import rules
from unstori.boards.rules import Who
from unstori.core.errors import RuleBroken

ME, OURS = uuid4(), uuid4()
MAKER = Who(ME, OURS)


@pytest.mark.parametrize(
    ("shared", "who", "seen"),
    [
        ("own", Who(ME), True),
        ("own", Who(uuid4(), OURS), False),
        ("organisation", Who(uuid4(), OURS), True),
        ("organisation", Who(uuid4(), uuid4()), False),
        ("organisation", Who(uuid4()), False),
        ("organisation", Who(ME), True),
        ("region", Who(uuid4()), True),
    ],
)
def test_who_sees_a_board(shared, who, seen):
    assert rules.can_see(shared=shared, maker=MAKER, who=who) is seen


def test_a_board_of_nobodys_organisation_is_not_everybodys():
    assert not rules.can_see(shared="organisation", maker=Who(ME), who=Who(uuid4()))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (Who(ME), True),
        (Who(uuid4(), OURS, "worker"), False),
        (Who(uuid4(), OURS, "administrator"), True),
        (Who(uuid4(), uuid4(), "administrator"), False),
        (Who(uuid4(), None, "administrator"), False),
    ],
)
def test_who_changes_a_board(who, may):
    assert rules.can_change(maker=MAKER, who=who) is may
    if not may:
        with pytest.raises(RuleBroken, match="Copy it"):
            rules.check_change(maker=MAKER, who=who)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"titles": ["", " "]}, "what the board asks"),
        ({"options": []}, "at least one"),
        ({"options": list(range(31))}, "30 pictures"),
        ({"shared": "organisation", "organisation": None}, "no organisation"),
        ({"shared": "world"}, "offered"),
        ({"known": False}, "offered"),
    ],
)
def test_a_board_that_cannot_be_used_is_refused(changed, why):
    good = {"titles": ["Bwyd", ""], "options": [1], "shared": "own", "organisation": OURS}
    rules.check_board(**good)
    with pytest.raises(RuleBroken, match=why):
        rules.check_board(**{**good, **changed})


def test_own_lines_are_in_both_languages_or_in_one():
    said = " Swimming pool / Pwll nofio \n\nMot\nMot\nand/or\n"
    assert rules.own_lines(said) == [("Swimming pool", "Pwll nofio"), ("Mot", "Mot"), ("and/or", "and/or")]


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [("no", "yes", "up"), ("yes", "no", "down"), ("yes", "yes", "same"), ("", "yes", "new"), ("yes", "", "gone"),
     ("gone-place", "yes", "new")],
)  # fmt: skip
def test_how_a_picture_moved(before, now, way):
    kept = [{"dog": place} if place else {} for place in (before, now)]
    (move,) = rules.moves(before=kept[0], now=kept[1], places=["yes", "maybe", "no"])
    assert move.way == way


def test_only_what_is_on_the_board_is_placed():
    rules.check_placed(placed={"dog": "like"}, keys=["dog"], places=["like"])
    for placed in ({"cat": "like"}, {"dog": "love"}):
        with pytest.raises(RuleBroken):
            rules.check_placed(placed=placed, keys=["dog"], places=["like"])


@pytest.mark.parametrize(
    ("finished", "placed", "fine"), [(False, 1, True), (False, 0, False), (True, 1, False)]
)
def test_what_can_be_saved(finished, placed, fine):
    if fine:
        return rules.check_finish(finished=finished, placed=placed)
    with pytest.raises(RuleBroken):
        rules.check_finish(finished=finished, placed=placed)


@pytest.mark.parametrize(
    ("kind", "manages", "vouched", "organisation", "may"),
    [
        ("administrator", False, True, OURS, True),
        ("worker", True, True, OURS, True),
        ("worker", False, True, OURS, False),
        ("worker", True, False, OURS, False),
        ("family", False, True, None, False),
    ],
)
def test_who_brings_a_set(kind, manages, vouched, organisation, may):
    asked = {"kind": kind, "manages": manages, "vouched": vouched, "organisation": organisation}
    assert rules.can_keep_sets(**asked) is may
    if may:
        assert rules.check_keep_sets(**asked) == organisation
    else:
        with pytest.raises(RuleBroken):
            rules.check_keep_sets(**asked)
