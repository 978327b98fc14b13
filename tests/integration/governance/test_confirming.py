"""Who runs it is said by two: nobody gains what is not theirs with a second mailbox (ADR 0065)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import build
from tests.integration.governance.conftest import capacity
from unstori.access.actions import workplace
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.access.queries import actor_of
from unstori.access.rules import RUNS
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance.actions import confirming as actions
from unstori.governance.actions import invitations, workers
from unstori.governance.models import WorkInvitation
from unstori.governance.queries import confirming as queries
from unstori.governance.queries import workers as workers_queries
from unstori.governance.queries.invitations import invitation_by, token_of
from unstori.people.models import Capacity

HER_OTHER = "ann.prys@example.org"


def invite(run, **more):
    said = {"by": run.admin, "organisation": run.world.authority, "email": HER_OTHER, "name": "Ann again",
            "kind": "governance", **more}  # fmt: skip
    return invitations.invite(**said)


@pytest.mark.parametrize("kind", RUNS)
def test_a_link_to_run_it_opens_nothing_until_a_second_person_confirms(run, kind):
    made, system = invite(run, kind=kind), build.system()
    arrive = {"by": system, "token": token_of(made), "name": "Ann", "password": "tri gair hawdd cofio"}
    with pytest.raises(NotFound):
        invitations.accept(**arrive)
    assert Client().get(reverse("coming_to_work:invited", args=[token_of(made)])).status_code == 404
    actions.confirm(by=run.second, invitation=made, checked="in_person")
    assert invitations.accept(**arrive).kind == kind


def test_who_works_here_runs_it_only_once_confirmed(run):
    huw = capacity(run.world.huw)
    place = {"by": run.admin, "user": huw.user, "organisation": run.world.authority, "kind": "steward"}
    with pytest.raises(RuleBroken):
        workplace.give(**place)
    made = actions.ask(**place)
    assert not Capacity.objects.filter(user=huw.user, kind="steward").exists()
    assert invitation_by(token_of(made)) is None
    actions.confirm(by=run.governance, invitation=made, checked="long_known")
    given = Capacity.objects.get(user=huw.user, kind="steward")
    assert given.vouched and given.organisation == run.world.authority and given.role == "identity_steward"
    with pytest.raises(RuleBroken):
        actions.confirm(by=run.second, invitation=made, checked="long_known")
    assert Capacity.objects.filter(user=huw.user, kind="steward").count() == 1


def test_a_worker_still_comes_without_a_second_person(run):
    assert invitation_by(token_of(invite(run, kind="worker"))) is not None


@pytest.mark.parametrize("who", ["asker", "asker in another capacity", "themselves", "worker", "steward", "elsewhere",
                                 "unvouched", "left"])  # fmt: skip
def test_nobody_else_confirms(run, who):
    place = run.world.authority
    account = build.account_of(run.admin)
    by = {
        "asker": run.admin,
        "asker in another capacity": build._actor(account, kind="governance", organisation=place),
        "themselves": build._actor(build.user("Ann again"), kind="administrator", organisation=place),
        "worker": run.ffion,
        "steward": build._actor(build.user("Sioned"), kind="steward", organisation=place),
        "elsewhere": build._actor(build.user("Cai"), kind="administrator", organisation=run.world.school),
        "unvouched": build._actor(build.user("Eve"), kind="governance", organisation=place, vouched=False),
        "left": build._actor(build.user("Lowri"), kind="administrator", organisation=place),
    }[who]
    made = invite(run, email=build.account_of(by).email if who == "themselves" else HER_OTHER)
    if who == "left":
        Capacity.objects.filter(pk=by.capacity_id).update(ends_on=clock.today() - timedelta(1))
        assert not queries.seconds(place.pk, besides=set()).filter(pk=by.user_id).exists()
        return
    with pytest.raises(
        RuleBroken if who in ("asker", "asker in another capacity", "themselves") else NotFound
    ):
        actions.confirm(by=by, invitation=made, checked="in_person")
    made.refresh_from_db()
    assert made.confirmed_at is None and invitation_by(token_of(made)) is None


def test_where_nobody_else_is_there_the_installation_appoints(run, sign_in):
    workers.end(by=run.second, capacity=capacity(run.admin), why="left")
    Capacity.objects.filter(pk=run.governance.capacity_id).update(ends_on=clock.today() - timedelta(1))
    with pytest.raises(RuleBroken):
        invite(run, by=run.second)
    said = {"name": "Ann", "email": HER_OTHER, "kind": "governance", "language": "cy"}
    page = sign_in(run.second).post(reverse("governance:invite"), said).content.decode()
    assert "there is nobody else yet" in page and HER_OTHER in page
    assert not WorkInvitation.objects.exists()
    made = invite(run, by=build.system())
    assert invitation_by(token_of(made)) is not None


def test_the_second_person_is_told_and_answers_by_the_page(run, sign_in, work):
    said = {"name": "Nia Wyn", "email": "nia@example.org", "kind": "governance", "language": "cy"}
    asked = sign_in(run.admin).post(reverse("governance:invite"), said, follow=True).content.decode()
    assert "Nia Wyn" in asked and "Waits for a second person" in asked
    made = WorkInvitation.objects.get()
    work()
    told = {each.to[0] for each in mail.outbox}
    assert told == {build.account_of(run.second).email, build.account_of(run.governance).email}
    assert all("Nia" not in each.body for each in mail.outbox)
    mail.outbox.clear()
    page, lead = reverse("governance:confirm", args=[made.pk]), sign_in(run.governance)
    assert (
        "Nia Wyn" in lead.get(reverse("governance:index")).content.decode()
        or "Waits for you" in lead.get(reverse("governance:index")).content.decode()
    )
    assert "nia@example.org" in lead.get(page).content.decode()
    assert "Say how you know" in lead.post(page, {"answer": "confirm"}).content.decode()
    assert lead.post(page, {"answer": "confirm", "checked": "known_number"}).status_code == 302
    work()
    assert [each.to for each in mail.outbox if "/invited/to-work/" in each.body] == [["nia@example.org"]]
    assert [build.account_of(run.admin).email] in [each.to for each in mail.outbox]
    event = AuditEvent.objects.get(action="work.confirm")
    assert event.capacity_id == run.governance.capacity_id and event.detail["checked"] == "known_number"
    assert sign_in(run.second).get(page).status_code == 404


def test_a_no_needs_a_reason_that_whoever_asked_reads(run, sign_in):
    made = invite(run)
    page, second = reverse("governance:confirm", args=[made.pk]), sign_in(run.second)
    assert (
        "Say why you do not confirm it"
        in second.post(page, {"answer": "refuse", "why": " "}).content.decode()
    )
    second.post(page, {"answer": "refuse", "why": "Not one of ours"})
    assert "Not one of ours" in sign_in(run.admin).get(reverse("governance:confirming")).content.decode()
    assert (
        "Not one of ours"
        not in sign_in(run.governance).get(reverse("governance:confirming")).content.decode()
    )
    with pytest.raises(RuleBroken):
        actions.confirm(by=run.governance, invitation=made, checked="in_person")
    assert AuditEvent.objects.filter(action="work.refuse").count() == 1


def test_who_asked_takes_it_back(run, sign_in):
    made = invite(run)
    sign_in(run.admin).post(reverse("governance:confirm", args=[made.pk]))
    with pytest.raises(RuleBroken):
        actions.confirm(by=run.second, invitation=made, checked="in_person")


@pytest.mark.parametrize("over", ["late", "asker left", "left meanwhile"])
def test_what_is_over_is_confirmed_by_nobody(run, over):
    huw = capacity(run.world.huw)
    made = actions.ask(by=run.admin, user=huw.user, organisation=run.world.authority, kind="governance")
    yesterday = clock.today() - timedelta(1)
    if over == "late":
        WorkInvitation.objects.filter(pk=made.pk).update(valid_until=clock.now())
    if over == "asker left":
        Capacity.objects.filter(pk=run.admin.capacity_id).update(ends_on=yesterday)
    if over == "left meanwhile":
        Capacity.objects.filter(user=huw.user).update(ends_on=yesterday)
    with pytest.raises(RuleBroken):
        actions.confirm(by=run.second, invitation=made, checked="in_person")
    assert not Capacity.objects.filter(user=huw.user, kind="governance").exists()


def test_nobody_is_made_something_where_they_do_not_work(run):
    """An account of elsewhere, or of who left, would come within reach of the administrator."""
    for actor in (run.world.teacher, run.world.mair):
        with pytest.raises(RuleBroken):
            workplace.give(
                by=run.admin, user=build.account_of(actor), organisation=run.world.authority, kind="worker"
            )
        with pytest.raises(RuleBroken):
            actions.ask(
                by=run.admin, user=build.account_of(actor), organisation=run.world.authority, kind="steward"
            )
    assert actor_of(capacity(run.world.teacher)).organisation_id != run.world.authority.pk


def test_the_page_asks_as_often_for_many_as_for_one(
    run, sign_in, django_assert_num_queries: DjangoAssertNumQueries
):
    page, second = reverse("governance:confirming"), sign_in(run.second)
    invite(run)
    second.get(page)
    with django_assert_num_queries(5) as counted:
        second.get(page)
    for number in range(4):
        invite(run, email=f"n{number}@example.org")
    with django_assert_num_queries(len(counted)):
        second.get(page)


@pytest.mark.parametrize("how", ["invited", "given", "moved", "vouched"])
def test_nobody_comes_into_a_team_unseen(run, work, how):
    """Also not the second mailbox of whoever says who works here."""
    manager = build._actor(build.user("Rhian"), kind="worker", organisation=run.world.authority, team=run.team,
                           manages=True, role="team_manager")  # fmt: skip
    teacher = build._actor(build.user("Guest"), kind="worker", organisation=run.world.authority, vouched=how != "vouched",
                           team=run.team if how == "vouched" else None, role="teacher")  # fmt: skip
    held = capacity(teacher)
    if how == "invited":
        made = invite(run, kind="worker", team=run.team)
        arrive = {"name": "Ann", "password": "tri gair hawdd cofio"}
        invitations.accept(by=build.system(), token=token_of(made), **arrive)
    elif how == "given":
        workplace.give(
            by=run.admin, user=held.user, organisation=run.world.authority, kind="worker", team=run.team
        )
    elif how == "moved":
        workplace.move(by=run.admin, capacity=held, team=run.team, role="teacher", manages=False)
    else:
        workplace.vouch(by=run.admin, capacity=held)
    work()
    [told] = [each for each in mail.outbox if "works in your team" in each.subject]
    assert (
        told.to == [build.account_of(manager).email] and "Guest" not in told.body and "Ann" not in told.body
    )


def test_without_a_manager_who_is_on_duty_is_told_and_without_them_an_administrator(run):
    looks_after = lambda: {each.pk for each in workers_queries.who_looks_after(run.world.huw.capacity_id)}  # noqa: E731
    assert looks_after() == {run.ffion.user_id}
    Capacity.objects.filter(pk=run.ffion.capacity_id).update(ends_on=clock.today() - timedelta(1))
    assert looks_after() == {run.admin.user_id, run.second.user_id}
