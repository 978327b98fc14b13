"""Being away: who stands in, what everybody sees, and that nobody is let in by it."""

from datetime import timedelta

import pytest

from tests import build
from tests.integration.teams.conftest import around, capacity
from unstori.access import queries as access
from unstori.access.actions import withholding
from unstori.access.door import NotFound, look_across
from unstori.access.models import AuditEvent
from unstori.circle import actions as circle
from unstori.circle.models import SharingDecision
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.directory.models import Absence
from unstori.story import actions as story
from unstori.story import queries as stories
from unstori.teams import actions, queries


def away(office, by=None, who=None, stand_in=None, days=3, **more):
    said = {"starts_on": clock.today(), "until": clock.today() + timedelta(days), **more}
    other = capacity(stand_in) if stand_in else None
    return actions.be_away(by=by or office.huw, capacity=capacity(who or office.huw), stand_in=other, **said)


def boxes(day):
    return {"starts_on-day": day.day, "starts_on-month": day.month, "starts_on-year": day.year}


def test_the_family_sees_who_stands_in_and_it_ends_by_itself(office, sign_in):
    story.promise(by=office.huw, person=office.ela, section="care", what="Ffonio", due_on=clock.today())
    away(office, stand_in=office.non)
    mam = sign_in(office.mam)
    here = f"/p/{office.ela.reference}/"
    member = f"{here}circle/{office.members['ela'].pk}/"
    pages = [here, f"{here}circle/", f"{here}story/promises/", member]
    for page in pages:
        said = mam.get(page).content.decode()
        assert "Huw Parry is away until" in said and "Non Lloyd stands in." in said, page
    with clock.at(clock.now() + timedelta(days=4)):
        mam = sign_in(office.mam)
        assert not [page for page in pages if "is away" in mam.get(page).content.decode()]


def test_where_nobody_let_them_in_the_stand_in_is_asked_for_not_given(office):
    build.grant(office.twm, office.boss)
    done = away(office, by=office.boss, stand_in=office.non)
    assert (done.seen, done.asked, done.not_asked) == (0, 2, 0)
    assert not access.people_visible_to(access.actor_of(capacity(office.non))).exists()
    asked = SharingDecision.objects.get(person=office.ela, with_member__capacity=office.non.capacity_id)
    assert asked.newest.state == "asked" and asked.purpose == "standing_in"
    assert queries.people_of(capacity(office.non)) == []  # nobody let them in yet
    assert asked.valid_until == clock.midnight(done.absence.until + timedelta(1))
    circle.give(by=office.mam, decision=asked)
    assert (
        list(access.people_visible_to(office.non)) == [office.ela] == queries.people_of(capacity(office.non))
    )


def test_a_manager_cannot_ask_about_people_who_are_not_shared_with_them(office):
    done = away(office, by=office.boss, stand_in=office.non)
    assert (done.asked, done.not_asked) == (1, 1)
    assert not SharingDecision.objects.filter(person=office.twm).exists()


def test_a_no_is_not_asked_again(office):
    done = away(office, stand_in=office.non)
    asked = SharingDecision.objects.get(person=office.ela, with_member__capacity=office.non.capacity_id)
    circle.refuse(by=office.mam, decision=asked)
    actions.be_back(by=office.huw, absence=done.absence)
    again = away(office, stand_in=office.non)
    assert again.not_asked == 1
    assert SharingDecision.objects.filter(person=office.ela).count() == 1


def test_the_stand_in_has_the_promises_in_their_day(office, sign_in):
    build.grant(office.ela, office.non)
    made = story.promise(
        by=office.huw, person=office.ela, section="care", what="Ffonio", due_on=clock.today()
    )
    hidden = story.promise(by=office.huw, person=office.twm, section="care", what="Na", due_on=clock.today())
    assert not stories.promises_owed(look_across(office.non)).exists()
    done = away(office, stand_in=office.non)
    assert list(stories.promises_owed(look_across(office.non))) == [made] and hidden
    page = sign_in(office.non).get("/").content.decode()
    assert "You stand in for Huw Parry." in page
    actions.be_back(by=office.huw, absence=done.absence)
    assert not stories.promises_owed(look_across(office.non)).exists()


