"""What a plan's actions write, refuse and leave behind."""

from datetime import timedelta

import pytest
from django.http import Http404

from tests import build
from tests.integration.plan.conftest import say
from unstori.access.door import look_across, open_person
from unstori.access.models import AuditEvent
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.circle.signals import duties_handed_over, member_leaving, naming_rows
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity
from unstori.plan import actions, presenters, queries, wording
from unstori.plan.models import Outcome, Rating, Review
from unstori.story.models import Entry


def capacity(actor):
    return Capacity.objects.get(pk=actor.capacity_id)


def support(world, by=None, **more):
    return actions.add_support(by=by or world.huw, person=world.geth, **{
        "section": "care", "what": "A walk", "who": "Nain", "comes_from": "family", **more})  # fmt: skip


def test_outcome_keeps_the_words_it_came_from_and_is_told(world, outcome, words):
    assert list(outcome.statements.all()) == [words]
    entry = Entry.objects.get(event="outcome.added")
    assert (entry.about_id, entry.section) == (outcome.pk, "what_matters")
    assert AuditEvent.objects.filter(action="outcome.added", target_id=outcome.pk).exists()


def test_outcome_cites_only_what_its_author_sees(world):
    hidden = say(world, "x", section="health")
    made = actions.add_outcome(
        by=world.teacher,
        person=world.geth,
        section="learning",
        words="I want to read",
        statements=[hidden.pk],
    )
    assert not made.statements.exists()


@pytest.mark.parametrize("who", ["stranger", "former", "teacher"])
def test_outcome_is_refused_without_the_section(world, who):
    with pytest.raises(Http404):
        actions.add_outcome(by=getattr(world, who), person=world.geth, section="health", words="x")


def test_two_at_once_lose_no_word_and_can_settle(world, outcome):
    actions.edit_outcome(by=world.mair, outcome=outcome, version=1, words="I want to sleep all night")
    with pytest.raises(Clash) as clash:
        actions.edit_outcome(by=world.huw, outcome=outcome, version=1, words="I want my own room")
    assert clash.value.theirs == {"words": "I want to sleep all night"}
    assert clash.value.mine == {"words": "I want my own room"}
    settled = actions.edit_outcome(
        by=world.huw, outcome=outcome, version=clash.value.version, words="I want both"
    )
    assert (settled.words, settled.version) == ("I want both", 3)


def test_editing_leaves_cited_words_that_the_editor_does_not_see(world, words):
    hidden = say(world, "secret", section="health")
    made = actions.add_outcome(
        by=world.huw, person=world.geth, section="learning", words="x", statements=[hidden.pk, words.pk]
    )
    actions.edit_outcome(by=world.teacher, outcome=made, version=1, statements=set(), words="x")
    assert list(made.statements.all()) == [hidden]


def test_ending_an_outcome_and_wanting_it_again(world, outcome):
    assert actions.change_state(by=world.mair, outcome=outcome, state="reached").state == "reached"
    assert actions.change_state(by=world.mair, outcome=outcome, state="agreed").state == "agreed"


def test_step_is_finished_once(world, outcome):
    step = actions.add_step(by=world.mair, outcome=outcome, what="A new lamp", who="Mair")
    first = actions.finish_step(by=world.mair, step=step)
    again = actions.finish_step(by=world.huw, step=step)
    assert first.done_by == again.done_by == world.mair.capacity_id
    assert Entry.objects.filter(event="step.done").count() == 1


def test_support_moves_and_keeps_its_days(world):
    row = support(world)
    assert actions.move_support(by=world.huw, support=row, status="started").starts_on == clock.today()
    assert actions.move_support(by=world.huw, support=row, status="stopped").ends_on == clock.today()
    with pytest.raises(RuleBroken):
        actions.move_support(by=world.huw, support=row, status="started")


