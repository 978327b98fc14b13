"""Easy Read: the plan and the profile in short lines with pictures, from what is known already."""

import re
from datetime import timedelta

import pytest

from tests.integration.plan.conftest import know, say
from tests.integration.plan.test_documents import inside
from unstori.circle.models import Member
from unstori.core import clock
from unstori.plan import actions, catalogue, pdf, rules
from unstori.story import definitions as story
from unstori.story.models import Statement
from unstori.ui import symbols


def freeze(world, layout="my-plan-easy-read", language="en", by=None):
    return actions.freeze_document(by=by or world.mair, person=world.geth, layout=layout, language=language)


def parts(document, block):
    (found,) = [one for one in document.content["blocks"] if one["id"] == block]
    return found["items"]


@pytest.fixture
def lived(world, outcome):
    """A step, a helper, a review, a key worker with a phone."""
    actions.add_step(by=world.mair, outcome=outcome, what="Buy a lamp. Ask Cai too.", who="Mair",
                     by_when=clock.today() + timedelta(9))  # fmt: skip
    actions.add_support(by=world.huw, person=world.geth, section="care", what="Swimming", who="Ann",
                        comes_from="community", how_often="Every Monday", language="en")  # fmt: skip
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(60))
    Member.objects.create(
        person=world.geth, section="about_me", kind="worker", name="Huw Parry", relation="social_worker",
        is_key_worker=True, phone="01286 000000", created_by_id=world.mair.capacity_id,
    )  # fmt: skip
    return outcome


def observe(world, theme, words, **more):
    return Statement.objects.create(
        person=world.geth, section="about_me", theme=theme, words=words, said_by="Mair", said_how="observed",
        created_by_id=world.mair.capacity_id, **{"said_on": clock.today(), **more},
    )  # fmt: skip


def test_my_words_come_first_and_everything_has_its_place(world, lived):
    made = freeze(world)
    assert [block["id"] for block in made.content["blocks"]] == [
        "words", "about", "wanted", "helps", "next", "ask", "agreed", "say_no", "wrong",
    ]  # fmt: skip
    assert parts(made, "words")[0]["words"][0]["text"] == "Dw i eisiau cysgu yn fy ngwely fy hun"
    assert parts(made, "wanted")[0]["heading"] == "I want to sleep in my own bed"
    helper = parts(made, "helps")[0]
    assert helper["own"] == ["Swimming", "Every Monday"] and helper["plain"] == ["This has not started yet."]
    step, review = parts(made, "next")
    assert step["own"] == ["Buy a lamp.", "Ask Cai too."] and step["plain"][0].startswith("By ")
    assert review["plain"][0].startswith("We look at my plan again on ")
    assert parts(made, "ask")[0]["plain"] == ["Huw Parry is my key worker.", "I can phone 01286 000000."]


def test_saying_no_and_complaining_stand_in_every_plan_in_both_languages(world):
    for language, words in (("en", "I can complain."), ("cy", "Galla i gwyno.")):
        made = freeze(world, language=language)
        assert any(words in line for one in parts(made, "wrong") for line in one["plain"])
        assert "" not in made.sections_used
    assert freeze(world, by=world.teacher).title == "My plan: Easy Read"


def test_private_and_narrowed_words_never_enter(world):
    say(world, "Only for Nain", narrowed=True)
    say(world, "Nobody sees this", section="private_to_me")
    text = str(freeze(world, by=world.geth_self).content)
    assert "Only for Nain" not in text and "Nobody sees this" not in text


def test_profile_of_somebody_without_words_follows_from_what_was_seen(world):
    observe(world, "happy", "He rocks and hums.", agreed_by="Huw, Mrs Patel")
    observe(world, "happy", "He claps.", said_on=clock.today() - timedelta(400))
    observe(world, "pain", "He bites his hand.")
    know(world, "communication", "When I am happy: He rocks and hums.")
    know(world, "communication", "He looks at what he wants")
    made = freeze(world, "one-page-profile-easy-read")
    happy, pain = parts(made, "show")
    assert (happy["heading"], happy["symbol"]) == ("When I am happy", "happy")
    assert happy["words"][0]["plain"] == ["He rocks and hums."]
    assert "Huw, Mrs Patel see it too" in happy["words"][0]["by"]
    assert pain["heading"] == "When I am in pain or ill"
    assert str(made.content).count("He rocks and hums.") == 2, "as words and as lines, in one place"
    assert [one["words"][0]["text"] for one in parts(made, "support")] == ["He looks at what he wants"]


def test_every_symbol_of_a_layout_is_drawn():
    for name in ("my-plan-easy-read", "one-page-profile-easy-read"):
        layout = catalogue.layout(name)
        lines = [one for block in layout["blocks"] for one in block.get("lines", [])]
        ids = [one["symbol"] for one in (*layout["blocks"], *lines)]
        ids += [id for block in layout["blocks"] for id in block.get("symbols", {}).values()]
        assert [id for id in ids if symbols.find(id) is None] == []
    known = {domain["id"] for domain in catalogue.domains()}
    wanted = next(one for one in catalogue.layout("my-plan-easy-read")["blocks"] if one["id"] == "wanted")
    assert set(wanted["symbols"]) == known


def test_every_theme_of_the_profile_is_asked():
    asked = {question.theme for question in story.guide("observed-together").questions}
    blocks = catalogue.layout("one-page-profile-easy-read")["blocks"]
    shown = {theme for block in blocks if block["block"] == "easy_shown" for theme in block["themes"]}
    assert shown == asked


@pytest.mark.parametrize("language", ["en", "cy"])
def test_page_and_paper_show_the_pictures(world, lived, sign_in, language, caplog):
    made = freeze(world, language=language)
    page = sign_in(world.mair).get(f"/p/{world.geth.reference}/plan/documents/{made.pk}/").content.decode()
    assert 'class="document easy"' in page and re.search(r'<img class="drawn"[^>]*alt=""', page)
    paper = inside(pdf.render(made))
    assert b"/StructTreeRoot" in paper and b"/Marked true" in paper
    assert not [one for one in caplog.records if one.name == "weasyprint" and one.levelname != "DEBUG"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("One\ntwo", ["One", "two"]),
        ("See Mr. Jones. He knows.", ["See Mr. Jones.", "He knows."]),
        ("At 3.30 p.m. we go", ["At 3.30 p.m. we go"]),
        ("Ŵyn. Ŷd. “Na.” Wel.", ["Ŵyn.", "Ŷd.", "“Na.” Wel."]),
    ],
)
def test_short_lines_change_no_word(text, lines):
    assert rules.short_lines(text) == lines
    assert " ".join(rules.short_lines(text)).split() == text.split()


def test_whoever_comes_from_what_was_observed_finds_the_easy_read_profile_chosen(world, sign_in):
    page = f"/p/{world.geth.reference}/plan/documents/"
    browser = sign_in(world.mair)
    easy, plain = 'value="one-page-profile-easy-read" checked', 'value="one-page-profile" checked'
    assert easy in browser.get(page + "?layout=one-page-profile-easy-read").content.decode()
    for address in (page, page + "?layout=nonsense"):
        assert plain in browser.get(address).content.decode()
