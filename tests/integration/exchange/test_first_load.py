"""A whole authority brought in from its own tables: every fault found and said, nothing half, undone in one step."""

import time
from collections import Counter

import pytest

from tests import build
from tests.integration.exchange.first_load import EACH, HEADINGS, tables
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent, Grant, Tombstone
from unstori.circle.actions import loading as circle
from unstori.circle.models import Invitation, Member, SharingDecision
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.exchange.actions import loading
from unstori.exchange.loading.columns import columns, faults, guessed
from unstori.exchange.models import Load, Loaded, LoadTable
from unstori.exchange.queries import loading as queries
from unstori.governance.models import WorkInvitation
from unstori.people.models import Organisation, Person
from unstori.story import actions as story
from unstori.story.models import Entry


@pytest.fixture
def admin(world):
    return build._actor(build.user("Ann Prys"), kind="administrator", organisation=world.authority)


@pytest.fixture
def team(world):
    return directory.add_team(
        by=build.system(), organisation=world.authority, name_en="Children", name_cy="Plant"
    )


def sent(admin, what="", values=None, **files):
    load = loading.keep_tables(by=admin, files=files)
    sheets = queries.sheets(load)
    said = {
        "columns": {of: guessed(of, sheet.headings, {}) for of, sheet in sheets.items()}, "values": values or {},
        "team": what,
    }  # fmt: skip
    loading.say(by=admin, load=load, settings=said)
    return load


def checked(admin, load):
    loading.ask(by=admin, load=load, what="check")
    loading.run(by=build.system(), load_id=load.pk, work=loading.check)
    load.refresh_from_db()
    return load


def taken_in(admin, load, only_good=False):
    loading.ask(by=admin, load=load, what="take_in", only_good=only_good)
    loading.run(by=build.system(), load_id=load.pk, work=loading.carry_in)
    load.refresh_from_db()
    return load


def taken_back(admin, load):
    loading.ask(by=admin, load=load, what="take_back")
    loading.run(by=build.system(), load_id=load.pk, work=loading.carry_back)
    load.refresh_from_db()
    return load


def people_csv(*rows):
    return "\n".join([",".join(HEADINGS[:9]), *rows]).encode()


GERAINT = "10,Geraint Prys,14/02/2015,,Cymraeg,1 Stryd,LL55 1AB,,Plant"
NIA = "11,Nia Prys,15/02/2015,9434765919,English,,,,Plant"


def test_five_thousand_with_three_hundred_faults(admin, team, world):
    made, before = tables(), Person.objects.count()
    load = sent(admin, people=made.people, circle=made.circle)
    began = time.perf_counter()
    checked(admin, load)
    seconds_check = time.perf_counter() - began
    found = {line: kind for line, _column, kind in queries.tables(load)["people"].faults}
    assert found == made.faults
    assert len(set(found.values())) == 15 and len(found) >= 15 * EACH
    assert load.counts["people"] == {"good": 5000 - len(found), "known": 0, "faulty": len(found)}
    with pytest.raises(RuleBroken):
        loading.ask(by=admin, load=load, what="take_in")
    began = time.perf_counter()
    taken_in(admin, load, only_good=True)
    seconds_load = time.perf_counter() - began
    assert Person.objects.count() == before + 5000 - len(found)
    assert Member.objects.filter(name__startswith="Mair ", parental_responsibility=True).count() > 1000
    began = time.perf_counter()
    taken_back(admin, load)
    print(
        f"\ncheck {seconds_check:.1f} s, take in {seconds_load:.1f} s, back {time.perf_counter() - began:.1f} s"
    )
    assert load.state == "undone" and Person.objects.count() == before
    assert not Entry.objects.filter(event="load.begun").exists()


def test_every_kind_of_fault_says_itself_in_both_languages():
    for words, mend in faults().values():
        assert words.en and words.cy and mend.en and mend.cy and words.en != words.cy
    assert all(
        column.name.cy and column.means.cy
        for of in ("people", "workers", "circle")
        for column in columns(of).values()
    )