def test_need_is_listed_until_outcome_or_reason(world, outcome, words):
    one = actions.add_need(by=world.huw, person=world.geth, section="care", words="Sleep", statement=words.pk)
    other = actions.add_need(by=world.huw, person=world.geth, section="care", words="A ramp")
    assert one.statement == words
    assert presenters.is_open(one) and presenters.is_open(other)
    assert not presenters.is_open(actions.meet_need(by=world.huw, need=one, outcome=outcome))
    with pytest.raises(RuleBroken):
        actions.give_reason(by=world.huw, need=other, why=" ")
    assert not presenters.is_open(
        actions.give_reason(by=world.huw, need=other, why="The council is doing it")
    )


def test_ratings_say_whose_they_are(world, outcome):
    mine = actions.rate(by=world.geth_self, outcome=outcome, rater="self", going=6, happy=7)
    helped = actions.rate(by=world.mair, outcome=outcome, rater="self_helped", going=6, helped_by="Mair")
    hers = actions.rate(
        by=world.teacher,
        outcome=outcome,
        rater="professional",
        going=8,
        basis="observed",
        person_present=True,
    )
    assert (mine.rater_name, helped.rater_name, helped.with_help_of) == ("Geth", "Geth", "Mair")
    assert (hers.rater_name, hers.rater_relation) == ("Mrs Patel", "alnco")
    shown = presenters.chart(list(Rating.objects.all()))
    assert "8" in shown["difference"] and "Geth" in shown["difference"]
    assert [line["label"] for line in shown["series"]] == ["Geth", "Mrs Patel"]


def test_nobody_rates_in_the_persons_name(world, outcome):
    with pytest.raises(ValueError, match="cannot rate"):
        actions.rate(by=world.mair, outcome=outcome, rater="self", going=1)


def test_agreeing_records_what_was_seen_and_settles_the_plan(world, outcome):
    row = support(world, outcome=outcome)
    actions.add_step(by=world.mair, outcome=outcome, what="A new lamp", who="Mair")
    version = actions.put_forward(by=world.huw, person=world.geth)
    assert version.sections_used == ["care", "what_matters"]
    teachers = actions.agree(by=world.teacher, version=version, verdict="in_part", reasons="Not the lamp")
    mothers = actions.agree(by=world.mair, version=version, verdict="agrees")
    assert teachers.sections_withheld == ["care"] and mothers.sections_withheld == []
    assert teachers.seen_digest != mothers.seen_digest
    outcome.refresh_from_db()
    row.refresh_from_db()
    assert (outcome.state, row.status) == ("agreed", "agreed")


def contact(world, name="Nain", **more):
    return circle.add_member(
        by=build.system(), person=world.geth, kind="family", name=name, relation="Grandmother", **more
    )


def test_an_answer_told_by_someone_without_an_account_settles_nothing(world, outcome):
    version = actions.put_forward(by=world.huw, person=world.geth)
    nain = contact(world)
    said = actions.agree(by=world.mair, version=version, verdict="agrees", party=nain, basis="said")
    assert (said.party, said.party_row, said.party_capacity) == ("Nain", nain.pk, None)
    assert (said.basis, said.created_by_id) == ("said", world.mair.capacity_id)
    assert Outcome.objects.get().state == "draft"
    shown = presenters.agreement(open_person(world.huw, world.geth.reference), version, [said])["said"]
    assert shown[0]["told"].startswith("They said so. Written down by Mair")


def test_nobody_answers_for_somebody_who_can_sign_in(world):
    version = actions.put_forward(by=world.huw, person=world.geth)
    answer = {"by": world.huw, "version": version, "verdict": "agrees", "basis": "said"}
    mair = contact(world, "Mair", capacity=capacity(world.mair))
    for party in (mair, world.geth):
        with pytest.raises(RuleBroken, match="their own answer"):
            actions.agree(party=party, **answer)
    other = build.person("Ela")
    elsewhere = circle.add_member(
        by=build.system(), person=other, kind="family", name="Nain", relation="Grandmother"
    )
    left = contact(world, "Gone", ends_on=clock.today())
    for party in (other, elsewhere, left):
        with pytest.raises(Http404):
            actions.agree(party=party, **answer)
    with pytest.raises(RuleBroken, match="how they told you"):
        actions.agree(party=contact(world), **{**answer, "basis": ""})
    assert not version.agreements.exists()


