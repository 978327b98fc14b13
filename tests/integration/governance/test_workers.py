"""Who works here: an administrator decides it, of their own organisation, never of themselves."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from tests import build
from tests.integration.governance.conftest import capacity
from unstori.access import policy
from unstori.access.actions import workplace
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent, Grant
from unstori.access.queries import actor_of, capacities_of
from unstori.access.rules import Permission
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance.actions import workers
from unstori.people.models import Capacity, Team
from unstori.story import actions as story
from unstori.story.models import Promise


def owe(run, by=None, what="Ring the school"):
    return story.promise(
        by=by or run.world.huw, person=run.world.geth, what=what, due_on=clock.today(), section="about_me"
    )


def test_what_somebody_owed_falls_to_who_is_on_duty_that_minute(run):
    made = owe(run)
    left = workers.end(by=run.admin, capacity=capacity(run.world.huw), why="left")
    assert (left.circles, left.went, left.stays) == (1, 1, 0)
    assert Promise.objects.get(pk=made.pk).owner_id == run.ffion.capacity_id
    assert not list(capacities_of(build.account_of(run.world.huw)))
    assert not Grant.objects.filter(capacity_id=run.world.huw.capacity_id, ended_at__isnull=True).exists()
    assert Member.objects.get(capacity_id=run.world.huw.capacity_id).ends_on == clock.today()
    assert AuditEvent.objects.filter(action="capacity.end", capacity_id=run.admin.capacity_id).exists()


def test_what_nobody_can_take_stays_in_sight_and_blocks_nothing(run):
    made = owe(run)
    stranger = build.worker("Nia", run.world.authority, team=run.team)
    left = workers.end(by=run.admin, capacity=capacity(run.world.huw), why="left", takes=capacity(stranger))
    assert (left.went, left.stays) == (0, 1)
    assert Promise.objects.get(pk=made.pk).owner_id == run.world.huw.capacity_id


def test_who_was_on_duty_is_followed_by_who_takes_over(run):
    workers.end(by=run.admin, capacity=capacity(run.ffion), why="moved", takes=capacity(run.world.huw))
    assert Team.objects.get(pk=run.team.pk).on_duty_id == run.world.huw.capacity_id


def test_in_another_team_somebody_sees_what_is_shared_with_it_alone(run):
    other = Team.objects.create(organisation=run.world.authority, name_en="Adults", name_cy="Oedolion")
    huw = capacity(run.world.huw)
    Grant.objects.filter(capacity=huw).update(capacity=None, team=run.team)
    made = owe(run, by=actor_of(huw))
    left = workers.change(by=run.admin, capacity=huw, team=other, role="social_worker", manages=True)
    assert left.went == 1 and Promise.objects.get(pk=made.pk).owner_id == run.ffion.capacity_id
    assert Capacity.objects.get(pk=huw.pk).manages


@pytest.mark.parametrize("who", ["elsewhere", "worker", "governance", "unvouched"])
def test_nobody_else_changes_who_works_here(run, who):
    by = {
        "elsewhere": build._actor(build.user("Cai"), kind="administrator", organisation=run.world.school),
        "worker": run.ffion,
        "governance": run.governance,
        "unvouched": build._actor(
            build.user("Eve"), kind="administrator", organisation=run.world.authority, vouched=False
        ),
    }[who]
    huw, before = capacity(run.world.huw), Capacity.objects.count()
    for act in (
        lambda: workers.end(by=by, capacity=huw, why="left"),
        lambda: workers.change(by=by, capacity=huw, team=None, role="x", manages=False),
        lambda: workplace.vouch(by=by, capacity=huw),
        lambda: workplace.sign_out(by=by, capacity=huw),
        lambda: workplace.reset_second_step(by=by, capacity=huw, why="lost", checked="in_person"),
        lambda: workplace.give(by=by, user=huw.user, organisation=run.world.authority, kind="steward"),
    ):
        with pytest.raises(NotFound):
            act()
    huw.refresh_from_db()
    assert huw.ends_on is None and huw.role == "social_worker" and Capacity.objects.count() == before


def test_nobody_makes_themselves_something_or_ends_themselves(run):
    mine = capacity(run.admin)
    for act in (
        lambda: workers.end(by=run.admin, capacity=mine, why="left"),
        lambda: workplace.give(
            by=run.admin, user=mine.user, organisation=mine.organisation, kind="governance"
        ),
        lambda: workplace.reset_second_step(by=run.admin, capacity=mine, why="lost", checked="in_person"),
    ):
        with pytest.raises(RuleBroken):
            act()


def test_an_organisation_keeps_an_administrator(run):
    workers.end(by=run.admin, capacity=capacity(run.second), why="left")
    with pytest.raises(RuleBroken):
        workers.end(by=build.system(), capacity=capacity(run.admin), why="left")


def test_whom_others_invited_sees_what_is_shared_here_once_vouched_for(run):
    guest = build.worker("Guest", run.world.authority, team=run.team, vouched=False)
    build.grant(run.world.geth, run.ffion)
    Grant.objects.create(person=run.world.geth, team=run.team, section="about_me", permission=Permission.SEE,
                         source=run.team.pk, created_by=run.world.mair.capacity_id, valid_from=clock.now())  # fmt: skip
    seen = lambda: policy.people_visible_to(actor_of(capacity(guest))).exists()  # noqa: E731
    assert not seen()
    workplace.vouch(by=run.admin, capacity=capacity(guest))
    assert seen()


@pytest.mark.parametrize("kind", ["administrator", "steward", "governance"])
def test_who_runs_an_organisation_sees_nobody_by_it(run, kind):
    Grant.objects.create(person=run.world.geth, organisation=run.world.authority, section="about_me",
                         permission=Permission.SEE, source=run.team.pk, created_by=run.world.mair.capacity_id,
                         valid_from=clock.now())  # fmt: skip
    by = build._actor(build.user("Run"), kind=kind, organisation=run.world.authority)
    assert not policy.people_visible_to(by).exists()
    assert policy.people_visible_to(build.worker("Work", run.world.authority)).exists()


def test_a_lost_second_step_is_taken_away_and_its_owner_told(
    run, sign_in, work, django_capture_on_commit_callbacks
):
    account = build.account_of(run.world.huw)
    TOTP.activate(account, generate_totp_secret())
    theirs = sign_in(run.world.huw)
    client = sign_in(run.admin)
    address = reverse("governance:reset", args=[run.world.huw.capacity_id])
    assert client.post(address, {"because": "lost"}).status_code == 200
    assert Authenticator.objects.filter(user=account).exists()
    client.post(address, {"because": "lost", "checked": "in_person"})
    assert not Authenticator.objects.filter(user=account).exists()
    assert theirs.get("/").context is None or not theirs.get("/").wsgi_request.user.is_authenticated
    work()
    [sent] = mail.outbox
    assert sent.to == [account.email] and "Huw" not in sent.body and "Ann" not in sent.body


def pages(run):
    held, account = run.world.huw.capacity_id, build.account_of(run.world.huw).pk
    return [
        reverse("governance:workers"), reverse("governance:invite"), reverse("governance:worker", args=[account]),
        *(reverse(f"governance:{name}", args=[held]) for name in ("change", "end", "reset")),
        reverse("governance:give", args=[account]),
    ]  # fmt: skip


def test_pages_open_for_an_administrator_alone(run, sign_in):
    owe(run)
    ours = sign_in(run.admin)
    for address in pages(run):
        assert ours.get(address).status_code == 200, address
    for by in (run.ffion, run.governance, run.world.mair, run.world.stranger):
        client = sign_in(by)
        assert {client.get(address).status_code for address in pages(run)} == {404}


def test_ending_by_the_page_says_before_and_after_what_moves(run, sign_in):
    owe(run)
    client, address = sign_in(run.admin), reverse("governance:end", args=[run.world.huw.capacity_id])
    assert "They owe 1 thing to people." in client.get(address).content.decode()
    assert "Geth" not in client.get(address).content.decode()
    done = client.post(address, {"because": "left", "takes": str(run.ffion.capacity_id)}, follow=True)
    assert "1 thing went to a colleague." in done.content.decode()
    assert client.get(address).status_code == 404


def test_what_somebody_is_elsewhere_in_life_is_not_said(run, sign_in):
    account = build.account_of(run.world.huw)
    for more in ({"kind": "family", "person": run.world.geth, "role": "father"},
                 {"kind": "worker", "organisation": run.world.school, "role": "class_teacher"}):  # fmt: skip
        build._actor(account, **more)
    said = sign_in(run.admin).get(reverse("governance:worker", args=[account.pk])).content.decode()
    assert "Social worker" in said and "ather" not in said and "eacher" not in said
    only_school = sign_in(run.admin).get(
        reverse("governance:worker", args=[build.account_of(run.world.teacher).pk])
    )
    assert only_school.status_code == 404


def test_the_list_is_searched_and_asks_as_much_for_many_as_for_few(
    run, sign_in, django_assert_max_num_queries
):
    client, address = sign_in(run.admin), reverse("governance:workers")
    said = client.get(address, {"q": "ffion", "show": "now"}).content.decode()
    assert "Ffion Jones" in said and "Huw Parry" not in said
    for number in range(30):
        build.worker(f"Worker {number:02}", run.world.authority)
    with django_assert_max_num_queries(16):
        assert "Worker 05" in client.get(address).content.decode()
    Capacity.objects.filter(pk=run.ffion.capacity_id).update(ends_on=clock.today() - timedelta(1))
    assert "Ffion Jones" in client.get(address, {"show": "left"}).content.decode()


@pytest.mark.parametrize("also", ["family", "elsewhere", "family no more"])
def test_a_second_step_that_guards_more_than_this_organisation_is_not_theirs_to_take_away(run, also):
    huw = capacity(run.world.huw)
    TOTP.activate(huw.user, generate_totp_secret())
    place = {"organisation": run.world.school} if also == "elsewhere" else {"person": run.world.geth}
    kind = "worker" if also == "elsewhere" else "family"
    more = build._actor(huw.user, kind=kind, role="teacher", **place)
    reset = {"capacity": huw, "why": "lost", "checked": "in_person"}
    if also == "family no more":
        Capacity.objects.filter(pk=more.capacity_id).update(ends_on=clock.today() - timedelta(1))
        workplace.reset_second_step(by=run.admin, **reset)
        assert not Authenticator.objects.filter(user=huw.user).exists()
        return
    with pytest.raises(RuleBroken) as refused:
        workplace.reset_second_step(by=run.admin, **reset)
    assert "famil" not in refused.value.reason and Authenticator.objects.filter(user=huw.user).exists()
    call_command("reset_second_step", huw.user.email, why="lost", checked="known_number")
    assert not Authenticator.objects.filter(user=huw.user).exists()
