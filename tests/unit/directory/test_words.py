"""Words of both languages come to one form, and what means the same is one meaning."""

import pytest

from unstori.directory.rules import meaning, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("clybiau", "glwb"), ("plant", "blant"), ("phlant", "plentyn"), ("gofalwr", "ofalwyr"), ("gofal", "ofalwr"),
        ("gweithgareddau", "weithgaredd"), ("seibiant", "seibiannau"), ("therapi", "therapydd"),
        ("lleferydd", "leferydd"), ("cerddoriaeth", "gerddoriaeth"), ("pobl", "bobl"), ("teulu", "deulu"),
        ("anabledd", "anableddau"), ("caerdydd", "nghaerdydd"), ("merched", "ferch"), ("grwp", "grwpiau"),
        ("gwyliau", "wyliau"), ("cwrs", "gwrs"), ("ysgol", "ysgolion"), ("dysgu", "ddysgu"), ("rhieni", "rieni"),
    ],
)  # fmt: skip
def test_welsh_words_are_one_whatever_their_beginning_and_ending(one, other):
    assert words.welsh(one) == words.welsh(other)


@pytest.mark.parametrize(("one", "other"), [("ci", "ty"), ("nofio", "canu"), ("plant", "planhigion")])
def test_other_words_are_others(one, other):
    assert words.welsh(one) != words.welsh(other)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mae'r clwb yn cwrdd ar nos Lun", "cy"),
        ("The club meets at the hall", "en"),
        ("Clwb Nofio", ""),
        ("", ""),
    ],
)
def test_which_language_a_sentence_is_in(text, language):
    assert words.language_of(words.spoken(text)) == language


def test_english_texts_are_found_by_no_welsh_mutation():
    assert words.welsh("mind") == words.welsh("find")
    assert words.welsh("mind") not in words.stems("The Mind group is for all of you")
    assert words.welsh("mind") in words.stems("Mind")  # nobody says which language that is


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("respite for children with ASD", {"short-break", "autism"}),
        ("therapi lleferydd ac iaith", {"speech-therapy"}),
        ("Salt for my boy", {"speech-therapy"}),
        ("toiledau hygyrch gyda theclyn codi", {"accessible-toilet", "hoist"}),
        ("gofalwyr ifanc", {"young-carer"}),
        ("play therapy", {"play-therapy"}),
        ("somewhere she can go", {"things-to-do"}),
        ("rhywle i fynd", {"things-to-do"}),
        ("nofio", {"swimming"}),
        ("the and of", set()),
    ],
)
def test_what_words_mean(text, groups):
    assert {one.group for one in meaning.meant(words.spoken(text))} == groups


def test_the_wider_is_found_by_the_narrower_and_not_the_other_way():
    assert meaning.sign_of("sport", meaning.WIDER) in meaning.signs("Swimming")
    assert meaning.sign_of("swimming") not in meaning.signs("Sport")
    assert meaning.sign_of("autism") in meaning.signs("PDA") and [
        one.narrower for one in meaning.meant(["pda"])
    ] == [True]


def test_every_group_stands_in_both_languages_under_a_source():
    definition = meaning.definitions.version(meaning.FOLDER, "synonyms", 1)
    assert len(meaning.groups()) >= 120
    assert {group["kind"] for group in meaning.groups().values()} == set(definition["sources"])
    assert all(words.spoken(group[one]) for group in meaning.groups().values() for one in ("en", "cy"))
    assert all(meaning.above(id) is not None for id in meaning.groups())