def test_the_person_without_an_account_is_heard_through_somebody(world):
    geth = build.person("Ela")
    build.grant(geth, world.huw)
    version = actions.put_forward(by=world.huw, person=geth)
    said = actions.agree(by=world.huw, version=version, verdict="agrees", party=geth, basis="shown")
    assert (said.party, said.basis) == ("Ela", "shown")
    assert presenters.agreement(open_person(world.huw, geth.reference), version, [said])["waiting"] == []


def test_a_row_kept_from_somebody_since_they_read_it_is_not_found(world, outcome):
    """Rows, and rows that new ones hang on: alike not found, never a page that breaks."""
    need = actions.add_need(by=world.mair, person=world.geth, section="care", words="Sleep", outcome=outcome)
    step = actions.add_step(by=world.mair, outcome=outcome, what="A lamp", who="Mair")
    helps = support(world, outcome=outcome)
    for row in (outcome, need, step, helps):
        type(row).objects.filter(pk=row.pk).update(narrowed=True, created_by=world.mair.capacity_id)
        row.refresh_from_db()
    by, place = {"by": world.huw}, {"person": world.geth, "section": "care"}
    told = {"basis": "asked", "person_present": True}
    tries = [
        lambda: actions.edit_outcome(outcome=outcome, version=1, words="x", **by),
        lambda: actions.change_state(outcome=outcome, state="reached", **by),
        lambda: actions.rate(outcome=outcome, rater="professional", going=3, **told, **by),
        lambda: actions.add_step(outcome=outcome, what="x", who="y", **by),
        lambda: actions.finish_step(step=step, **by),
        lambda: actions.move_support(support=helps, status="started", **by),
        lambda: actions.add_support(what="x", who="y", comes_from="family", outcome=outcome, **place, **by),
        lambda: actions.meet_need(need=need, outcome=outcome, **by),
        lambda: actions.give_reason(need=need, why="x", **by),
        lambda: actions.add_need(words="x", outcome=outcome, **place, **by),
    ]
    for act in tries:
        with pytest.raises(Http404):
            act()


def test_disagreeing_needs_reasons_and_a_right_to_see(world, outcome):
    version = actions.put_forward(by=world.huw, person=world.geth)
    with pytest.raises(RuleBroken):
        actions.agree(by=world.mair, version=version, verdict="disagrees")
    with pytest.raises(Http404):
        actions.agree(by=world.stranger, version=version, verdict="agrees")


def test_private_and_narrowed_parts_never_enter_what_is_put_forward(world, outcome):
    actions.add_outcome(
        by=world.geth_self, person=world.geth, section="private_to_me", words="I want a girlfriend"
    )
    version = actions.put_forward(by=world.huw, person=world.geth)
    assert "girlfriend" not in str(version.content)
    assert actions.put_forward(by=world.huw, person=world.geth).number == 2


