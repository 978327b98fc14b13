"""One visit for several services: the family is asked once, for times that suit all, and each has its start."""

from datetime import datetime, timedelta

import pytest

from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from unstori.access.door import NotFound
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import requests as requesting
from unstori.pathways.actions import visits as actions
from unstori.pathways.models import Request, Visit
from unstori.pathways.queries import visits as queries


def accepted(desks: Desks) -> list[Request]:
    pathway = begun(desks)
    made = [asked(desks, service, pathway) for service in (desks.speech, desks.behaviour, desks.club)]
    for by, one in zip((desks.sian, desks.elen, desks.huw), made, strict=True):
        requesting.accept(by=by, request=one)
    return made


def soon(days: int) -> datetime:
    return clock.midnight(clock.today() + timedelta(days)) + timedelta(hours=10)


def proposed(desks: Desks, made: list[Request], **more) -> Visit:
    given = {"requests": made, "times": [soon(7), soon(9)], "place": "At school", **more}
    return actions.propose(by=desks.huw, pathway=made[0].pathway, **given)


def test_the_family_chooses_once_among_times_that_suit_all(desks: Desks):
    made = accepted(desks)
    visit = proposed(desks, made)
    first, second = visit.times.order_by("at")
    assert queries.waiting_for(desks.sian).count() == queries.waiting_for(desks.elen).count() == 1
    actions.answer(by=desks.sian, visit=visit, request=made[0], suits=[str(first.pk), str(second.pk)])
    with pytest.raises(RuleBroken):
        actions.choose(by=desks.mam, visit=visit, time=second.pk)
    actions.answer(by=desks.elen, visit=visit, request=made[1], suits=[str(second.pk)])
    visit.refresh_from_db()
    assert visit.state == "asked" and not queries.waiting_for(desks.sian).exists()
    for by, time in ((desks.mam, first.pk), (desks.huw, second.pk)):
        with pytest.raises(RuleBroken):
            actions.choose(by=by, visit=visit, time=time)
    actions.choose(by=desks.mam, visit=visit, time=second.pk)
    visit.refresh_from_db()
    assert visit.chosen_id == second.pk
    with pytest.raises(RuleBroken):
        actions.took_place(by=desks.sian, visit=visit, came=made)
    with clock.at(soon(10)):
        actions.took_place(by=desks.huw, visit=visit, came=made[:2], words="All together.")
    states = list(Request.objects.order_by("created_at").values_list("state", "met_on"))
    day = second.at.astimezone(clock.LONDON).date()
    assert states == [("met", day), ("met", day), ("accepted", None)]


def test_where_no_time_suits_all_it_is_off_and_another_can_be_proposed(desks: Desks):
    made = accepted(desks)
    visit = proposed(desks, made)
    first, second = (str(one.pk) for one in visit.times.order_by("at"))
    with pytest.raises(RuleBroken):
        proposed(desks, made)
    actions.answer(by=desks.sian, visit=visit, request=made[0], suits=[first])
    actions.answer(by=desks.elen, visit=visit, request=made[1], suits=[second])
    visit.refresh_from_db()
    assert visit.state == "off"
    again = proposed(desks, made)
    for by, one in ((desks.sian, made[0]), (desks.elen, made[1])):
        actions.answer(by=by, visit=again, request=one, suits=[str(one.pk) for one in again.times.all()])
    actions.choose(by=desks.mam, visit=again, time=None, words="We are away.")
    again.refresh_from_db()
    assert again.state == "off"


@pytest.mark.parametrize(
    "wrong",
    [
        {"times": []},
        {"times": [soon(-1)]},
        {"place": " "},
        {"requests": []},
        {"times": [soon(n) for n in range(2, 8)]},
    ],
)
def test_what_is_no_visit_is_refused(desks: Desks, wrong: dict):
    made = accepted(desks)
    with pytest.raises(RuleBroken):
        proposed(desks, made, **wrong)
    assert not Visit.objects.exists()


def test_others_have_no_say_in_it(desks: Desks):
    made = accepted(desks)
    visit = proposed(desks, made)
    for step in (
        lambda: actions.answer(by=desks.tomos, visit=visit, request=made[0], suits=[]),
        lambda: actions.propose(
            by=desks.tomos, pathway=made[0].pathway, requests=made, times=[soon(3)], place="x"
        ),
        lambda: actions.call_off(by=desks.tomos, visit=visit, words="x"),
        lambda: queries.visit_for_service(desks.tomos, visit.pk),
    ):
        with pytest.raises(NotFound):
            step()
    with pytest.raises(RuleBroken):
        actions.answer(by=desks.huw, visit=visit, request=made[0], suits=[])
    actions.call_off(by=desks.mam, visit=visit, words="He is ill.")
    with pytest.raises(RuleBroken):
        actions.call_off(by=desks.mam, visit=visit, words="He is ill.")
    assert capacity(desks.huw).pk == visit.pathway.holder_id
