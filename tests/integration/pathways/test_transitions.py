"""Transitions: they open by themselves, are owned by both sides, show the gaps of the day, and end with a reason."""

from datetime import date, timedelta

import pytest

from tests import build
from tests.ground import shared
from tests.integration.teams.conftest import Office, around, capacity
from tests.integration.teams.conftest import office as office
from unstori.access.actions import grants, withholding
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent, Grant
from unstori.access.rules import SECTIONS, Permission
from unstori.circle.actions.beginning import open_to_parent
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import opening_transitions as opening
from unstori.pathways.actions import transitions as actions
from unstori.pathways.models import Transition, TransitionItem, TransitionStep
from unstori.pathways.queries import gaps
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import transitions as queries
from unstori.pathways.rules import ages
from unstori.people.models import Person
from unstori.people.rules import birthday
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.story.models import Entry, Promise

__all__ = ["Office", "office"]


def born_to_be(age: int, *, in_days: int) -> date:
    """Whoever reaches an age in so many days."""
    day = clock.today() + timedelta(in_days)
    born = date(day.year - age, day.month, min(day.day, 28))
    assert birthday(born, age) >= clock.today()
    return born


@shared
def nearly(office: Office) -> Office:
    """Ela is 18 in about half a year; her mother's access ends then, as it does for every parent."""
    Person.objects.filter(pk=office.ela.pk).update(born_on=born_to_be(18, in_days=180))
    office.ela.refresh_from_db()
    return office


@pytest.fixture
def begun(nearly: Office) -> Transition:
    opening.open_waiting(by=build.system())
    return Transition.objects.get(person=nearly.ela, age="eighteen")


def shown(office: Office, row: Transition, by=None) -> Transition:
    return queries.transition(open_person(by or office.huw, office.ela.reference), row.pk)


def one(office: Office, row: Transition, id: str) -> TransitionItem:
    return next(item for item in shown(office, row).items.all() if item.item == id)


def test_they_open_by_themselves_once_and_not_before_their_time(nearly):
    assert opening.open_waiting(by=build.system()) > 0
    first = set(Transition.objects.values_list("person", "age"))
    assert (nearly.ela.pk, "eighteen") in first and (nearly.ela.pk, "twenty_five") not in first
    assert opening.open_waiting(by=build.system()) == 0
    row = Transition.objects.get(person=nearly.ela, age="eighteen")
    assert row.day == birthday(nearly.ela.born_on, 18)
    assert {item.side for item in row.items.all()} == {"here", "there", "family"}
    assert all(item.said["cy"] and item.due_on >= clock.today() for item in row.items.all())
    assert Entry.objects.filter(
        event="transition.opened", about_id=row.pk, title_cy__contains="oedolyn"
    ).exists()
    assert AuditEvent.objects.filter(action="transition.opened", person_id=nearly.ela.pk).exists()


def test_it_can_be_begun_before_its_time_and_is_the_same_one_twice(nearly):
    opened = open_person(nearly.huw, nearly.ela.reference)
    assert stages.stage(opened, "twenty_five").state == ages.COMING
    row = opening.open_early(by=nearly.huw, person=nearly.ela, age="twenty_five")
    assert opening.open_early(by=nearly.mam, person=nearly.ela, age="twenty_five").pk == row.pk
    for never in ("sixteen", "compulsory_starts", "rubbish"):  # past; nothing to prepare; none
        with pytest.raises(NotFound):
            opening.open_early(by=nearly.huw, person=nearly.ela, age=never)
    with pytest.raises(NotFound):
        opening.open_early(by=nearly.elsewhere, person=nearly.ela, age="nineteen")


def test_whoever_takes_it_promises_it_and_it_is_done_where_it_was_promised(nearly, begun):
    item = one(nearly, begun, "health")
    due = clock.today() + timedelta(30)
    actions.take(by=nearly.mam, item=item, due_on=due, owner=capacity(nearly.huw))
    item = one(nearly, begun, "health")
    assert item.promise.owner_id == nearly.huw.capacity_id and queries.due(item) == due
    assert not queries.nobodys(item) and queries.is_open(item)
    actions.take(by=nearly.mam, item=item, due_on=due, owner=capacity(nearly.mam))
    assert Promise.objects.filter(owner_id=nearly.mam.capacity_id).count() == 1  # handed over, not twice
    story.keep_promise(by=nearly.mam, promise=one(nearly, begun, "health").promise, outcome="Dr Rees, in May")
    assert queries.is_done(one(nearly, begun, "health"))
    with pytest.raises(RuleBroken):
        actions.done(by=nearly.huw, item=one(nearly, begun, "health"))
    actions.put_back(by=nearly.huw, item=one(nearly, begun, "health"))
    assert queries.nobodys(one(nearly, begun, "health"))


def test_somebody_without_an_account_is_written_down_and_what_was_promised_is_let_go(nearly, begun):
    item = one(nearly, begun, "assessment")
    actions.take(by=nearly.huw, item=item, due_on=clock.today(), owner=capacity(nearly.huw))
    actions.take(
        by=nearly.huw, item=one(nearly, begun, "assessment"), due_on=clock.today(), name="Ann, adult team"
    )
    item = one(nearly, begun, "assessment")
    assert item.promise is None and item.owner_name == "Ann, adult team"
    assert not Promise.objects.filter(kept_at__isnull=True).exists()
    with pytest.raises(RuleBroken):
        actions.take(by=nearly.huw, item=item, due_on=clock.today(), name="  ")


