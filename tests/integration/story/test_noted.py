"""What Unstori noted folds; what people wrote never does."""

import pytest

from unstori.access.door import open_person
from unstori.core.words import Words
from unstori.story import actions, presenters, queries, rules
from unstori.story.models import Entry

NOTED = Words(en="A support started", cy="Dechreuodd cymorth")
ROWS = [
    ({"event": "support.started"}, True),
    ({"event": "support.started", "words": "It went well."}, False),
    ({"event": "glass.broken"}, False),
    ({"event": "promise.kept"}, False),
    ({"event": "review.held"}, False),
    ({"event": "exchange.imported", "source": "A hospital"}, False),
    ({"event": "conversation.finished", "kind": "conversation"}, False),
    ({"event": "promise.made", "kind": "promise"}, False),
]


def tell(world, **more) -> Entry:
    said = {"section": "care", "title": NOTED, **more}
    return actions.record(by=world.huw, person=world.geth, **said)


def shown(world) -> list[presenters.Shown]:
    opened = open_person(world.mair, world.geth.reference)
    return [presenters.entry(row) for row in queries.timeline(opened)]


@pytest.mark.parametrize(("row", "is_noted"), ROWS)
def test_noted_is_the_same_for_a_row_and_for_many(world, row, is_noted):
    entry = tell(world, **row)
    said = {"kind": entry.kind, "event": entry.event, "words": entry.words, "source": entry.source}
    assert rules.is_noted(**said) is is_noted
    opened = open_person(world.mair, world.geth.reference)
    written = queries.timeline(opened, queries.Filters(kind=rules.WRITTEN))
    assert (entry not in written) is is_noted


def test_runs_of_what_was_noted_fold_around_what_people_wrote(world):
    tell(world, event="support.added")
    tell(world, event="support.started")
    actions.add_entry(by=world.mair, person=world.geth, section="care", kind="note", words="He slept.")
    tell(world, event="support.started")
    rows = presenters.folded(shown(world))
    assert [isinstance(row, presenters.Folded) for row in rows] == [False, False, True]
    assert rows[2].words == "Unstori noted 2 changes"
    assert rows[1].entry.words == "He slept."


def test_timeline_folds_and_shows_only_what_people_wrote(world, sign_in):
    for _again in range(3):
        tell(world, event="support.started")
    actions.add_entry(by=world.mair, person=world.geth, section="care", kind="note", words="He slept.")
    client, address = sign_in(world.mair), f"/p/{world.geth.reference}/story/"
    text = client.get(address).content.decode()
    assert "Unstori noted 3 changes" in text and text.count("A support started") == 3
    assert "?kind=written" in text
    text = client.get(address + "?kind=written").content.decode()
    assert "He slept." in text and "A support started" not in text and "Show everything" in text
