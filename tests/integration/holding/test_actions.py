"""Saying that nobody holds it: to whom it goes, what comes back, and what goes on by itself."""

from datetime import timedelta

import pytest

from tests import build
from tests.integration.holding.conftest import Office, capacity
from unstori.access.actions import withholding
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.holding import actions, queries, rules
from unstori.holding.models import Turn, Unheld
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.story.models import Entry


def pressed(office: Office, **more) -> Unheld:
    return actions.press(
        by=office.mam, person=office.ela, **{"words": "Who sees to the sleep clinic?", **more}
    )


def late_promise(office: Office, **more):
    made = story.promise(
        by=office.huw, person=office.ela, section="care", what="Ring the clinic", due_on=clock.today()
    )
    type(made).objects.filter(pk=made.pk).update(due_on=clock.today() - timedelta(3), **more)
    return made


def test_it_goes_to_who_is_on_duty_in_the_key_workers_team_with_a_day(duty):
    made = pressed(duty, first_asked_on=clock.today() - timedelta(60))
    assert made.owner_id == duty.non.capacity_id and made.team == duty.team
    assert made.due_on is not None and made.due_on > clock.today()
    told = Entry.objects.get(event="holding.pressed")
    assert told.words == "Who sees to the sleep clinic?" and "nobody is holding" in told.title
    assert AuditEvent.objects.filter(action="unheld.pressed", person_id=duty.ela.pk).exists()
    # Non sees these words, without seeing Ela's story.
    assert [row.pk for row in queries.to_answer(duty.non)] == [made.pk]
    with pytest.raises(NotFound):
        require(duty.non, duty.ela.pk, Permission.SEE)


def test_without_anybody_on_duty_it_goes_to_who_manages(office):
    assert pressed(office).owner_id == office.boss.capacity_id


def test_who_is_away_is_not_told_and_who_stands_in_is(duty):
    directory.write_absence(by=build.system(), capacity=capacity(duty.non), starts_on=clock.today(), until=None,
                            stand_in=capacity(duty.huw))  # fmt: skip
    assert pressed(duty).owner_id == duty.huw.capacity_id


def test_where_nobody_is_there_nobody_is_said_to_have_been_told(office):
    Capacity.objects.filter(team=office.team).update(manages=False)
    made = pressed(office)
    assert made.owner is None and made.team is None and made.due_on is None
    directory.put_on_duty(by=build.system(), team=office.team, worker=capacity(office.non))
    assert actions.go_on(by=build.system()) == 1  # the first who can be told is
    made.refresh_from_db()
    assert made.owner_id == office.non.capacity_id and made.due_on is not None
    assert actions.go_on(by=build.system()) == 0


def test_a_late_promise_does_not_come_back_to_who_let_it_lie(duty):
    directory.put_on_duty(by=build.system(), team=duty.team, worker=capacity(duty.huw))
    assert pressed(duty, words="", row_id=late_promise(duty).pk).owner_id == duty.boss.capacity_id


def test_it_never_falls_to_somebody_from_whom_that_part_is_kept(duty):
    _keep(duty)
    assert pressed(duty).owner_id == duty.boss.capacity_id


def _keep(duty, section="about_me", who=None):
    build_worker = build.worker("Gwen Safe", duty.place)
    build.grant(duty.ela, build_worker)
    review_on, ends_on = clock.today() + timedelta(10), clock.today() + timedelta(20)
    return withholding.withhold(
        by=build_worker, person=duty.ela, kind="section", withheld_from=capacity(who or duty.non), section=section,
        reason="Seeing it could put her in danger.", review_on=review_on, ends_on=ends_on,
    )  # fmt: skip


def test_what_is_kept_after_it_was_said_is_gone_from_the_team(duty):
    made = pressed(duty)
    _keep(duty)
    assert not queries.for_team(duty.non).exists()
    with pytest.raises(NotFound):
        actions.answer(by=duty.non, unheld=made, words="x", held_by=capacity(duty.non))
    assert queries.for_team(duty.boss).exists()


def test_an_answer_names_who_holds_it_and_reaches_back(duty):
    made = pressed(duty)
    actions.answer(by=duty.non, unheld=made, words="Huw rings on Monday.", held_by=capacity(duty.huw))
    made.refresh_from_db()
    assert made.state == rules.HELD and made.held_by_id == duty.huw.capacity_id
    assert [row.pk for row in queries.answered_to(duty.mam, clock.now() - timedelta(1))] == [made.pk]
    with pytest.raises(RuleBroken):
        actions.answer(by=duty.boss, unheld=made, words="x", held_by=capacity(duty.boss))


def test_nobody_can_be_named_who_does_not_work_there(duty):
    made = pressed(duty)
    for nobody in (None, capacity(duty.elsewhere), capacity(duty.mam)):
        with pytest.raises(RuleBroken):
            actions.answer(by=duty.non, unheld=made, words="x", held_by=nobody)
    assert Turn.objects.count() == 1


