"""What somebody tries who is late, who left, or whose request is not the one before them: nothing is lost, nobody holds nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.integration.pathways.requests.conftest import asked, begun, capacity, desk
from unstori.access.actions import withholding
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Desk, Pathway, Request
from unstori.pathways.queries import holders
from unstori.people.models import Capacity, Team

pytestmark = pytest.mark.django_db


def test_what_was_written_goes_to_the_team_that_answers_when_it_is_sent(desks):
    row = actions.write(by=desks.mam, pathway=begun(desks), service=desks.speech)
    Desk.objects.filter(service=desks.speech).update(team=Team.objects.get(pk=desks.elen.team_id))
    actions.send(by=desks.mam, request=row, purpose="help")
    row.refresh_from_db()
    assert row.team_id == desks.elen.team_id
    Desk.objects.filter(service=desks.sleep).update(closed_at=clock.now())
    other = actions.write(by=desks.mam, pathway=begun(desks), service=desks.sleep)
    actions.send(by=desks.mam, request=other, purpose="help")
    other.refresh_from_db()
    assert other.team_id is None
    # and one that was written while nobody answered comes to who answers now
    late = actions.write(by=desks.mam, pathway=begun(desks), service=desks.club)
    desk(desks.club, desks.office.place)
    actions.send(by=desks.mam, request=late, purpose="help")
    late.refresh_from_db()
    assert late.team_id is not None


def test_nothing_is_sent_with_what_has_ended(desks):
    pathway = begun(desks)
    row = actions.write(by=desks.mam, pathway=pathway, service=desks.speech)
    actions.close(by=desks.mam, pathway=pathway, words="It is well now")
    with pytest.raises(RuleBroken, match="ended"):
        actions.send(by=desks.mam, request=row, purpose="help")
    row.refresh_from_db()
    assert row.state == "drafted"


def test_the_night_leaves_it_with_who_took_it_meanwhile(desks, monkeypatch):
    pathway = begun(desks)
    stale = list(Pathway.objects.filter(pk=pathway.pk).values_list("pk", flat=True))
    assert Pathway.objects.get().holder_id == desks.huw.capacity_id
    real = holders.unheld
    monkeypatch.setattr(
        holders, "unheld", lambda today: _Once(stale, real(today))
    )  # found before somebody handed it over
    actions.never_unheld(by=build.system())
    assert Pathway.objects.get().holder_id == desks.huw.capacity_id


class _Once:
    """As it was found a moment ago; asked again it says how it stands now."""

    def __init__(self, ids, rows):
        self.ids, self.rows = ids, rows

    def values_list(self, *_args, **_more):
        return self.ids

    def filter(self, *args, **more):
        return self.rows.filter(*args, **more)


def test_who_left_yesterday_does_nothing_and_is_not_named(sign_in, desks):
    row = asked(desks, desks.speech)
    Capacity.objects.filter(pk=desks.rhys.capacity_id).update(ends_on=clock.today() - timedelta(1))
    client = sign_in(desks.rhys)
    for name, args in (("queue", []), ("asked_of_us", [row.pk]), ("service_step", [row.pk, "accept"])):
        assert client.get(reverse(f"pathways:{name}", args=args)).status_code in (302, 403, 404), name
    client.post(reverse("pathways:service_step", args=[row.pk, "accept"]), {"seen": row.version})
    row.refresh_from_db()
    assert row.state == "sent"
    with pytest.raises(RuleBroken, match="of your team"):
        actions.accept(by=desks.sian, request=row, lead=capacity(desks.rhys))


@pytest.mark.parametrize("step", ["accept", "decline", "triage", "offer", "redirect", "lead", "note", "meet"])
def test_another_service_steps_on_nothing(sign_in, desks, step):
    row = asked(desks, desks.speech)
    said = {"seen": row.version, "words": "We did", "need": "now", "reason": "other"}
    assert (
        sign_in(desks.elen).post(reverse("pathways:service_step", args=[row.pk, step]), said).status_code
        == 404
    )
    row.refresh_from_db()
    assert (row.state, row.version) == ("sent", 2)


def day(name, *parts):
    return {f"{name}-{part}": str(one) for part, one in zip(("day", "month", "year"), parts, strict=True)}


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("meet", day("on", 1, 1, 1)), ("meet", day("on", 31, 12, 9999)), ("contact", {**day("on", 31, 2, 2026), "words": "x"}),
        ("triage", {"need": "../../x", "words": "x"}), ("accept", {"lead": "not-an-id"}), ("note", {"words": "x" * 5001}),
        ("note", {"words": "\x00"}), ("offer", {**day("day", 1, 1, 2090), "time": "25:61", "place": "x"}),
        ("list", day("next_on", 0, 0, 0)), ("list", day("next_on", 1, 1, 2020)), ("meet", day("on", 1, 1, 2020)),
        ("note", {**day("on", 1, 1, 2020), "words": ""}), ("offer", {**day("day", 1, 1, 2020), "time": "9", "place": "x"}),
        ("redirect", {"service": "not-an-id", "words": "x", "would_change": "x"}),
        ("accept", {"seen": "99999999999999999999999"}), ("note", {"seen": "x", "words": "y"}),
    ],
)  # fmt: skip
def test_nonsense_changes_nothing(sign_in, desks, step, said):
    row = asked(desks, desks.speech)
    if step in ("meet", "list"):
        actions.accept(by=desks.sian, request=row)
        row.refresh_from_db()
    answer = sign_in(desks.sian).post(
        reverse("pathways:service_step", args=[row.pk, step]), {"seen": row.version, **said}
    )
    assert answer.status_code == 200 and "error" in answer.content.decode()
    state, version = row.state, row.version
    row.refresh_from_db()
    assert (row.state, row.version) == (state, version)


def test_pressing_twice_is_done_once(sign_in, desks):
    row, client = asked(desks, desks.speech), sign_in(desks.sian)
    at = reverse("pathways:service_step", args=[row.pk, "note"])
    for _again in range(2):
        client.post(at, {"seen": row.version, "words": "We read it."})
    assert row.turns.filter(move="note").count() == 1


def test_looking_changes_nothing(sign_in, desks):
    row = asked(desks, desks.speech)
    before = Request.objects.filter(pk=row.pk).values().get()
    turns, client = row.turns.count(), sign_in(desks.sian)
    for step in ("receive", "accept", "decline", "note", "triage", "offer", "redirect", "reconsider", "end"):
        client.get(reverse("pathways:service_step", args=[row.pk, step]), {"words": "x", "seen": row.version})
    assert Request.objects.filter(pk=row.pk).values().get() == before and row.turns.count() == turns


def test_a_manager_is_not_told_whose_request_a_part_is_that_they_do_not_see(desks, sign_in):
    """Shared with the manager is another part of the story: the name would tell what health help is asked for."""
    build.grant(desks.office.twm, desks.office.boss, sections=["learning"])
    pathway = actions.begin(by=desks.huw, person=desks.office.twm, section="health", words="Sleep")
    row = actions.write(by=desks.huw, pathway=pathway, service=desks.sleep)
    actions.send(by=desks.huw, request=row, purpose="help")
    boss = sign_in(desks.office.boss)
    for body in (
        boss.get("/teams/requests/", {"side": "held"}).content.decode(),
        boss.get("/teams/requests/table/", {"side": "held"}).content.decode("utf-8-sig"),
    ):
        assert "Sleep clinic" in body and "Twm" not in body


def test_a_time_is_offered_from_its_own_page(sign_in, desks):
    row, client = asked(desks, desks.speech), sign_in(desks.sian)
    at = reverse("pathways:service_step", args=[row.pk, "offer"])
    assert "Offer a time" in client.get(at).content.decode()
    soon = clock.today() + timedelta(7)
    said = {
        "seen": row.version,
        "time": "9.30",
        "place": "At home",
        **day("day", soon.day, soon.month, soon.year),
    }
    assert client.post(at, said).status_code == 302
    assert row.offers.get().place == "At home"


def test_who_takes_over_takes_only_what_is_still_held(desks):
    mine, theirs = begun(desks), begun(desks)
    started = asked(desks, desks.speech)
    Request.objects.filter(pk=started.pk).update(state="active", lead=capacity(desks.huw))
    actions.hand_over(by=desks.huw, pathway=theirs, to=capacity(desks.office.non), words="She knows them")
    done = actions.take_over(
        by=build.system(),
        person=desks.office.ela,
        leaving=capacity(desks.huw),
        to=capacity(desks.office.boss),
    )
    mine.refresh_from_db()
    theirs.refresh_from_db()
    started.refresh_from_db()
    assert (mine.holder_id, theirs.holder_id) == (desks.office.boss.capacity_id, desks.office.non.capacity_id)
    assert started.lead_id == desks.office.boss.capacity_id and done == 3


def test_what_one_holds_is_taken_along_and_nobody_elses(sign_in, desks):
    begun(desks, words="=HYPERLINK(1)")
    said = sign_in(desks.huw).get(reverse("pathways:held_table")).content.decode("utf-8-sig")
    assert "Ela" in said and "'=HYPERLINK" in said and len(said.splitlines()) == 2
    assert "Ela" not in sign_in(desks.office.non).get(reverse("pathways:held_table")).content.decode()
    assert sign_in(desks.mam).get(reverse("pathways:held_table")).status_code == 404
    assert reverse("pathways:held_table") in sign_in(desks.huw).get(reverse("pathways:held")).content.decode()


def test_what_a_closed_team_cannot_answer_is_written_down_by_who_holds_it(sign_in, desks):
    row = asked(desks, desks.speech)
    with pytest.raises(RuleBroken, match="for others"):
        actions.accept(by=desks.huw, request=row)
    Team.objects.filter(pk=desks.sian.team_id).update(ends_on=clock.today())
    at = reverse("pathways:request", args=[desks.office.ela.reference, row.pk])
    step = reverse("pathways:step", args=[desks.office.ela.reference, row.pk, "accept"])
    assert step in sign_in(desks.huw).get(at).content.decode()
    actions.accept(by=desks.huw, request=row, told_by="Their secretary")
    row.refresh_from_db()
    assert row.state == "accepted"


def test_who_is_around_somebody_and_kept_from_a_service_is_not_named_to_it(sign_in, desks):
    """Neither in the queue, nor on the request's page, nor in what is taken along."""
    row, gwen = asked(desks, desks.speech), build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="row", row_id=desks.office.members["ela"].pk,
        withheld_from=capacity(desks.sian), reason="Knowing who would put her in danger.",
        review_on=clock.today() + timedelta(10), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    for name, args in (("queue", []), ("asked_of_us", [row.pk]), ("queue_table", [])):
        at = reverse(f"pathways:{name}", args=args)
        assert "Huw" not in sign_in(desks.sian).get(at).content.decode(), name
        assert "Huw" in sign_in(desks.rhys).get(at).content.decode(), name
