"""Two at once on one story: an entry is corrected once, a conversation is finished once."""

import pytest
from django.db import connection  # noqa: F401  asked by a mark

from tests import build
from tests.at_once import at_once, behind, refused
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity
from unstori.story import actions
from unstori.story.models import Entry, PromiseHandover, Statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return build.world()


def test_two_corrections_of_one_entry_leave_one(world):
    entry = actions.add_entry(by=world.huw, person=world.geth, section="care", kind="note", words="He slept")
    came = at_once(
        *(
            lambda by=by: actions.correct_entry(by=by, entry=entry, words=by.user_name)
            for by in (world.huw, world.mair)
        )
    )
    assert refused(came, RuleBroken) == 1
    assert Entry.objects.filter(corrects=entry).count() == 1


def test_two_who_finish_a_conversation_finish_it_once(world):
    held = actions.start_conversation(by=world.huw, person=world.geth)
    actions.save_answer(by=world.huw, conversation=held, question="worry", words="Bells", said_by="Geth")
    came = at_once(
        *(
            lambda by=by: actions.finish_conversation(by=by, conversation=held)
            for by in (world.huw, world.mair)
        )
    )
    assert refused(came, RuleBroken) == 1 and Statement.objects.count() == 1


def test_two_first_answers_in_one_name_are_one(world):
    held = actions.start_conversation(by=world.huw, person=world.geth)
    said = {"conversation": held, "question": "worry", "words": "Bells", "said_by": "Geth"}
    came = at_once(*(lambda by=by: actions.save_answer(by=by, **said) for by in (world.huw, world.mair)))
    assert refused(came) == 0 and held.answers.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time elsewhere")
def test_who_hands_on_what_was_just_handed_on_is_told_so(world):
    """The owner that was joined to the row before the wait is not its owner now."""
    ann = build.worker("Ann", build.organisation("Health", "health"))
    build.grant(world.geth, ann, ("care",))
    row = actions.promise(
        by=world.huw, person=world.geth, section="care", what="Ring them", due_on=clock.today()
    )
    people = [Capacity.objects.get(pk=one.capacity_id) for one in (ann, world.teacher)]
    hand = [
        lambda to=to: actions.hand_over_promise(by=world.huw, promise=row, to=to, why="I leave")
        for to in people
    ]
    assert isinstance(behind(*hand), RuleBroken)
    row.refresh_from_db()
    assert row.owner_id == ann.capacity_id and PromiseHandover.objects.count() == 1