def test_only_who_was_asked_answers(duty):
    made = pressed(duty)
    for stranger in (duty.huw, duty.elsewhere, duty.mam):
        with pytest.raises(NotFound):
            actions.answer(by=stranger, unheld=made, words="x", held_by=capacity(duty.huw))
        with pytest.raises(NotFound):
            actions.pass_on(by=stranger, unheld=made, to=capacity(duty.boss), words="x")


def test_passing_it_on_within_the_organisation_keeps_the_day(duty):
    made = pressed(duty)
    actions.pass_on(by=duty.non, unheld=made, to=capacity(duty.elsewhere), words="Theirs")
    due = made.due_on
    made.refresh_from_db()
    assert made.owner_id == duty.elsewhere.capacity_id and made.due_on == due
    assert not queries.for_team(duty.non).exists() and queries.for_team(duty.elsewhere).exists()


def test_still_not_held_goes_to_who_manages_and_taking_back_is_for_who_said_it(duty):
    made = pressed(duty)
    actions.answer(by=duty.non, unheld=made, words="I do", held_by=capacity(duty.non))
    father = build.family("Tad", duty.ela, role="father")
    build.grant(duty.ela, father)
    for other in (father, duty.huw):
        with pytest.raises(RuleBroken):
            actions.say_again(by=other, unheld=made)
        with pytest.raises(RuleBroken):
            actions.take_back(by=other, unheld=made)
    actions.say_again(by=duty.mam, unheld=made, words="Nobody rang")
    made.refresh_from_db()
    assert made.state == rules.WAITING and made.owner_id == duty.boss.capacity_id and made.held_by is None
    actions.take_back(by=duty.mam, unheld=made)
    assert not queries.to_answer(duty.boss).exists()
    assert pressed(duty).state == rules.WAITING  # and it can be said again


def test_the_same_is_not_said_twice_while_it_waits(duty):
    row = late_promise(duty)
    pressed(duty, row_id=row.pk)
    with pytest.raises(RuleBroken):
        pressed(duty, row_id=row.pk)
    assert Unheld.objects.count() == 1


def test_what_nobody_answers_in_time_goes_to_who_manages_once(duty):
    made = pressed(duty)
    with clock.at(clock.now() + timedelta(days=6)):
        assert actions.go_on(by=build.system()) == 1
        made.refresh_from_db()
        assert made.owner_id == duty.boss.capacity_id and made.escalated
    with clock.at(clock.now() + timedelta(days=20)):
        assert actions.go_on(by=build.system()) == 0


def test_what_somebody_held_who_is_gone_is_held_by_nobody_again(duty):
    made = pressed(duty)
    actions.answer(by=duty.non, unheld=made, words="Huw", held_by=capacity(duty.huw))
    Capacity.objects.filter(pk=duty.huw.capacity_id).update(ends_on=clock.today() - timedelta(1))
    assert actions.go_on(by=build.system()) == 1
    made.refresh_from_db()
    assert made.state == rules.WAITING and made.owner_id == duty.non.capacity_id


def test_who_leaves_the_circle_hands_on_what_they_hold(duty):
    made = pressed(duty)
    actions.answer(by=duty.non, unheld=made, words="Huw", held_by=capacity(duty.huw))
    other = circle.add_member(by=duty.mam, person=duty.ela, kind="worker", name="Beth Puw", relation="social_worker",
                              capacity=capacity(duty.boss))  # fmt: skip
    circle.hand_over(by=duty.mam, from_member=duty.members["ela"], to_member=other, why="")
    made.refresh_from_db()
    assert made.held_by_id == duty.boss.capacity_id


def test_a_stranger_and_a_worker_cannot_say_it(duty):
    stranger = build.family("Nobody", duty.twm)
    with pytest.raises(NotFound):
        actions.press(by=stranger, person=duty.ela, words="x")
    with pytest.raises(RuleBroken):
        actions.press(by=duty.huw, person=duty.ela, words="x")
    assert not Unheld.objects.exists()


def test_what_is_about_something_narrowed_is_as_narrow(duty):
    row = late_promise(duty, narrowed=True, created_by_id=duty.mam.capacity_id)
    made = pressed(duty, row_id=row.pk)
    assert made.narrowed
    assert not require(duty.huw, duty.ela.pk, Permission.SEE).rows(Unheld.objects.all()).exists()
    assert not Entry.objects.filter(event="holding.pressed", narrowed=False).exists()


def test_the_rule_and_the_query_agree(duty):
    made = pressed(duty)
    for by in (duty.boss, duty.non, duty.huw, duty.elsewhere, duty.mam):
        on_duty = duty.team.on_duty_id == by.capacity_id or by is duty.non
        sees = rules.can_see_for_team(by, team_id=made.team_id, owner_id=made.owner_id, on_duty=on_duty)
        assert queries.for_team(by).exists() is sees
