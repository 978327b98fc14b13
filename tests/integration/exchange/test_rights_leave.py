"""Offers, disagreements, what nobody holds and boards leave with their reader; what is one's own only when asked for."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.system.lives.boards import live as with_boards
from unstori.access.actions import withholding
from unstori.access.door import open_person
from unstori.access.rules import Actor
from unstori.boards.models import BoardUse
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.exchange.leaving import bundle_of
from unstori.exchange.queries import leaving
from unstori.holding import actions as holding
from unstori.people.models import Capacity
from unstori.rights import actions as rights
from unstori.safeguarding import actions as safeguarding
from unstori.story import actions as story

MINE = ("Dw i ddim yn cysgu xoxo", "Clais ar ei fraich xoxo")


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


@pytest.fixture
def lived(world):
    """Of each a little, and two things that are Mair's alone."""
    about = {"person": world.geth}
    offered = rights.offer(by=world.huw, kind="advocacy", words="Ar y ffôn oedd hyn", **about)
    rights.answer_offer(by=world.mair, offer=offered, what="declined", words="Mae gennym ni ffrind")
    rights.ask_for(
        by=world.mair, kind="direct_payment", words="Hoffwn ddewis pwy", owner=capacity(world.huw), **about
    )
    raised = rights.disagree(by=world.mair, about="Y llythyr oren", words="Un awr, nid dwy", owner=capacity(world.huw),
                             **about)  # fmt: skip
    rights.answer(by=world.huw, disagreement=raised, words="Edrychwn eto")
    holding.press(by=world.mair, words="Pwy sy’n trefnu’r clinig?", **about)
    with_boards(world)
    begun = story.start_own(by=world.mair, guide="carer", language="cy")
    story.save_own_answer(
        by=world.mair, conversation=begun, question="what-i-do", words=MINE[0], language="cy"
    )
    story.finish_own(by=world.mair, conversation=begun)
    told = safeguarding.Told(heard=MINE[1], said_by="Geth")
    safeguarding.raise_concern(by=world.mair, told=told, **about)
    return world


def copy(world, sign_in, who: Actor, own: str = "") -> str:
    page = sign_in(who).get(reverse("exchange:copy", args=[world.geth.reference]) + own)
    assert page.status_code == 200
    return page.content.decode()


def machine(world, sign_in, who: Actor, own: str = "") -> str:
    page = sign_in(who).get(reverse("exchange:export", args=[world.geth.reference]) + f"?file=1{own}")
    assert page.status_code == 200
    return json.dumps(json.loads(page.content), ensure_ascii=False)


THERE = ("An advocate of my own", "Mae gennym ni ffrind", "Hoffwn ddewis pwy", "Y llythyr oren", "Un awr, nid dwy",
         "Edrychwn eto", "Pwy sy’n trefnu’r clinig?")  # fmt: skip


def test_all_of_it_is_in_both_forms_and_what_is_ones_own_is_not(lived, sign_in):
    board = BoardUse.objects.filter(finished_at__isnull=False).first()
    for made in (copy(lived, sign_in, lived.mair), machine(lived, sign_in, lived.mair)):
        for words in (*THERE, board.title):
            assert words in made, words
        assert not any(words in made for words in MINE)


def test_what_is_ones_own_leaves_for_its_author_and_for_nobody_else(lived, sign_in):
    for made in (copy(lived, sign_in, lived.mair, "?own=1"), machine(lived, sign_in, lived.mair, "&own=1")):
        assert all(words in made for words in MINE)
    for other in (lived.geth_self, lived.huw, lived.teacher):
        for made in (copy(lived, sign_in, other, "?own=1"), machine(lived, sign_in, other, "&own=1")):
            assert not any(words in made for words in MINE), other.user_name


def test_whoever_sees_only_learning_gets_none_of_what_is_in_other_parts(lived, sign_in):
    made = machine(lived, sign_in, lived.teacher)
    assert "Hoffwn ddewis pwy" not in made and "Un awr, nid dwy" not in made


def test_what_is_kept_from_somebody_leaves_no_trace(lived, sign_in):
    raised = rights.disagree(by=lived.mair, person=lived.geth, about="Y bws glas", words="Rhy bell xixi")
    said = holding.press(by=lived.mair, person=lived.geth, words="Pwy sy’n gyrru xixi?")
    for row in (raised, said):
        withholding.withhold(
            by=_safe(lived), person=lived.geth, kind="row", withheld_from=capacity(lived.huw), row_id=row.pk,
            reason="Seeing it could put him in danger.", review_on=clock.today() + timedelta(9), ends_on=clock.today() + timedelta(90),
        )  # fmt: skip
    assert "xixi" in machine(lived, sign_in, lived.mair)
    for made in (machine(lived, sign_in, lived.huw), copy(lived, sign_in, lived.huw)):
        assert "xixi" not in made and "Y bws glas" not in made


def _safe(world) -> Actor:
    worker = build.worker("Gwen Safe", world.authority)
    build.grant(world.geth, worker)
    return worker


def test_a_concern_by_details_alone_never_says_whom_it_named(lived, sign_in):
    about = safeguarding.About(authority=lived.authority, kind="child", known_as=lived.geth.full_name,
                               born_on=lived.geth.born_on)  # fmt: skip
    safeguarding.raise_concern(by=lived.mair, told=safeguarding.Told(heard="Heb enw xaxa"), about=about)
    assert "xaxa" not in machine(lived, sign_in, lived.mair, "&own=1")


def test_who_cannot_sign_in_is_named_with_whose_hand_it_was(lived, sign_in):
    nain = circle.add_member(
        by=lived.mair, person=lived.geth, kind="family", name="Nain Eirlys", relation="grandmother"
    )
    heard = rights.Told(nain, clock.today(), "phone")
    rights.disagree(
        by=lived.huw, person=lived.geth, about="Y bws", words="Rhy bell", told=heard, reply_by="told"
    )
    assert "Nain Eirlys, written down by Huw Parry" in copy(lived, sign_in, lived.mair)
    assert "Nain Eirlys: Rhy bell" in machine(lived, sign_in, lived.mair)


def test_the_machine_form_points_at_nothing_that_does_not_leave(lived):
    made = bundle_of(leaving(open_person(lived.mair, lived.geth.reference)))
    there = {entry["fullUrl"] for entry in made["entry"] if "fullUrl" in entry}
    ours = [one for one in made["entry"] if "disagreement" in json.dumps(one)]
    for one in ours:
        for each in one["resource"].get("derivedFrom", []) + one["resource"].get("hasMember", []):
            assert each["reference"] in there
