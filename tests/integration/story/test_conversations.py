"""What matters: any order, kept as it is typed, verbatim, and never orphaned by a new guide."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests import build
from unstori.access.door import open_person
from unstori.access.models import Withholding
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core import definitions as toml
from unstori.core.errors import Clash, RuleBroken
from unstori.story import actions, definitions, queries
from unstori.story.models import Answer, Conversation, Entry, Statement

SAID = {
    "words": "Trains, and Mot my dog.",
    "said_by": "Geth",
    "said_how": "sign",
    "with_help_of": "Mrs Patel",
}


def start(world, by=None, **more):
    return actions.start_conversation(by=by or world.huw, person=world.geth, **more)


def save(world, held, question="what-matters", by=None, **more):
    return actions.save_answer(by=by or world.huw, conversation=held, question=question, **{**SAID, **more})


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


def test_guide_covers_the_ground_in_both_languages():
    guide = definitions.guide()
    assert len({question.id for question in guide.questions}) == 12
    for question in guide.questions:
        assert question.ask.cy and question.easy.cy and question.theme


def test_answers_become_statements_word_for_word(world):
    held = start(world, language="cy")
    save(world, held, language="cy")
    save(world, held, "worry", words="  ")
    statements = actions.finish_conversation(by=world.huw, conversation=held)
    row = Statement.objects.get()
    assert [row] == statements
    assert (row.words, row.theme, row.said_how, row.with_help_of, row.language) == (
        "Trains, and Mot my dog.", "what_matters", "sign", "Mrs Patel", "cy",
    )  # fmt: skip
    assert Entry.objects.get(event="conversation.finished").title == definitions.guide().title.cy
    with pytest.raises(RuleBroken):
        save(world, held)
    with pytest.raises(RuleBroken):
        actions.finish_conversation(by=world.huw, conversation=held)


def test_two_who_type_at_once_lose_no_word(world):
    held = start(world)
    first = save(world, held)
    assert save(world, held).version == 1, "the same again is no change"
    assert save(world, held, words="Trains.", version=first.version).version == 2
    with pytest.raises(Clash) as clash:
        save(world, held, by=world.mair, words="Only Mot.", version=1)
    assert (clash.value.theirs["words"], clash.value.mine["words"], clash.value.version) == (
        "Trains.",
        "Only Mot.",
        2,
    )


def test_a_new_guide_orphans_no_answer(world, monkeypatch, tmp_path):
    first = (definitions.GUIDES / "first-conversation-1.toml").read_text()
    (tmp_path / "first-conversation-1.toml").write_text(first)
    monkeypatch.setattr(definitions, "GUIDES", tmp_path)
    held = start(world)
    save(world, held)
    save(world, held, "gone-long-ago", words="Kept all the same")
    second = first.replace("version = 1", 'version = 2\nretired = ["what-matters"]').replace(
        'id = "what-matters"', 'id = "matters-now"'
    )
    (tmp_path / "first-conversation-2.toml").write_text(second)
    toml.load.cache_clear()
    assert start(world).guide_version == 2
    assert definitions.guide(held.guide, held.guide_version).question("what-matters")
    themes = {row.theme for row in actions.finish_conversation(by=world.huw, conversation=held)}
    assert themes == {"what_matters", "gone-long-ago"}
    toml.load.cache_clear()


def test_unfinished_words_are_for_who_may_add(world):
    held = start(world)
    aunt = build.family("Gwen", world.geth, "Aunt")
    build.grant(world.geth, aunt, ("what_matters",), Permission.SEE)
    opened = open_person(aunt, world.geth.reference)
    assert not queries.conversations(opened)
    with pytest.raises(Http404):
        save(world, held, by=aunt)
    save(world, held)
    actions.finish_conversation(by=world.huw, conversation=held)
    assert list(queries.conversations(opened)) == [held]
    assert len(queries.statements(opened)) == 1


def test_narrowed_words_stay_with_who_wrote_them(world):
    held = start(world, narrowed=True)
    save(world, held)
    save(world, held, by=world.geth_self, said_by="Me")
    own = save(world, held, by=world.huw, said_by="Me", words="")
    assert own.created_by_id == world.huw.capacity_id, "his own beside what is not his to see"
    with pytest.raises(Http404):
        save(world, held, by=world.mair)
    actions.finish_conversation(by=world.huw, conversation=held)
    assert not queries.statements(open_person(world.mair, world.geth.reference))
    assert len(queries.statements(open_person(world.huw, world.geth.reference))) == 1
    assert len(queries.statements(open_person(world.geth_self, world.geth.reference))) == 2


@pytest.mark.parametrize("whose", ["huw", "mair"])
def test_an_answer_that_is_kept_from_somebody_is_as_if_it_were_not_there(world, whose):
    """Also when they answer the same in the same name, and when it is their own."""
    held = start(world)
    with pytest.raises(RuleBroken) as nothing:
        actions.finish_conversation(by=world.mair, conversation=held)
    kept = save(world, held, by=getattr(world, whose))
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=kept.pk, withheld_from_id=world.mair.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(), valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        actions.finish_conversation(by=world.mair, conversation=held)
    assert str(refused.value.reason) == str(nothing.value.reason)
    mine = save(world, held, by=world.mair, words="Buses.")
    assert (mine.pk != kept.pk, mine.version) == (True, 1)
    again = save(world, held, by=world.mair, words="Red buses.", version=1)
    assert (again.pk, again.version) == (mine.pk, 2)
    kept.refresh_from_db()
    assert (kept.words, kept.version) == (SAID["words"], 1)
    assert list(queries.answers_of(open_person(world.mair, world.geth.reference), held)) == [mine]
    assert save(world, held, words="Trains.", version=1).pk == kept.pk, "who sees both goes on with the first"


def test_a_conversation_from_start_to_end_in_pages(world, sign_in):
    client = sign_in(world.huw)
    assert "Nobody has asked yet" in client.get(page("what_matters", world)).text
    assert client.get(page("begin", world, "first-conversation")).status_code == 200
    sent = {"held_on-day": 1, "held_on-month": 2, "held_on-year": 2026, "language": "en"}
    assert (
        client.post(page("begin", world, "first-conversation"), {**sent, "held_on-day": 40}).status_code
        == 200
    )
    begun = client.post(page("begin", world, "first-conversation"), sent)
    held = Conversation.objects.get()
    assert begun.url == page("conversation", world, held.pk)
    assert "0 of 12 answered" in client.get(begun.url).text
    assert "Nothing is written down yet" in client.get(page("check", world, held.pk)).text
    assert "at least one answer" in client.post(page("check", world, held.pk)).text
    where = page("answer", world, held.pk, "worry")
    assert client.get(where).status_code == 200
    assert client.get(page("answer", world, held.pk, "nonsense")).status_code == 404
    answer = {"words": "When the bell goes.", "said_by": "Geth", "language": "en", "version": "0"}
    assert client.post(where, {**answer, "said_by": ""}).status_code == 200
    assert client.post(where, {**answer, "next": "1"}).url == page("answer", world, held.pk, "in-the-way")
    assert client.post(page("answer", world, held.pk, "enough"), {**answer, "next": "1"}).url == begun.url
    assert "2 of 12 answered" in client.get(begun.url).text
    assert "Go on with it" in client.get(page("what_matters", world)).text
    assert "When the bell goes." in client.get(page("check", world, held.pk)).text
    assert client.post(page("check", world, held.pk)).url == page("what_matters", world)
    assert "When the bell goes." in client.get(page("what_matters", world)).text
    assert "When the bell goes." in client.get(begun.url).text
    assert "is finished" in client.get(page("check", world, held.pk)).text
    assert "is finished" in client.post(where, {**answer, "words": "More", "version": "1"}).text
    assert client.get(page("conversation", world, world.geth.pk)).status_code == 404


def test_answer_is_saved_as_it_is_typed(world, sign_in):
    held, client = start(world), sign_in(world.mair)
    where = page("answer", world, held.pk, "worry")
    sent = {"words": "The bell", "said_by": "Geth", "language": "en", "version": "0"}
    saved = client.post(where, sent, headers={"X-Autosave": "1"})
    assert saved.json() == {"saved": True, "version": 1}
    again = client.post(
        where, {**sent, "words": "The bell goes", "version": "1"}, headers={"X-Autosave": "1"}
    )
    assert again.json()["version"] == 2
    late = client.post(where, {**sent, "words": "Mine"}, headers={"X-Autosave": "1"})
    assert late.status_code == 409
    assert Answer.objects.get().words == "The bell goes"


def test_clash_is_shown_side_by_side_and_settled_by_sending_again(world, sign_in):
    held = start(world)
    save(world, held, "worry", words="Theirs", said_how="", with_help_of="")
    client, where = sign_in(world.mair), page("answer", world, held.pk, "worry")
    sent = {"words": "Mine", "said_by": "Geth", "language": "en", "version": "0"}
    shown = client.post(where, sent).text
    assert "Theirs" in shown and "Mine" in shown and "Huw Parry" in shown
    assert 'name="version" value="1"' in shown
    assert client.post(where, {**sent, "words": "Theirs and mine", "version": "1"}).status_code == 302


def test_others_answers_stand_beside_mine_and_can_be_changed(world, sign_in):
    held = start(world)
    theirs = save(world, held, "worry", words="The bell")
    mine = save(world, held, "worry", by=world.mair, words="School", said_by="Mair")
    client, where = sign_in(world.mair), page("answer", world, held.pk, "worry")
    shown = client.get(where).text
    assert "School</textarea>" in shown and "The bell" in shown
    assert "The bell</textarea>" in client.get(where, {"answer": str(theirs.pk)}).text
    assert "School</textarea>" not in client.get(where, {"answer": "new"}).text
    assert mine.version == 1


def test_pages_need_the_section(world, sign_in):
    build.grant(world.geth, world.stranger, ("money",))
    client = sign_in(world.stranger)
    held = start(world)
    for where in (
        page("what_matters", world),
        page("conversation", world, held.pk),
        page("begin", world, "first-conversation"),
    ):
        assert client.get(where).status_code == 404


def test_nothing_was_said_on_a_day_to_come(world, sign_in):
    day = clock.today() + timedelta(1)
    sent = {"held_on-day": day.day, "held_on-month": day.month, "held_on-year": day.year, "language": "en"}
    shown = sign_in(world.huw).post(
        page("begin", world, "first-conversation"), {**sent, "who_was_there": "Nain"}
    )
    assert shown.status_code == 200 and "This day is still to come." in shown.text and "Nain" in shown.text
    assert not Conversation.objects.exists()
