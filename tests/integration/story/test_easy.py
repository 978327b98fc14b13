"""One question at a time: faces, symbols, pictures, skip, back, stop, and go on from another device."""

import pytest
from django.urls import reverse

from tests import build
from tests.system.words import picture
from unstori.core.errors import RuleBroken
from unstori.story import actions, definitions
from unstori.story.actions.files import check
from unstori.story.models import Answer, Attachment, Conversation, Statement

WORDS = {"words": "", "said_by": "Geth", "said_how": "", "language": "en", "version": ""}


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


@pytest.fixture
def held(world):
    return actions.start_conversation(by=world.mair, person=world.geth)


def test_the_chooser_offers_what_holds_where_the_person_lives(world, sign_in):
    family, work = sign_in(world.mair), sign_in(world.huw)
    shown = family.get(page("start", world)).text
    for guide in definitions.guides("wales", "asked", "together"):
        assert str(guide.title.en) in shown and str(guide.for_whom.en) in shown
    assert "For me, who cares" in shown and "For me, who cares" not in work.get(page("start", world)).text
    assert family.get(page("begin", world, "carer")).status_code == 404, "theirs, not a row about Geth"
    assert family.get(page("begin", world, "no-such")).status_code == 404


def test_the_easy_way_begins_at_the_first_question_and_goes_on_where_it_stopped(world, sign_in):
    mair, elsewhere = sign_in(world.mair), sign_in(world.mair)
    day = {"held_on-day": 2, "held_on-month": 11, "held_on-year": 2026}
    begun = mair.post(page("begin", world, "first-conversation"), {**day, "language": "en", "way": "easy"})
    held = Conversation.objects.get()
    assert begun.url == page("easy_on", world, held.pk)
    first = mair.get(begun.url).url
    assert first == page("easy", world, held.pk, "about-me")
    shown = mair.get(first).text
    assert "Question 1 of 12" in shown and "Answering: Geth" in shown and "with help from Mair" in shown
    sent = {**WORDS, "words": "I am Geth.", "next": "1"}
    assert mair.post(first, sent).url == page("easy", world, held.pk, "what-matters")
    stopped = mair.post(page("easy", world, held.pk, "what-matters"), {**WORDS, "stop": "1"})
    assert stopped.url == page("what_matters", world) and Answer.objects.count() == 1, "nothing is no answer"
    assert elsewhere.get(page("easy_on", world, held.pk)).url == page("easy", world, held.pk, "what-matters")


def test_a_face_becomes_words_in_the_language_of_the_conversation(world, sign_in, held):
    client, where = sign_in(world.mair), page("easy", world, held.pk, "how-are-things")
    assert client.post(where, {**WORDS, "choice": "face_9"}).status_code == 200, "no such face"
    assert not Answer.objects.exists()
    client.post(where, {**WORDS, "choice": "face_4", "language": "cy", "words": "Achos y trên."})
    assert 'value="face_4" checked' in client.get(where).text
    row = actions.finish_conversation(by=world.mair, conversation=held)[0]
    assert (row.words, row.choice, row.theme) == ("Yr wyneb: da\nAchos y trên.", "face_4", "how_it_is")
    assert row.said_how == "", "with words, how they were said is for them to say"


def test_only_a_face_was_said_with_symbols(world, sign_in, held):
    client = sign_in(world.mair)
    client.post(page("easy", world, held.pk, "how-are-things"), {**WORDS, "choice": "face_1"})
    (row,) = actions.finish_conversation(by=world.mair, conversation=held)
    assert (row.words, row.said_how) == ("The face: very bad", "symbols")


def test_a_picture_is_an_answer_and_can_be_taken_back_until_it_is_finished(world, sign_in, held):
    client, where = sign_in(world.mair), page("easy", world, held.pk, "near-you")
    shown = client.post(where, {**WORDS, "uploads": picture(), "heard": "The beach", "add": "1"})
    assert shown.url == where
    row = Attachment.objects.get()
    assert row.answer.question == "near-you" and "The beach" in client.get(where).text
    back = page("take_back", world, held.pk, row.pk)
    assert client.get(back).status_code == 405
    assert sign_in(world.stranger).post(back).status_code == 404 and Attachment.objects.exists()
    assert sign_in(world.huw).post(back).status_code == 404 and Attachment.objects.exists()
    client.post(back)
    assert not Attachment.objects.exists()
    client.post(where, {**WORDS, "uploads": picture(), "next": "1"})
    (said,) = actions.finish_conversation(by=world.mair, conversation=held)
    assert (said.words, said.said_how) == ("Showed a picture or a recording", "symbols")
    with pytest.raises(RuleBroken):
        actions.take_back(by=world.mair, shown=Attachment.objects.get())
    assert "story/file" in client.get(page("conversation", world, held.pk)).text


def test_a_file_that_is_not_what_it_says_changes_nothing(world, sign_in, held):
    client, where = sign_in(world.mair), page("easy", world, held.pk, "near-you")
    bad = picture()
    bad.name = "beach.pdf"
    shown = client.post(where, {**WORDS, "words": "The beach", "uploads": bad, "next": "1"})
    assert shown.status_code == 200 and "The beach</textarea>" in shown.text
    assert not Answer.objects.exists() and not Attachment.objects.exists()


def test_the_last_question_leads_to_reading_it_all_and_a_change_back_to_it(world, sign_in, held):
    client, last = sign_in(world.mair), page("easy", world, held.pk, "enough")
    checked = client.post(last, {**WORDS, "words": "A dog.", "next": "1"}).url
    assert checked == page("check", world, held.pk) + "?way=easy"
    assert f"{last}?check=1" in client.get(checked).text
    again = client.post(f"{last}?check=1", {**WORDS, "words": "A dog, Mot.", "version": "1", "next": "1"})
    assert again.url == checked and Answer.objects.get().words == "A dog, Mot."


def test_two_devices_lose_no_word(world, sign_in, held):
    client, where = sign_in(world.mair), page("easy", world, held.pk, "worry")
    client.post(where, {**WORDS, "words": "Bells"})
    clash = client.post(where, {**WORDS, "words": "The dark", "version": "0"})
    assert clash.status_code == 200 and "Bells" in clash.text and "The dark</textarea>" in clash.text
    assert Answer.objects.get().words == "Bells"


def test_a_guide_without_pictures_or_that_is_no_conversation_of_one_has_no_easy_way(world, sign_in):
    held = actions.start_conversation(by=world.mair, person=world.geth, guide="observed-together")
    assert sign_in(world.mair).get(page("easy_on", world, held.pk)).status_code == 404


def test_what_is_narrowed_takes_its_picture_along(world, sign_in):
    held = actions.start_conversation(by=world.huw, person=world.geth, narrowed=True)
    answer = actions.save_answer(
        by=world.huw, conversation=held, question="near-you", words="", said_by="Geth"
    )
    row = actions.show(by=world.huw, answer=answer, file=check(by=world.huw, upload=picture()))
    assert row.narrowed
    assert sign_in(world.teacher).get(page("file", world, row.pk)).status_code == 404
    opened = sign_in(world.huw).get(page("file", world, row.pk))
    assert opened.status_code == 200 and b"".join(opened.streaming_content)
    opened.close()


def test_easy_pages_need_the_section(world, sign_in, held):
    build.grant(world.geth, world.stranger, ("money",))
    client = sign_in(world.stranger)
    for where in (
        page("easy_on", world, held.pk),
        page("easy", world, held.pk, "worry"),
        page("start", world),
    ):
        assert client.get(where).status_code == 404
    assert not Statement.objects.exists()