def test_away_today_in_two_presses_and_whoever_is_on_duty_stands_in(office, sign_in):
    directory.go_on_duty(by=office.non, team=office.team)
    page = f"/teams/away/{office.huw.capacity_id}/"
    client = sign_in(office.huw)
    assert page in client.get("/").content.decode()
    assert client.post(f"{page}today/").status_code == 302
    made = Absence.objects.get()
    assert (made.starts_on, made.until, made.stand_in_id) == (
        clock.today(),
        clock.today(),
        office.non.capacity_id,
    )
    shown = client.get(page).content.decode()
    assert "Huw Parry is away until" in shown
    assert client.post(f"/teams/away/{made.pk}/back/").status_code == 302
    assert "is away" not in client.get(page).content.decode()


def test_only_oneself_or_who_manages_says_it(office, sign_in):
    for who in (office.non, office.elsewhere, office.mam):
        with pytest.raises(NotFound):
            away(office, by=who)
        assert sign_in(who).get(f"/teams/away/{office.huw.capacity_id}/").status_code == 404
    done = away(office, by=office.boss)
    assert sign_in(office.non).post(f"/teams/away/{done.absence.pk}/back/").status_code == 404
    assert not AuditEvent.objects.filter(action="absence.end").exists()


@pytest.mark.parametrize("wrong", ["twice", "over", "backwards", "themselves", "elsewhere", "away"])
def test_what_cannot_be_changes_nothing(office, wrong):
    today, other = clock.today(), build.worker("Jo", build.organisation("Other"))
    if wrong == "twice":
        away(office)
    if wrong == "away":
        away(office, by=office.non, who=office.non)
    before = Absence.objects.count()
    more = {
        "twice": {}, "over": {"starts_on": today - timedelta(9), "until": today - timedelta(2)},
        "backwards": {"starts_on": today + timedelta(9)}, "themselves": {"stand_in": office.huw},
        "elsewhere": {"stand_in": other}, "away": {"stand_in": office.non},
    }[wrong]  # fmt: skip
    with pytest.raises(RuleBroken):
        away(office, **more)
    assert Absence.objects.count() == before


def test_a_refused_form_keeps_what_was_typed(office, sign_in):
    page = f"/teams/away/{office.huw.capacity_id}/"
    sent = {**boxes(clock.today()), "until-day": "41", "until-month": "2", "until-year": "2027",
            "stand_in": str(office.non.capacity_id)}  # fmt: skip
    shown = sign_in(office.huw).post(page, sent).content.decode()
    assert 'value="41"' in shown and "Enter a real date" in shown and not Absence.objects.exists()


def test_a_stand_in_whose_place_is_kept_from_somebody_is_not_named(office, sign_in):
    build.grant(office.ela, office.non)
    member = around(office.ela, office.non)
    away(office, stand_in=office.non)

    cai = build.family("Cai", office.ela, "friend")
    build.grant(office.ela, cai)
    withholding.withhold(by=office.huw, person=office.ela, kind="row", row_id=member.pk,
                         withheld_from=capacity(cai), reason="It would put somebody in danger.",
                         review_on=clock.today() + timedelta(9), ends_on=clock.today() + timedelta(20))  # fmt: skip
    said = sign_in(cai).get(f"/p/{office.ela.reference}/circle/").content.decode()
    assert "Huw Parry is away until" in said and "Non Lloyd" not in said


def test_a_key_worker_who_is_away_with_nobody_standing_in_is_shown_first(office, sign_in):
    client = sign_in(office.boss)
    said = "Their key worker is away, and nobody stands in."
    assert said not in client.get("/teams/").content.decode()
    away(office)
    assert said in client.get("/teams/").content.decode()
