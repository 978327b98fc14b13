"""Who opens a desk, places with their history, and the wait by a service's own record, written into the directory."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.pathways.requests.conftest import asked, begun, entry
from unstori.core import clock, ids
from unstori.core.errors import RuleBroken
from unstori.directory.models import Entry, EntryVersion, Provider
from unstori.directory.rules.drafting import with_said
from unstori.pathways.actions import desks as actions
from unstori.pathways.actions import estimates
from unstori.pathways.models import Desk, DeskAsk, Estimate, Places, Request
from unstori.pathways.queries import desks as queries
from unstori.people.models import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(desks):
    """Administers the organisation that runs the club; Beth manages the team that could answer for it."""
    desks.club.provider = Provider.objects.create(
        hsds_id=ids.row_id(), name="The pool", organisation=desks.office.place
    )
    desks.club.save()
    return build._actor(
        build.user("Ifan"), kind="administrator", organisation=desks.office.place, vouched=True
    )


def test_one_side_asks_and_the_other_opens(sign_in, desks, keeper):
    boss, team = desks.office.boss, desks.office.team
    client = sign_in(boss)
    found = client.get(reverse("pathways:desks"), {"find": "swimm"}).content.decode()
    at = reverse("pathways:desk_ask", args=[desks.club.hsds_id])
    assert at in found and client.get(at).status_code == 200
    assert client.post(at, {"team": str(team.pk)}).status_code == 302
    asked_row = DeskAsk.objects.get()
    assert not Desk.objects.filter(service=desks.club).exists()
    decide = reverse("pathways:desk_decide", args=[asked_row.pk])
    assert (
        sign_in(desks.elen).get(decide).status_code == 404
        and sign_in(boss).post(decide, {"answer": "yes"}).status_code == 404
    )
    assert decide in sign_in(keeper).get(reverse("pathways:desks")).content.decode()
    assert sign_in(keeper).post(decide, {"answer": "yes"}).status_code == 302
    assert Desk.objects.get(service=desks.club).team == team
    desks.club.refresh_from_db()
    assert desks.club.answers_here


def test_no_is_an_answer_too(desks, keeper):
    row = actions.ask(by=desks.office.boss, service=desks.club, team=desks.office.team)
    with pytest.raises(RuleBroken, match="already"):
        actions.ask(by=desks.office.boss, service=desks.club, team=desks.office.team)
    actions.decide(by=keeper, ask=row, opened=False)
    with pytest.raises(RuleBroken, match="decided"):
        actions.decide(by=keeper, ask=row, opened=True)
    assert not Desk.objects.filter(service=desks.club).exists()


def test_who_is_neither_opens_nothing(sign_in, desks, keeper):
    for who in (desks.huw, desks.elen, desks.mam):
        with pytest.raises(RuleBroken):
            actions.ask(by=who, service=desks.club, team=desks.office.team)
    assert sign_in(desks.mam).get(reverse("pathways:desks")).status_code == 404
    assert sign_in(desks.huw).post(reverse("pathways:desk_ask", args=[desks.club.hsds_id])).status_code == 404


def test_who_is_both_opens_at_once_and_it_closes_when_nobody_waits(sign_in, desks, keeper):
    desk = actions.ask(by=keeper, service=desks.club, team=desks.office.team)
    assert isinstance(desk, Desk)
    row = asked(desks, desks.club)
    assert row.team == desks.office.team
    with pytest.raises(RuleBroken, match="still waits"):
        actions.close(by=keeper, desk=desk)
    Request.objects.update(state="withdrawn", over_on=clock.today())
    assert sign_in(keeper).post(reverse("pathways:desk_close", args=[desk.pk])).status_code == 302
    desks.club.refresh_from_db()
    assert not desks.club.answers_here
    again = actions.ask(by=keeper, service=desks.club, team=desks.office.team)
    assert again.pk == desk.pk and again.closed_at is None


def test_places_of_several_kinds_keep_their_history(sign_in, desks):
    desk = Desk.objects.get(service=desks.speech)
    at = reverse("pathways:desk_places", args=[desk.pk])
    client = sign_in(desks.sian)
    assert client.post(at, {"kind": "group", "free": 9, "whole": 8}).status_code == 200
    assert not Places.objects.exists()
    for kind, free in (("group", 5), ("group", 3), ("funded", 1)):
        assert (
            client.post(at, {"kind": kind, "free": free, "whole": 8, "words": "from May"}).status_code == 302
        )
    page = client.get(reverse("pathways:desks")).content.decode()
    assert "3 of 8 free" in page and "1 of 8 free" in page and "5 of 8 free" not in page
    assert "5 of 8 free" in client.get(at).content.decode()
    assert sign_in(desks.elen).get(at).status_code == 404
    with pytest.raises(RuleBroken):
        actions.say_places(by=desks.rhys, desk=desk, kind="group", free=1)


def lived(desks, waits, still=()):
    """Requests that waited so many days, and some that still do."""
    today, pathway = clock.today(), begun(desks, first_asked_on=clock.today() - timedelta(days=300))
    for days, met in [*((one, True) for one in waits), *((one, False) for one in still)]:
        since = today - timedelta(days=days)
        Request.objects.create(
            pathway=pathway, person=pathway.person, section=pathway.section, created_by=pathway.created_by,
            service=desks.speech, service_name="Speech", team=Team.objects.get(pk=desks.sian.team_id), asked_on=since,
            state="met" if met else "waiting", met_on=today if met else None,
        )  # fmt: skip


def stands(service, **local):
    service.live = EntryVersion.objects.create(
        entry=service, number=service.versions.count() + 1, why="here", local=local, created_by=build.system().capacity_id,
        document={"id": str(service.hsds_id), "name": service.name, "status": "active"},
    )  # fmt: skip
    service.save()


def test_the_wait_is_counted_dated_and_told_to_the_directory(sign_in, desks):
    stands(desks.speech)
    lived(desks, range(10, 110, 10), still=[200] * 2)
    assert estimates.count(by=build.system()) == 1
    told = Estimate.objects.get()
    assert (told.half, told.number, told.met, told.weeks) == (60, 12, 10, 9)
    assert Entry.objects.get(pk=desks.speech.pk).live.local["wait_weeks"] == 9
    assert estimates.count(by=build.system()) == 0  # nothing new, nothing written
    page = sign_in(desks.sian).get(reverse("pathways:desks")).content.decode()
    assert "60 days" in page and "12 requests" in page


def test_too_few_say_nothing(desks):
    stands(desks.speech)
    lived(desks, [10] * 9)
    estimates.count(by=build.system())
    assert Estimate.objects.get().half is None
    assert "wait_weeks" not in Entry.objects.get(pk=desks.speech.pk).live.local


def test_newer_words_of_an_editor_stay_and_both_are_said(sign_in, desks):
    stands(desks.speech, wait_weeks=30, wait_on=clock.today().isoformat())
    lived(desks, [70] * 12)
    estimates.count(by=build.system())
    assert Entry.objects.get(pk=desks.speech.pk).live.local["wait_weeks"] == 30
    page = sign_in(desks.sian).get(reverse("pathways:desks")).content.decode()
    assert "70 days" in page and "About 30 weeks" in page


def test_the_page_asks_no_more_for_many(sign_in, desks):
    client = sign_in(desks.sian)
    client.get(reverse("pathways:desks"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("pathways:desks"))
    for name in "abc":
        Desk.objects.create(
            service=entry(name), team_id=desks.sian.team_id, created_by=desks.sian.capacity_id
        )
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("pathways:desks"))
    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("free", "before", "said"),
    [(0, "", "list"), (0, "closed", "closed"), (2, "closed", "few"), (3, "", "few"), (4, "list", "open")],
)
def test_free_places_are_told_to_the_directory(client, desks, free, before, said):
    """Also where the team is not who keeps the entry; and what else the entry says stays."""
    stands(desks.speech, wait_weeks=30, wait_on="2026-01-05", **({"places": before} if before else {}))
    desk = Desk.objects.get(service=desks.speech)
    actions.say_places(by=desks.sian, desk=desk, kind="group", free=free)
    live = Entry.objects.get(pk=desks.speech.pk).live
    assert live.local["places"] == said and live.local["wait_weeks"] == 30
    number = live.number
    actions.say_places(by=desks.sian, desk=desk, kind="funded", free=0)
    assert Entry.objects.get(pk=desks.speech.pk).live.number == number  # kinds together: nothing new to say
    with pytest.raises(RuleBroken):
        actions.say_places(by=desks.elen, desk=desk, kind="group", free=90)
    assert Entry.objects.get(pk=desks.speech.pk).live.number == number


def test_no_places_are_said_at_a_desk_that_is_closed_or_by_the_team_before(desks):
    desk = Desk.objects.get(service=desks.speech)
    Desk.objects.filter(pk=desk.pk).update(team=Team.objects.get(pk=desks.elen.team_id))
    with pytest.raises(RuleBroken):
        actions.say_places(by=desks.sian, desk=desk, kind="group", free=1)
    Desk.objects.filter(pk=desk.pk).update(closed_at=clock.now())
    with pytest.raises(RuleBroken, match="closed"):
        actions.say_places(by=desks.elen, desk=desk, kind="group", free=1)
    assert not Places.objects.exists()


def test_the_wait_says_of_how_many_in_the_queue_and_in_the_directory(sign_in, client, desks):
    stands(desks.speech)
    lived(desks, range(10, 110, 10), still=[200] * 2)
    estimates.count(by=build.system())
    assert (
        "By its own record of 12 requests"
        in sign_in(desks.sian).get(reverse("pathways:queue")).content.decode()
    )
    entry_page = client.get(reverse("finding:entry", args=[desks.speech.hsds_id])).content.decode()
    assert "About 9 weeks" in entry_page and "by its own record of 12 requests" in entry_page
    local = Entry.objects.get(pk=desks.speech.pk).live.local
    assert "wait_of" not in with_said(local, "wait", {"wait_weeks": 20}, clock.today())
    assert with_said(local, "wait", {"places": "few"}, clock.today())["wait_of"] == 12


def test_of_many_counts_the_newest_alone_is_read(desks, django_assert_num_queries):
    for number in (1, 2, 3):
        Estimate.objects.create(
            service=desks.speech, number=number, met=0, counted_at=clock.now() + timedelta(number), counted_by=ids.row_id()
        )  # fmt: skip
    with django_assert_num_queries(1):
        assert queries.newest([desks.speech, desks.sleep])[desks.speech.pk].number == 3
