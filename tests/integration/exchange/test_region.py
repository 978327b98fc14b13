"""The demo region: whole, believable, the same every time, and made once."""

from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests import build
from unstori.access.actions import erasing
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent, DocumentGrant
from unstori.access.queries import actor_of, forgetting
from unstori.access.rules import Permission
from unstori.adjustments.models import Adjustment, Impairment
from unstori.assessment.models import Assessment, Finding
from unstori.boards.models import BoardUse
from unstori.circle.models import Disagreement, Member
from unstori.core import clock
from unstori.directory.models import Absence, EntryDraft, Reply, Report, Visit
from unstori.directory.models import Entry as Listed
from unstori.directory.models import Review as Said
from unstori.directory.queries.whereabouts import whereabouts
from unstori.exchange.models import Token
from unstori.exchange.region import cast, days, invent, lives
from unstori.exchange.region.make import make
from unstori.governance.models import DataRequest, LikelyPair
from unstori.pathways.models import Process
from unstori.pathways.queries.process_runs import running
from unstori.people.models import Capacity, Person, User
from unstori.people.rules import age_on, is_nhs_number
from unstori.plan.models import Document, Outcome, Review, Support
from unstori.plan.rules import View, differences
from unstori.rights.models import Disagreement as Thread
from unstori.rights.models import OfferNews
from unstori.safeguarding.models import Concern
from unstori.story.models import Contradiction, Conversation, Entry, OwnConversation, Promise, Statement
from unstori.teams.models import SupervisionNote