def test_the_first_team_sees_them_and_the_administrator_does_not(admin, team, world):
    worker = build.worker("Ffion Jones", world.authority, team=team)
    taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT, NIA))))
    geraint = Person.objects.get(full_name="Geraint Prys")
    assert (geraint.born_on.isoformat(), geraint.language, geraint.authority) == (
        "2015-02-14",
        "cy",
        world.authority,
    )
    assert open_person(worker, geraint.reference).person == geraint
    for nobody in (admin, world.huw, world.stranger):
        with pytest.raises(NotFound):
            open_person(nobody, geraint.reference)
    decision = SharingDecision.objects.get(person=geraint)
    assert (decision.data_basis, decision.with_team, decision.valid_until is not None) == (
        "public_task",
        team,
        True,
    )
    assert Entry.objects.filter(person=geraint, event="load.begun").exists()
    assert AuditEvent.objects.filter(person_id=geraint.pk, action="person.register").exists()


def test_the_same_table_again_changes_nothing(admin, team, world):
    taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT, NIA))))
    again = checked(admin, sent(admin, people=people_csv(GERAINT, NIA)))
    assert again.counts["people"] == {"good": 0, "known": 2, "faulty": 0}
    count = Person.objects.count()
    taken_in(admin, again)
    assert Person.objects.count() == count


def test_a_table_is_no_way_of_asking_who_is_known_elsewhere(admin, team, world):
    elsewhere = build.person("Nia Prys", build.organisation("Powys"), nhs_number="9434765919")
    load = checked(admin, sent(admin, people=people_csv(GERAINT, NIA)))
    assert load.counts["people"] == {"good": 2, "known": 0, "faulty": 0}
    taken_in(admin, load)
    assert load.counts["people"] == {"good": 1, "known": 0, "faulty": 1, "loaded": 1}
    assert Person.objects.filter(nhs_number="9434765919").get() == elsewhere
    assert [kind for *_where, kind in queries.tables(load)["people"].faults] == ["not_certain"]
    assert AuditEvent.objects.filter(action="load.not_placed", person_id=elsewhere.pk).exists()


def test_what_somebody_acted_on_stays_and_is_listed(admin, team, world):
    worker = build.worker("Ffion Jones", world.authority, team=team)
    load = taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT, NIA))))
    nia = Person.objects.get(full_name="Nia Prys")
    open_person(worker, Person.objects.get(full_name="Geraint Prys").reference)  # to look is not to act
    story.add_entry(by=worker, person=nia, section="care", kind="note", words="Came today")
    taken_back(admin, load)
    assert load.counts["undone"] == {"went": 1, "stays": 1}
    assert [row.person for row in queries.stayed(load)] == [nia]
    assert not Person.objects.filter(full_name="Geraint Prys").exists()
    assert Grant.objects.filter(person=nia, ended_at__isnull=True).exists()
    assert Tombstone.objects.filter(label="people.Person").exists()


def test_a_circle_that_comes_later_is_taken_back_alone(admin, team, world):
    taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT))))
    around = b"Person,Name,Relation\n10,Mair Prys,mam\n99,Nobody,mam\n"
    load = checked(admin, sent(admin, circle=around))
    assert load.counts["circle"] == {"good": 1, "known": 0, "faulty": 1}
    taken_in(admin, load, only_good=True)
    mair = Member.objects.get(name="Mair Prys")
    assert (mair.relation, mair.kind, mair.person.full_name) == ("mother", "family", "Geraint Prys")
    taken_back(admin, load)
    assert not Member.objects.filter(name="Mair Prys").exists()
    assert not Entry.objects.filter(about_id=mair.pk).exists()
    assert Person.objects.filter(full_name="Geraint Prys").exists()


def test_a_record_in_use_gets_nobody_from_a_table(admin, team, world):
    worker = build.worker("Ffion Jones", world.authority, team=team)
    taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT))))
    geraint = Person.objects.get(full_name="Geraint Prys")
    story.add_entry(by=worker, person=geraint, section="care", kind="note", words="Came today")
    load = checked(admin, sent(admin, circle=b"Person,Name,Relation,PR\n10,Mair Prys,mam,yes\n"))
    assert [kind for *_where, kind in queries.tables(load)["circle"].faults] == ["used"]


