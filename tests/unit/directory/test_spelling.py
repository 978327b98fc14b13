"""What somebody meant is the nearest word that the directory has, and nothing where none is near."""

import pytest

from unstori.directory.rules import spelling

KNOWN = [("swimming", 40), ("club", 90), ("autism", 30), ("respite", 9), ("befriending", 5), ("clubs", 2), ("seibiant", 8)]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("swiming", "swimming"), ("clubb", "club"), ("otism", "autism"), ("autisum", "autism"), ("respit", "respite"),
        ("befreinding", "befriending"), ("seibant", "seibiant"), ("trampoline", ""), ("zzzzz", ""), ("swimming", ""),
    ],
)  # fmt: skip
def test_the_nearest_word(word, meant):
    assert spelling.meant(word, KNOWN if word != "otism" else [("autism", 30)]) == meant


def test_what_was_typed_stays_whole_around_what_is_mended():
    said = "My son is 9: swiming, yn Ôl ysgol"
    assert (
        spelling.said_right(said, {"swiming": "swimming", "ol": "x"}) == "My son is 9: swimming, yn x ysgol"
    )


@pytest.mark.parametrize(("word", "may"), [("swm", False), ("swim", True), ("cf10", False), ("clwb", True)])
def test_short_words_and_numbers_are_left_alone(word, may):
    assert spelling.may_mend(word) is may


@pytest.mark.parametrize(
    ("one", "other"), [("otism", "autism"), ("swiming", "swimming"), ("fisio", "physio")]
)
def test_what_sounds_alike(one, other):
    assert spelling.sound(one) == spelling.sound(other)
