"""What the schedule does by itself reaches those whom it is for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from tests import build
from unstori.access.models import AuditEvent, AuditLink
from unstori.core import clock
from unstori.story import actions
from unstori.story.models import Attachment


@pytest.fixture
def days_pass(work):
    """The worker does what is due after so many days."""

    def after(days):
        with clock.at(clock.now() + timedelta(days=days)):
            work()

    return after


def test_a_promise_that_turns_late_reaches_its_owner_and_the_family_sees_it(world, days_pass, sign_in):
    actions.promise(
        by=world.huw, person=world.geth, section="care", what="Send the letter",
        due_on=clock.today() + timedelta(days=5),
    )  # fmt: skip
    days_pass(0)
    assert not mail.outbox
    days_pass(8)
    [letter] = mail.outbox
    assert letter.to == [build.account_of(world.huw).email] and "letter" not in letter.body
    with clock.at(clock.now() + timedelta(days=8)):
        home = sign_in(world.huw).get("/").text
        family = sign_in(world.mair).get(reverse("web:now", args=[world.geth.reference])).text
        promises = sign_in(world.mair).get(reverse("story:promises", args=[world.geth.reference])).text
    assert "Send the letter" in home and "3 days late" in home
    assert "Send the letter" in family and "Huw Parry" in family and "3 days late" in family
    assert "3 days late" in promises


def refused(*_, **__):
    raise ConnectionRefusedError


def test_one_whom_the_mail_server_refuses_keeps_no_other_from_being_reminded(world, monkeypatch):
    due = {"person": world.geth, "section": "learning", "due_on": clock.today()}
    actions.promise(by=world.huw, what="One", **due)
    actions.promise(by=world.teacher, what="Two", **due)
    theirs, send = build.account_of(world.huw).email, actions.promises.send_mail
    monkeypatch.setattr(
        actions.promises, "send_mail",
        lambda *said: refused() if said[-1] == [theirs] else send(*said),
    )  # fmt: skip
    assert actions.remind(by=build.system()) == 1
    assert [letter.to for letter in mail.outbox] == [[build.account_of(world.teacher).email]]
    with pytest.raises(ConnectionRefusedError):  # now nobody is reached: the server is ill
        actions.remind(by=build.system())
    monkeypatch.undo()
    assert actions.remind(by=build.system()) == 1


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
