"""A concern goes to the right team and to somebody by name, is decided, and comes back to who raised it."""

from datetime import date, datetime

import pytest

from tests import build
from tests.integration.safeguarding.conftest import SECRET, capacity
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent, Withholding
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.plan.models import Enquiry
from unstori.safeguarding import actions, queries, rules
from unstori.safeguarding.models import Account, Concern, Disclosure, Place, Source, Step
from unstori.story.models import Entry

SAID = actions.Told(heard="He had a mark", why_not_told="Dangerous")


def test_it_falls_at_once_to_who_is_on_duty_and_is_decided_by_a_working_day(about_mair, front, circle):
    assert about_mair.state == rules.WAITING and about_mair.team == front.children
    assert about_mair.holder_id == front.nia.capacity_id and about_mair.due_on == date(2026, 11, 24)
    row = Account.objects.get()
    assert row.heard == f"{SECRET} on his arm" and row.opinion == "Too many falls"
    assert Source.objects.get().capacity_id == circle.mair.capacity_id


def test_no_audit_event_of_it_names_the_person(about_mair, front, circle):
    actions.accept(by=front.nia, concern=about_mair)
    actions.read(by=front.nia, concern=about_mair)
    events = AuditEvent.objects.filter(action__startswith="concern.").exclude(action="concern.place")
    assert {"concern.raise", "concern.came", "concern.accepted", "concern.read"} <= {
        one.action for one in events
    }
    assert not events.filter(person_id__isnull=False).exists()
    assert SECRET not in str(list(AuditEvent.objects.values()))


def test_nobody_on_duty_is_seen_and_falls_to_the_manager(circle, front, teacher):
    directory.put_on_duty(by=front.admin, team=front.children, worker=None)
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID)
    assert made.holder_id == front.rhys.capacity_id and made.nobody_on_duty


def test_at_night_it_goes_to_the_night_and_in_the_morning_to_the_day(circle, front, teacher):
    with clock.at(datetime(2026, 11, 23, 20, tzinfo=clock.LONDON)):
        made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID)
    assert made.team == front.night and made.holder_id == front.owain.capacity_id
    actions.pass_on(by=front.owain, concern=made, kind="child", why="It is morning")
    made.refresh_from_db()
    assert made.team == front.children and made.holder_id == front.nia.capacity_id
    with pytest.raises(NotFound):
        queries.one_for_team(front.owain, made.pk)


def test_about_an_adult_who_is_not_here(circle, front, teacher):
    about = actions.About(circle.place, "adult", "Mrs Jones at number 4", "Lives alone")
    made = actions.raise_concern(by=teacher, about=about, told=SAID)
    assert made.team == front.adults and made.person is None and made.known_more == "Lives alone"


def test_exact_details_find_somebody_and_say_so_to_nobody_who_asks(circle, front):
    from unstori.people.models import Person

    Person.objects.filter(pk=circle.geth.pk).update(postcode="LL55 1AA")
    about = actions.About(
        circle.place, "child", circle.geth.full_name, born_on=circle.geth.born_on, postcode="ll551aa"
    )
    made = actions.raise_concern(by=circle.stranger, about=about, told=SAID)
    assert made.person_id == circle.geth.pk and not made.by_reference
    nobody = actions.About(circle.place, "child", "Nobody", born_on=circle.geth.born_on, postcode="ll551aa")
    other = actions.raise_concern(by=circle.stranger, about=nobody, told=SAID)
    assert (other.team, other.state) == (made.team, made.state) and other.person is None


def test_where_no_team_is_here_it_stays_with_who_raised_it_until_they_told(circle, teacher):
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID)
    assert made.state == rules.WITH_RAISER and queries.waits_for(teacher).to_phone == 1
    with pytest.raises(RuleBroken):
        actions.escalate(by=teacher, concern=made, words="Nobody answers")
    actions.say_told(by=teacher, concern=made, whom="Siân, 2 pm")
    made.refresh_from_db()
    assert made.state == rules.TOLD and queries.waits_for(teacher).to_phone == 0
    with pytest.raises(RuleBroken):
        actions.say_told(by=teacher, concern=made, whom="Again")


def test_a_team_that_was_closed_takes_none(circle, front, teacher):
    from unstori.people.models import Capacity

    Capacity.objects.filter(team=front.children).update(team=None, manages=False)
    directory.close_team(by=front.admin, team=front.children)
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID)
    assert made.state == rules.WITH_RAISER


@pytest.mark.parametrize("named", [True, False])
def test_who_may_be_the_danger_never_gets_it_though_they_are_on_duty(circle, front, teacher, named):
    """By their place in the circle, or by their name alone."""
    build.grant(circle.geth, front.nia)
    if named:
        from unstori.circle import actions as circling

        here = circling.add_member(by=circle.mair, person=circle.geth, kind="worker", name="Nia", relation="Social worker",
                                   organisation=circle.place, capacity=capacity(front.nia))  # fmt: skip
        made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, sources=[here])
    else:
        made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, source_name=" nia  wyn")
    assert made.holder_id == front.rhys.capacity_id
    assert made not in queries.for_team(front.nia) and made in queries.for_team(front.rhys)
    with pytest.raises(NotFound):
        actions.accept(by=front.nia, concern=made)
    actions.accept(by=front.rhys, concern=made)
    with pytest.raises(RuleBroken):
        actions.give(by=front.rhys, concern=made, to=capacity(front.nia))


