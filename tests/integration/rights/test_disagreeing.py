"""Disagreeing in one's own words: who answers by when, who closes, who sees it."""

from datetime import date, timedelta

import pytest

from tests.integration.circle.conftest import capacity
from unstori.access.actions import withholding
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent, RowGrant
from unstori.access.rules import Permission
from unstori.circle import actions as circle_actions
from unstori.circle.models import Member
from unstori.circle.queries import duties_of
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.plan import actions as plan
from unstori.rights import actions, queries
from unstori.rights.models import Disagreement, Turn
from unstori.story.models import Entry


def opened(actor, person):
    return require(actor, person.pk, Permission.SEE)


def sees(actor, row):
    return row in list(queries.disagreements(opened(actor, row.person)))


def raise_it(circle, by=None, **more):
    said = {"words": "He needs two hours, not one.", "owner": capacity(circle.huw), **more}
    if "row_id" not in said:
        said.setdefault("about", "The letter of May")
    return actions.disagree(by=by or circle.mair, person=circle.geth, **said)


def test_a_mother_disagrees_and_who_must_answer_has_a_day(circle, swimming):
    row = raise_it(circle, row_id=swimming.pk)
    assert (row.section, row.narrowed, row.step, row.route) == ("care", False, "concern", "care")
    assert row.owner_id == circle.huw.capacity_id and row.due_on > clock.today()
    assert [one.pk for one in queries.disagreements_about(opened(circle.huw, circle.geth), swimming.pk)] == [
        row.pk
    ]
    (turn,) = queries.turns_of(opened(circle.huw, circle.geth), row)
    assert turn.words == "He needs two hours, not one." and turn.kind == "raised"
    assert Entry.objects.filter(about_id=turn.pk, event="disagreement.raised", words=turn.words).exists()
    assert AuditEvent.objects.filter(action="disagreement.raised", person_id=circle.geth.pk).exists()


def test_a_thread_goes_its_way_and_only_who_raised_it_closes_it(circle, swimming):
    row = raise_it(circle, row_id=swimming.pk)
    actions.answer(by=circle.huw, disagreement=row, words="We look again on Monday.")
    row.refresh_from_db()
    assert row.answered
    actions.move_on(by=circle.mair, disagreement=row, step="complaint", words="That is not an answer.")
    row.refresh_from_db()
    assert row.step == "complaint" and not row.answered
    for other in (circle.huw, circle.dewi, circle.me):
        with pytest.raises(RuleBroken):
            actions.settle_disagreement(by=other, disagreement=row, state="settled", words="Fine.")
    actions.settle_disagreement(
        by=circle.mair, disagreement=row, state="settled", words="Two hours from May."
    )
    row.refresh_from_db()
    assert row.state == "settled" and row.closed_by == circle.mair.capacity_id
    assert list(row.turns.order_by("created_at").values_list("kind", flat=True)) == [
        "raised", "answered", "moved", "settled",
    ]  # fmt: skip
    with pytest.raises(RuleBroken):
        actions.say_more(by=circle.mair, disagreement=row, words="And another thing.")


def test_saying_more_after_an_answer_asks_for_another(circle):
    row = raise_it(circle)
    actions.answer(by=circle.huw, disagreement=row, words="No.")
    actions.say_more(by=circle.dewi, disagreement=row, words="I see it as Mair does.")
    row.refresh_from_db()
    assert row.answered  # a father's word beside it does not begin it anew
    actions.say_more(by=circle.mair, disagreement=row, words="Why not?")
    row.refresh_from_db()
    assert not row.answered and row.due_on > clock.today()


def test_only_us_is_kept_from_whom_it_is_about(circle, with_teacher):
    row = raise_it(circle, only_us=True, owner=capacity(circle.teacher))
    assert row.narrowed
    assert sees(circle.mair, row) and sees(circle.me, row) and sees(circle.teacher, row)
    assert not sees(circle.huw, row) and not sees(circle.dewi, row)
    assert not Entry.objects.filter(event__startswith="disagreement", narrowed=False).exists()
    with pytest.raises(NotFound):
        actions.answer(by=circle.huw, disagreement=row, words="I was there.")
    actions.answer(by=circle.teacher, disagreement=row, words="I will look into it.")
    assert queries.turns_of(opened(circle.mair, circle.geth), row).count() == 2
    assert queries.turns_of(opened(circle.huw, circle.geth), row).count() == 0


def test_handing_over_moves_the_view_with_the_duty(circle, with_teacher):
    row = raise_it(circle, only_us=True)
    actions.hand_over_disagreement(by=circle.huw, disagreement=row, to=capacity(circle.teacher))
    row.refresh_from_db()
    assert row.owner_id == circle.teacher.capacity_id
    assert sees(circle.teacher, row) and not sees(circle.huw, row)
    assert RowGrant.objects.filter(row_id=row.pk, ended_at__isnull=True).count() == 1


def test_one_cannot_disagree_with_what_one_does_not_see(circle, with_teacher, swimming):
    withholding.withhold(
        by=circle.huw, person=circle.geth, kind="row", row_id=swimming.pk, withheld_from=capacity(circle.dewi),
        reason="It would tell where they are.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(30),
    )  # fmt: skip
    before = Disagreement.objects.count()
    with pytest.raises(NotFound):
        raise_it(circle, by=circle.dewi, row_id=swimming.pk)
    with pytest.raises(NotFound):
        raise_it(circle, by=circle.stranger)
    assert Disagreement.objects.count() == before


