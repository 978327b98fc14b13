"""No day without somebody who has a concern: who is away, gone or never opened it has it no longer."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.integration.safeguarding.conftest import again, capacity
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.models import Absence
from unstori.people.models import Capacity
from unstori.safeguarding import actions, queries, rules
from unstori.safeguarding.models import Place, Source, Step
from unstori.safeguarding.signals import concern_waits


def at(*when):
    return clock.at(datetime(2026, 11, *when, tzinfo=clock.LONDON))


def look(concern):
    done = actions.look_again(by=build.system())
    concern.refresh_from_db()
    return done


def is_away(actor):
    return Absence.objects.create(
        capacity=capacity(actor), starts_on=date(2026, 11, 23), created_by=actor.capacity_id
    )


def leaves(actor):
    Capacity.objects.filter(pk=actor.capacity_id).update(ends_on=date(2026, 11, 22))


def test_who_is_there_and_in_time_keeps_it(about_mair, front):
    assert look(about_mair) == 0 and about_mair.holder_id == front.nia.capacity_id
    with at(23, 14, 59):
        assert look(about_mair) == 0


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("gone", [is_away, leaves])
def test_who_is_away_or_gone_has_it_no_longer(about_mair, front, gone, accepted):
    if accepted:
        actions.accept(by=front.nia, concern=about_mair)
    gone(front.nia)
    assert look(about_mair) == 1
    assert (about_mair.holder_id, about_mair.state) == (front.rhys.capacity_id, rules.WAITING)
    assert about_mair.due_on == date(2026, 11, 24), "the day stays"
    assert about_mair.steps.last().kind == Step.Kind.MOVED
    assert look(about_mair) == 0, "run twice, it goes on once"


def test_what_nobody_opened_goes_up_to_the_manager_and_not_back(about_mair, front):
    with at(23, 15, 0):
        assert look(about_mair) == 1 and about_mair.holder_id == front.rhys.capacity_id
        assert look(about_mair) == 0
    with at(23, 16, 59):
        assert look(about_mair) == 0, "hours in which the team is there"
    sara = build.worker("Sara Lloyd", front.children.organisation, team=front.children)
    with at(24, 9, 30):
        assert look(about_mair) == 1 and about_mair.holder_id == sara.capacity_id
    with at(24, 13, 0):
        assert look(about_mair) == 1 and about_mair.holder_id != sara.capacity_id, "round again"


def test_opened_in_time_it_stays(about_mair, front):
    actions.read(by=front.nia, concern=about_mair)
    with at(23, 16, 0):
        assert look(about_mair) == 0 and about_mair.holder_id == front.nia.capacity_id


def test_opened_by_somebody_else_is_not_opened_by_who_has_it(about_mair, front):
    actions.read(by=front.rhys, concern=about_mair)
    with at(23, 16, 0):
        assert look(about_mair) == 1


def test_in_danger_now_any_hour_counts(about_mair, front):
    about_mair.danger_now = True
    about_mair.save()
    with at(23, 12, 59):
        assert look(about_mair) == 0
    with at(23, 13, 0):
        assert look(about_mair) == 1


def test_it_never_goes_to_who_may_be_the_danger(about_mair, front):
    Source.objects.create(
        concern=about_mair, capacity=capacity(front.rhys), name="Rhys", created_by_id=front.nia.capacity_id
    )
    leaves(front.nia)
    assert look(about_mair) == 1
    assert about_mair.team == front.adults and about_mair.holder_id == front.elen.capacity_id
    assert not queries.for_team(again(front.nia)).exists()


def test_with_nobody_anywhere_it_is_seen_that_nobody_has_it_until_somebody_comes(about_mair, front):
    for actor in (front.nia, front.rhys, front.elen, front.owain):
        leaves(actor)
    assert look(about_mair) == 1 and about_mair.holder is None and about_mair.nobody_on_duty
    assert look(about_mair) == 0, "written down once"
    came = build.worker("Sara Lloyd", front.children.organisation, team=front.children)
    assert look(about_mair) == 1 and about_mair.holder_id == came.capacity_id


def test_alone_in_the_team_they_are_told_again(about_mair, front):
    leaves(front.rhys)
    told = []
    concern_waits.connect(
        lambda concern, **more: told.append(concern.holder_id), weak=False, dispatch_uid="t"
    )
    with at(23, 15, 0):
        assert look(about_mair) == 1
    concern_waits.disconnect(dispatch_uid="t")
    assert told == [front.nia.capacity_id]


def test_what_is_decided_or_with_who_raised_it_is_left(about_mair, front, teacher, circle):
    actions.accept(by=front.nia, concern=about_mair)
    actions.decide(
        by=front.nia, concern=about_mair, outcome="none", why="x", instead="School keeps an eye on it"
    )
    leaves(front.nia)
    Place.objects.all().delete()
    told = actions.Told(heard="x", why_not_told="Dangerous")
    phoned = actions.raise_concern(by=teacher, person=circle.geth, told=told)
    assert look(phoned) == 0 and phoned.state == rules.WITH_RAISER


def test_at_once_nobody_who_is_away_has_it_even_on_duty(circle, front, teacher):
    is_away(front.nia)
    made = actions.raise_concern(
        by=teacher, person=circle.geth, told=actions.Told(heard="x", why_not_told="Dangerous")
    )
    assert made.holder_id == front.rhys.capacity_id and made.nobody_on_duty


def test_without_duty_and_manager_anybody_of_the_team_has_it(circle, front, teacher):
    directory.put_on_duty(by=front.admin, team=front.children, worker=None)
    leaves(front.rhys)
    made = actions.raise_concern(
        by=teacher, person=circle.geth, told=actions.Told(heard="x", why_not_told="Dangerous")
    )
    assert made.holder_id == front.nia.capacity_id and made.nobody_on_duty


def test_who_raised_it_sees_who_must_look_now(about_mair, front, teacher, sign_in):
    leaves(front.nia)
    look(about_mair)

    text = sign_in(again(teacher)).get(reverse("safeguarding:concern", args=[about_mair.pk])).text
    assert "Rhys Ifan" in text and "Somebody else must look at it" in text


def test_the_hours_in_which_a_team_is_there():
    monday = datetime(2026, 11, 23, 8, tzinfo=clock.LONDON)
    said = {"opens": datetime(2026, 1, 1, 8, 30).time(), "closes": datetime(2026, 1, 1, 17).time()}
    works = lambda day: day.weekday() < 5  # noqa: E731
    for until, hours in ((9, 0.5), (17, 8.5), (23, 8.5)):
        assert rules.hours_there(monday, monday.replace(hour=until), works=works, **said) == timedelta(
            hours=hours
        )
    friday = datetime(2026, 11, 20, 16, tzinfo=clock.LONDON)
    assert rules.hours_there(friday, monday.replace(hour=9), works=works, **said) == timedelta(hours=1.5)
    assert rules.hours_there(monday, monday, works=works, **said) == timedelta()
