"""Who decides, what grants follow, and that stopping bites at once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.http import Http404

from tests import build
from tests.integration.circle.conftest import capacity, shares
from unstori.access import queries as access
from unstori.access.door import require
from unstori.access.models import AuditEvent, Grant, RowGrant, Withholding
from unstori.access.rules import PRIVATE, SECTIONS, SHAREABLE, Permission
from unstori.circle import actions, queries, tasks
from unstori.circle.models import Disagreement, SharingState
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.story import actions as story
from unstori.story.models import Entry

SIXTEEN, EIGHTEEN = date(2033, 3, 2), date(2035, 3, 2)


def opened(circle, actor, permission=Permission.SEE, **more):
    return require(actor, circle.geth.pk, permission, **more)


def newest(decision):
    return SharingState.objects.filter(decision=decision).order_by("pk").last()


def test_beginning_gives_what_the_law_gives_dated_from_the_start(circle):
    me = opened(circle, circle.me)
    assert me.rights[PRIVATE] == Permission.ADD and me.rights["health"] == Permission.SEE and not me.decides
    assert set(opened(circle, circle.mair).rights) == set(SHAREABLE)
    ends = Grant.objects.filter(capacity_id=circle.mair.capacity_id).values_list("valid_until", flat=True)
    assert {end.astimezone(clock.LONDON).date() for end in ends} == {EIGHTEEN}


@pytest.mark.parametrize(
    ("on", "child_decides", "parent_decides", "parent_sees"),
    [
        (SIXTEEN - timedelta(days=1), False, True, True),
        (SIXTEEN, True, False, True),
        (EIGHTEEN - timedelta(days=1), True, False, True),
        (EIGHTEEN, True, False, False),
    ],
)
def test_birthdays_change_who_decides_by_themselves(circle, on, child_decides, parent_decides, parent_sees):
    with time_machine.travel(f"{on}T12:00:00+00:00", tick=True):
        me = opened(circle, circle.me)
        assert (queries.deciding_as(me) is not None) == child_decides
        assert me.rights.keys() == set(SECTIONS)
        if parent_sees:
            parent = opened(circle, circle.mair)
            assert (queries.deciding_as(parent) is not None) == parent_decides
        else:
            with pytest.raises(Http404):
                opened(circle, circle.mair)


def test_what_somebody_decided_opens_exactly_that(circle):
    assert opened(circle, circle.huw).may(Permission.ADD, "health")
    [line] = [share for share in shares(circle.mair, circle.geth) if share.holder == capacity(circle.huw)]
    assert line.decision == circle.with_huw and line.sections == list(SHAREABLE)
    assert newest(circle.with_huw).decided_as == "parental_responsibility"


def test_stopping_bites_on_rows_lists_and_lines_at_once(circle):
    row = story.record(by=circle.mair, person=circle.geth, section="health", event="", title="x")
    before = opened(circle, circle.huw)
    assert list(before.rows(Entry.objects.filter(pk=row.pk))) == [row]
    actions.withdraw(by=circle.mair, decision=circle.with_huw, why="Not any more")
    with pytest.raises(Http404):
        opened(circle, circle.huw)
    assert circle.geth not in access.people_visible_to(circle.huw)
    assert capacity(circle.huw) not in [share.holder for share in shares(circle.mair, circle.geth)]
    assert AuditEvent.objects.filter(action="sharing.withdrawn", person_id=circle.geth.pk).exists()


def test_stopping_is_never_blocked_by_what_is_owed(circle, owes):
    owes(circle.huw, 3)
    actions.withdraw(by=circle.mair, decision=circle.with_huw)
    with pytest.raises(Http404):
        opened(circle, circle.huw)


def test_who_does_not_decide_cannot(circle):
    for actor in (circle.me, circle.huw):
        with pytest.raises(RuleBroken):
            actions.share(by=actor, person=circle.geth, holder=circle.nain, sections=["health"], purpose="x")
    asked = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.nain, sections=["health"], purpose="x"
    )
    for act in (actions.give, actions.refuse):
        with pytest.raises(RuleBroken):
            act(by=circle.huw, decision=asked)
    with pytest.raises(Http404):
        actions.give(by=circle.stranger, decision=asked)
    actions.withdraw(by=circle.huw, decision=asked)
    assert newest(asked).state == "withdrawn"
    assert not Grant.objects.filter(source=asked.pk).exists()


def test_refused_opens_nothing(circle):
    asked = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.place, sections=["health"], purpose="x"
    )
    actions.refuse(by=circle.mair, decision=asked)
    assert not Grant.objects.filter(source=asked.pk).exists()
    with pytest.raises(RuleBroken):
        actions.give(by=circle.mair, decision=asked)


def test_a_child_able_for_this_decision_decides_it_and_no_other(circle):
    asked = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.place, sections=["health"], purpose="x"
    )
    other = actions.ask(
        by=circle.huw, person=circle.geth, holder=circle.place, sections=["care"], purpose="y"
    )
    with pytest.raises(Http404):
        actions.record_ability(by=circle.mair, person=circle.geth, able=True, reasons="x", sharing=asked)
    actions.record_ability(
        by=circle.huw, person=circle.geth, able=True, reasons="He said why.", sharing=asked
    )
    with pytest.raises(RuleBroken):
        actions.give(by=circle.mair, decision=asked)
    actions.give(by=circle.me, decision=asked)
    assert newest(asked).decided_as == "competent_child"
    with pytest.raises(RuleBroken):
        actions.give(by=circle.me, decision=other)
    with time_machine.travel("2027-06-01", tick=True):
        again = actions.ask(
            by=circle.huw, person=circle.geth, holder=circle.place, sections=["care"], purpose="z"
        )
        actions.record_ability(
            by=circle.huw,
            person=circle.geth,
            able=True,
            reasons="x",
            sharing=again,
            review_on=date(2027, 6, 1),
        )
        with pytest.raises(RuleBroken):
            actions.give(by=circle.me, decision=again)


def test_an_attorney_decides_where_the_person_cannot(circle):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        aunt = build.family("Anti Glenys", circle.geth, "Aunt")
        build.grant(circle.geth, aunt)
        with pytest.raises(RuleBroken):
            actions.add_member(
                by=aunt, person=circle.geth, kind="family", name="X", relation="Aunt", authority="attorney"
            )
        actions.add_member(
            by=circle.huw, person=circle.geth, kind="family", name="Anti Glenys", relation="Aunt",
            authority="attorney", capacity=capacity(aunt),
        )  # fmt: skip
        asked = actions.ask(
            by=circle.huw, person=circle.geth, holder=circle.place, sections=["care"], purpose="x"
        )
        actions.record_ability(
            by=circle.huw, person=circle.geth, able=False, reasons="x", cause="y", sharing=asked
        )
        actions.give(by=aunt, decision=asked)
        assert newest(asked).decided_as == "attorney_or_deputy"


def test_a_dispute_suspends_nothing_is_seen_and_is_settled(circle):
    actions.set_key_worker(by=circle.mair, person=circle.geth, member=circle.huw_here)
    actions.dispute(by=circle.dewi, decision=circle.with_huw, why="Too much")
    assert Disagreement.objects.get().settler == circle.huw_here
    assert opened(circle, circle.huw).may(Permission.ADD, "health")
    [line] = [share for share in shares(circle.dewi, circle.geth) if share.decision == circle.with_huw]
    assert line.decision.newest.state == "disputed"
    actions.give(by=circle.mair, decision=circle.with_huw, why="We talked")
    held = Disagreement.objects.get()
    assert held.outcome == "We talked" and held.settled_by == circle.mair.capacity_id
    assert Grant.objects.filter(source=circle.with_huw.pk).count() == len(SHAREABLE), "given once"
    with pytest.raises(RuleBroken):
        actions.dispute(by=circle.huw, decision=circle.with_huw, why="x")
    actions.dispute(by=circle.me, decision=circle.with_huw, why="I do not like it")


def test_what_was_never_valid_ends_and_says_so(circle):
    actions.invalidate(by=circle.mair, decision=circle.with_huw, why="I was told something else")
    assert newest(circle.with_huw).state == "invalidated"
    with pytest.raises(Http404):
        opened(circle, circle.huw)


def test_what_runs_out_ends_by_itself_and_is_written_down_once(circle):
    soon = clock.now() + timedelta(days=1)
    given = actions.share(
        by=circle.mair,
        person=circle.geth,
        holder=circle.place,
        sections=["care"],
        purpose="x",
        valid_until=soon,
    )
    colleague = build.worker("Ann", circle.place)
    assert opened(circle, colleague).may(Permission.SEE, "care")
    with time_machine.travel(soon + timedelta(seconds=1), tick=True):
        with pytest.raises(Http404):
            opened(circle, colleague)
        assert tasks.write_down_expired.call() == 1
        assert tasks.write_down_expired.call() == 0
    assert newest(given).state == "expired"


def test_what_a_duty_opened_only_those_who_protect_close(circle):
    said = {
        "sections": ["care", "safeguarding"],
        "purpose": "Enquiry",
        "why": "s. 47",
        "holder": circle.place,
    }
    given = actions.share_by_duty(by=circle.huw, person=circle.geth, family_told=True, **said)
    with pytest.raises(RuleBroken):
        actions.withdraw(by=circle.mair, decision=given)
    with pytest.raises(Http404):
        actions.share_by_duty(by=circle.me, person=circle.geth, family_told=True, **said)
    with pytest.raises(Http404):
        actions.share_by_duty(by=circle.mair, person=circle.geth, family_told=True, **said)
    actions.withdraw(by=circle.huw, decision=given)
    assert newest(given).decided_as == "legal_duty"


def test_deciding_and_private_are_never_shared(circle):
    to_nain = {"person": circle.geth, "holder": circle.nain, "purpose": "x"}
    with pytest.raises(RuleBroken):
        actions.share(by=circle.mair, sections=["health"], permission=Permission.DECIDE, **to_nain)
    with pytest.raises(RuleBroken):
        actions.ask(by=circle.mair, sections=[PRIVATE], **to_nain)
    other = build.person("Ela", authority=circle.place)
    build.grant(other, circle.huw)
    with pytest.raises(Http404):
        actions.ask(by=circle.huw, person=other, holder=circle.nain, sections=["health"], purpose="x")


def test_who_sees_less_sees_less_of_who_sees(circle):
    build.grant(circle.geth, circle.teacher, ("learning",))
    assert all(share.sections == ["learning"] for share in shares(circle.teacher, circle.geth))
    build.grant(circle.geth, circle.teacher, ("about_me",))
    seen = queries.decisions_of(opened(circle, circle.teacher), "given")
    assert circle.with_huw not in seen, "others' decisions are for who decides"
    with pytest.raises(Http404):
        queries.decision(opened(circle, build_stranger_with(circle, ("money",))), circle.with_huw.pk)


def build_stranger_with(circle, sections):
    build.grant(circle.geth, circle.stranger, sections)
    return circle.stranger


def test_one_row_is_opened_by_the_person_alone(circle):
    row = story.record(by=circle.me, person=circle.geth, section=PRIVATE, event="", title="Den", kind="note")
    to_huw = {"person": circle.geth, "row_id": row.pk, "member": circle.huw_here}
    with pytest.raises(Http404):
        actions.let_see(by=circle.mair, **to_huw)
    with pytest.raises(Http404):
        actions.let_see(by=circle.me, **{**to_huw, "member": circle.nain})
    with pytest.raises(Http404):
        actions.let_see(by=circle.me, **{**to_huw, "row_id": circle.geth.pk})
    assert actions.let_see(by=circle.me, **to_huw) == actions.let_see(by=circle.me, **to_huw)
    actions.end_member(by=circle.mair, member=circle.huw_here)
    assert not RowGrant.objects.filter(row_id=row.pk, ended_at__isnull=True).exists()


def test_what_is_kept_from_a_parent_is_not_reached_through_a_friend_they_let_in(circle):
    kept = story.record(
        by=circle.huw, person=circle.geth, section="learning", event="", title="Where they live now"
    )
    told = story.record(by=circle.huw, person=circle.geth, section="health", event="", title="The enquiry")
    for withheld in ({"kind": "section", "section": "health"}, {"kind": "row", "row_id": kept.pk}):
        Withholding.objects.create(
            person=circle.geth, withheld_from=capacity(circle.mair), reason="danger", created_by=circle.huw.capacity_id,
            review_on=clock.today(), valid_until=clock.now() + timedelta(days=9), **withheld,
        )  # fmt: skip
    friend = build.family("A friend", circle.geth, "Friend")
    here = actions.add_member(by=circle.mair, person=circle.geth, kind="friend", name="A friend", relation="Friend",
                              capacity=capacity(friend))  # fmt: skip
    decision = actions.share(
        by=circle.mair, person=circle.geth, holder=here, sections=SHAREABLE, purpose="To help"
    )
    assert decision.sections == list(SHAREABLE), "nothing tells the parent what is kept back"
    through = opened(circle, friend)
    assert "learning" in through.sections and "health" not in through.sections
    assert not through.rows(Entry.objects.filter(pk__in=[kept.pk, told.pk])).exists()
    assert opened(circle, circle.huw).rows(Entry.objects.filter(pk__in=[kept.pk, told.pk])).count() == 2
