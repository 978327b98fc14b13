"""What was asked for stands in what happens next: who holds it, how long ago, and late when it is."""

from datetime import timedelta

from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from tests.integration.pathways.requests.conftest import desks as desks
from tests.integration.pathways.requests.conftest import office as office
from unstori.core import clock
from unstori.notices import presenters
from unstori.notices.queries.news import news_of
from unstori.pathways.actions import offers, visits
from unstori.pathways.actions import requests as actions


def test_until_it_has_started(desks: Desks, sign_in):
    made = asked(desks, desks.speech, begun(desks, first_asked_on=clock.today() - timedelta(60)))
    page = f"/p/{desks.office.ela.reference}/"
    address = f"{page}requests/service/{made.pk}/"
    shown = sign_in(desks.mam).get(page).content.decode()
    assert address in shown and "<b>Huw Parry" in shown and "60 days ago" in shown
    assert "You hold this." in sign_in(desks.huw).get(page).content.decode()
    with clock.at(clock.now() + timedelta(9)):
        assert "late" in sign_in(desks.mam).get(page).content.decode()
    actions.accept(by=desks.sian, request=made, lead=capacity(desks.rhys))
    actions.meet(by=desks.sian, request=made)
    actions.confirm(by=desks.mam, request=made)
    assert address not in sign_in(desks.mam).get(page).content.decode()


def test_a_time_that_waits_for_an_answer_stands_there_and_leads_to_it(desks: Desks, sign_in):
    made = asked(desks, desks.speech)
    actions.accept(by=desks.sian, request=made)
    at = clock.midnight(clock.today() + timedelta(6)) + timedelta(hours=10)
    offer = offers.offer(by=desks.sian, request=made, at=at, place="At the school gate")
    page = f"/p/{desks.office.ela.reference}/"
    shown = sign_in(desks.mam).get(page).content.decode()
    assert f"{page}requests/time/{offer.pk}/" in shown and "At the school gate" in shown
    assert [one.what for one in news_of(desks.mam) if one.what == "request_offer"] == ["request_offer"]
    happening = sign_in(desks.mam).get(f"{page}requests/").content.decode()
    assert "Speech and language offers a time" in happening
    with clock.at(at + timedelta(1)):
        shown = sign_in(desks.mam).get(page).content.decode()
        assert f"{page}requests/time/{offer.pk}/" not in shown
        assert not [one for one in news_of(desks.mam) if one.what == "request_offer"]
        happening = sign_in(desks.mam).get(f"{page}requests/").content.decode()
        assert "offers a time" not in happening and "They wait for your answer" not in happening
    offers.answer(by=desks.mam, offer=offer, answer="other", words="A Monday.")
    assert "time_other" in [one.what for one in news_of(desks.sian)]
    assert f"{page}requests/time/{offer.pk}/" not in sign_in(desks.mam).get(page).content.decode()


def test_one_visit_waits_for_each_service_and_then_for_the_family(desks: Desks, sign_in):
    row = begun(desks)
    both = [asked(desks, service, row) for service in (desks.speech, desks.behaviour)]
    for by, one in zip((desks.sian, desks.elen), both, strict=True):
        actions.accept(by=by, request=one)
    at = clock.midnight(clock.today() + timedelta(6)) + timedelta(hours=10)
    visit = visits.propose(by=desks.huw, pathway=row, requests=both, times=[at], place="At home")
    fit = [one for one in news_of(desks.sian) if one.what == "visit_fit"]
    assert len(fit) == 1 and sign_in(desks.sian).get(presenters.href(fit[0])).status_code == 200
    time = str(visit.times.get().pk)
    for by, one in zip((desks.sian, desks.elen), both, strict=True):
        visits.answer(by=by, visit=visit, request=one, suits=[time])
    assert not [one for one in news_of(desks.sian) if one.what == "visit_fit"]
    (choose,) = [one for one in news_of(desks.mam) if one.what == "visit_choose"]
    page = f"/p/{desks.office.ela.reference}/"
    assert presenters.href(choose) in sign_in(desks.mam).get(page).content.decode()
    visits.choose(by=desks.mam, visit=visit, time=visit.times.get().pk)
    assert presenters.href(choose) not in sign_in(desks.mam).get(page).content.decode()


def test_who_holds_it_is_told_what_services_say(desks: Desks, sign_in):
    made = asked(desks, desks.speech)
    actions.ask_more(by=desks.sian, request=made, words="Does she point?")
    (told,) = [one for one in news_of(desks.huw) if one.what.startswith("held_")]
    assert told.what == "held_ask" and sign_in(desks.huw).get(presenters.href(told)).status_code in (200, 302)
    assert presenters.sentence(told) and not [
        one for one in news_of(desks.office.elsewhere) if "held_" in one.what
    ]
    actions.tell_more(by=desks.mam, request=made, words="Yes.")
    assert not [one for one in news_of(desks.huw) if one.what == "held_ask"]
