"""Sharing with a team: everybody who works there, who is on duty, and stopping."""

import pytest
from django.http import Http404

from tests import build
from tests.ground import shared
from tests.integration.circle.conftest import capacity
from unstori.access import queries as access
from unstori.access.door import require
from unstori.access.rules import Permission
from unstori.circle import actions
from unstori.circle.models import Member, SharingDecision
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.people.models import Team
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.story.models import Promise

SEEN = ("health", "care", "about_me", "what_matters")


@shared
def team(circle):
    return directory.add_team(
        by=build.system(), organisation=circle.place, name_en="Children’s team", name_cy="Tîm plant"
    )


@pytest.fixture
def ann(circle, team):
    return build.worker("Ann Puw", circle.place, team=team)


@shared
def bob(circle, team):
    return build.worker("Bob Ellis", circle.place, team=team)


def share(circle, team, **more):
    return actions.share(
        by=circle.mair, person=circle.geth, holder=team, sections=SEEN, purpose="To help us",
        permission=Permission.ADD, **more,
    )  # fmt: skip


def test_the_form_offers_teams_and_says_who_is_on_duty(circle, team, ann, sign_in):
    page = f"/p/{circle.geth.reference}/circle/share/"
    client = sign_in(circle.mair)
    assert "(nobody is on duty)" in client.get(page).content.decode()
    directory.go_on_duty(by=ann, team=team)
    assert "(on duty: Ann Puw)" in client.get(page).content.decode()
    sent = {"holder": f"team:{team.pk}", "sections": ["health"], "permission": "1", "purpose": "To help"}
    assert client.post(page, sent).status_code == 302
    assert SharingDecision.objects.filter(with_team=team).count() == 1
    shown = client.get(f"/p/{circle.geth.reference}/circle/who-can-see/").content.decode()
    assert "Everybody in Children’s team" in shown and "on duty: Ann Puw" in shown
    assert require(ann, circle.geth.pk, Permission.SEE).sections == {"health"}


def test_stopping_bites_on_every_surface_for_everybody_of_the_team(circle, team, ann, bob, sign_in):
    decision = share(circle, team)
    story.add_entry(
        by=circle.mair, person=circle.geth, kind="note", section="health", words="Zebra", happened_on="2026"
    )
    made = plan.freeze_document(by=circle.mair, person=circle.geth, layout="one-page-profile", language="en")
    here = f"/p/{circle.geth.reference}/"
    pages = [
        here, f"{here}story/", f"{here}story/?q=Zebra", f"{here}plan/", f"{here}circle/",
        f"{here}plan/documents/{made.pk}/", f"{here}plan/documents/{made.pk}/pdf/",
    ]  # fmt: skip
    clients = [sign_in(ann), sign_in(bob)]
    assert {client.get(page).status_code for client in clients for page in pages} == {200}
    actions.withdraw(by=circle.mair, decision=decision)
    assert {client.get(page).status_code for client in clients for page in pages} == {404}
    before = clients[0].post(f"{here}plan/need/", {"words": "Opened before", "section": "care"})
    assert before.status_code in (403, 404) and "Opened before" in before.content.decode()
    assert circle.geth not in access.people_visible_to(ann)


def owe(circle, actor, what="Ring on Friday"):
    return story.promise(
        by=actor, person=circle.geth, what=what, due_on=clock.today(), section="what_matters"
    )


def alone(circle, actor):
    """A place in the circle, and a decision of their own."""
    member = actions.add_member(
        by=circle.mair, person=circle.geth, kind="worker", name=actor.user_name, relation="Social worker",
        organisation=circle.place, capacity=capacity(actor),
    )  # fmt: skip
    return actions.share(
        by=circle.mair, person=circle.geth, holder=member, sections=SEEN, purpose="x",
        permission=Permission.ADD,
    )  # fmt: skip


@pytest.mark.parametrize("leaves", ["stopped", "ended"])
def test_what_somebody_leaves_behind_falls_to_who_is_on_duty_that_minute(circle, team, ann, bob, leaves):
    mine, _theirs = alone(circle, ann), alone(circle, bob)
    directory.go_on_duty(by=bob, team=team)
    owed = owe(circle, ann)
    if leaves == "stopped":
        actions.withdraw(by=circle.mair, decision=mine)
    else:
        actions.end_member(by=circle.mair, member=Member.objects.get(capacity_id=ann.capacity_id))
    assert Promise.objects.get(pk=owed.pk).owner_id == bob.capacity_id


def test_who_still_sees_keeps_what_they_owe(circle, team, ann, bob):
    mine, _team, _theirs = alone(circle, ann), share(circle, team), alone(circle, bob)
    directory.go_on_duty(by=bob, team=team)
    owed = owe(circle, ann)
    actions.withdraw(by=circle.mair, decision=mine)
    assert Promise.objects.get(pk=owed.pk).owner_id == ann.capacity_id


def test_duties_never_fall_to_who_may_not_see_and_never_block(circle, team, ann, bob):
    decision = share(circle, team)
    directory.go_on_duty(by=bob, team=team)
    owed = owe(circle, ann)
    actions.withdraw(by=circle.mair, decision=decision)
    assert Promise.objects.get(pk=owed.pk).owner_id == ann.capacity_id, "it stays, to be handed over"


def test_a_team_that_loses_the_story_leaves_its_duties_to_who_was_let_in_alone(circle, team, ann, bob):
    decision, _own = share(circle, team), alone(circle, bob)
    directory.go_on_duty(by=bob, team=team)
    owed = owe(circle, ann)
    actions.withdraw(by=circle.mair, decision=decision)
    assert Promise.objects.get(pk=owed.pk).owner_id == bob.capacity_id


def test_only_who_works_there_goes_on_duty(circle, team, ann, sign_in):
    client = sign_in(ann)
    assert "Nobody is on duty" in client.get("/team/").content.decode()
    assert client.post("/team/").status_code == 302
    assert Team.objects.get().on_duty_id == ann.capacity_id
    assert "On duty" in client.get("/team/").content.decode()
    for other in (circle.huw, circle.mair, circle.me):
        assert sign_in(other).get("/team/").status_code == 404
        with pytest.raises(Http404):
            directory.go_on_duty(by=other, team=team)
