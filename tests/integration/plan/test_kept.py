"""What is kept from somebody takes with it all that tells of it, however far away it stands."""

from datetime import timedelta

import pytest

from unstori.access import policy
from unstori.access.door import NotFound, look_across, open_person, rows_of
from unstori.access.models import Withholding
from unstori.access.telling import pointers
from unstori.core import clock
from unstori.plan import actions, queries
from unstori.plan.models import Change, Need, Outcome, Rating, Step, Support
from unstori.story import actions as story
from unstori.story import queries as told
from unstori.story.models import Entry, Fact, Promise


def keep(world, row, who="mair"):
    return Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=getattr(world, who).capacity_id,
        reason="x", created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip


def seen(world, model, who="mair"):
    """What the actor sees of a model; the three forms of the rule agree."""
    actor = getattr(world, who)
    opened = open_person(actor, world.geth.reference)
    rows = set(opened.rows(model.objects.all()))
    assert rows == {row for row in model.objects.all() if opened.sees(row)}
    assert rows == set(look_across(actor).rows(model.objects.all()))
    assert rows == set(rows_of(model.objects.all(), look_across(actor).open([world.geth])))
    return rows


def test_pointers_are_found_in_every_room_that_has_some():
    found = {(model._meta.label, field) for model, field in pointers()}
    assert {
        ("story.Entry", "corrects_id"), ("story.Entry", "about_id"), ("story.Attachment", "entry_id"),
        ("story.Fact", "replaces_id"), ("plan.Step", "outcome_id"), ("plan.Change", "row_id"),
        ("plan.Document", "plan_version_id"), ("circle.SharingState", "decision_id"),
    } <= found  # fmt: skip
    assert not [each for each in found if each[1] in ("person_id", "created_by_id", "owner_id")]


def test_an_outcome_takes_all_that_hangs_on_it(world, outcome):
    support = actions.add_support(
        by=world.huw, person=world.geth, section="care", what="A night light", who="Mair", outcome=outcome
    )
    step = actions.add_step(by=world.huw, outcome=outcome, what="Try one night", who="Geth")
    actions.change_state(by=world.huw, outcome=outcome, state="agreed")
    version = actions.put_forward(by=world.huw, person=world.geth)
    ids = {str(row.pk) for row in (outcome, step, support)}
    for who, kept in (("mair", False), ("mair", True), ("huw", False)):
        if kept:
            keep(world, outcome)
        opened = open_person(getattr(world, who), world.geth.reference)
        put = {part["id"] for part in queries.put_parts(opened, version)}
        assert bool(put & ids) == bool(seen(world, Outcome, who)) == (not kept)
        for model in (Step, Support, Change):
            assert bool(seen(world, model, who)) == (not kept)
        assert [e for e in seen(world, Entry, who) if e.about_id == outcome.pk] == [] or not kept


def test_a_statement_that_is_kept_leaves_the_outcome_but_not_the_need(world, outcome, words):
    Need.objects.create(
        person=world.geth, section="care", words="Sleep", statement=words,
        created_by_id=world.huw.capacity_id,
    )  # fmt: skip
    keep(world, words)
    assert seen(world, Outcome) == {outcome} and not seen(world, Need) and not seen(world, Rating)
    assert not queries.outcome(open_person(world.mair, world.geth.reference), outcome.pk).statements.all()


def test_a_correction_and_its_original_are_one_thing(world):
    first = story.add_entry(by=world.huw, person=world.geth, section="care", kind="note", words="At Elm Road")
    second = story.correct_entry(by=world.huw, entry=first, words="At the refuge")
    keep(world, second)
    opened = open_person(world.mair, world.geth.reference)
    assert not {first, second} & seen(world, Entry)
    for row in (first, second):
        with pytest.raises(NotFound):
            told.entry(opened, row.pk)


def test_what_became_of_a_promise_goes_with_the_entry_in_which_it_was_made(world):
    promise = story.promise(
        by=world.huw, person=world.geth, section="care", what="Ring the refuge", due_on=clock.today()
    )
    story.keep_promise(by=world.huw, promise=promise, outcome="They have a room")
    assert seen(world, Promise) == {promise} and len(seen(world, Entry)) > 1
    keep(world, promise.entry)
    several = look_across(world.mair).open([world.geth])
    assert not seen(world, Promise) and not seen(world, Entry)
    assert not told.last_entries(several) and not told.new_since_i_looked(world.mair, several)


def test_to_keep_the_line_of_the_story_is_to_keep_what_it_tells_of(world):
    fact = Fact.objects.create(
        person=world.geth, section="about_me", key="home", words="Elm Road", said_by="Huw",
        said_on=clock.today(), created_by_id=world.huw.capacity_id,
    )  # fmt: skip
    newer = Fact.objects.create(
        person=world.geth, section="about_me", key="home", words="The refuge", said_by="Huw",
        said_on=clock.today(), created_by_id=world.huw.capacity_id, replaces=fact,
    )  # fmt: skip
    line = story.record(
        by=world.huw, person=world.geth, section="about_me", event="t", title="Home", about_id=newer.pk
    )
    assert seen(world, Fact) == {fact, newer}
    keep(world, line)
    assert not seen(world, Fact) and line not in seen(world, Entry) and seen(world, Fact, "huw")


def test_nothing_more_is_asked_where_nothing_is_kept(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert policy.kept_from(world.mair) == policy.Kept()
