"""The door: one definition, two forms, and refusals that are alike."""

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from tests import build
from unstori.access.door import open_person
from unstori.access.models import AuditEvent
from unstori.access.queries import people_visible_to
from unstori.access.rules import PRIVATE, Permission
from unstori.story import actions as story
from unstori.story.models import Entry


def tell(world: build.World, section: str, by=None, **more):
    return story.record(
        by=by or world.huw, person=world.geth, section=section, event="test", title=section, **more
    )


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_open_person_refuses_alike_whether_nobody_is_there_or_not_for_you(world, who):
    actor = getattr(world, who)
    for reference in (world.geth.reference, "nobodyhere", "\x00"):
        with pytest.raises(Http404) as refused:
            open_person(actor, reference)
        assert str(refused.value) == "not found"
    assert world.geth not in people_visible_to(actor)


@pytest.mark.parametrize("who", ["geth_self", "mair", "huw", "teacher", "stranger", "former"])
def test_predicate_and_queryset_agree_for_every_row_and_actor(world, who):
    mother = tell(world, "health", by=world.mair)
    rows = [tell(world, section) for section in ("about_me", "learning", "money", "safeguarding")]
    rows += [mother, tell(world, "learning", narrowed=True), tell(world, PRIVATE, by=world.geth_self)]
    actor = getattr(world, who)
    if actor in (world.stranger, world.former):
        return
    opened = open_person(actor, world.geth.reference)
    seen = set(opened.rows(Entry.objects.all()))
    assert seen == {row for row in rows if opened.sees(row)}
    assert (rows[-1] in seen) == (who == "geth_self"), "private to me is the person's alone"
    assert (rows[-2] in seen) == (who in ("geth_self", "huw")), (
        "a narrowed row is its author's and the person's"
    )


def test_open_person_records_the_read(world):
    open_person(world.huw, world.geth.reference)
    event = AuditEvent.objects.filter(action="read").get()
    assert (event.person_id, event.capacity_id) == (world.geth.pk, world.huw.capacity_id)


def test_permission_is_asked_for_its_section(world):
    open_person(world.teacher, world.geth.reference, Permission.ADD, section="learning")
    with pytest.raises(Http404):
        open_person(world.teacher, world.geth.reference, Permission.ADD, section="health")


def test_private_to_me_cannot_be_granted_to_anyone_else(world):
    with pytest.raises(ValueError, match="private"):
        build.grant(world.geth, world.mair, (PRIVATE,))


def test_evidence_cannot_be_changed_or_deleted(world):
    entry = tell(world, "learning")
    for change in (lambda: Entry.objects.filter(pk=entry.pk).update(title="x"), lambda: entry.delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert Entry.objects.get(pk=entry.pk).title == "learning"
