"""Two at once on one story: an entry is corrected once, a conversation is finished once."""

import pytest

from tests import build
from tests.at_once import at_once, refused
from unstori.core.errors import RuleBroken
from unstori.story import actions
from unstori.story.models import Entry, Statement

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
