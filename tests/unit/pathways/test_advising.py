"""Ask before asking, as tables."""

import pytest

from unstori.core.errors import RuleBroken
from unstori.pathways.rules import advising as rules

NAMES = ("Geth", "Gethin Rowlands")


@pytest.mark.parametrize(
    ("words", "is_named"),
    [("What would you try with a boy who wakes at two?", False), ("Geth wakes at two.", True), ("GETHIN wakes.", True),
     ("The Rowlands’ boy wakes.", True), ("Together we try.", False), ("", False)],
)  # fmt: skip
def test_a_name_among_the_words(words, is_named):
    assert rules.is_named(words, NAMES) is is_named


def test_a_short_name_is_not_sought_in_every_sentence():
    assert not rules.is_named("He is so tired at night.", ("So", "So Yu"))


@pytest.mark.parametrize(
    ("words", "here", "named", "may"),
    [("What would you try first?", True, False, True), ("Geth wakes at two. Why?", True, False, False),
     ("Geth wakes at two. Why?", True, True, True), ("What would you try first?", False, False, False), ("Why?", True, True, False)],
)  # fmt: skip
def test_asking(words, here, named, may):
    given = {"words": words, "answers_here": here, "names": NAMES, "named": named}
    if may:
        rules.check_question(**given)
    else:
        with pytest.raises(RuleBroken):
            rules.check_question(**given)


@pytest.mark.parametrize(
    ("state", "words", "comes_to", "may"),
    [("asked", "Hold on.", "hold", True), ("answered", "Hold on.", "hold", False), ("back", "Hold on.", "hold", False),
     ("asked", " ", "hold", False), ("asked", "Hold on.", "maybe", False)],
)  # fmt: skip
def test_answering(state, words, comes_to, may):
    if may:
        rules.check_answer(state=state, words=words, comes_to=comes_to)
    else:
        with pytest.raises(RuleBroken):
            rules.check_answer(state=state, words=words, comes_to=comes_to)


@pytest.mark.parametrize(
    ("state", "mine", "may"), [("asked", True, True), ("asked", False, False), ("answered", True, False)]
)
def test_taking_back(state, mine, may):
    if may:
        rules.check_back(state=state, mine=mine)
    else:
        with pytest.raises(RuleBroken):
            rules.check_back(state=state, mine=mine)
