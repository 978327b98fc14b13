"""A service's queue, one request as it reads it, and its steps in a browser."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from unstori.access.actions import withholding
from unstori.circle.actions import say_how_to_reach
from unstori.core import clock
from unstori.pathways.actions import offers
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Request, Sent, Turn, UnmetNeed
from unstori.pathways.queries import queue as queries
from unstori.pathways.rules import requests as rules

pytestmark = pytest.mark.django_db


def page(sign_in, actor, name="queue", *args, **data):
    return sign_in(actor).get(reverse(f"pathways:{name}", args=args), data)


def press(sign_in, actor, row, step, **said):
    seen = said.pop("seen", row.version)
    return sign_in(actor).post(reverse("pathways:service_step", args=[row.pk, step]), {"seen": seen, **said})


def text(response):
    return response.content.decode()


def test_the_queue_shows_what_came_to_this_team_by_need_then_time(sign_in, desks):
    first = asked(desks, desks.speech, words="First of all")
    second = asked(desks, desks.speech, words="The second one")
    asked(desks, desks.behaviour)
    actions.triage(by=desks.sian, request=second, need="now", words="It gets worse")
    found = list(queries.queue(desks.sian, queries.Wanted()))
    assert [row.pk for row in found] == [second.pk, first.pk]
    said = text(page(sign_in, desks.sian))
    assert said.index(str(second.pk)) < said.index(str(first.pk)) and "Behaviour support" not in said


@pytest.mark.parametrize(
    ("wanted", "number"),
    [({"state": "sent"}, 1), ({"state": "accepted"}, 1), ({"need": "now"}, 1), ({"need": "nobody"}, 1),
     ({"who": "nobody"}, 1), ({"state": "over"}, 1), ({"only": "late"}, 0), ({"who": "nonsense"}, 2), ({}, 2)],
)  # fmt: skip
def test_the_queue_is_narrowed(sign_in, desks, wanted, number):
    asked(desks, desks.speech)
    taken, over = asked(desks, desks.speech), asked(desks, desks.speech)
    actions.triage(by=desks.sian, request=taken, need="now", words="Why")
    actions.accept(by=desks.sian, request=taken, lead=capacity(desks.rhys))
    actions.withdraw(by=desks.mam, request=over)
    said = text(page(sign_in, desks.sian, **wanted))
    assert len(set(re.findall(r'href="/requests/([0-9a-f-]{36})/"', said))) == number


def test_the_queue_of_many_asks_no_more_than_of_one(sign_in, desks):
    asked(desks, desks.speech)
    client = sign_in(desks.sian)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("pathways:queue"))
    for _ in range(4):
        asked(desks, desks.speech)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("pathways:queue"))
    assert len(many) <= len(few)


def test_an_empty_queue_says_what_comes_here(sign_in, desks):
    assert "Nobody waits for your answer" in text(page(sign_in, desks.sian))
    assert "does not answer for a service yet" in text(page(sign_in, desks.huw))


@pytest.mark.parametrize("who", ["mam", "elen", "huw"])
def test_another_team_and_the_family_do_not_read_it_here(sign_in, desks, who):
    row = asked(desks, desks.speech)
    assert page(sign_in, getattr(desks, who), "asked_of_us", row.pk).status_code == 404
    assert press(sign_in, getattr(desks, who), row, "accept").status_code == 404
    row.refresh_from_db()
    assert row.state == rules.SENT


def test_a_draft_is_not_there(sign_in, desks):
    row = actions.write(by=desks.mam, pathway=begun(desks), service=desks.speech)
    assert page(sign_in, desks.sian, "asked_of_us", row.pk).status_code == 404


def test_what_is_kept_from_a_worker_is_not_in_their_queue(sign_in, desks):
    row = asked(desks, desks.speech)
    withholding.withhold(
        by=desks.huw, person=row.person, kind="section", section=row.section, withheld_from=capacity(desks.sian),
        reason="She is her aunt, and Ela does not want her to know.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    assert not queries.queue(desks.sian, queries.Wanted()).exists()
    assert page(sign_in, desks.sian, "asked_of_us", row.pk).status_code == 404


def test_every_way_from_sent_to_met(sign_in, desks):
    row = asked(desks, desks.speech)
    said = text(page(sign_in, desks.sian, "asked_of_us", row.pk))
    assert "We have it" in said and "He sleeps three hours" in said and "Huw Parry" in said
    lead, today = str(desks.rhys.capacity_id), clock.today()
    day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    for step, given, state in (
        ("receive", {}, "received"), ("ask", {"words": "Since when?"}, "asked"),
        ("triage", {"need": "soon", "words": "It gets worse"}, "asked"), ("accept", {"lead": lead}, "accepted"),
        ("list", {"meanwhile": "The sleep diary"}, "waiting"), ("contact", {"words": "Rang Mari", **day}, "waiting"),
        ("lead", {"lead": lead}, "waiting"), ("note", {"words": "Thank you"}, "waiting"),
        ("meet", {"lead": lead, **day}, "met"),
    ):  # fmt: skip
        row.refresh_from_db()
        assert page(sign_in, desks.sian, "service_step", row.pk, step).status_code == 200, step
        assert press(sign_in, desks.sian, row, step, **given).status_code == 302, step
        row.refresh_from_db()
        assert row.state == state, step
    assert row.need == "soon" and row.lead_id == desks.rhys.capacity_id


def test_no_bare_no(sign_in, desks):
    row = asked(desks, desks.speech)
    said = {"reason": "capacity", "words": "We are full until May.", "would_change": "If he stops speaking",
            "next_words": "Huw asks the school", "next_by": str(desks.huw.capacity_id)}  # fmt: skip
    for missing in said:
        response = press(sign_in, desks.sian, row, "decline", **{**said, missing: ""})
        assert response.status_code == 200 and not Turn.objects.filter(move="decline").exists(), missing
    assert press(sign_in, desks.sian, row, "decline", **said).status_code == 302
    row.refresh_from_db()
    assert row.state == rules.DECLINED and UnmetNeed.objects.get().why == "capacity"


def test_who_was_overtaken_is_told_by_whom_and_keeps_their_words(sign_in, desks):
    row = asked(desks, desks.speech)
    actions.accept(by=desks.rhys, request=row, words="Yes of course")
    said = text(press(sign_in, desks.sian, row, "ask", seen=row.version, words="My long question"))
    assert "My long question" in said and "Rhys Puw" in said
    row.refresh_from_db()
    assert row.state == rules.ACCEPTED


def test_another_service_fits_better(sign_in, desks):
    row = asked(desks, desks.speech)
    response = press(sign_in, desks.sian, row, "redirect", service=str(desks.sleep.hsds_id), words="They know sleep",
                     would_change="If speech is the worry")  # fmt: skip
    assert response.status_code == 302
    onward = Request.objects.get(after=row)
    assert onward.state == rules.SENT and onward.pathway.first_asked_on == row.pathway.first_asked_on


def test_a_no_can_be_taken_back(sign_in, desks):
    row = asked(desks, desks.speech)
    actions.decline(by=desks.sian, request=row, reason="other", words="No", would_change="x", next_words="y",
                    next_by=capacity(desks.huw))  # fmt: skip
    row.refresh_from_db()
    assert press(sign_in, desks.sian, row, "reconsider", words="There is room after all").status_code == 302
    row.refresh_from_db()
    assert row.state == rules.RECEIVED


def test_a_step_that_is_none_is_not_there(sign_in, desks):
    row = asked(desks, desks.speech)
    assert page(sign_in, desks.sian, "service_step", row.pk, "confirm").status_code == 404


def test_the_queue_says_what_each_waits_for_and_what_helps_meanwhile(sign_in, desks):
    row = asked(desks, desks.speech)
    assert "Next: The service says that it has the request" in text(page(sign_in, desks.sian))
    actions.accept(by=desks.sian, request=row)
    row.refresh_from_db()
    actions.put_on_list(by=desks.sian, request=row, meanwhile="Sing the same song each night.")
    said = text(page(sign_in, desks.sian))
    assert "Meanwhile: Sing the same song each night." in said and "offers a first time" in said
    offers.offer(by=desks.sian, request=row, at=clock.now() + timedelta(9), place="The Hafan room")
    said = text(page(sign_in, desks.sian))
    assert "Waits for the family" in said and "The Hafan room" in said and "offers a first time" not in said


def test_what_a_service_sorts_for_itself_is_read_by_nobody_else(sign_in, desks):
    """The form says so: the family does not read why, nor does who holds it."""
    row = asked(desks, desks.speech)
    actions.triage(by=desks.sian, request=row, need="now", words="Mother sounded worn out")
    assert "worn out" in text(page(sign_in, desks.sian, "asked_of_us", row.pk))
    ref = desks.office.ela.reference
    for who, name, args in (
        (desks.mam, "happening", [ref]), (desks.mam, "request", [ref, row.pk]), (desks.mam, "pathway", [ref, row.pathway_id]),
        (desks.huw, "request", [ref, row.pk]), (desks.huw, "held_request", [row.pk]), (desks.huw, "held_one", [row.pathway_id]),
    ):  # fmt: skip
        said = page(sign_in, who, name, *args)
        assert said.status_code == 200 and "worn out" not in text(said), name


def test_the_queue_is_taken_along_as_it_is_shown(sign_in, desks):
    """What somebody typed runs nothing in a spreadsheet; another team's are not in it."""
    row = asked(desks, desks.speech)
    Request.objects.filter(pk=row.pk).update(service_name="=cmd()|'x'!A1")
    asked(desks, desks.behaviour)
    table = page(sign_in, desks.sian, "queue_table")
    said = table.content.decode("utf-8-sig")
    assert table["Content-Type"].startswith("text/csv") and "'=cmd()" in said and "Behaviour" not in said
    assert len(said.splitlines()) == 2
    assert len(page(sign_in, desks.sian, "queue_table", state="accepted").content.splitlines()) == 1
    for who in (desks.mam, desks.office.elsewhere):
        said = page(sign_in, who, "queue_table")
        assert said.status_code == 404 or len(said.content.splitlines()) == 1


