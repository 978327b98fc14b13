"""About oneself: the author's alone, shown whole to whom they choose, for as long as these are around."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.access.models import AuditEvent, Withholding
from unstori.access.rules import Permission
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity, Team
from unstori.story import actions, queries
from unstori.story.models import Entry, OwnAnswer, OwnConversation, OwnShown, Statement


def in_circle(world, actor, **more):
    capacity = Capacity.objects.get(pk=actor.capacity_id)
    return circle.add_member(
        by=world.mair, person=world.geth, kind="worker", name=actor.user_name, relation="social_worker",
        capacity=capacity, **more,
    )  # fmt: skip


@pytest.fixture
def mine(world):
    in_circle(world, world.huw)
    held = actions.start_own(by=world.mair, guide="carer")
    actions.save_own_answer(by=world.mair, conversation=held, question="worry", words="I cannot sleep.")
    return held


def finished(by, held, *to):
    actions.finish_own(by=by, conversation=held)
    actions.show_own(by=by, conversation=held, to=[one.capacity_id for one in to])
    return held


def read(held):
    return reverse("own:read", args=[held.pk])


def test_it_is_no_part_of_the_persons_story(world, mine, sign_in):
    finished(world.mair, mine, world.huw)
    told = Entry.objects.filter(person=world.geth).exclude(event="circle.joined")
    assert not Statement.objects.exists() and not told.exists()
    assert not AuditEvent.objects.filter(action__startswith="own.", person_id=world.geth.pk).exists()
    self_ = sign_in(world.geth_self)
    assert self_.get(read(mine)).status_code == 404, "not for the person either, until she shows it"
    for where in ("story:timeline", "story:what_matters"):
        assert "I cannot sleep" not in self_.get(reverse(where, args=[world.geth.reference])).text


def test_nobody_reads_it_until_it_is_finished_and_shown(world, mine, sign_in):
    huw, mair = sign_in(world.huw), sign_in(world.mair)
    assert huw.get(read(mine)).status_code == 404
    with pytest.raises(RuleBroken):
        actions.show_own(by=world.mair, conversation=mine, to=[world.huw.capacity_id])
    mair.post(read(mine), {"finish": "1"})
    assert huw.get(read(mine)).status_code == 404
    mair.post(read(mine), {"show": "1", "shown_to": [str(world.huw.capacity_id)]})
    shown = huw.get(read(mine)).text
    assert "I cannot sleep." in shown and "Take it away" not in shown
    assert "For me, who cares" in huw.get(reverse("own:index")).text
    assert sign_in(world.teacher).get(read(mine)).status_code == 404
    mair.post(read(mine), {"show": "1"})
    assert (
        huw.get(read(mine)).status_code == 404 and OwnShown.objects.get().ended_by == world.mair.capacity_id
    )


def test_whoever_leaves_the_circle_no_longer_reads_it(world, mine):
    friend = build.worker("Jo Bevan", world.school)
    source = build.grant(world.geth, friend, ("care",), Permission.SEE)
    in_circle(world, friend)
    finished(world.mair, mine, friend)
    assert queries.own_conversation(friend, mine.pk) == mine and queries.shown_to_me(friend) == [mine]
    build.grants.end(person=world.geth, source=source, by=build.system())
    assert queries.shown_to_me(friend) == []
    with pytest.raises(Http404):
        queries.own_conversation(friend, mine.pk)


def test_it_is_shown_to_people_around_and_to_nobody_else(world, mine):
    actions.finish_own(by=world.mair, conversation=mine)
    with pytest.raises(RuleBroken):
        actions.show_own(by=world.mair, conversation=mine, to=[world.stranger.capacity_id])
    assert not OwnShown.objects.exists()


def test_no_list_names_whom_the_circle_does_not(world, mine, sign_in):
    kept = in_circle(world, world.teacher)
    actions.finish_own(by=world.mair, conversation=mine)
    shown = sign_in(world.mair).get(read(mine)).text
    assert "Mrs Patel" in shown and "Huw Parry" in shown
    assert world.geth_self.capacity_id in {one.pk for one in queries.could_read(world.mair, mine)}
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=kept.pk, withheld_from_id=world.mair.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip
    shown = sign_in(world.mair).get(read(mine)).text
    assert "Mrs Patel" not in shown and "Huw Parry" in shown
    with pytest.raises(RuleBroken):
        actions.show_own(by=world.mair, conversation=mine, to=[world.teacher.capacity_id])


def test_who_does_not_see_the_circle_is_named_nobody_of_it(world, mine):
    actions.finish_own(by=world.mair, conversation=mine)
    Withholding.objects.create(
        person=world.geth, kind="section", section="about_me", withheld_from_id=world.mair.capacity_id,
        reason="x", created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip
    assert [one.pk for one in queries.could_read(world.mair, mine)] == [world.geth_self.capacity_id]


def test_only_its_author_writes_finishes_shows_or_takes_it_away(world, mine):
    finished(world.mair, mine, world.huw)
    for action, more in (
        (actions.save_own_answer, {"question": "worry", "words": "x"}),
        (actions.finish_own, {}), (actions.show_own, {"to": []}), (actions.take_own_away, {}),
    ):  # fmt: skip
        with pytest.raises(Http404):
            action(by=world.huw, conversation=mine, **more)
    actions.take_own_away(by=world.mair, conversation=mine)
    assert not OwnConversation.objects.exists() and not OwnAnswer.objects.exists()
    assert AuditEvent.objects.filter(action="own.take_away").exists()


def test_who_may_begin_which(world, sign_in):
    with pytest.raises(RuleBroken):
        actions.start_own(by=world.huw, guide="carer")
    with pytest.raises(RuleBroken):
        actions.start_own(by=world.mair, guide="my-work")
    assert sign_in(world.huw).get(reverse("own:begin", args=["carer"])).status_code == 404
    assert "Nothing to begin here" in sign_in(world.geth_self).get(reverse("own:index")).text


def test_a_worker_shows_what_matters_in_the_work_to_the_team(world):
    team = Team.objects.create(organisation=world.authority, name_en="West", name_cy="Gorllewin")
    capacities = Capacity.objects.filter(pk__in=[world.huw.capacity_id, world.former.capacity_id])
    capacities.update(team=team)
    huw = replace(world.huw, team_id=team.pk)
    held = actions.start_own(by=huw, guide="my-work")
    assert held.for_person is None
    actions.save_own_answer(by=huw, conversation=held, question="why", words="The people.")
    finished(huw, held, world.former)
    assert queries.shown_to_me(world.former) == [held]


def test_pages_one_question_at_a_time(world, sign_in):
    mair = sign_in(world.mair)
    begun = mair.post(reverse("own:begin", args=["carer"]))
    held = OwnConversation.objects.get()
    assert begun.url == reverse("own:question", args=[held.pk, "what-i-do"])
    mair.post(begun.url, {"words": "", "language": "en", "version": ""})
    assert not OwnAnswer.objects.exists()
    faces = reverse("own:question", args=[held.pk, "how-is-it"])
    mair.post(faces, {"words": "Tired.", "choice": "face_2", "language": "en", "version": ""})
    clash = mair.post(faces, {"words": "Better.", "choice": "face_4", "language": "en", "version": "0"})
    assert "Tired." in clash.text and "Better.</textarea>" in clash.text
    shown = mair.get(read(held)).text
    assert "The face: bad" in shown and "Tired." in shown
    assert sign_in(world.huw).get(faces).status_code == 404
    with pytest.raises(Clash):
        actions.save_own_answer(by=world.mair, conversation=held, question="how-is-it", words="x", version=7)


def test_what_is_shown_costs_the_same_however_many_are_cared_for(world, mine):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            shown.append(len(queries.shown_to_me(world.huw)))
        return len(caught)

    shown = []
    finished(world.mair, mine, world.huw)
    before = cost()
    for number in range(3):
        other = build.person(f"Ela {number}")
        carer = build.family(f"Mari {number}", other)
        build.grant(other, carer, permission=Permission.DECIDE)
        build.grant(other, world.huw)
        held = actions.start_own(by=carer, guide="carer")
        actions.save_own_answer(by=carer, conversation=held, question="worry", words="Nights.")
        actions.finish_own(by=carer, conversation=held)
        OwnShown.objects.create(conversation=held, shown_to_id=world.huw.capacity_id)
    assert cost() == before and shown == [1, 4]
