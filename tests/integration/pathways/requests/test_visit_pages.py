"""Arranging one visit by pages: who holds it proposes, services answer, the mother chooses, it took place."""

from datetime import timedelta

from tests.integration.pathways.requests.conftest import Desks
from tests.integration.pathways.requests.test_visits import accepted, proposed, soon
from unstori.core import clock
from unstori.pathways.actions import visits as actions
from unstori.pathways.models import Request, Visit


def test_from_proposing_to_the_first_contact(desks: Desks, sign_in):
    made = accepted(desks)
    ref, pathway = desks.office.ela.reference, made[0].pathway
    day = clock.today() + timedelta(7)
    sent = {
        "requests": [str(one.pk) for one in made[:2]], "place": "Yn yr ysgol", "words": "",
        "day-1-day": day.day, "day-1-month": day.month, "day-1-year": day.year, "time-1": "14.30",
    }  # fmt: skip
    address = f"/p/{ref}/requests/{pathway.pk}/visit/"
    huw = sign_in(desks.huw)
    assert address in huw.get(f"/p/{ref}/requests/{pathway.pk}/").content.decode()
    assert "Speech and language" in huw.get(address).content.decode()
    half = huw.post(address, sent | {"time-2": "10:00"})
    assert half.status_code == 200 and "Yn yr ysgol" in half.content.decode() and not Visit.objects.exists()
    assert huw.post(address, sent).status_code == 302
    visit = Visit.objects.get()
    time = visit.times.get()
    assert time.at.astimezone(clock.LONDON).strftime("%H:%M") == "14:30"
    for by in (desks.sian, desks.elen):
        page = sign_in(by).get(f"/requests/visits/{visit.pk}/")
        assert str(time.pk) in page.content.decode()
        assert sign_in(by).post(f"/requests/visits/{visit.pk}/", {"suits": [str(time.pk)]}).status_code == 302
    one = f"/p/{ref}/visits/{visit.pk}/"
    page = huw.get(f"/p/{ref}/requests/{pathway.pk}/").content.decode()
    assert one in page and address not in page
    assert str(time.pk) not in sign_in(desks.huw).get(one).content.decode()
    mam = sign_in(desks.mam)
    assert str(time.pk) in mam.get(one).content.decode()
    assert mam.post(one, {"time": str(time.pk)}).status_code == 302
    with clock.at(soon(8)):
        assert f"{one}came/" in sign_in(desks.huw).get(one).content.decode()
        done = sign_in(desks.huw).post(
            f"{one}came/", {"came": [str(one.pk) for one in made[:2]], "words": "Da iawn."}
        )
    assert done.status_code == 302
    assert set(Request.objects.filter(pathway=pathway).values_list("state", flat=True)) == {"met", "accepted"}


def test_strangers_and_other_services_find_nothing(desks: Desks, sign_in):
    made = accepted(desks)
    visit = proposed(desks, made)
    ref = desks.office.ela.reference
    for by in (desks.tomos, desks.office.elsewhere):
        for address in (
            f"/p/{ref}/visits/{visit.pk}/",
            f"/requests/visits/{visit.pk}/",
            f"/p/{ref}/visits/{visit.pk}/off/",
        ):
            assert sign_in(by).get(address).status_code == 404


def test_an_answer_that_comes_too_late_says_so(desks: Desks, sign_in):
    made = accepted(desks)
    visit = proposed(desks, made)
    mam = sign_in(desks.mam)
    ref = desks.office.ela.reference
    times = [str(one.pk) for one in visit.times.all()]
    for by, request in ((desks.sian, made[0]), (desks.elen, made[1])):
        actions.answer(by=by, visit=visit, request=request, suits=times)
    actions.choose(by=desks.mam, visit=visit, time=None)
    late = mam.post(f"/p/{ref}/visits/{visit.pk}/", {"time": times[0]})
    visit.refresh_from_db()
    assert late.status_code == 200 and visit.state == "off"
    nonsense = mam.post(f"/p/{ref}/visits/{visit.pk}/", {"time": "x"})
    assert nonsense.status_code == 200