def test_invitations_go_when_somebody_says_so(admin, team, world, mailoutbox):
    workers = b"Name,Email,Role,Team,Manager\nFfion Jones,ffion@example.org,social worker,Plant,yes\n"
    around = b"Person,Name,Relation,PR,Email\n10,Mair Prys,mam,yes,mair.prys@example.org\n10,Dr Rees,GP,,rees@example.org\n"
    load = checked(admin, sent(admin, people=people_csv(GERAINT), workers=workers, circle=around))
    taken_in(admin, load)
    assert not WorkInvitation.objects.exists() and not Invitation.objects.exists()
    assert loading.invite(by=admin, load=load, of="workers") == (1, 0)
    assert loading.invite(by=admin, load=load, of="workers") == (0, 0)
    invited = WorkInvitation.objects.get()
    assert (invited.email, invited.team, invited.manages, invited.role) == (
        "ffion@example.org",
        team,
        True,
        "social_worker",
    )
    assert loading.invite(by=admin, load=load, of="circle") == (1, 0)
    assert Invitation.objects.get().member.name == "Mair Prys"
    taken_back(admin, load)
    assert load.counts["undone"] == {"went": 0, "stays": 4}  # his mother was invited, and Ffion
    assert Counter(row.of for row in queries.stayed(load)) == {"people": 1, "circle": 2, "workers": 1}


def test_an_address_that_is_gone_stops_no_other_invitation(admin, team, world):
    around = b"Person,Name,Relation,Email\n10,Mair Prys,mam,mair.prys@example.org\n10,Nain Prys,nain,nain@example.org\n"
    load = taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT), circle=around)))
    Member.objects.filter(name="Mair Prys").update(email="")  # as the team does
    assert loading.invite(by=admin, load=load, of="circle") == (1, 1)
    assert Invitation.objects.get().member.name == "Nain Prys"
    assert loading.invite(by=admin, load=load, of="circle") == (0, 0)


def test_nobody_is_invited_whom_another_organisation_put_in_the_circle(admin, team, world):
    around = b"Person,Name,Relation,Email\n10,Mair Prys,mam,mair.prys@example.org\n"
    taken_in(admin, checked(admin, sent(admin, people=people_csv(GERAINT), circle=around)))
    member = Member.objects.get(name="Mair Prys")
    Member.objects.filter(pk=member.pk).update(created_by=world.teacher.capacity_id)
    with pytest.raises(NotFound):
        circle.invite_loaded(by=admin, member=Member.objects.get(pk=member.pk), language="en")
    assert not Invitation.objects.exists()


def test_only_an_administrator_of_an_authority_brings_in_tables(world, team, admin):
    school = build._actor(build.user("Head"), kind="administrator", organisation=world.school)
    for nobody in (world.huw, world.mair, school):
        with pytest.raises(NotFound):
            loading.keep_tables(by=nobody, files={"people": people_csv(GERAINT)})
    load = sent(admin, people=people_csv(GERAINT))
    other = build._actor(
        build.user("Else"), kind="administrator", organisation=Organisation.objects.get(name_en="Elsewhere")
    )
    for act in (
        lambda: loading.ask(by=other, load=load, what="check"),
        lambda: loading.throw_away(by=other, load=load),
    ):
        with pytest.raises(NotFound):
            act()
    assert queries.load(other, load.pk) is None


def test_thrown_away_the_tables_are_gone(admin, team):
    load = checked(admin, sent(admin, people=people_csv(GERAINT)))
    loading.throw_away(by=admin, load=load)
    assert not LoadTable.objects.exists() and Load.objects.get().state == "thrown_away"


def test_when_writing_breaks_nothing_is_half_and_the_page_can_say_so(admin, team, world, monkeypatch):
    load = checked(admin, sent(admin, people=people_csv(GERAINT, NIA)))
    before = Person.objects.count()
    loading.ask(by=admin, load=load, what="take_in")
    monkeypatch.setattr(story, "record_many", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        loading.run(by=build.system(), load_id=load.pk, work=loading.carry_in)
    load.refresh_from_db()
    assert (load.state, load.broken, Person.objects.count(), Loaded.objects.count()) == (
        "loading",
        True,
        before,
        0,
    )
    monkeypatch.undo()
    loading.run(by=build.system(), load_id=load.pk, work=loading.carry_in)  # as the job is tried again
    loading.run(by=build.system(), load_id=load.pk, work=loading.carry_in)
    assert Person.objects.count() == before + 2