def test_what_is_withheld_takes_its_disagreement_with_it(circle, swimming):
    row = raise_it(circle, row_id=swimming.pk)
    assert sees(circle.dewi, row)
    withholding.withhold(
        by=circle.huw, person=circle.geth, kind="row", row_id=swimming.pk, withheld_from=capacity(circle.dewi),
        reason="It would tell where they are.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(30),
    )  # fmt: skip
    assert not sees(circle.dewi, row) and sees(circle.mair, row)
    assert not queries.turns_of(opened(circle.dewi, circle.geth), row).exists()
    with pytest.raises(NotFound):
        actions.say_more(by=circle.dewi, disagreement=row, words="x")


def test_a_withheld_disagreement_leaves_what_it_is_about(circle, swimming):
    row = raise_it(circle, row_id=swimming.pk)
    withholding.withhold(
        by=circle.huw, person=circle.geth, kind="row", row_id=row.pk, withheld_from=capacity(circle.dewi),
        reason="It would put them in danger.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(30),
    )  # fmt: skip
    assert not sees(circle.dewi, row) and opened(circle.dewi, circle.geth).sees(swimming)


def test_bad_input_changes_nothing(circle):
    for wrong in (
        {"words": " "},
        {"about": ""},
        {"owner": capacity(circle.stranger)},
        {"decided_on": clock.today() + timedelta(1)},
        {"route": "nowhere"},
        {"step": "nowhere"},
    ):
        with pytest.raises(RuleBroken):
            raise_it(circle, **wrong)
    assert not Disagreement.objects.exists() and not Turn.objects.exists()


def test_a_worker_says_that_they_disagree_but_takes_no_further_step(circle, with_teacher):
    row = raise_it(circle, by=circle.teacher)
    with pytest.raises(RuleBroken):
        actions.move_on(by=circle.teacher, disagreement=row, step="complaint")


def test_what_somebody_must_answer_follows_when_they_leave(circle, with_teacher):
    row = raise_it(circle)
    there = Member.objects.get(person=circle.geth, name="Mrs Patel")
    assert "disagreement" in {duty.kind for duty in duties_of(circle.geth, capacity(circle.huw))}
    circle_actions.hand_over(by=circle.huw, from_member=circle.huw_here, to_member=there, why="A new post")
    row.refresh_from_db()
    assert row.owner_id == circle.teacher.capacity_id


def test_the_day_on_a_certificate_is_kept(circle):
    row = raise_it(circle, decided_on=date(2026, 1, 14))
    actions.add_certificate(by=circle.mair, disagreement=row, day=date(2026, 3, 10))
    row.refresh_from_db()
    assert row.certificate_on == date(2026, 3, 10)
    with pytest.raises(RuleBroken):
        actions.add_certificate(by=circle.huw, disagreement=row, day=date(2026, 3, 10))


def test_nobody_holds_it_until_somebody_takes_it(circle):
    row = raise_it(circle, owner=None)
    assert row.owner is None and row.due_on is None
    actions.hand_over_disagreement(by=circle.huw, disagreement=row, to=capacity(circle.huw))
    row.refresh_from_db()
    assert row.owner_id == circle.huw.capacity_id and row.due_on > clock.today()


def test_what_was_agreed_cannot_be_stopped_because_somebody_disagrees(circle, swimming):
    other = plan.add_support(
        by=circle.huw, person=circle.geth, section="money", what="A bus pass", who="Gwynedd", status="agreed",
        comes_from="service",
    )  # fmt: skip
    row = raise_it(circle, row_id=swimming.pk, only_us=True)
    with pytest.raises(RuleBroken):
        plan.move_support(by=circle.huw, support=swimming, status="stopped")
    swimming.refresh_from_db()
    assert swimming.status == "started"
    plan.move_support(by=circle.huw, support=other, status="stopped")
    actions.settle_disagreement(by=circle.mair, disagreement=row, state="withdrawn")
    plan.move_support(by=circle.huw, support=swimming, status="stopped")


def test_a_disagreement_with_a_decision_holds_its_part_of_the_story(circle, swimming):
    row = raise_it(circle, route="care")
    assert row.row_id is None and row.section == "care"
    with pytest.raises(RuleBroken):
        plan.move_support(by=circle.huw, support=swimming, status="stopped")
    with pytest.raises(RuleBroken):
        plan.move_support(by=circle.huw, support=swimming, status="waiting")  # another word for the same
    plan.move_support(by=circle.mair, support=swimming, status="stopped")  # who decides may always say enough


def test_an_outcome_a_payment_and_the_plan_are_held_alike(circle):
    wish = plan.add_outcome(by=circle.huw, person=circle.geth, section="care", words="I want to swim")
    plan.change_state(by=circle.huw, outcome=wish, state="agreed")
    helps = plan.add_support(
        by=circle.huw, person=circle.geth, section="care", what="Lessons", who="Seren", status="agreed",
        comes_from="service", outcome=wish,
    )  # fmt: skip
    need = plan.add_need(by=circle.huw, person=circle.geth, section="care", words="Somebody to swim with")
    paid = plan.add_payment(by=circle.huw, person=circle.geth, needs=[need.pk], amount=40, every="week")
    review = plan.plan_review(by=circle.huw, person=circle.geth, due_on=clock.today())
    plan.rate(
        by=circle.huw, outcome=wish, rater="professional", going=5, basis="observed", person_present=True
    )
    raise_it(circle, row_id=wish.pk)
    for stop in (
        lambda: plan.change_state(by=circle.huw, outcome=wish, state="stopped"),
        lambda: plan.move_support(by=circle.huw, support=helps, status="stopped"),
        lambda: plan.hold_review(
            by=circle.huw, review=review, conclusion="closed", why="x", met_otherwise="x",
            views=[{"question": "working", "whose": "Geth", "words": "x"}] ,
        ),
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match="goes on for now"):
            stop()
    plan.end_payment(by=circle.huw, payment=paid)  # about another part
