"""What is kept from a parent is not to be had through whom that parent let in, nor leaves a trace around."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.ground import shared
from unstori.access import queries as access
from unstori.access.actions import identity, withholding
from unstori.access.door import NotFound, open_person
from unstori.access.models import Grant, Withholding
from unstori.access.rules import SHAREABLE, Permission
from unstori.circle import actions, queries
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.plan import actions as plan
from unstori.plan import queries as plans
from unstori.story import actions as story
from unstori.story.models import Entry

SECRET = "They moved to Bangor"


def keep(circle, row=None, **more):
    about = {"kind": "row", "row_id": row.pk} if row else {}
    return Withholding.objects.create(
        person=circle.geth, withheld_from_id=circle.mair.capacity_id, reason="x",
        created_by=circle.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1), **about, **more,
    )  # fmt: skip


def told(circle, section="learning"):
    return story.add_entry(by=circle.huw, person=circle.geth, section=section, kind="note", words=SECRET)


def sees(actor, circle, row):
    return open_person(actor, circle.geth.reference).rows(Entry.objects.filter(pk=row.pk)).exists()


def let_in(circle, by, name, user=None, **more):
    """Somebody whom `by` puts in the circle and invites by letter."""
    member = actions.add_member(
        by=by, person=circle.geth, kind="family", name=name, relation="Friend", **more
    )
    if not member.parental_responsibility:
        actions.share(by=by, person=circle.geth, holder=member, sections=SHAREABLE, purpose="x")
    made = actions.invite(by=by, person=circle.geth, member=member)
    account = {} if user else {"name": name, "email": f"{name}@example.org", "password": "tri gair hawdd"}
    token = queries.token_of(made)
    said = {"by": identity.system_actor(), "token": token, "user": user, "code": made.code, **account}
    return access.actor_of(actions.accept(**said))


def test_whom_a_parent_makes_a_parent_sees_no_more_than_that_parent_and_lets_in_nobody_who_does(circle):
    other = let_in(circle, circle.mair, "other", parental_responsibility=True)
    friend = let_in(circle, other, "friend")
    row = told(circle)
    assert sees(other, circle, row) and sees(friend, circle, row)
    keep(circle, row)
    assert not sees(circle.mair, circle, row)
    assert not sees(other, circle, row) and not sees(friend, circle, row)
    assert sees(circle.dewi, circle, row), "a parent whom nobody kept it from, and who was there by law"


def test_nor_whom_they_let_in_from_a_second_place_in_the_circle(circle):
    again = let_in(
        circle, circle.mair, "Mair again", build.account_of(circle.mair), parental_responsibility=True
    )
    friend = let_in(circle, again, "friend")
    row = told(circle)
    keep(circle, row)
    assert not sees(again, circle, row) and not sees(friend, circle, row)


def test_nor_through_one_document_that_they_opened_to_a_friend(circle):
    nain = build.family("Nain", circle.geth, "Grandmother")
    row = story.add_entry(by=circle.huw, person=circle.geth, section="about_me", kind="note", words=SECRET)
    document = plan.freeze_document(
        by=circle.mair, person=circle.geth, layout="one-page-profile", language="en"
    )
    plan.share_document(by=circle.mair, document=document, capacity=Capacity.objects.get(pk=nain.capacity_id))
    assert plans.open_document(nain, circle.geth.reference, document.pk)
    assert row
    keep(circle, document)
    assert not plans.documents_shared_with(nain)
    with pytest.raises(NotFound):
        plans.open_document(nain, circle.geth.reference, document.pk)


REFUGE = "Gwen Hafan"


@shared
def refuge(circle):
    """A worker of a refuge, in the circle, who has looked, owes a promise and was key worker."""
    place = build.organisation("Hafan Ddiogel")
    gwen = build.worker(REFUGE, place)
    member = actions.add_member(
        by=circle.huw, person=circle.geth, kind="worker", name=REFUGE, relation="Refuge worker",
        section="safeguarding", organisation=place, capacity=Capacity.objects.get(pk=gwen.capacity_id),
    )  # fmt: skip
    actions.share(by=circle.dewi, person=circle.geth, holder=member, sections=SHAREABLE, purpose="x",
                  permission=Permission.ADD)  # fmt: skip
    actions.set_key_worker(by=circle.dewi, person=circle.geth, member=member)
    open_person(gwen, circle.geth.reference)
    return member


PAGES = (
    "", "circle/", "circle/who-can-see/", "circle/who-looked/", "circle/share/", "story/", "story/promises/",
    "story/promises/new/", "story/facts/", "plan/", "plan/review/", "plan/documents/",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["row", "section"])
def test_somebody_in_the_circle_who_is_kept_leaves_no_trace(circle, refuge, sign_in, kind):
    """Neither where they stand, nor who looked, nor what was told of them, nor a list to choose from."""
    address, browser = f"/p/{circle.geth.reference}/", sign_in(circle.mair)
    assert REFUGE in browser.get(f"{address}circle/who-looked/").text
    keep(circle, **({"row": refuge} if kind == "row" else {"kind": "section", "section": "safeguarding"}))
    for page in PAGES:
        answer = browser.get(address + page)
        assert (answer.status_code, REFUGE in answer.text) == (200, False), page
    assert REFUGE in sign_in(circle.dewi).get(f"{address}circle/who-looked/").text


def test_a_row_of_somebody_else_cannot_be_kept(circle):
    """By a mistyped id a colleague would lose sight of what is about another person."""
    ela = build.person("Ela", authority=circle.place)
    build.grant(ela, circle.huw)
    row = story.add_entry(by=circle.huw, person=ela, section="care", kind="note", words=SECRET)
    today = clock.today()
    said = {
        "by": circle.huw, "person": circle.geth, "kind": "row", "row_id": row.pk,
        "withheld_from": Capacity.objects.get(pk=circle.mair.capacity_id), "reason": "They would be in danger",
        "review_on": today + timedelta(days=1), "ends_on": today + timedelta(days=2),
    }  # fmt: skip
    with pytest.raises(NotFound):
        withholding.withhold(**said)
    assert withholding.withhold(**{**said, "row_id": told(circle).pk})


@pytest.mark.parametrize("settled", [False, True])
def test_who_disputes_a_gift_lets_in_nobody(circle, settled):
    """Whom the father let in stays let in by him, though the mother disputed it before they had an account."""
    member = actions.add_member(
        by=circle.dewi, person=circle.geth, kind="family", name="Taid", relation="Friend"
    )
    gift = actions.share(
        by=circle.dewi, person=circle.geth, holder=member, sections=["about_me", "learning"], purpose="x"
    )
    actions.dispute(by=circle.mair, decision=gift, why="Not yet")
    if settled:
        actions.give(by=circle.mair, decision=gift, why="It stays")
    made = actions.invite(by=circle.dewi, person=circle.geth, member=member)
    account = {"name": "Taid", "email": "taid@example.org", "password": "tri gair hawdd"}
    said = {"by": identity.system_actor(), "token": queries.token_of(made), "code": made.code, **account}
    taid = access.actor_of(actions.accept(**said))
    given = Grant.objects.filter(capacity_id=taid.capacity_id)
    assert {grant.created_by for grant in given} == {circle.dewi.capacity_id}
    row = told(circle)
    keep(circle, row)
    assert sees(taid, circle, row), "what is kept from the mother is not kept from whom the father let in"


def test_what_somebody_wrote_stays_when_they_are_kept_and_the_page_says_so_before(circle, refuge, sign_in):
    """Nothing is kept that nobody chose: whole parts of a plan would go with whoever wrote them."""
    gwen = access.actor_of(refuge.capacity)
    story.add_entry(by=gwen, person=circle.geth, section="learning", kind="note", words="He drew a boat")
    keep(circle, refuge)
    page = sign_in(circle.mair).get(f"/p/{circle.geth.reference}/story/").text
    assert "He drew a boat" in page and REFUGE in page
    asked = sign_in(circle.huw).get(reverse("access:withhold", args=[circle.geth.reference])).text
    assert "what they wrote stays, with their name on it" in asked
    keep(circle, kind="section", section="learning")
    assert REFUGE not in sign_in(circle.mair).get(f"/p/{circle.geth.reference}/story/").text