@pytest.mark.parametrize("said", ["Nia", "his auntie Nia", "NÎA W.", "Mrs Wyn-Parry"])
def test_a_part_of_a_name_is_enough(circle, front, teacher, said):
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, source_name=said)
    assert made.holder_id == front.rhys.capacity_id and made not in queries.for_team(front.nia)


def test_a_part_of_a_name_keeps_it_from_who_has_the_night_too_and_from_nobody_elsewhere(
    circle, front, teacher
):
    build.worker("Owain Rees", circle.place)
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, source_name="Owain")
    assert [one.capacity_id for one in made.sources.all()] == [front.owain.capacity_id]


def test_who_is_in_danger_from_somebody_of_their_own_surname_is_not_taken_for_the_danger(
    circle, front, teacher
):
    from unstori.people.models import User

    User.objects.filter(pk=circle.me.user_id).update(name="Gethin Rowlands")
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, source_name="Uncle Rowlands")
    assert not made.sources.filter(capacity=circle.me.capacity_id).exists()


def test_somebody_of_the_circle_without_an_account_is_known_by_name_too(circle, front, teacher):
    from unstori.circle.models import Member

    Member.objects.filter(pk=circle.nain.pk).update(name="Nia")
    circle.nain.refresh_from_db()
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID, sources=[circle.nain])
    assert made.holder_id == front.rhys.capacity_id and made not in queries.for_team(front.nia)


@pytest.mark.parametrize("near", ["family", "self", "circle"])
def test_nobody_handles_one_about_themselves_or_their_family_though_nobody_is_named(
    circle, front, teacher, near
):
    """Nia is on duty, and his aunt, him, or a friend of the family with an account as a worker alone."""
    if near == "circle":
        from unstori.circle.models import Member

        Member.objects.filter(pk=circle.nain.pk).update(capacity=front.nia.capacity_id)
    else:
        build._actor(build.account_of(front.nia), kind=near, person=circle.geth)
    made = actions.raise_concern(by=teacher, person=circle.geth, told=SAID)
    assert made.holder_id == front.rhys.capacity_id
    assert made not in queries.for_team(front.nia) and made in queries.for_team(front.rhys)
    assert rules.sees(queries.reader(front.nia, made)) == rules.NOTHING
    with pytest.raises(RuleBroken):
        actions.give(by=front.rhys, concern=made, to=capacity(front.nia))


def test_nobody_raises_one_from_the_page_of_somebody_whom_they_may_not_see(circle, front):
    with pytest.raises(NotFound):
        actions.raise_concern(by=circle.stranger, person=circle.geth, told=SAID)
    assert not Concern.objects.exists()


def test_what_went_to_another_team_while_one_waited_for_it_is_not_theirs_any_more(
    about_mair, front, monkeypatch
):
    first = queries.one_for_team

    def passed_meanwhile(by, id):
        found = first(by, id)
        Concern.objects.filter(pk=id).update(team=front.adults, holder=front.elen.capacity_id)
        return found

    monkeypatch.setattr(queries, "one_for_team", passed_meanwhile)
    with pytest.raises(NotFound):
        actions.accept(by=front.nia, concern=about_mair)


def test_the_team_decides_and_who_raised_it_hears_what_they_may(about_mair, front, teacher):
    with pytest.raises(RuleBroken):
        actions.decide(by=front.nia, concern=about_mair, outcome="strategy", why="First")
    actions.accept(by=front.nia, concern=about_mair)
    with pytest.raises(RuleBroken):
        actions.decide(by=front.nia, concern=about_mair, outcome="none", why="Seen by a doctor")
    with pytest.raises(RuleBroken):
        actions.decide(by=front.nia, concern=about_mair, outcome="enquiry_adult", why="w")
    actions.decide(by=front.nia, concern=about_mair, outcome="none", why="Seen by a doctor", instead="School watches",
                   for_raiser="Keep an eye on him")  # fmt: skip
    about_mair.refresh_from_db()
    assert about_mair.state == rules.DECIDED and about_mair.outcome == "none"
    actions.add_more(by=teacher, concern=about_mair, words="Another one")
    about_mair.refresh_from_db()
    assert about_mair.state == rules.WAITING


def test_disagreeing_takes_it_to_a_named_manager(about_mair, front, teacher):
    actions.accept(by=front.nia, concern=about_mair)
    actions.decide(by=front.nia, concern=about_mair, outcome="none", why="w", instead="i")
    actions.escalate(by=teacher, concern=about_mair, words="It happened again")
    about_mair.refresh_from_db()
    assert about_mair.holder_id == front.rhys.capacity_id and about_mair.escalated
    assert about_mair.state == rules.WAITING and Step.objects.filter(kind="escalated").exists()