def test_a_service_reads_how_who_asked_is_reached_safely_and_nobody_else_s_way(desks: Desks, sign_in):
    ela = desks.office.ela
    say_how_to_reach(
        by=desks.mam, person=ela, way="phone", to="07700 900111", times="After six", hidden_from="Dad"
    )
    made = asked(desks, desks.speech)
    page = reverse("pathways:asked_of_us", args=[made.pk])
    shown = sign_in(desks.sian).get(page).content.decode()
    assert "07700 900111" in shown and "After six" in shown and "Dad" in shown
    say_how_to_reach(by=desks.mam, person=ela, way="phone", to="07700 900222")
    shown = sign_in(desks.sian).get(page).content.decode()
    assert "07700 900222" in shown and "07700 900111" not in shown
    assert not Sent.objects.filter(pieces__icontains="07700").exists()
    draft = actions.write(by=desks.mam, pathway=made.pathway, service=desks.sleep)
    preview = reverse("pathways:ask_send", args=[ela.reference, draft.pathway_id])
    assert "07700 900222" in sign_in(desks.mam).get(preview).content.decode()
    assert "07700 900222" not in sign_in(desks.huw).get(preview).content.decode()
    actions.withdraw(by=desks.mam, request=made)
    assert "07700 900222" not in sign_in(desks.sian).get(page).content.decode()


def test_whoever_met_them_is_named_unless_somebody_else_is(desks: Desks, sign_in):
    made = asked(desks, desks.speech)
    actions.accept(by=desks.sian, request=made)
    shown = sign_in(desks.rhys).get(reverse("pathways:service_step", args=[made.pk, "meet"]))
    chosen = re.findall(r'<option value="([^"]+)" selected', shown.content.decode())
    assert str(desks.rhys.capacity_id) in chosen
