"""What somebody said who cannot sign in: written down by a worker, theirs all the same, and the answer reaches them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.integration.circle.conftest import capacity
from tests.integration.plan.test_documents import inside
from unstori.access.door import NotFound, look_across
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.rights import actions, queries
from unstori.rights.models import Asking, Carried, Disagreement, OfferNews, Turn
from unstori.story.models import Entry, Promise


def at(circle, name, *more):
    return reverse(f"rights:{name}", args=[circle.geth.reference, *more])


def text(response):
    return response.content.decode()


def told(circle, **more):
    return actions.Told(**{"party": circle.nain, "on": clock.today(), "how": "phone", **more})


def written(circle, **more) -> Disagreement:
    said = {"about": "The letter of 3 May", "words": "Un awr, nid dwy.", "owner": capacity(circle.huw), "told": told(circle),
            "reply_by": "letter", "reply_to": "Nain\n1 Stryd Fawr\nLL55 1AA"}  # fmt: skip
    return actions.disagree(by=circle.huw, person=circle.geth, **{**said, **more})


def test_it_is_theirs_with_the_same_limits_and_the_story_says_whose_words(circle):
    row = written(circle)
    assert row.said_by == "Nain" and row.party == circle.nain.pk and row.due_on is not None
    turn = Turn.objects.get()
    assert (turn.said_by, turn.said_how, turn.said_on) == ("Nain", "phone", clock.today())
    entry = Entry.objects.get(event="disagreement.raised")
    assert entry.said_by == "Nain" and "Nain disagrees" in entry.title


@pytest.mark.parametrize(
    "more",
    [{"on": None}, {"how": ""}, {"on": clock.today() + timedelta(1)}],
    ids=["no day", "no how", "a day to come"],
)
def test_when_and_how_they_said_it_must_be_said(circle, more):
    with pytest.raises(RuleBroken):
        written(circle, told=told(circle, **more))
    assert not Disagreement.objects.exists()


def test_a_letter_needs_an_address(circle):
    with pytest.raises(RuleBroken):
        written(circle, reply_to="Nain")
    assert written(circle, reply_by="told", reply_to="").reply_to == ""


def test_nobody_speaks_for_somebody_who_can_sign_in_nor_for_who_is_not_there(circle):
    with pytest.raises(RuleBroken):
        written(circle, told=told(circle, party=Member.objects.get(capacity_id=circle.mair.capacity_id)))
    Member.objects.filter(pk=circle.nain.pk).update(ends_on=clock.today())
    with pytest.raises(NotFound):
        written(circle)
    assert not Disagreement.objects.exists()


def test_only_who_works_with_them_and_may_add_writes_it_down(circle):
    with pytest.raises(RuleBroken):
        actions.disagree(
            by=circle.mair, person=circle.geth, about="x", words="y", told=told(circle), reply_by="told"
        )
    with pytest.raises(NotFound):
        actions.disagree(by=circle.stranger, person=circle.geth, about="x", words="y", told=told(circle))


def test_who_must_answer_does_not_write_down_that_it_is_settled(circle, with_teacher):
    row = written(circle)
    with pytest.raises(RuleBroken):
        actions.settle_disagreement(
            by=circle.huw, disagreement=row, state="settled", words="Fine", told=told(circle)
        )
    with pytest.raises(RuleBroken):  # and nobody without saying when they said it
        actions.settle_disagreement(by=circle.teacher, disagreement=row, state="settled", words="Fine")
    other = written(circle, owner=capacity(circle.teacher), route="learning")
    actions.settle_disagreement(
        by=circle.huw, disagreement=other, state="settled", words="Popeth yn iawn", told=told(circle)
    )
    other.refresh_from_db()
    assert other.state == "settled" and Turn.objects.get(kind="settled").said_by == "Nain"


def test_what_they_say_more_is_asked_again_and_they_take_another_step(circle):
    row = written(circle)
    actions.answer(by=circle.huw, disagreement=row, words="We look again.")
    with pytest.raises(RuleBroken):
        actions.say_more(by=circle.huw, disagreement=row, words="No")
    actions.say_more(by=circle.huw, disagreement=row, words="Dim digon", told=told(circle))
    row.refresh_from_db()
    assert not row.answered
    actions.move_on(by=circle.huw, disagreement=row, step="complaint", told=told(circle, how="letter"))
    row.refresh_from_db()
    assert row.step == "complaint"


def test_once_they_can_sign_in_it_is_in_their_own_hands(circle):
    row = written(circle)
    Member.objects.filter(pk=circle.nain.pk).update(capacity_id=circle.mair.capacity_id)
    with pytest.raises(RuleBroken):
        actions.say_more(by=circle.huw, disagreement=row, words="x", told=told(circle))
    actions.settle_disagreement(by=circle.mair, disagreement=row, state="withdrawn")
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_the_answer_is_a_letter_until_it_is_posted(circle, sign_in, monkeypatch):
    row = written(circle)
    actions.answer(by=circle.huw, disagreement=row, words="Awn ni ddwy awr o ddydd Llun.")
    turn, client = Turn.objects.get(kind="answered"), sign_in(circle.huw)
    assert [each.pk for each in queries.to_carry(look_across(circle.huw))] == [turn.pk]
    assert "An answer must reach Nain" in text(client.get("/"))
    page = text(client.get(at(circle, "disagreement", row.pk)))
    assert at(circle, "letter", row.pk, turn.pk) in page and "1 Stryd Fawr" not in page
    made = client.get(at(circle, "letter", row.pk, turn.pk))
    assert made.content.startswith(b"%PDF") and b"/StructTreeRoot" in inside(made.content)
    monkeypatch.setattr("unstori.plan.pdf.on_paper", lambda page: page.encode())
    paper = text(client.get(at(circle, "letter", row.pk, turn.pk)))
    assert "1 Stryd Fawr" in paper and "ddydd Llun" in paper and "Complain to the council" in paper
    assert sign_in(circle.stranger).get(at(circle, "letter", row.pk, turn.pk)).status_code == 404
    assert sign_in(circle.mair).get(at(circle, "letter", row.pk, turn.pk)).status_code == 404
    done = at(circle, "carried", row.pk, turn.pk)
    assert client.post(done, {"how": "rubbish"}).status_code == 404
    client.post(done, {"how": "posted"})
    client.post(done, {"how": "told"})  # once
    assert Carried.objects.get().how == "posted"
    assert not queries.to_carry(look_across(circle.huw)).exists()


def test_it_is_written_down_on_a_page_and_what_was_typed_stays(circle, sign_in):
    client = sign_in(circle.huw)
    page = f"{at(circle, 'disagree')}?for={circle.nain.pk}"
    assert page.split("?")[1] in text(client.get(at(circle, "disagreements")))
    assert f"for={circle.nain.pk}" not in text(sign_in(circle.mair).get(at(circle, "disagreements")))
    assert sign_in(circle.mair).get(page).status_code == 404
    assert client.get(f"{at(circle, 'disagree')}?for=rubbish").status_code == 404
    today = clock.today()
    said = {"about": "The letter", "words": "Un awr", "route": "care", "owner": circle.huw.capacity_id, "who_sees": "all",
            "said_on-day": today.day, "said_on-month": today.month, "said_on-year": today.year, "said_how": "phone",
            "reply_by": "letter", "reply_to": "Nain"}  # fmt: skip
    refused = client.post(page, said)
    assert refused.status_code == 200 and "Un awr" in text(refused) and "two to seven lines" in text(refused)
    assert client.post(page, {**said, "reply_by": "told"}).status_code == 302
    row = Disagreement.objects.get()
    shown = text(client.get(at(circle, "disagreement", row.pk)))
    assert "Nain" in shown and "Huw Parry" in shown and "wrote it down" in shown
    when = {name: value for name, value in said.items() if name.startswith("said_")}
    assert client.post(at(circle, "turn", row.pk, "more"), {"words": "Mwy", **when}).status_code == 302
    assert Turn.objects.filter(kind="said", said_by="Nain").exists()


def test_a_worker_writes_down_that_somebody_asks_for_what_they_are_entitled_to(circle, sign_in):
    client, today = sign_in(circle.huw), clock.today()
    assert at(circle, "ask", "carers_assessment") in text(client.get(at(circle, "index")))
    sent = client.post(at(circle, "ask", "carers_assessment"), {
        "party": circle.nain.pk, "words": "Dw i wedi blino", "owner": circle.huw.capacity_id, "said_how": "visit",
        "said_on-day": today.day, "said_on-month": today.month, "said_on-year": today.year,
    })  # fmt: skip
    assert sent.status_code == 302
    row = Asking.objects.get()
    assert (row.said_by, row.said_how) == (
        "Nain",
        "visit",
    ) and Promise.objects.get().owner_id == circle.huw.capacity_id
    assert "Nain" in text(client.get(at(circle, "index")))


def test_an_answer_to_an_offer_says_whose_it_is(circle):
    made = actions.offer(by=circle.huw, person=circle.geth, kind="carers_assessment", to=circle.nain)
    actions.answer_offer(by=circle.huw, offer=made, what="declined", words="Dim nawr", said_how="phone")
    row = OfferNews.objects.get()
    assert (row.said_by, row.said_how, row.said_on) == ("Nain", "phone", clock.today())
