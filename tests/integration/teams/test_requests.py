"""A team's requests: numbers by state and age, what each has, the lines behind them, and a table to take along."""

from datetime import timedelta
from typing import Any

from django.test import Client

from tests import build
from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from tests.integration.pathways.requests.conftest import desks as desks
from tests.integration.pathways.requests.conftest import office as office
from unstori.access.actions import withholding
from unstori.core import clock
from unstori.pathways.actions import requests as actions
from unstori.pathways.actions import tallies as counting
from unstori.pathways.models import Request, Tally
from unstori.pathways.queries import tallies
from unstori.people.models import Team

PAGE = "/teams/requests/"


def team(desks: Desks, by: Any) -> Team:
    return Team.objects.get(pk=by.team_id)


def test_what_was_asked_of_a_team_by_state_and_age(desks: Desks):
    asked(desks, desks.speech, begun(desks, first_asked_on=clock.today() - timedelta(400)))
    made = asked(desks, desks.speech)
    actions.accept(by=desks.sian, request=made, lead=capacity(desks.rhys))
    asked(desks, desks.behaviour)
    found = tallies.numbers(desks.sian, team(desks, desks.sian), "asked")
    assert found.cells == {("sent", 5): 1, ("accepted", 0): 1}
    assert found.loads[desks.rhys.capacity_id][0] == 1
    held = tallies.numbers(desks.office.boss, desks.office.team, "held")
    assert held.cells == {("sent", 5): 1, ("accepted", 0): 1, ("sent", 0): 1}
    n, oldest, late, silent = held.loads[desks.huw.capacity_id]
    assert (n, oldest, late, silent) == (3, (clock.today() - timedelta(400)).isoformat(), 0, 0)


def test_what_is_late_and_where_it_is_silent(desks: Desks):
    made = asked(desks, desks.speech, begun(desks, tier="short_term_intensive"))
    with clock.at(clock.now() + timedelta(20)):
        found = tallies.numbers(desks.sian, team(desks, desks.sian), "asked")
        assert tallies.lines(desks.sian, team(desks, desks.sian), tallies.Wanted(only="late")).get() == made
        assert tallies.lines(desks.sian, team(desks, desks.sian), tallies.Wanted(only="quiet")).get() == made
        held = tallies.numbers(desks.office.boss, desks.office.team, "held").loads[desks.huw.capacity_id]
        assert held[2:] == (1, 1) and found.cells
        actions.contact(by=desks.sian, request=made, words="We rang.")
        assert not tallies.lines(desks.sian, team(desks, desks.sian), tallies.Wanted(only="quiet")).exists()


def test_why_the_answer_was_no(desks: Desks, sign_in):
    made = asked(desks, desks.speech)
    actions.decline(by=desks.sian, request=made, reason="capacity", would_change="A second therapist.", words="Sorry.",
                    next_words="Huw asks elsewhere.", next_by=capacity(desks.huw))  # fmt: skip
    found = tallies.numbers(desks.sian, team(desks, desks.sian), "asked")
    assert found.reasons == {"capacity": 1} and found.unmet == {"Speech and language": 1}
    assert tallies._read(Tally(numbers=tallies.written(found))).unmet == found.unmet
    shown = sign_in(desks.sian).get(PAGE).content.decode()
    assert "What was needed and nobody gave" in shown
    with clock.at(clock.now() + timedelta(400)):
        assert not tallies.numbers(desks.sian, team(desks, desks.sian), "asked").unmet


def test_many_are_counted_by_the_schedule_and_read_from_there(desks: Desks, monkeypatch):
    asked(desks, desks.speech)
    monkeypatch.setattr(tallies, "LIVE", 0)
    assert tallies.numbers(desks.sian, team(desks, desks.sian), "asked").counted_at is None
    assert counting.count(by=build.system()) == 2
    asked(desks, desks.speech)
    found = tallies.numbers(desks.sian, team(desks, desks.sian), "asked")
    assert found.counted_at is not None and found.cells == {("sent", 0): 1}
    counting.count(by=build.system())
    assert tallies.numbers(desks.sian, team(desks, desks.sian), "asked").cells == {("sent", 0): 2}
    assert Tally.objects.count() == 2


def test_the_page_and_the_table_name_only_whom_the_manager_may_know(desks: Desks, sign_in):
    asked(desks, desks.speech)
    boss = sign_in(desks.office.boss)
    made = Request.objects.get()
    assert (
        f"/p/{desks.office.ela.reference}/requests/service/{made.pk}/"
        in boss.get(PAGE, {"side": "held"}).content.decode()
    )
    assert f"/requests/{made.pk}/" in sign_in(desks.sian).get(PAGE).content.decode()
    assert "Ela" in boss.get(PAGE, {"side": "held"}).content.decode()
    table = boss.get(f"{PAGE}table/", {"side": "held"})
    assert "Ela" in table.content.decode("utf-8-sig") and table["Content-Type"].startswith("text/csv")
    twm = actions.begin(by=desks.huw, person=desks.office.twm, section="health", words="Sleep")
    made = actions.write(by=desks.huw, pathway=twm, service=desks.sleep)
    actions.send(by=desks.huw, request=made, purpose="help")
    for body in (
        boss.get(PAGE, {"side": "held"}).content.decode(),
        boss.get(f"{PAGE}table/", {"side": "held"}).content.decode("utf-8-sig"),
    ):
        assert "Twm" not in body and "Sleep clinic" in body


def test_what_is_kept_from_the_manager_is_neither_named_nor_counted(desks: Desks):
    asked(desks, desks.speech)
    gwen = build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="section", withheld_from=capacity(desks.office.boss), section="health",
        reason="Seeing it could put her in danger.", review_on=clock.today() + timedelta(10),
        ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    assert tallies.numbers(desks.office.boss, desks.office.team, "held").cells == {}
    assert not tallies.lines(desks.office.boss, desks.office.team, tallies.Wanted(side="held")).exists()


def test_only_who_manages(desks: Desks, sign_in):
    for by in (desks.rhys, desks.mam):
        assert sign_in(by).get(PAGE).status_code == sign_in(by).get(f"{PAGE}table/").status_code == 404


def test_nonsense_in_the_address_is_as_if_nothing_was_asked(desks: Desks, sign_in):
    asked(desks, desks.speech)
    page = sign_in(desks.sian).get(PAGE, {"state": "x", "band": "99", "who": "y", "only": "z", "page": "q"})
    assert page.status_code == 200 and "Ela" in page.content.decode()


def test_queries_do_not_grow(desks: Desks, sign_in, django_assert_max_num_queries):
    client: Client = sign_in(desks.sian)
    asked(desks, desks.speech)
    client.get(PAGE)
    with django_assert_max_num_queries(40) as one:
        client.get(PAGE)
    for _number in range(6):
        asked(desks, desks.speech)
    with django_assert_max_num_queries(len(one)):
        client.get(PAGE)
    assert Request.objects.count() == 7
