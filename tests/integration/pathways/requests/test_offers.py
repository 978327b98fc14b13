"""Times offered to one or to several, taken back, answered by the family; a way forward with a no."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.integration.pathways.requests.conftest import asked, capacity
from unstori.access.door import NotFound
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import offers as actions
from unstori.pathways.actions import requests, service
from unstori.pathways.models import Offer, Turn
from unstori.pathways.rules import requests as rules

pytestmark = pytest.mark.django_db


def later(days=3):
    return clock.now() + timedelta(days=days)


def accepted(desks, **more):
    row = asked(desks, desks.speech, **more)
    requests.accept(by=desks.sian, request=row)
    row.refresh_from_db()
    return row


def offered(desks, row=None):
    return actions.offer(by=desks.sian, request=row or accepted(desks), at=later(), place="At home")


def at(offer):
    return reverse("pathways:offer", args=[offer.person.reference, offer.pk])


def test_the_family_says_yes_and_the_service_sees_it(sign_in, desks):
    offer = offered(desks)
    page = sign_in(desks.mam).get(
        reverse("pathways:request", args=[offer.person.reference, offer.request_id])
    )
    assert at(offer) in page.content.decode()
    assert "At home" in sign_in(desks.mam).get(at(offer)).content.decode()
    assert sign_in(desks.mam).post(at(offer), {"answer": "yes", "words": "Thank you"}).status_code == 302
    offer.refresh_from_db()
    assert (offer.answer, offer.answered_by) == ("yes", desks.mam.capacity_id)
    offer.request.refresh_from_db()
    assert offer.request.due_on == offer.at.astimezone(clock.LONDON).date()
    said = sign_in(desks.sian).get(reverse("pathways:asked_of_us", args=[offer.request_id])).content.decode()
    assert "Yes, that suits us" in said and "Thank you" in said


@pytest.mark.parametrize(
    ("answer", "words", "may"),
    [("yes", "", True), ("no", "", True), ("other", "", False), ("other", "Mondays", True), ("", "", False), ("x", "", False)],
)  # fmt: skip
def test_an_answer(desks, answer, words, may):
    offer = offered(desks)
    if may:
        actions.answer(by=desks.mam, offer=offer, answer=answer, words=words)
        with pytest.raises(RuleBroken):
            actions.answer(by=desks.huw, offer=offer, answer="no")
    else:
        with pytest.raises(RuleBroken):
            actions.answer(by=desks.mam, offer=offer, answer=answer, words=words)
        assert not Offer.objects.exclude(answer="").exists()


def test_who_is_not_around_answers_nothing(sign_in, desks):
    offer = offered(desks)
    for who in (desks.elen, desks.tomos):
        assert sign_in(who).get(at(offer)).status_code == 404
        with pytest.raises(NotFound):
            actions.answer(by=who, offer=offer, answer="no")
        with pytest.raises(NotFound):
            actions.take_back(by=who, offer=offer)


def test_a_time_is_taken_back_and_then_another_is_offered(sign_in, desks):
    offer = offered(desks)
    with pytest.raises(RuleBroken, match="offered already"):
        offered(desks, offer.request)
    back = reverse("pathways:offer_back", args=[offer.request_id, offer.pk])
    assert sign_in(desks.elen).post(back).status_code == 404
    assert sign_in(desks.sian).get(back).status_code == 200
    assert sign_in(desks.sian).post(back, {"words": "I am ill"}).status_code == 302
    with pytest.raises(RuleBroken, match="taken this time back"):
        actions.answer(by=desks.mam, offer=offer, answer="yes")
    offered(desks, offer.request)


def test_several_get_one_time_each_in_the_order_of_the_queue(sign_in, desks):
    rows = [accepted(desks) for _ in range(3)]
    day = clock.today() + timedelta(days=7)
    given = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "time": "9:30", "minutes": 45,
             "place": "The clinic", "requests": [str(rows[0].pk), str(rows[2].pk)]}  # fmt: skip
    client = sign_in(desks.sian)
    assert client.get(reverse("pathways:offer_several")).status_code == 200
    assert client.post(reverse("pathways:offer_several"), {**given, "place": ""}).status_code == 200
    assert not Offer.objects.exists()
    assert client.post(reverse("pathways:offer_several"), given).status_code == 302
    found = {one.request_id: one.at.astimezone(clock.LONDON).strftime("%H:%M") for one in Offer.objects.all()}
    assert found == {rows[0].pk: "09:30", rows[2].pk: "10:15"}


def test_all_or_nobody_is_offered_a_time(desks):
    rows = [accepted(desks), accepted(desks)]
    offered(desks, rows[1])
    with pytest.raises(RuleBroken):
        actions.offer_several(by=desks.sian, requests=rows, first=later(), minutes=0, place="There")
    assert Offer.objects.count() == 1


def test_a_way_forward_with_a_no_and_what_fits_instead(sign_in, desks):
    row = asked(desks, desks.speech)
    said = {"reason": "criteria", "words": "Not us", "would_change": "Age", "next_words": "We meet",
            "next_by": capacity(desks.huw)}  # fmt: skip
    with pytest.raises(RuleBroken):  # the time is past: neither the no nor the meeting
        service.decline(by=desks.sian, request=row, meeting=later(-1), place="School", **said)
    row.refresh_from_db()
    assert row.state == rules.SENT and not Offer.objects.exists()
    service.decline(
        by=desks.sian,
        request=row,
        meeting=later(),
        place="School",
        services=[desks.club],
        seen=row.version,
        **said,
    )
    offer = Offer.objects.get()
    assert offer.kind == "forward" and offer.request.state == rules.DECLINED
    assert Turn.objects.get(move="decline").detail["services"][0]["name"] == "Swimming club"
    page = (
        sign_in(desks.mam)
        .get(reverse("pathways:request", args=[offer.person.reference, row.pk]))
        .content.decode()
    )
    assert "Swimming club" in page and at(offer) in page
    actions.answer(by=desks.mam, offer=offer, answer="yes")
