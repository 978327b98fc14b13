"""Who is around the person, exactly one key worker, and nobody who vanishes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tests import build
from tests.integration.circle.conftest import capacity, shares
from unstori.access.actions import grants
from unstori.access.door import document_opens, require
from unstori.access.models import AuditEvent
from unstori.access.rules import SHAREABLE, Permission
from unstori.circle import actions, queries
from unstori.circle.models import Member
from unstori.circle.signals import circle_changed
from unstori.core import ids
from unstori.core.errors import Clash, RuleBroken


def seen_by(circle, actor):
    return [member.name for member in queries.circle_of(require(actor, circle.geth.pk, Permission.SEE))]


def test_the_closest_come_first(circle):
    assert seen_by(circle, circle.mair) == ["Mair", "Dewi", "Nain", "Huw Parry"]


def test_a_member_is_added_with_audit_and_told(circle):
    told = []
    circle_changed.connect(lambda sender, **said: told.append(said), weak=False, dispatch_uid="test")
    try:
        made = actions.add_member(
            by=circle.huw, person=circle.geth, kind="community", name="Clwb Rygbi", relation="Rugby club"
        )
    finally:
        circle_changed.disconnect(dispatch_uid="test")
    assert made.closeness == 3 and made.controller_id == circle.huw.organisation_id
    assert AuditEvent.objects.filter(action="member.add", target_id=made.pk).exists()
    assert (
        told[0]["title"].cy == "Mae Clwb Rygbi wedi ymuno â’r cylch" and told[0]["event"] == "circle.joined"
    )


def test_who_may_not_add_finds_nobody(circle):
    for actor in (circle.stranger, circle.teacher):
        with pytest.raises(Http404):
            actions.add_member(by=actor, person=circle.geth, kind="friend", name="X", relation="Y")


def test_changing_a_member_never_loses_what_somebody_else_wrote(circle):
    actions.change_member(by=circle.mair, member=circle.nain, version=1, phone="01286 000000")
    actions.change_member(by=circle.mair, member=circle.nain, version=1, phone="01286 000000")
    with pytest.raises(Clash) as clash:
        actions.change_member(by=circle.huw, member=circle.nain, version=1, phone="07700 900000")
    assert clash.value.theirs == {"phone": "01286 000000"} and clash.value.mine == {"phone": "07700 900000"}


def test_parental_responsibility_is_not_for_anybody_to_write_down(circle):
    build.grant(circle.geth, circle.teacher, ("about_me", "learning"))
    new = {"kind": "family", "name": "X", "relation": "Father", "parental_responsibility": True}
    with pytest.raises(RuleBroken):
        actions.add_member(by=circle.teacher, person=circle.geth, **new)
    with pytest.raises(RuleBroken):
        actions.change_member(by=circle.teacher, member=circle.nain, version=1, parental_responsibility=True)
    assert actions.add_member(by=circle.huw, person=circle.geth, **new).parental_responsibility
    assert actions.add_member(by=circle.mair, person=circle.geth, **new).parental_responsibility


def test_exactly_one_is_key_worker_or_plainly_nobody(circle):
    opened = require(circle.mair, circle.geth.pk, Permission.SEE)
    assert queries.key_worker_of(opened) is None
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=circle.huw_here)
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=circle.nain)
    assert queries.key_worker_of(opened) == circle.nain
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=circle.huw_here.pk).update(is_key_worker=True)
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=None)
    assert queries.key_worker_of(opened) is None


def test_a_worker_cannot_vanish_while_something_is_theirs(circle, owes):
    owed = owes(circle.huw, 2)
    with pytest.raises(RuleBroken):
        actions.end_member(by=circle.huw, member=circle.huw_here)
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=circle.huw_here)
    huw = queries.member(require(circle.huw, circle.geth.pk, Permission.SEE), circle.huw_here.pk)
    actions.end_member(by=circle.huw, member=huw, why="New job", hand_over_to=circle.mair_here)
    assert owed == {circle.mair.capacity_id: 2}
    opened = require(circle.mair, circle.geth.pk, Permission.SEE)
    assert queries.key_worker_of(opened) == circle.mair_here
    assert "Huw Parry" not in seen_by(circle, circle.mair)
    assert [gone.left_why for gone in queries.past_of(opened)] == ["New job"]
    with pytest.raises(Http404):
        require(circle.huw, circle.geth.pk, Permission.SEE)


def test_who_decides_can_end_it_whatever_is_left(circle, owes):
    owed = owes(circle.huw, 2)
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=circle.huw_here)
    document = ids.row_id()
    grants.open_document(
        person=circle.geth,
        document_id=document,
        capacity=capacity(circle.huw),
        source=document,
        by=build.system(),
    )
    actions.end_member(by=circle.mair, member=circle.huw_here)
    with pytest.raises(Http404):
        require(circle.huw, circle.geth.pk, Permission.SEE)
    assert not document_opens(circle.huw, document)
    opened = require(circle.mair, circle.geth.pk, Permission.SEE)
    assert queries.key_worker_of(opened) is None
    # What is left behind can still be handed over.
    assert actions.hand_over(by=circle.mair, from_member=circle.huw_here, to_member=circle.dewi_here) == 2
    assert owed == {circle.dewi.capacity_id: 2}


def test_nothing_is_handed_over_to_somebody_without_an_account_or_elsewhere(circle, owes):
    owes(circle.huw, 1)
    with pytest.raises(RuleBroken):
        actions.hand_over(by=circle.huw, from_member=circle.huw_here, to_member=circle.nain)
    with pytest.raises(RuleBroken):
        actions.hand_over(by=circle.me, from_member=circle.huw_here, to_member=circle.mair_here)


def test_one_parent_cannot_shut_out_the_other(circle):
    with pytest.raises(RuleBroken):
        actions.end_member(by=circle.mair, member=circle.dewi_here)
    law = next(s for s in shares(circle.mair, circle.geth) if s.holder == capacity(circle.dewi))
    with pytest.raises(RuleBroken):
        actions.withdraw(by=circle.mair, decision=law.decision)
    actions.end_member(by=circle.huw, member=circle.dewi_here, why="Court order")
    with pytest.raises(Http404):
        require(circle.dewi, circle.geth.pk, Permission.SEE)


def test_a_contact_is_taken_off_by_who_may_add_and_nobody_else(circle):
    build.grant(circle.geth, circle.teacher, ("about_me",), Permission.SEE)
    with pytest.raises(Http404):
        actions.end_member(by=circle.teacher, member=circle.nain)
    actions.end_member(by=circle.huw, member=circle.nain)
    assert "Nain" not in seen_by(circle, circle.mair)


def test_a_row_of_another_person_is_not_found(circle):
    other = build.person("Somebody Else", authority=circle.place)
    opened = require(circle.mair, circle.geth.pk, Permission.SEE)
    build.grant(other, circle.huw)
    theirs = actions.add_member(by=circle.huw, person=other, kind="friend", name="X", relation="Y")
    with pytest.raises(Http404):
        queries.member(opened, theirs.pk)


def test_legal_status_says_since_when(circle):
    held = actions.record_legal_status(
        by=circle.huw, person=circle.geth, status="care_order", starts_on=date(2024, 1, 1)
    )
    opened = require(circle.mair, circle.geth.pk, Permission.SEE)
    assert [row.status for row in queries.legal_statuses_of(opened)] == ["care_order"]
    actions.end_legal_status(by=circle.huw, legal_status=held)
    assert not queries.legal_statuses_of(opened)


def test_who_opens_a_story_sees_it_for_a_time_and_only_once(circle):
    new = build.person("Ela Wyn", authority=circle.place, born_on=date(1990, 1, 1))
    with pytest.raises(Http404):
        actions.begin(by=circle.mair, person=new)
    me, parent = build.self_of(new), build.family("Tad", new)
    joined = actions.begin(by=circle.huw, person=new, me=capacity(me), parents=[capacity(parent)])
    assert [member.name for member in joined] == ["Tad", "Huw Parry"]
    assert require(me, new.pk, Permission.DECIDE, section="private_to_me").decides
    assert require(circle.huw, new.pk, Permission.ADD).rights.keys() == set(SHAREABLE)
    with pytest.raises(Http404):
        require(parent, new.pk, Permission.SEE)
    with pytest.raises(Http404):
        actions.begin(by=circle.stranger, person=new)


def test_parental_responsibility_is_not_taken_away_by_who_could_not_give_it(circle):
    actions.share(
        by=circle.mair,
        person=circle.geth,
        holder=actions.add_member(
            by=circle.mair,
            person=circle.geth,
            kind="worker",
            name="Mrs Patel",
            relation="ALNCo",
            capacity=capacity(circle.teacher),
        ),
        sections=["about_me"],
        permission=Permission.ADD,
        purpose="School",
    )
    with pytest.raises(RuleBroken):
        actions.change_member(
            by=circle.teacher,
            member=circle.dewi_here,
            version=circle.dewi_here.version,
            parental_responsibility=False,
        )
