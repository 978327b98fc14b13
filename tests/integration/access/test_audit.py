"""The audit is sealed in batches, and whatever is done to it afterwards is found."""

import json
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import build
from unstori.access import audit
from unstori.access.actions import sealing
from unstori.access.models import AuditEvent, AuditLink, AuditSeal
from unstori.access.queries import chain
from unstori.access.tasks import seal_audit
from unstori.core import evidence


def write(world, number=5):
    return [
        audit.record(world.huw, "test.event", person_id=world.geth.pk, detail={"n": n}) for n in range(number)
    ]


def faults():
    return list(chain.faults())


def test_what_is_sealed_holds_and_the_head_is_kept_outside(world, settings):
    write(world)
    assert sealing.seal(by=build.system(), batch=3) == AuditEvent.objects.count()
    assert sealing.seal(by=build.system()) == 0
    lines = [json.loads(line) for line in settings.AUDIT_HEAD_FILE.read_text().splitlines()]
    assert [line["head"] for line in lines] == list(
        AuditSeal.objects.order_by("number").values_list("head", flat=True)
    )
    assert not faults()
    write(world)
    seal_audit.call()
    call_command("seal_audit")
    call_command("verify_audit")


TAMPERING = {
    "changed": lambda e: AuditEvent.objects.filter(pk=e.pk).update(action="read"),
    "changed with its digest": lambda e: AuditEvent.objects.filter(pk=e.pk).update(digest=redigested(e)),
    "deleted": lambda e: AuditEvent.objects.filter(pk=e.pk).delete(),
    "deleted with its link": lambda e: (
        AuditLink.objects.filter(event_id=e.pk).delete(),
        AuditEvent.objects.filter(pk=e.pk).delete(),
    ),
    "inserted in the past": lambda e: inserted(e),
    "reordered": lambda e: swapped(e),
    "seal deleted": lambda e: (
        AuditLink.objects.filter(seal__number=2).delete(),
        AuditSeal.objects.filter(number=2).delete(),
    ),
    "last seal deleted": lambda e: (
        AuditLink.objects.filter(seal=chain.newest_seal()).delete(),
        AuditSeal.objects.filter(pk=chain.newest_seal().pk).delete(),
    ),
    "head changed": lambda e: AuditSeal.objects.filter(number=1).update(head="0" * 64),
}


def redigested(event):
    event.action = "read"
    AuditEvent.objects.filter(pk=event.pk).update(action="read")
    return audit.digest_of(event)


def inserted(event):
    old = AuditEvent.objects.get(pk=event.pk)
    old.pk = UUID(int=event.pk.int - (7_200_000 << 80))
    old.digest = audit.digest_of(old)
    old.save(force_insert=True)


def swapped(event):
    link = AuditLink.objects.get(event_id=event.pk)
    other = AuditLink.objects.filter(seal=link.seal).exclude(pk=link.pk).first()
    AuditLink.objects.filter(pk=link.pk).update(position=other.position)
    AuditLink.objects.filter(pk=other.pk).update(position=link.position)


@pytest.mark.parametrize("how", TAMPERING)
def test_verify_finds_that_it_was(world, how):
    event = write(world, 12)[3]
    sealing.seal(by=build.system(), batch=5)
    with evidence.lifted():
        TAMPERING[how](event)
        assert faults()
        with pytest.raises(CommandError, match="not as it was written"):
            call_command("verify_audit")


def test_verify_finds_a_change_before_sealing(world):
    event = write(world)[0]
    with evidence.lifted():
        AuditEvent.objects.filter(pk=event.pk).update(action="read")
    assert any("before it was sealed" in fault for fault in faults())


def test_a_head_that_was_not_kept_outside_is_made_up_for(world, settings):
    write(world)
    sealing.seal(by=build.system(), batch=4)
    kept = settings.AUDIT_HEAD_FILE.read_text().splitlines(keepends=True)
    settings.AUDIT_HEAD_FILE.write_text("".join(kept[:-1]))
    assert faults()
    sealing.seal(by=build.system())
    assert not faults()


def test_sealing_costs_the_same_however_much_is_sealed(world):
    def cost():
        write(world, 3)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sealing.seal(by=build.system())
        return len(asked)

    first = cost()
    write(world, 60)
    sealing.seal(by=build.system(), batch=7)
    assert cost() <= first + 1


def test_sealing_does_not_read_what_is_long_sealed(world):
    """Only events above the floor are looked at; ids carry their time, so the key itself finds them."""
    write(world)
    sealing.seal(by=build.system())
    newest = chain.newest_seal()
    assert chain.floor_of(newest) > UUID(int=0)
    assert chain.floor_of(None) == UUID(int=0)
