"""Who is erased while somebody writes: the erasing waits for what was begun, and what comes later writes nothing."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from tests import build
from tests.at_once import at_once, refused
from unstori.access.actions import erasing, identity
from unstori.access.door import NotFound, open_person, require
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.people.models import Person
from unstori.story import actions as story
from unstori.story.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
# Who waits for whom: SQLite lets one write at a time, whoever they write about.
locks = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no locks of rows")
SAID = {"section": "care", "kind": "note", "words": "He slept"}


@pytest.fixture
def world(transactional_db, settings, tmp_path):
    settings.ERASURE_JOURNAL = tmp_path / "erased.jsonl"
    return build.world()


def erase(world):
    return erasing.erase_person(
        by=build.system(),
        reference=world.geth.reference,
        reason="Their mother asked in a letter of the first of May.",
    )


def beside(act):
    """In a thread with a connection of its own."""

    def run():
        try:
            came.append(act())
        except Exception as error:
            came.append(error)
        finally:
            connections.close_all()

    came = []
    thread = threading.Thread(target=run)
    thread.start()
    return thread, came


def waits(thread):
    """Still not done after a while."""
    thread.join(0.7)
    return thread.is_alive()


@locks
def test_erasing_waits_for_a_write_that_has_only_been_authorised(world):
    with transaction.atomic():
        require(world.huw, world.geth.pk, Permission.ADD, section="care")  # nothing is written yet
        thread, came = beside(lambda: erase(world))
        assert waits(thread), came
        story.add_entry(by=world.huw, person=world.geth, **SAID)
    thread.join(20)
    assert not isinstance(came[0], Exception) and not Entry.objects.filter(person=world.geth).exists()


@locks
def test_a_write_that_comes_while_somebody_is_erased_finds_nobody(world):
    with transaction.atomic():
        erase(world)
        thread, came = beside(lambda: story.add_entry(by=world.huw, person=world.geth, **SAID))
        assert waits(thread), came
    thread.join(20)
    assert isinstance(came[0], NotFound) and not Entry.objects.filter(person=world.geth).exists()


@locks
def test_two_who_write_do_not_wait_for_each_other(world):
    with transaction.atomic():
        story.add_entry(by=world.huw, person=world.geth, **SAID)
        thread, came = beside(lambda: story.add_entry(by=world.mair, person=world.geth, **SAID))
        thread.join(20)
        assert len(came) == 1 and not isinstance(came[0], Exception)
    assert Entry.objects.filter(person=world.geth, kind="note").count() == 2


@locks
def test_who_reads_holds_nobody_up(world, client):
    began = time.monotonic()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=world.geth.pk)

        thread, came = beside(lambda: open_person(world.huw, world.geth.reference))
        thread.join(20)
        assert came[0].person.pk == world.geth.pk and time.monotonic() - began < 15


def test_many_write_while_one_erases_and_none_hangs(world):
    came = at_once(
        *(
            lambda by=by: story.add_entry(by=by, person=world.geth, **SAID)
            for by in (world.huw, world.mair) * 4
        ),
        lambda: erase(world),
    )
    assert refused(came, NotFound) + sum(not isinstance(one, Exception) for one in came) == len(came)
    assert not Entry.objects.filter(person=world.geth).exists()
    assert AuditEvent.objects.filter(action="person.erase", person_id=world.geth.pk).count() == 1


def test_two_who_correct_who_somebody_is_do_not_hang(world):
    new = [{"nhs_number": "9434765919"}, {"called": "Gethin"}, {"postcode": "LL57 1AA"}]
    came = at_once(
        *(
            lambda said=said: identity.correct_identity(
                by=world.huw, person=world.geth, version=world.geth.version, **said
            )
            for said in new
        )
    )
    assert not refused(came)
    held = Person.objects.get(pk=world.geth.pk)
    assert (held.nhs_number, held.called, held.postcode) == ("9434765919", "Gethin", "LL57 1AA")
