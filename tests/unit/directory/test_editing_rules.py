"""Who may write which entry, and what may become of a draft."""

from uuid import uuid4

import pytest

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.directory.rules import editing

OURS, THEIRS = uuid4(), uuid4()


def actor(kind, organisation=OURS, vouched=True):
    return Actor(
        uuid4(), uuid4(), kind, "Somebody", "Somebody", organisation_id=organisation, vouched=vouched
    )


@pytest.mark.parametrize(
    ("by", "owner", "is_editor", "may"),
    [
        (actor("administrator"), OURS, False, True),
        (actor("administrator"), THEIRS, False, False),
        (actor("administrator"), None, False, False),
        (actor("administrator", None), None, False, False),
        (actor("administrator", vouched=False), OURS, False, False),
        (actor("worker"), OURS, False, False),
        (actor("worker"), OURS, True, True),
        (actor("family", None), None, True, True),
        (actor("family", None), None, False, False),
        (actor("steward"), THEIRS, False, True),
        (actor("steward", vouched=False), THEIRS, False, False),
        (actor("governance"), OURS, False, False),
        (actor("system", None), THEIRS, False, True),
    ],
)
def test_who_writes_an_entry(by, owner, is_editor, may):
    assert editing.can_edit(by, organisation_id=owner, is_editor=is_editor) is may


@pytest.mark.parametrize("state", ["writing", "asked", "back", "live", "dropped"])
@pytest.mark.parametrize("to", ["asked", "live", "back", "dropped"])
def test_what_may_become_of_a_draft(state, to):
    good = (state, to) in {
        ("writing", "asked"), ("writing", "dropped"), ("asked", "live"), ("asked", "back"), ("asked", "dropped"),
        ("back", "asked"), ("back", "dropped"),
    }  # fmt: skip
    if good:
        return editing.check_step(state, to)
    with pytest.raises(RuleBroken):
        editing.check_step(state, to)


def test_nobody_checks_what_they_wrote():
    me, other = uuid4(), uuid4()
    editing.check_checks(user_id=me, hands={other})
    with pytest.raises(RuleBroken):
        editing.check_checks(user_id=me, hands={me, other})