def test_changes_since_are_said_in_words(world, outcome):
    version = actions.put_forward(by=world.huw, person=world.geth)
    actions.edit_outcome(by=world.mair, outcome=outcome, version=1, words="New words", baseline="Wakes")
    row = support(world)
    actions.move_support(by=world.huw, support=row, status="started")
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(days=9))
    step = actions.add_step(by=world.huw, outcome=outcome, what="Lamp", who="Mair")
    actions.finish_step(by=world.huw, step=step)
    need = actions.add_need(by=world.huw, person=world.geth, section="care", words="Ramp")
    actions.give_reason(by=world.huw, need=need, why="Built")
    actions.meet_need(by=world.huw, need=need, outcome=outcome)
    opened = open_person(world.mair, world.geth.reference)
    said = [wording.change_sentence(c) for c in queries.changes_since(opened, version.created_at)]
    assert "The words: was “I want to sleep in my own bed”, now “New words”" in said
    assert "Where it stands: was “Proposed”, now “Started”" in said
    assert "How it is now: “Wakes”" in said and "Step done: Lamp" in said
    assert any(line.startswith("Next review:") for line in said)
    teachers = open_person(world.teacher, world.geth.reference)
    assert queries.changes_since(teachers, version.created_at).filter(section="care").count() == 0


def test_review_is_planned_moved_held_and_follows_on(world, outcome):
    day = clock.today() + timedelta(days=5)
    planned = actions.plan_review(by=world.huw, person=world.geth, due_on=day)
    moved = actions.plan_review(by=world.huw, person=world.geth, due_on=day + timedelta(days=1))
    assert planned.pk == moved.pk
    views = [
        {"question": "working", "whose": "Geth", "words": "The lamp"},
        {"question": "change", "whose": "Geth", "words": " "},
    ]
    with pytest.raises(RuleBroken):
        actions.hold_review(by=world.huw, review=moved, conclusion="confirmed", views=views)
    held = actions.hold_review(
        by=world.huw,
        review=moved,
        conclusion="confirmed",
        views=views,
        next_on=clock.today() + timedelta(days=90),
    )
    assert held.views.count() == 1
    assert Review.objects.get(held_at=None).owner_id == world.huw.capacity_id
    with pytest.raises(Http404):
        actions.hold_review(by=world.huw, review=held, conclusion="closed", views=views)


def test_reviews_due_are_of_those_whom_one_sees(world):
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today() - timedelta(days=1))
    for who, count in (("huw", 1), ("mair", 1), ("geth_self", 1), ("stranger", 0), ("former", 0)):
        assert queries.reviews_due(look_across(getattr(world, who))).count() == count
    assert queries.overdue(look_across(world.huw)).count() == 1


def test_who_leaves_hands_reviews_over(world):
    actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today())
    answers = member_leaving.send(sender=Member, people=[world.geth], capacities=[capacity(world.huw)])
    assert [duty.kind for _r, duties in answers for duty in duties or [] if duty.kind == "review"] == [
        "review"
    ]
    duties_handed_over.send(
        sender=Member,
        person=world.geth,
        by=world.mair,
        from_capacity=capacity(world.huw),
        to_capacity=capacity(world.teacher),
        why="",
    )
    assert Review.objects.get().owner_id == world.teacher.capacity_id


def test_rows_of_the_plan_are_named_for_the_circle_to_who_may_see_them(world, outcome):
    row = support(world)
    need = actions.add_need(by=world.huw, person=world.geth, section="care", words="Ramp")
    ids = {outcome.pk, row.pk, need.pk}
    for who, count in ((world.mair, 3), (world.teacher, 1)):
        opened = open_person(who, world.geth.reference)
        named = [found for _r, found in naming_rows.send(sender=None, opened=opened, ids=ids) if found]
        assert sum(len(ids & set(found)) for found in named) == count


def test_system_may_write_for_imports(world):
    made = actions.add_outcome(by=build.system(), person=world.geth, section="health", words="From outside")
    assert made.controller_id == world.geth.authority_id


def test_only_who_may_add_writes_down_the_answer_of_another(world):
    version = actions.put_forward(by=world.huw, person=world.geth)
    reader = build.family("Aunt", world.geth, "Aunt")
    build.grant(world.geth, reader, ("what_matters",), permission=1)
    assert actions.agree(by=reader, version=version, verdict="agrees").party_capacity
    with pytest.raises(Http404):
        actions.agree(by=reader, version=version, verdict="agrees", party=contact(world), basis="said")
