"""What may follow what, and what is never shared."""

import pytest

from unstori.circle import rules
from unstori.circle.rules import NEXT, State
from unstori.core.errors import RuleBroken

ALLOWED = {
    (None, "asked"), (None, "given"),
    ("asked", "given"), ("asked", "refused"), ("asked", "withdrawn"),
    ("given", "withdrawn"), ("given", "invalidated"), ("given", "disputed"), ("given", "expired"),
    ("disputed", "given"), ("disputed", "withdrawn"), ("disputed", "invalidated"), ("disputed", "expired"),
    ("withdrawn", "invalidated"), ("expired", "invalidated"),
}  # fmt: skip


@pytest.mark.parametrize("now", [None, *State])
@pytest.mark.parametrize("then", list(State))
def test_every_transition_of_sharing(now, then):
    allowed = (str(now) if now else None, str(then)) in ALLOWED
    assert rules.can_follow(now, then) == allowed
    if allowed:
        rules.check_follow(now, then)
    else:
        with pytest.raises(RuleBroken):
            rules.check_follow(now, then)


def test_what_is_in_force_can_always_be_withdrawn():
    assert all(State.WITHDRAWN in NEXT[state] for state in rules.IN_FORCE)


@pytest.mark.parametrize("sections", [["private_to_me"], ["health", "private_to_me"], [], ["gossip"]])
def test_private_or_unknown_or_nothing_is_not_shared(sections):
    with pytest.raises(RuleBroken):
        rules.check_sections(sections, ("health", "learning"))


def test_deciding_is_not_shared():
    rules.check_permission(2, most=2)
    with pytest.raises(RuleBroken):
        rules.check_permission(3, most=2)


def test_shared_without_asking_the_family_was_told_or_it_says_why_not():
    rules.check_told(True, "")
    rules.check_told(False, "It would put her in danger.")
    with pytest.raises(RuleBroken):
        rules.check_told(False, " ")


@pytest.mark.parametrize(("data", "confidence"), [("because", "consent"), ("public_task", ""), ("", "")])
def test_every_sharing_has_both_its_bases(data, confidence):
    rules.check_bases("public_task", "direct_care")
    with pytest.raises(RuleBroken):
        rules.check_bases(data, confidence)
