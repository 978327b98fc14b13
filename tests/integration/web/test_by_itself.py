"""What the schedule does by itself reaches those whom it is for."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from tests import build
from unstori.access.models import AuditEvent, AuditLink
from unstori.core import clock
from unstori.notices import actions as notices
from unstori.story import actions
from unstori.story.models import Attachment


@pytest.fixture
def days_pass(work):
    """The worker does what is due after so many days."""

    def after(days):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            work()

    return after


def test_a_promise_that_turns_late_reaches_its_owner_and_the_family_sees_it(
    world, days_pass, sign_in, settings
):
    settings.NOTICES_LEAVE = True
    notices.choose(
        by=world.huw, way="email", to="", often={}, language="en", quiet_from=0, quiet_until=0
    )  # at whatever hour this test runs
    actions.promise(
        by=world.huw, person=world.geth, section="care", what="Send the letter",
        due_on=clock.today() + timedelta(days=5),
    )  # fmt: skip
    his = build.account_of(world.huw).email
    days_pass(0)
    assert not [letter for letter in mail.outbox if letter.to == [his]]
    days_pass(8)
    [letter] = [letter for letter in mail.outbox if letter.to == [his]]
    assert "letter" not in letter.body
    with clock.at(clock.now() + timedelta(days=8)):
        home = sign_in(world.huw).get("/").text
        family = sign_in(world.mair).get(reverse("web:now", args=[world.geth.reference])).text
        promises = sign_in(world.mair).get(reverse("story:promises", args=[world.geth.reference])).text
    assert "Send the letter" in home and "3 days late" in home
    assert "Send the letter" in family and "Huw Parry" in family and "3 days late" in family
    assert "3 days late" in promises


def test_the_schedule_seals_the_audit_and_it_verifies(world, days_pass, sign_in, capsys):
    sign_in(world.mair).get(reverse("web:now", args=[world.geth.reference]))
    before = AuditEvent.objects.count()
    days_pass(0)
    assert before and AuditLink.objects.count() >= before
    call_command("verify_audit")
    assert "the audit is whole" in capsys.readouterr().out


def unsure(file):
    raise OSError("scanner away")


def sure(file):
    return True


def test_a_file_that_waits_is_scanned_by_the_schedule(world, days_pass, settings):
    settings.FILE_SCANNER = f"{__name__}.unsure"
    for words in (b"hello", b"gone"):
        actions.add_entry(
            by=world.huw, person=world.geth, section="care", kind="note", words="x",
            uploads=[SimpleUploadedFile("a.txt", words)],
        )  # fmt: skip
    days_pass(0)
    assert set(Attachment.objects.values_list("scan", flat=True)) == {"waiting"}
    first, second = Attachment.objects.order_by("created_at")
    first.file.storage.delete(first.file.name)
    settings.FILE_SCANNER = f"{__name__}.sure"
    days_pass(1)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.scan, second.scan) == ("waiting", "clean")
