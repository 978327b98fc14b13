"""What a decision was made on stays as it was: rewritten later, both are read, each for what it is."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from tests.integration.assessment.conftest import answers, capacity, refused, soon
from unstori.access.actions.withholding import withhold
from unstori.access.door import require
from unstori.access.rules import Permission
from unstori.assessment import actions, papers, queries
from unstori.assessment.drawing import known
from unstori.assessment.models import Written

OLD, NEW = "He sleeps two hours", "He sleeps well"


def add(world, asked, words, by=None, share=True, version=0):
    return actions.contribute(
        by=by or world.huw, assessment=asked, element="risks", words=words, share=share, version=version
    )


@pytest.fixture
def decided(world, begun):
    """Decided on Huw's words, which he writes anew afterwards."""
    add(world, begun, OLD)
    found = refused(begun, world)
    add(world, begun, NEW, version=1)
    return found


def page(world, sign_in, found, by=None):
    address = reverse("assessment:finding", args=[world.geth.reference, found.pk])
    return sign_in(by or world.mair).get(address).content.decode()


def test_rewritten_afterwards_what_stood_is_read_and_what_was_said_since(world, sign_in, decided):
    text = page(world, sign_in, decided)
    before, since = text.split("What was written since")
    assert OLD in before and NEW not in before and "Written anew since" in before
    assert NEW in since and OLD not in since


def test_nothing_written_since_is_no_part_of_the_page(world, sign_in, begun):
    add(world, begun, OLD)
    text = page(world, sign_in, refused(begun, world))
    assert OLD in text and "Written anew since" not in text and "What was written since" not in text


def test_what_stood_is_evidence(world, decided):
    written = Written.objects.get()
    assert (written.words, written.version, written.created_by_id) == (OLD, 1, world.huw.capacity_id)
    for change in (lambda rows: QuerySet.update(rows, words=NEW), QuerySet.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Written.objects.filter(pk=written.pk))
    assert Written.objects.get().words == OLD


def test_two_decisions_on_the_same_words_keep_them_once_and_a_draft_not_at_all(world, begun):
    add(world, begun, OLD)
    add(world, begun, "Not ready", by=world.mair, share=False)
    first, second = refused(begun, world), actions.determine(
        by=world.huw, assessment=begun, words="A lamp", tests=answers(begun)
    )  # fmt: skip
    assert list(first.stood.all()) == list(second.stood.all()) == [Written.objects.get()]


def test_a_later_decision_is_made_on_the_later_words(world, begun, decided):
    newer = refused(begun, world, replaces=decided)
    assert [row.words for row in newer.stood.all()] == [NEW]
    assert [row.words for row in decided.stood.all()] == [OLD]


def test_what_is_kept_from_somebody_stays_kept_as_it_stood(world, sign_in, decided):
    said = Written.objects.get().contribution
    withhold(by=world.huw, person=world.geth, kind="row", row_id=said.pk, withheld_from=capacity(world.mair),
             reason="It would put her in danger.", review_on=soon(30), ends_on=soon(60))  # fmt: skip
    text = page(world, sign_in, decided)
    assert OLD not in text and NEW not in text and "What was said when" not in text
    assert OLD in page(world, sign_in, decided, world.huw)


def test_paper_keeps_both(world, begun, decided):
    opened = require(world.mair, world.geth.pk, Permission.SEE)
    kind = papers.presenters.kind_of(begun)
    made = papers.after(opened, queries.assessment(opened, begun.pk), kind, known(opened, begun, offer=False))
    assert OLD in str(made.content) and NEW in str(made.content)


def test_evidence_that_nothing_rests_on_since_stands_behind_its_decision(world, sign_in, begun, words):
    [cited] = actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    said = answers(begun, unless="not_met")
    said["unless"] = actions.Answered("not_met", "He does not sleep", grounds=(cited.pk,))
    step = actions.NextStep("A sleep clinic", capacity(world.huw), soon())
    found = actions.determine(by=world.huw, assessment=begun, words="Nights", tests=said, step=step)
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[])
    text = page(world, sign_in, found)
    assert "Dw i ddim yn cysgu" in text and "not for you" not in text