def test_an_enquiry_begins_in_the_record_and_is_kept_from_who_may_be_the_danger(about_mair, front, circle):
    build.grant(circle.geth, front.nia)
    actions.accept(by=front.nia, concern=about_mair)
    step = actions.decide(by=front.nia, concern=about_mair, outcome="enquiry_child", why="w")
    enquiry = Enquiry.objects.get()
    assert step.enquiry_id == enquiry.pk and enquiry.kind == "child_protection"
    kept = Withholding.objects.get()
    assert kept.row_id == enquiry.pk and kept.withheld_from_id == circle.mair.capacity_id
    assert kept.review_on == date(2026, 12, 21)
    assert "oncern" not in kept.reason and "danger" in kept.reason
    from unstori.access.door import require

    told = Entry.objects.filter(about_id=enquiry.pk)
    assert told.exists() and not require(circle.mair, circle.geth.pk, Permission.SEE).rows(told).exists()
    assert require(circle.huw, circle.geth.pk, Permission.SEE).rows(told).exists()


def test_who_may_not_write_in_the_record_decides_all_the_same(about_mair, front):
    actions.accept(by=front.nia, concern=about_mair)
    step = actions.decide(by=front.nia, concern=about_mair, outcome="enquiry_child", why="w")
    assert step.enquiry_id is None and not Enquiry.objects.exists()
    with pytest.raises(RuleBroken):
        actions.tell_person(by=front.nia, concern=about_mair, words="You are safe")


def test_the_person_sees_what_they_may_and_the_danger_does_not(about_mair, front, circle):
    from unstori.access.door import require

    build.grant(circle.geth, front.nia)
    actions.accept(by=front.nia, concern=about_mair)
    actions.tell_person(by=front.nia, concern=about_mair, words="Nia comes on Friday")
    entry = Entry.objects.filter(event="safeguarding.told")
    for actor, sees in (
        (circle.me, True),
        (front.nia, True),
        (circle.mair, False),
        (circle.dewi, False),
        (circle.huw, False),
    ):
        assert require(actor, circle.geth.pk, Permission.SEE).rows(entry).exists() == sees, actor.user_name


def test_sharing_answers_both_questions(about_mair, front):
    said = {
        "to_name": "PC Evans",
        "what": "The mark",
        "why": "To keep him safe",
        "family_told": False,
        "why_not_told": "x",
    }
    with pytest.raises(RuleBroken):
        actions.share(
            by=front.nia, concern=about_mair, data_basis="consent", confidentiality_basis="duty", **said
        )
    actions.share(
        by=front.nia,
        concern=about_mair,
        data_basis="public_task",
        confidentiality_basis="safeguarding",
        **said,
    )
    assert Disclosure.objects.get().to_name == "PC Evans"


def test_everything_said_is_evidence(about_mair, front):
    from django.db import DatabaseError, transaction

    for model in (Account, Source, Step):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(language="cy")


def test_only_an_administrator_says_where_they_go_and_for_their_own(circle, front):
    with pytest.raises(NotFound):
        actions.say_place(by=front.nia, authority=circle.place, kind="child", team=None, phone="1")
    with pytest.raises(NotFound):
        actions.say_place(
            by=front.admin, authority=build.organisation("B"), kind="child", team=None, phone="1"
        )
    with pytest.raises(RuleBroken):
        actions.say_place(by=front.admin, authority=circle.place, kind="child", team=None, phone=" ")
    actions.say_place(by=front.admin, authority=circle.place, kind="child", team=None, phone="1")
    assert Place.objects.get(kind="child").team is None


def test_others_do_nothing_with_it(about_mair, front, circle):
    for by in (circle.mair, circle.dewi, circle.me, circle.huw, front.elen, front.admin, circle.stranger):
        for act in (
            lambda by=by: actions.accept(by=by, concern=about_mair),
            lambda by=by: actions.add_more(by=by, concern=about_mair, words="w"),
            lambda by=by: actions.escalate(by=by, concern=about_mair, words="w"),
            lambda by=by: actions.say_back(by=by, concern=about_mair, words="w"),
        ):
            with pytest.raises(NotFound):
                act()


def test_it_goes_when_the_person_is_erased(about_mair, front, circle):
    from unstori.access.queries import forgetting

    counted = forgetting.what_goes(circle.geth)
    assert counted["safeguarding.Concern"] == 1 and counted["safeguarding.Account"] == 1


def test_without_a_manager_here_it_stays_with_who_has_it(about_mair, front, teacher):
    from unstori.people.models import Capacity

    Capacity.objects.filter(pk=front.rhys.capacity_id).update(manages=False)
    actions.escalate(by=teacher, concern=about_mair, words="Nobody came")
    about_mair.refresh_from_db()
    assert about_mair.holder_id == front.nia.capacity_id and about_mair.escalated
    assert Step.objects.get(kind="escalated").holder is None
    actions.accept(by=front.nia, concern=about_mair)
    actions.decide(by=front.nia, concern=about_mair, outcome="strategy", why="w")
    about_mair.refresh_from_db()
    assert not about_mair.escalated
