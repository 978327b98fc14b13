"""Coming to work by a link: one address, once, in time."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests import build
from unstori.access.door import NotFound
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance.actions import invitations as actions
from unstori.governance.models import WorkInvitation
from unstori.governance.queries.invitations import token_of
from unstori.people.models import Capacity, Organisation, User


def invite(run, **more):
    said = {"by": run.admin, "organisation": run.world.authority, "email": "new@example.org", "name": "Nia Wyn",
            "kind": "worker", "role": "social_worker", "team": run.team, **more}  # fmt: skip
    return actions.invite(**said)


def link(made):
    return reverse("coming_to_work:invited", args=[token_of(made)])


def test_who_is_invited_by_the_page_comes_by_the_link_with_a_password_of_their_own(run, sign_in, work):
    said = {"name": "Nia Wyn", "email": "new@example.org", "kind": "worker", "work_role": "social_worker",
            "team": str(run.team.pk), "manages": "on", "language": "cy"}  # fmt: skip
    done = sign_in(run.admin).post(reverse("governance:invite"), said, follow=True)
    assert "Nia Wyn" in done.content.decode()
    work()
    [sent] = mail.outbox
    assert sent.to == ["new@example.org"] and "Ann" not in sent.body and "Gwynedd" not in sent.body
    address = next(line for line in sent.body.split() if "/invited/to-work/" in line)
    client = Client()
    assert "Gwynedd" in client.get(address).content.decode()
    assert "12" in client.post(address, {"name": "Nia Wyn", "password": "short"}).content.decode()
    client.post(address, {"name": "Nia Wyn", "password": "tri gair hawdd cofio"})
    made = Capacity.objects.get(user__email="new@example.org")
    assert (made.kind, made.role, made.team, made.manages, made.vouched) == (
        "worker", "social_worker", run.team, True, True,
    )  # fmt: skip
    assert Client().get(address).status_code == 404


def test_an_account_that_is_there_gets_one_thing_more(run, sign_in):
    teacher = build.account_of(run.world.teacher)
    made = invite(run, email=teacher.email)
    assert Client().post(link(made), {"name": "x", "password": "tri gair hawdd cofio"}).status_code == 200
    assert not Capacity.objects.filter(user=teacher, organisation=run.world.authority).exists()
    assert sign_in(run.ffion).get(link(made)).status_code == 404
    sign_in(run.world.teacher).post(link(made), {})
    assert Capacity.objects.filter(user=teacher, organisation=run.world.authority).count() == 1


@pytest.mark.parametrize("over", ["used", "taken back", "late", "newer", "inviter left"])
def test_a_link_that_is_over_lets_nobody_in(run, over):
    made, system = invite(run), build.system()
    if over == "used":
        actions.accept(by=system, token=token_of(made), name="N", password="p" * 14)
    if over == "taken back":
        actions.take_back(by=run.second, invitation=made)
    if over == "newer":
        invite(run, by=run.second)
    if over == "inviter left":
        Capacity.objects.filter(pk=run.admin.capacity_id).update(ends_on=clock.today() - timedelta(1))
    before = Capacity.objects.count()
    with (
        time_machine.travel(clock.now() + timedelta(days=15 if over == "late" else 0), tick=True),
        pytest.raises(NotFound),
    ):
        actions.accept(by=system, token=token_of(made), name="N", password="p" * 14)
    assert Capacity.objects.count() == before


def test_who_may_not_invite_does_not(run):
    for by in (run.ffion, run.governance, run.world.stranger):
        with pytest.raises(NotFound):
            invite(run, by=by)
    for more in ({"email": build.account_of(run.admin).email, "kind": "governance"}, {"kind": "self"},
                 {"kind": "governance", "manages": True}, {"team": None, "manages": True}):  # fmt: skip
        with pytest.raises(RuleBroken):
            invite(run, **more)
    assert not WorkInvitation.objects.exists()


def test_the_first_administrator_is_appointed_by_command(db, settings, capsys):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("appoint", "first@example.org", name="First", organisation="Môn")
    call_command("appoint", "first@example.org", name="First", organisation="Anglesey", sector="social_care",
                 welsh_name="Môn")  # fmt: skip
    address = capsys.readouterr().out.split()[-1]
    Client().post(address, {"name": "First", "password": "tri gair hawdd cofio"})
    made = Capacity.objects.get(user__email="first@example.org")
    assert made.kind == "administrator" and made.organisation == Organisation.objects.get(name_cy="Môn")
    assert not User.objects.get(email="first@example.org").is_demo


def test_in_a_demo_nobody_has_a_password(db):
    build.organisation("Gwynedd")
    call_command("appoint", "first@example.org", name="First", organisation="gwynedd", kind="steward")
    assert Capacity.objects.get(user__email="first@example.org").kind == "steward"