def test_done_by_another_is_written_with_their_name_and_dropping_needs_a_reason(nearly, begun):
    actions.done(
        by=nearly.huw, item=one(nearly, begun, "carers"), done_for="Ann, adult team", words="Offered"
    )
    item = one(nearly, begun, "carers")
    assert item.done_for == "Ann, adult team" and item.done_on == clock.today()
    with pytest.raises(RuleBroken):
        actions.drop(by=nearly.huw, item=one(nearly, begun, "hospital"), why=" ")
    actions.drop(by=nearly.huw, item=one(nearly, begun, "hospital"), why="She has one.")
    assert TransitionStep.objects.get(kind="dropped").words == "She has one."
    actions.add_item(
        by=nearly.mam, transition=begun, words="Her own key", side="family", due_on=clock.today()
    )
    assert shown(nearly, begun).items.filter(words="Her own key").exists()


def test_a_parents_access_that_ends_at_18_is_a_gap_until_it_is_given_anew(nearly, begun):
    _as_parent(nearly)
    opened = open_person(nearly.huw, nearly.ela.reference)
    found = [gap for gap in gaps.gaps_of(opened, begun) if gap.kind == "access"]
    assert any(gap.holder.pk == nearly.mam.capacity_id and gap.on == begun.day for gap in found)
    build.grant(nearly.ela, nearly.mam, valid_from=clock.midnight(begun.day))
    found = [gap for gap in gaps.gaps_of(opened, begun) if gap.kind == "access"]
    assert not any(gap.holder.pk == nearly.mam.capacity_id for gap in found)


def _as_parent(office: Office) -> None:
    """What the law gives a parent, with its end at 18, in place of what the fixture gave."""
    source = Grant.objects.filter(person=office.ela, capacity_id=office.mam.capacity_id).values_list(
        "source", flat=True
    )[0]
    grants.end(person=office.ela, source=source, by=build.system())
    member = Member.objects.get(person=office.ela, capacity_id=office.mam.capacity_id)
    open_to_parent(by=build.system(), person=office.ela, member=member)


def test_a_support_that_ends_and_nobody_for_after_are_gaps_and_go_when_mended(nearly, begun):
    plan.add_support(
        by=nearly.huw, person=nearly.ela, section="care", what="Saturday club", who="Clwb", comes_from="community",
        status="started", ends_on=begun.day - timedelta(10),
    )  # fmt: skip
    plan.add_support(
        by=nearly.huw, person=nearly.ela, section="care", what="Swimming", who="Nain", comes_from="family",
        status="started",
    )  # fmt: skip
    kinds = {gap.kind: gap for gap in gaps.gaps_of(open_person(nearly.huw, nearly.ela.reference), begun)}
    assert kinds["support_ends"].support.what == "Saturday club" and "nobody_after" in kinds
    assert "no_key_worker" not in kinds  # Huw is
    row = actions.name_receiver(
        by=nearly.mam, transition=begun, name="Ann Rees, adult team", how="01286 000000"
    )
    kinds = {gap.kind for gap in gaps.gaps_of(open_person(nearly.huw, nearly.ela.reference), row)}
    assert "nobody_after" not in kinds
    with pytest.raises(RuleBroken):
        actions.name_receiver(by=nearly.mam, transition=begun)


def test_it_ends_with_something_open_only_for_a_reason_and_opens_again(nearly, begun):
    with pytest.raises(RuleBroken):
        actions.end(by=nearly.huw, transition=begun, to="done")
    actions.end(by=nearly.huw, transition=begun, to="off", why="She moves away.")
    with pytest.raises(RuleBroken):
        actions.add_item(by=nearly.huw, transition=begun, words="x", side="here", due_on=clock.today())
    actions.reopen(by=nearly.mam, transition=begun)
    begun.refresh_from_db()
    assert (
        begun.state == "open"
        and TransitionStep.objects.filter(kind="ended", words="She moves away.").exists()
    )


def test_who_sees_nothing_of_it_does_nothing_with_it(nearly, begun):
    item = one(nearly, begun, "health")
    sees_only = build.worker("Gwen Sees", nearly.place)
    build.grant(nearly.ela, sees_only, SECTIONS[:2], permission=Permission.SEE)
    before = TransitionStep.objects.count()
    for stranger in (nearly.elsewhere, sees_only):
        for act in (
            lambda by: actions.take(by=by, item=item, due_on=clock.today(), name="x"),
            lambda by: actions.done(by=by, item=item),
            lambda by: actions.drop(by=by, item=item, why="x"),
            lambda by: actions.put_back(by=by, item=item),
            lambda by: actions.add_item(
                by=by, transition=begun, words="x", side="here", due_on=clock.today()
            ),
            lambda by: actions.name_receiver(by=by, transition=begun, name="x"),
            lambda by: actions.end(by=by, transition=begun, to="off", why="x"),
            lambda by: actions.reopen(by=by, transition=begun),
        ):
            with pytest.raises(NotFound):
                act(stranger)
    assert TransitionStep.objects.count() == before


def test_what_is_kept_from_somebody_is_not_there(nearly, begun):
    gwen = build.worker("Gwen Safe", nearly.place)
    build.grant(nearly.ela, gwen)
    around(nearly.ela, gwen)
    withholding.withhold(
        by=gwen, person=nearly.ela, kind="row", withheld_from=capacity(nearly.boss), row_id=begun.pk,
        reason="It would put her in danger.", review_on=clock.today() + timedelta(5), ends_on=clock.today() + timedelta(9),
    )  # fmt: skip
    with pytest.raises(NotFound):
        shown(nearly, begun, nearly.boss)
    opened = open_person(nearly.boss, nearly.ela.reference)
    assert all(stage.transition is None for stage in stages.stages_of(opened) if stage.age.id == "eighteen")
    with pytest.raises(NotFound):
        actions.take(by=nearly.boss, item=begun.items.first(), due_on=clock.today(), name="x")