PEOPLE = 14


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[dict[str, Person]]:
    """One small region for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("make_region", people=PEOPLE, stdout=said)
        assert "Geth, 9; around them Mair Rowlands, Dafydd Rowlands, Huw" in said.getvalue()
        yield {person.called: person for person in Person.objects.all()}
        transaction.set_rollback(True)


def test_region_is_made_once(region):
    said = StringIO()
    call_command("make_region", stdout=said)
    assert "already" in said.getvalue()
    assert Person.objects.count() == PEOPLE + 2, (
        "one whom another service wrote down again, and one in England"
    )


def test_the_directory_knows_how_far_everybody_is_and_nobody_lives_there(region):
    """A place that is known, and a letter at the end that no postcode of the Royal Mail has there."""
    homes = {person.postcode for person in region.values() if person.postcode}
    assert len(homes) > 6 and {home[-1] for home in homes} <= set("CIKMOV")
    assert {whereabouts(home).how for home in homes} == {"sector"}


def test_a_rich_life_can_be_erased_whole(region):
    """Whatever a room keeps of somebody, it points at nothing that stays behind."""
    with transaction.atomic():
        others = Entry.objects.exclude(person=region["Geth"]).count()
        reference = region["Geth"].reference
        went = erasing.erase_person(
            by=build.system(), reference=reference, reason="Nobody needs this any more."
        )
        connection.check_constraints()
        assert len(went) > 15 and not any(rows.exists() for rows in forgetting.rows_about(region["Geth"]))
        assert Entry.objects.count() == others
        transaction.set_rollback(True)


def test_everybody_in_the_region_is_of_the_demo_and_has_a_test_number(region):
    assert not User.objects.filter(is_demo=False).exclude(capacities__kind="system").exists()
    numbered = [person for person in region.values() if person.called not in ("Ella", "Alfie")]
    assert len(numbered) == PEOPLE
    for person in numbered:
        assert person.nhs_number.startswith("999")
        assert is_nhs_number(person.nhs_number)


@pytest.mark.parametrize("called", ["Geth", "Ela", "Dan", "Seren", "Ianto", "Gwil"])
def test_rich_life_has_everything_to_show(region, called):
    person = region[called]
    today = clock.today()
    entries = Entry.objects.filter(person=person, event="")
    assert 30 <= entries.count() <= 60
    assert (today - entries.earliest("sort_on").sort_on).days > 2 * 365
    assert Entry.objects.filter(person=person).latest("sort_on").sort_on <= today
    promises = Promise.objects.filter(person=person)
    assert promises.filter(kept_at__isnull=False).exists()
    assert promises.filter(kept_at__isnull=True, due_on__lt=today).exists()
    assert promises.filter(kept_at__isnull=True, due_on__gte=today).exists()
    assert Contradiction.objects.get(person=person).settler
    assert Statement.objects.filter(person=person).count() >= 8
    assert Review.objects.filter(person=person, held_at__isnull=False).count() == 1
    assert Review.objects.filter(person=person, held_at__isnull=True).count() == 1
    assert all(outcome.statements.exists() for outcome in Outcome.objects.filter(person=person))
    assert Member.objects.get(person=person, is_key_worker=True)


@pytest.mark.parametrize("called", ["Geth", "Ela", "Dan", "Seren", "Ianto", "Gwil"])
def test_rich_life_is_seen_differently_somewhere(region, called):
    def apart(outcome: Outcome) -> bool:
        rows = outcome.ratings.order_by("rated_on")
        views = [View(row.rater, row.rater_name, row.going, row.rated_on) for row in rows]
        return bool(differences(views))

    assert any(apart(outcome) for outcome in Outcome.objects.filter(person=region[called]))


def test_geths_next_days_are_those_of_the_design(region):
    geth = region["Geth"]
    owed = Promise.objects.filter(person=geth, kept_at__isnull=True).order_by("due_on")
    assert [(days.day(0, clock.today()) - promise.due_on).days for promise in owed] == [3, -4, -12, -24]
    waiting = Support.objects.get(person=geth, status="waiting")
    assert waiting.what == "Therapi iaith a lleferydd"
    assert Statement.objects.filter(person=geth, said_how="sign").exists()


def test_support_worker_holds_one_document_and_nothing_else(region):
    kelly = Capacity.objects.select_related("user", "person", "organisation").get(user__name="Kelly Marsh")
    assert DocumentGrant.objects.filter(capacity=kelly, person=region["Dan"]).count() == 1
    with pytest.raises(NotFound):
        require(actor_of(kelly), region["Dan"].pk, Permission.SEE)


def test_ianto_was_observed_together_and_the_bank_worker_has_not_read_his_page_yet(region):
    """What the circle agrees on is known of him; what somebody sees differently is not."""
    ianto = region["Ianto"]
    held = Conversation.objects.get(person=ianto, guide="observed-together", finished_at__isnull=False)
    writers = {answer.created_by.user.name for answer in held.answers.select_related("created_by__user")}
    assert writers == {"Nia Lloyd", "Joseph Mwangi", "Bethan Morus", "Manon Gwilym", "Tara Singh"}
    agreed = Statement.objects.filter(person=ianto, answer__conversation=held)
    assert set(held.answers.values_list("question", flat=True)) - set(
        agreed.values_list("theme", flat=True)
    ) >= {"hungry"}
    page = Document.objects.get(person=ianto, layout="one-page-profile-easy-read", language="en")
    assert "Dwrn chwith wedi cau" in str(page.content)
    kofi = Capacity.objects.get(user__name="Kofi Mensah")
    assert DocumentGrant.objects.filter(capacity=kofi, document_id=page.pk).exists()
    assert {read.created_by.user.name for read in page.readings.all()} == {"Tara Singh"}
    assert BoardUse.objects.filter(person=ianto, finished_at__isnull=False).exists()


def test_geths_mother_was_refused_test_by_test_and_disagrees_while_the_support_goes_on(region):
    found = Finding.objects.get(person=region["Geth"])
    assert found.result == "not_met" and found.instead and found.next_owner and found.next_on
    assert {judged.answer for judged in found.tested.all()} == {"met", "not_met"}
    assert all(judged.grounds.exists() for judged in found.tested.exclude(test="protect"))
    thread = Thread.objects.get(person=region["Geth"])
    assert (thread.row_id, thread.state, thread.created_by.user.name) == (found.pk, "open", "Mair Rowlands")
    assert Support.objects.filter(person=region["Geth"], status="started", tier="early_intervention").exists()


def test_an_eligible_need_stands_in_gwils_plan_and_dan_is_being_assessed(region):
    gwil = Finding.objects.get(person=region["Gwil"])
    assert gwil.result == "met" and gwil.need and gwil.need.eligible
    dan = Assessment.objects.get(person=region["Dan"])
    assert dan.state == "begun" and dan.owner and not dan.findings.exists()


def test_offers_stand_at_every_answer(region):
    said = OfferNews.objects.filter(person__in=region.values()).values_list("what", flat=True)
    assert {"accepted", "declined", "not_yet", "asked", "came"} <= set(said)


def test_a_teachers_concern_came_back_to_her_and_another_one_waits(region):
    hers = Concern.objects.get(person=region["Ela"])
    assert (hers.state, hers.holder.user.name) == ("decided", "Huw Parry")
    assert hers.steps.exclude(for_raiser="").count() == 2
    waits = Concern.objects.get(person=region["Dan"])
    assert (waits.state, waits.team.name_en) == ("waiting", "Adult Learning Disability Team")


def test_what_services_must_change_for_ianto_is_in_the_flag_and_his_mother_spoke_of_herself(region):
    assert Adjustment.objects.get(person=region["Ianto"]).fact.words.startswith("Poen")
    assert Impairment.objects.filter(person=region["Ianto"]).count() == 3
    own = OwnConversation.objects.get(finished_at__isnull=False)
    assert (own.author.user.name, own.shown.get().shown_to.user.name) == ("Nia Lloyd", "Ffion Wyn Jones")


def test_those_who_run_it_have_something_to_do(region):
    away = Absence.objects.get(ended_at__isnull=True)
    assert (away.capacity.user.name, away.stand_in.user.name) == ("Dylan Morris", "Ffion Wyn Jones")
    rhian = Capacity.objects.get(user__name="Rhian Prydderch")
    assert rhian.manages and SupervisionNote.objects.get().manager == rhian
    assert {asked.kind: asked.owner and asked.owner.user.name for asked in DataRequest.objects.all()} == {
        "copy": None, "correct": "Beca Llwyd",
    }  # fmt: skip
    assert Token.objects.get().name == "Calendr y teulu"
    pair = LikelyPair.objects.get(stands=True)
    assert {pair.left.called, pair.right.called} == {"Ela", "Ella"}


def test_who_looked_at_a_rich_life_is_told_in_it(region):
    for called, looks in (("Geth", 4), ("Ianto", 4), ("Gwil", 3)):
        read = AuditEvent.objects.filter(person_id=region[called].pk, action="read", detail={"what": "story"})
        assert read.values("capacity_id").distinct().count() >= looks


def test_serens_parents_disagree_and_somebody_is_to_settle_it(region):
    held = Disagreement.objects.get(person=region["Seren"], about="sharing")
    assert held.settler
    assert held.settler.name == "Mark Ellis"


def test_something_runs_by_law_in_each_nation(region):
    """A school’s no at which the council looks again; a draft on which an English family has its days."""
    now = {
        row.jurisdiction: running(row)
        for row in Process.objects.filter(closed_at=None).select_related("person")
    }
    assert set(now) == {"wales", "england"}
    wales = {due.now.step.id: due for due in now["wales"].dues if due.now and due.is_owed}
    assert now["wales"].kind.id == "idp-school" and wales["decide"].clock == "idp-reconsideration"
    england = {due.now.step.id: due for due in now["england"].dues if due.now}
    assert {"comments", "final"} <= set(england) and not any(due.late for due in wales.values())
    assert all(row.row.owner for row in now.values())


def test_past_is_dated_when_it_happened(region):
    """Not only what it says: when it was written, who looked, in the audit too."""
    first = AuditEvent.objects.filter(person_id=region["Dan"].pk).earliest("created_at")
    assert (clock.now() - first.created_at).days > 1000
    assert not AuditEvent.objects.filter(created_at__gt=clock.now()).exists()


def test_region_refuses_without_a_demo_and_beside_others(db, settings):
    build.person()
    with pytest.raises(CommandError, match="did not make"):
        call_command("make_region")
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo only"):
        call_command("make_region")
    with pytest.raises(RuntimeError, match="made-up past"), clock.at(clock.now()):
        pass


def test_make_without_rich_lives_is_not_asked_for_more(db):
    assert make(people=0, say=lambda line: None) == []


def test_invented_lives_are_the_same_every_time():
    assert list(invent.lives(20)) == list(invent.lives(20))


def test_invented_lives_are_of_all_kinds():
    made = list(invent.lives(194))
    assert {0, 80} - {life["age"] for life in made} <= {80}
    assert min(life["age"] for life in made) < 3
    assert max(life["age"] for life in made) > 70
    welsh = sum(life["language"] == "cy" for life in made)
    assert 80 < welsh < 130
    assert 10 < sum("key_worker" not in life for life in made) < 60
    assert sum(min(entry["d"] for entry in life["entries"]) > 90 for life in made) > 10, "some are quiet"
    assert len({life["full_name"] for life in made}) > 150


def test_invented_lives_are_mostly_well_held():
    """A few promises and reviews are late by days; nobody is left for a year."""
    made = list(invent.lives(194))
    promises = [said for life in made for said in life["promises"]]
    late = [said["due"] for said in promises if "kept" not in said and said["due"] > 0]
    assert 3 <= len(late) <= 20
    assert max(late) <= 21
    assert len([said for said in promises if "kept" not in said and said["due"] <= 0]) >= 30
    assert all(0 <= said["kept"] <= said["d"] for said in promises if "kept" in said)
    reviews = [held["due"] for life in made for held in life.get("plan", {}).get("reviews", ())]
    overdue = [due for due in reviews if due > 0]
    assert 3 <= len(overdue) <= len(reviews) // 3
    assert max(overdue) <= 14


def test_invented_lives_hold_together():
    schools = {key for until, keys in invent.around.__globals__["SCHOOLS"] for key in keys}
    for life in invent.lives(194):
        around = {one.get("worker") or one.get("key") for one in life["circle"]} | {life["key"]}
        said_by = {said["by"] for name in ("entries", "promises", "facts") for said in life[name]}
        assert said_by <= around, life["key"]
        assert 4 <= len(life["entries"]) <= 20
        if life["age"] > 25:
            assert not schools & said_by
        assert all(0 <= entry["d"] < life["since"] for entry in life["entries"])


def test_numbers_are_many_and_different():
    numbers = list(cast.nhs_numbers())
    assert len(set(numbers)) == len(numbers) >= 200


@pytest.mark.parametrize(
    ("on", "school", "open_on"),
    [
        (date(2026, 11, 21), False, date(2026, 11, 20)),  # Saturday
        (date(2026, 8, 12), True, date(2026, 7, 17)),  # summer
        (date(2026, 8, 12), False, date(2026, 8, 12)),
        (date(2026, 1, 2), True, date(2025, 12, 19)),
    ],
)
def test_worked_is_the_last_open_day(on, school, open_on):
    assert days.worked(on, school=school) == open_on


@pytest.mark.parametrize("age", [0, 9, 58])
def test_born_gives_the_age_today(age):
    today = date(2026, 11, 22)
    assert age_on(days.born(age, 30, today), today) == age
    assert age_on(days.born(age, 30, today), days.day(-30, today)) == age + 1


def test_rich_lives_are_read_in_order():
    assert [life["key"] for life in lives.rich()] == list(lives.RICH)


def test_a_welsh_speaker_writes_welsh_to_a_welsh_speaker():
    places = lives.read("place.toml")["organisation"]
    speaks = {row[0]: row[4] for place in places for row in place["workers"]}
    for life in lives.rich():
        told = [*life.get("promises", ()), *life.get("outcomes", ())]
        told += [support for wanted in life.get("outcomes", ()) for support in wanted.get("supports", ())]
        wrong = [
            one["w"]
            for one in told
            if life["language"] == speaks.get(one["by"]) == "cy" != one.get("l", "cy")
        ]
        assert not wrong


def test_region_shows_what_people_do_with_the_directory(region):
    """An entry that says its wait, one that waits for a check, what families said of them, what is saved in a plan."""
    breaks = Listed.objects.get(name="Overnight short breaks")
    assert breaks.live.local["wait_weeks"] == 21 and "hoist" in breaks.live.local["adjustments"]
    assert EntryDraft.objects.get(state="asked").entry == breaks
    assert Report.objects.filter(answered_at__isnull=False).exists()
    assert Report.objects.filter(answered_at__isnull=True).exists()
    assert {row.state for row in Said.objects.all()} == {"shown", "waiting"}
    assert Visit.objects.get().state == "shown" and Reply.objects.get().state == "shown"
    assert Listed.objects.get(name="Ysgol Glan Nant").kind == "school"
    saved = Support.objects.filter(person=region["Geth"], service__isnull=False)
    assert sorted(row.service.name for row in saved) == ["Overnight short breaks", "Relaxed swimming"]
