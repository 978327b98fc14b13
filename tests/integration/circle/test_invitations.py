"""Links that work once, and what they open."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import build
from unstori.access import queries as access
from unstori.access.actions import grants, identity
from unstori.access.door import require
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.circle import actions, queries, rules, tasks
from unstori.circle.models import Invitation, Member
from unstori.circle.queries.invitations import digest_of
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.people.models import Capacity, User

HERE = "http://localhost/"


def invite(circle, **more):
    said = {"by": circle.mair, "person": circle.geth, "email": "new@example.org", "origin": HERE, **more}
    return actions.invite(**said)


def arrive(invitation, **more):
    said = {"name": "Nain Roberts", "password": "tri gair hawdd cofio", "code": invitation.code, **more}
    return actions.accept(by=identity.system_actor(), token=queries.token_of(invitation), **said)


def test_only_a_digest_is_kept_and_the_message_says_nothing(circle, mailoutbox):
    made = invite(circle, member=circle.nain, language="cy")
    token = queries.token_of(made)
    assert made.token_digest == digest_of(token) and token not in made.token_digest
    queued = DBTaskResult.objects.get()
    assert token not in str(queued.args_kwargs)
    tasks.send_invitation.call(str(made.pk), HERE)
    [mail] = mailoutbox
    assert mail.to == ["new@example.org"] and token in mail.body
    assert mail.body.index("gwahodd") < mail.body.index("invited")
    assert "Geth" not in mail.body and "Mair" not in mail.body


def test_a_message_is_not_sent_for_what_was_taken_back(circle, mailoutbox):
    made = invite(circle, member=circle.nain)
    actions.take_back_invitation(by=circle.huw, invitation=made)
    tasks.send_invitation.call(str(made.pk), HERE)
    assert not mailoutbox
    with pytest.raises(Http404):
        arrive(made)


def test_arriving_gives_what_was_decided_before(circle):
    actions.share(
        by=circle.mair, person=circle.geth, holder=circle.nain, sections=["about_me"], purpose="Family"
    )
    refused = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.nain, sections=["health"], purpose="x"
    )
    actions.refuse(by=circle.mair, decision=refused)
    capacity = arrive(invite(circle, member=circle.nain))
    actor = access.actor_of(capacity)
    assert (capacity.kind, capacity.role, capacity.user.email) == ("family", "Grandmother", "new@example.org")
    assert set(require(actor, circle.geth.pk, Permission.SEE).rights) == {"about_me"}
    assert Member.objects.get(pk=circle.nain.pk).capacity == capacity


def test_a_link_works_once_in_time_and_is_replaced_by_a_newer(circle):
    first = invite(circle, member=circle.nain)
    second = invite(circle, member=circle.nain)
    with pytest.raises(Http404):
        arrive(first)
    with time_machine.travel(clock.now() + timedelta(days=15), tick=True), pytest.raises(Http404):
        arrive(second)
    arrive(second)
    used = Invitation.objects.get(pk=second.pk)
    assert used.used_by == User.objects.get(email="new@example.org").pk
    with pytest.raises(Http404):
        arrive(second, name="Somebody else")


def test_two_who_press_at_once_are_not_both_let_in(circle, monkeypatch):
    made = invite(circle, member=circle.nain)
    found = queries.invitation_by(queries.token_of(made))
    arrive(made)
    monkeypatch.setattr(queries, "invitation_by", lambda token, user: found)
    with pytest.raises(Http404):
        arrive(made)


def test_a_worker_arrives_at_their_organisation_once(circle):
    nurse = {"by": circle.huw, "kind": "worker", "name": "Lowri", "relation": "Nurse"}
    nowhere = actions.add_member(person=circle.geth, **nurse)
    with pytest.raises(RuleBroken):
        invite(circle, member=nowhere, by=circle.huw)
    one = actions.add_member(person=circle.geth, organisation=circle.place, **nurse)
    capacity = arrive(invite(circle, member=one, by=circle.huw, email="lowri@example.org"))
    assert capacity.organisation == circle.place and capacity.kind == "worker"
    other = build.person("Ela", authority=circle.place)
    build.grant(other, circle.huw)
    two = actions.add_member(person=other, organisation=circle.place, **nurse)
    made = actions.invite(by=circle.huw, person=other, member=two, email="lowri@example.org")
    again = actions.accept(by=identity.system_actor(), token=queries.token_of(made), user=capacity.user)
    assert again == capacity


def test_family_make_nobody_a_worker_of_an_organisation(circle, sign_in):
    """With a second address they would see whatever the organisation sees, and could break the glass."""
    made_up = actions.add_member(
        by=circle.mair, person=circle.geth, kind="worker", name="Me again", relation="nurse",
        organisation=circle.place,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="A worker invites"):
        invite(circle, member=made_up)
    page = reverse("circle:member", args=[circle.geth.reference, made_up.pk])
    way = reverse("circle:invite", args=[circle.geth.reference, made_up.pk])
    assert way not in sign_in(circle.mair).get(page).text
    assert way in sign_in(circle.huw).get(page).text
    assert invite(circle, member=made_up, by=circle.huw).pk


@pytest.mark.parametrize(("by", "kind"), [("mair", "advocate"), ("huw", "worker"), ("huw", "advocate")])
def test_whoever_is_invited_from_outside_has_nothing_of_the_organisation(circle, sign_in, by, kind):
    """What was shared with themselves, until somebody of the organisation says that they are theirs (ADR 0046)."""
    place = build.organisation("Health Board", "health")
    grants.give(person=circle.geth, holder=place, sections=["health"], permission=Permission.SEE,
                source=circle.geth.pk, by=build.system())  # fmt: skip
    made = actions.add_member(
        by=circle.huw, person=circle.geth, kind=kind, name="Lowri", relation="nurse", organisation=place
    )
    capacity = arrive(invite(circle, member=made, by=getattr(circle, by), email="lowri@example.org"))
    actor = access.actor_of(capacity)
    assert capacity.organisation == place and not actor.vouched
    with pytest.raises(Http404):
        require(actor, circle.geth.pk, Permission.SEE)
    for closed in ("access:glass", "exchange:import_"):
        assert sign_in(actor).get(reverse(closed)).status_code == 404
    build.grant(circle.geth, actor, ("care",))
    assert set(require(actor, circle.geth.pk, Permission.SEE).rights) == {"care"}


def test_a_parent_who_arrives_has_what_the_law_gives(circle):
    third = actions.add_member(
        by=circle.huw,
        person=circle.geth,
        kind="family",
        name="Mam",
        relation="mother",
        parental_responsibility=True,
    )
    actor = access.actor_of(arrive(invite(circle, member=third)))
    assert require(actor, circle.geth.pk, Permission.DECIDE).decides


def test_the_person_is_invited_by_who_decides_and_once(circle):
    with pytest.raises(RuleBroken):
        invite(circle)
    ela = build.person("Ela", authority=circle.place)
    build.grant(ela, circle.huw)
    build.grant(ela, circle.teacher, ("about_me",))
    with pytest.raises(RuleBroken):
        actions.invite(by=circle.teacher, person=ela, email="ela@example.org")
    with pytest.raises(RuleBroken):
        arrive(actions.invite(by=circle.huw, person=ela, email="ela@example.org"), code="")
    made = actions.invite(by=circle.huw, person=ela, email="ela@example.org")
    capacity = arrive(made, name="Ela")
    assert (capacity.kind, capacity.person) == (Capacity.Kind.SELF, ela)
    assert require(access.actor_of(capacity), ela.pk, Permission.SEE).is_self


def test_somebody_asked_to_call_gets_a_message_without_content(circle, mailoutbox):
    call = actions.ask_to_call(
        by=circle.me, person=circle.geth, member=circle.huw_here, safe_way="At school", origin=HERE
    )
    tasks.send_call.call(str(call.pk), HERE)
    [mail] = mailoutbox
    assert "Geth" not in mail.body and "school" not in mail.body
    actions.answer_call(by=circle.huw, call=call)
    tasks.send_call.call(str(call.pk), HERE)
    assert len(mailoutbox) == 1
    with pytest.raises(Http404):
        actions.ask_to_call(by=circle.mair, person=circle.geth, member=circle.huw_here)


def test_who_has_left_does_not_arrive_by_an_old_link(circle):
    third = actions.add_member(
        by=circle.huw,
        person=circle.geth,
        kind="family",
        name="Mam",
        relation="mother",
        parental_responsibility=True,
    )
    made = invite(circle, member=third)
    actions.end_member(by=circle.huw, member=third, why="Not safe")
    with pytest.raises(Http404):
        arrive(made)
    assert Invitation.objects.get(pk=made.pk).used_at is None


def test_a_parent_or_who_invited_does_not_arrive_as_the_person(circle):
    ela = build.person("Ela", authority=circle.place)
    build.grant(ela, circle.huw)
    made = actions.invite(by=circle.huw, person=ela)
    for who in (build.family("Siân", ela), circle.huw):
        with pytest.raises(Http404):
            arrive(made, user=build.account_of(who))
    assert arrive(made, name="Ela", email="ela@example.org").kind == Capacity.Kind.SELF


def test_a_signed_in_account_uses_only_the_link_sent_to_its_address(circle):
    made = invite(circle, member=circle.nain)
    for other in (circle.stranger, circle.huw):
        with pytest.raises(Http404):
            arrive(made, user=build.account_of(other))
    nain = build.user("Nain")
    User.objects.filter(pk=nain.pk).update(email="New@Example.org")
    nain.refresh_from_db()
    assert arrive(made, user=nain).user == nain


def test_a_letter_needs_the_code_that_was_told(circle):
    made = invite(circle, member=circle.nain, email="")
    kept = Invitation.objects.get(pk=made.pk)
    assert made.code and not kept.code and made.code.replace("-", "").lower() not in kept.code_hash
    assert made.code not in queries.token_of(made)
    for wrong in ("", "ABCD-2345"):
        with pytest.raises(RuleBroken, match="not right"):
            arrive(made, email="nain@example.org", code=wrong)
    arrived = arrive(made, email="nain@example.org", code=made.code.lower().replace("-", " "))
    assert arrived.kind == "family"


def test_codes_cannot_be_tried_out(circle):
    made = invite(circle, member=circle.nain, email="")
    for _number in range(rules.MOST_TRIES):
        with pytest.raises(RuleBroken):
            arrive(made, email="nain@example.org", code="ABCD-2345")
    with pytest.raises(Http404):
        arrive(made, email="nain@example.org")
    tried = AuditEvent.objects.filter(action="invitation.wrong_code", person_id=circle.geth.pk)
    assert tried.count() == rules.MOST_TRIES
    again = invite(circle, member=circle.nain, email="")
    assert arrive(again, email="nain@example.org").kind == "family"


def test_what_was_tried_stays_counted_when_nobody_is_let_in(circle):
    """An address in use is said only to who has the code, and costs nothing."""
    made = invite(circle, member=circle.nain, email="")
    known = build.user("Known").email
    with pytest.raises(RuleBroken, match="not right"):
        arrive(made, email=known, code="x")
    with pytest.raises(RuleBroken, match="account with this e-mail"):
        arrive(made, email=known)
    kept = Invitation.objects.get(pk=made.pk)
    assert (kept.tries, kept.used_at) == (1, None)


def test_family_never_holds_both_halves_of_what_opens_the_persons_own_account(circle):
    ela = build.person("Ela", authority=circle.place)
    mother = build.family("Siân", ela)
    build.grant(ela, mother, permission=Permission.DECIDE)
    also = identity.give_capacity(
        by=build.system(), user=build.account_of(mother), kind="worker", organisation=circle.place
    )
    at_work = access.actor_of(also)
    build.grant(ela, at_work)
    for by in (mother, at_work):
        with pytest.raises(RuleBroken):
            actions.invite(by=by, person=ela, email="ela@example.org")
    build.grant(ela, circle.huw)
    made = actions.invite(by=circle.huw, person=ela, email="ela@example.org")
    with pytest.raises(RuleBroken):
        arrive(made, name="Not Ela", code="")
    assert arrive(made, name="Ela").kind == Capacity.Kind.SELF


def test_the_circle_leads_whoever_may_invite_the_person_there_until_they_can_sign_in(circle, sign_in):
    page = reverse("circle:index", args=[circle.geth.reference])
    way = reverse("circle:invite_person", args=[circle.geth.reference])
    Capacity.objects.filter(person=circle.geth, kind="self").update(ends_on="2020-01-01")
    assert way in sign_in(circle.huw).get(page).text
    assert way not in sign_in(circle.mair).get(page).text, "never family (ADR 0040)"
    Capacity.objects.filter(person=circle.geth, kind="self").update(ends_on=None)
    assert way not in sign_in(circle.huw).get(page).text


@pytest.mark.parametrize("how", ["own team", "another team", "left meanwhile"])
def test_a_worker_lets_nobody_into_what_they_do_not_have(circle, how):
    """A second account of one's own, in another team, or that comes after one has gone."""
    own, other = (
        directory.add_team(by=build.system(), organisation=circle.place, name_en=name, name_cy=name)
        for name in ("Children", "Adults")
    )
    Capacity.objects.filter(pk=circle.huw.capacity_id).update(team=own)
    huw = access.actor_of(Capacity.objects.get(pk=circle.huw.capacity_id))
    ela = build.person("Ela", authority=circle.place)
    for team in (own, other):
        grants.give(person=ela, holder=team, sections=["care"], permission=Permission.SEE, source=ela.pk,
                    by=build.system())  # fmt: skip
    again = actions.add_member(by=huw, person=circle.geth, kind="worker", name="Huw again", relation="social_worker",
                               organisation=circle.place, team=other if how == "another team" else own)  # fmt: skip
    made = invite(circle, member=again, by=huw)
    if how == "left meanwhile":
        Capacity.objects.filter(pk=huw.capacity_id).update(ends_on=clock.today() - timedelta(1))
    actor = access.actor_of(arrive(made))
    assert actor.vouched is (how == "own team")
    assert access.people_visible_to(actor).filter(pk=ela.pk).exists() is (how == "own team")
