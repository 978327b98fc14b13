"""Who somebody is, said in the language of the reader."""

import pytest
from django.utils.translation import override

from unstori.core.words import Words, spoken
from unstori.people.who import Who, role_of, role_said, roles, roles_like

COUNCIL = Words(en="Gwynedd Council", cy="Cyngor Gwynedd")


@pytest.mark.parametrize(
    ("who", "en", "cy"),
    [
        (Who("Geth"), "Geth", "Geth"),
        (Who("Mair", "mother", "Geth"), "Mair, Geth’s mother", "Mair, mam Geth"),
        (Who("Pat", "Nan to all of us", "Ela"), "Pat, Nan to all of us (Ela)", "Pat, Nan to all of us (Ela)"),
        (Who("Mair", "", "Geth"), "Mair (Geth)", "Mair (Geth)"),
        (Who("Wil", "advocate", "Geth"), "Wil, advocate (Geth)", "Wil, eiriolwr (Geth)"),
        (
            Who("Huw", "social_worker", place=COUNCIL),
            "Huw, social worker, Gwynedd Council",
            "Huw, gweithiwr cymdeithasol, Cyngor Gwynedd",
        ),
        (Who("Ann", "Support worker at Derwen"), "Ann, Support worker at Derwen", "Ann, Support worker at Derwen"),
        (Who("Mrs Patel", "alnco"), "Mrs Patel, ALNCo", "Mrs Patel, CADY"),
    ],
)  # fmt: skip
def test_somebody_is_said_in_each_language(who, en, cy):
    for language, said in (("en", en), ("cy", cy)):
        with override(language):
            assert str(who) == said


def test_every_role_has_both_languages_and_no_capital_of_its_own():
    for code, name in roles().items():
        assert name.en and name.cy and code.islower()
        assert name.en[0].islower() or name.en[:2].isupper()
    assert set(roles("family")) & set(roles("work")) == set()


def test_words_from_outside_become_a_code_and_others_stay():
    assert (role_of("Mother"), role_of(" mam "), role_of("CADY")) == ("mother", "mother", "alnco")
    assert role_of("Rugby coach") == role_said("Rugby coach") == "Rugby coach"


def test_a_word_finds_roles_in_either_language():
    assert "mother" in roles_like("mam") and "mother" in roles_like("moth")
    assert roles_like("zzz") == []


def test_words_carry_their_language_where_the_page_speaks_another():
    with override("cy"):
        assert spoken("Ring <them>", "en") == '<span lang="en">Ring &lt;them&gt;</span>'
        assert spoken("Ffonio", "cy") == "Ffonio" and spoken("Ffonio") == "Ffonio" and spoken("", "en") == ""


def test_what_unstori_says_itself_is_kept_in_both_languages():
    said = Words.both(lambda: Who("Mair", "mother", "Geth"))
    assert (said.en, said.cy) == ("Mair, Geth’s mother", "Mair, mam Geth")
