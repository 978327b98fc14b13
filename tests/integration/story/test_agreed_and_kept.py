"""What is kept from somebody shows through nothing that was agreed: no statement, no fact, no older one, no paper."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from unstori.access.door import open_person
from unstori.access.models import Withholding
from unstori.assessment.drawing import known
from unstori.core import clock
from unstori.exchange.queries import leaving
from unstori.plan import actions as plan
from unstori.story import actions, queries
from unstori.story.models import Agreed, Fact, Statement

CLAPS = "He claps."


def keep(world, row):
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=world.teacher.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip


def observed(world, by, other, words=CLAPS):
    """`by` sees it, `other` sees it too: a statement, and a fact."""
    held = actions.start_conversation(by=by, person=world.geth, guide="observed-together", language="en")
    answer = actions.save_answer(
        by=by, conversation=held, question="happy", words=words, said_by=by.user_name, version=0
    )
    echo = actions.echo(by=other, answer=answer, so_too=True, version=1)
    (said,) = actions.finish_conversation(by=by, conversation=held)
    return echo, said


def told_to(actor, world):
    """All that this reader finds of it, wherever it could be read."""
    here = open_person(actor, world.geth.reference)
    facts = [row.said_by for row in queries.fact_history(here, "communication")]
    said = [f"{row.said_by} {row.agreed_by}" for row in queries.statements(here)]
    drawn = [source.by for sources in known(here).drawn.values() for source in sources]
    left = leaving(here)
    gone = [row.said_by for row in (*left.facts, *left.statements)]
    return str([*facts, *said, *drawn, *gone])


def test_an_echo_that_is_kept_later_shows_in_nothing_that_it_agreed_to(world):
    echo, _ = observed(world, world.mair, world.huw)
    assert "Huw" in told_to(world.teacher, world)
    keep(world, echo)
    assert "Huw" not in told_to(world.teacher, world) and "Huw" in told_to(world.mair, world)


def test_what_was_kept_when_it_was_finished_is_named_to_nobody_it_is_kept_from(world, sign_in):
    held = actions.start_conversation(
        by=world.mair, person=world.geth, guide="observed-together", language="en"
    )
    answer = actions.save_answer(
        by=world.mair, conversation=held, question="happy", words=CLAPS, said_by="Mair", version=0
    )
    keep(world, actions.echo(by=world.huw, answer=answer, so_too=True, version=1))
    actions.finish_conversation(by=world.mair, conversation=held)
    assert "Huw" not in told_to(world.teacher, world)
    for name, args in (("what_matters", ()), ("facts", ()), ("conversation", (held.pk,))):
        shown = sign_in(world.teacher).get(reverse(f"story:{name}", args=[world.geth.reference, *args])).text
        assert "Seen by Huw" not in shown and "Huw Parry too" not in shown, name


def test_an_older_version_of_the_fact_is_kept_with_it(world):
    echo, _ = observed(world, world.mair, world.huw)
    before = Fact.objects.get()
    newer = actions.tell_fact(
        by=world.mair, person=world.geth, key="communication", words="He sings now.", replaces=before
    )
    keep(world, echo)
    here = open_person(world.teacher, world.geth.reference)
    assert not here.sees(before) and "Huw" not in told_to(world.teacher, world)
    assert open_person(world.mair, world.geth.reference).sees(newer)


def test_somebody_elses_words_stay_when_an_echo_that_agreed_to_nothing_is_kept(world):
    held = actions.start_conversation(
        by=world.mair, person=world.geth, guide="observed-together", language="en"
    )
    answer = actions.save_answer(
        by=world.mair, conversation=held, question="happy", words="He hums.", said_by="Mair", version=0
    )
    old = actions.echo(by=world.geth_self, answer=answer, so_too=True, version=1)
    actions.save_answer(
        by=world.mair, conversation=held, question="happy", words=CLAPS, said_by="Mair", version=1
    )
    actions.echo(by=world.huw, answer=answer, so_too=True, version=2)
    actions.finish_conversation(by=world.mair, conversation=held)
    keep(world, old)
    assert "Huw" in told_to(world.teacher, world)


@pytest.mark.parametrize("which", ["echo", "answer"])
def test_what_was_agreed_before_is_linked_and_kept_too(world, which):
    echo, said = observed(world, world.mair, world.huw)
    fact = Fact.objects.get()
    older = Statement.objects.create(  # as they were written before a statement said which fact came of it
        person=world.geth, section=said.section, answer=said.answer, theme=said.theme, words=said.words,
        said_by=said.said_by, said_how="observed", agreed_by=said.agreed_by, said_on=said.said_on,
        created_by=said.created_by,
    )  # fmt: skip
    before = import_module("unstori.story.migrations.0006_who_agreed_before")
    before.link(apps, None)
    before.link(apps, None)
    assert set(Agreed.objects.values_list("echo", "about_id")) == {
        (echo.pk, said.pk), (echo.pk, older.pk), (echo.pk, fact.pk)
    }  # fmt: skip
    keep(world, echo if which == "echo" else said.answer)
    assert "Huw" not in told_to(world.teacher, world)


@pytest.mark.parametrize("when", ["before", "after"])
def test_easy_read_profile_and_its_paper_name_nobody_who_is_kept(world, sign_in, when):
    """Frozen by somebody who sees it, before or after it was kept: its reader does not."""
    echo, _ = observed(world, world.mair, world.huw)
    layout = {"layout": "one-page-profile-easy-read", "language": "en"}
    made = plan.freeze_document(by=world.mair, person=world.geth, **layout)
    assert "Huw Parry" in str(made.content)
    if when == "before":
        keep(world, echo)
        made = plan.freeze_document(by=world.mair, person=world.geth, **layout)
    keep(world, echo)
    shown = sign_in(world.teacher).get(reverse("plan:document", args=[world.geth.reference, made.pk]))
    assert "Huw Parry" not in shown.text
    own = plan.freeze_document(by=world.teacher, person=world.geth, **layout)
    assert "Huw Parry" not in str(own.content)
