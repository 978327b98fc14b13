"""Erasing: only through its door, whole or not at all, for good; never under a hold; again after a restore."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from tests import build
from tests.ground import shared
from tests.integration.exchange import fhir
from tests.meta.test_every_address import about_a_person, address, plain
from unstori.access import audit, policy
from unstori.access.actions import drafts, erasing, holds
from unstori.access.door import NotFound, find
from unstori.access.models import AuditEvent, Draft, Grant, LegalHold, Tombstone
from unstori.access.queries import capacities_of, forgetting
from unstori.access.tasks import expire
from unstori.core import clock, dates, evidence
from unstori.core.errors import RuleBroken
from unstori.exchange.actions import keep_upload
from unstori.exchange.models import Imported, Upload
from unstori.people.models import Person, User
from unstori.plan.models import Outcome
from unstori.story import actions as story
from unstori.story.models import Attachment, Entry, Statement

WHY = "Asked for in writing on 3 May; nobody needs it any more."


def tell(world, person=None, words="He laughed all day", **more):
    about = {"section": "about_me", "kind": "note", "words": words, **more}
    return story.add_entry(by=world.huw, person=person or world.geth, **about)


@shared
def told(world):
    """A story with something of every kind that hangs together: a file, a promise, words that an outcome cites."""
    sound = SimpleUploadedFile("Geth laughing.txt", b"ha ha")
    entry = tell(world, uploads=[sound], heard="Geth laughs")
    story.correct_entry(by=world.huw, entry=entry, words="He laughed nearly all day")
    said = audit.stamp(by=world.huw, person=world.geth, section="what_matters")
    words = Statement.objects.create(
        theme="joy", words="I laugh", said_by="Geth", said_on=clock.today(), **said
    )
    outcome = Outcome.objects.create(words="I want to laugh", **said)
    outcome.statements.add(words)
    for name in (world.geth.reference, world.geth.pk):  # pages open by either
        drafts.keep(by=world.teacher, path=f"/p/{name}/story/add/", fields={"words": "Geth ran"})
    return world


@pytest.fixture
def governance(world):
    return build._actor(build.user("Ann"), kind="governance", organisation=world.authority)


def erase(world, by=None):
    return erasing.erase_person(by=by or build.system(), reference=world.geth.reference, reason=WHY)


def test_evidence_goes_through_the_door_alone(told):
    for model in (Entry, Statement):
        with pytest.raises(DatabaseError, match=evidence.REFUSAL), transaction.atomic():
            model.objects.filter(person=told.geth)._raw_delete("default")
    with evidence.erasing():
        assert Statement.outcomes.through.objects.all()._raw_delete("default")
        assert Statement.objects.filter(person=told.geth)._raw_delete("default")
    with pytest.raises(DatabaseError, match=evidence.REFUSAL), transaction.atomic():
        Entry.objects.filter(person=told.geth)._raw_delete("default")


def test_even_the_door_deletes_neither_audit_nor_tombstones_and_changes_nothing(told):
    erase(told)
    for rows in (AuditEvent.objects.all(), Tombstone.objects.all()):
        with pytest.raises(DatabaseError), evidence.erasing():
            rows._raw_delete("default")
    with pytest.raises(DatabaseError), evidence.erasing():
        Tombstone.objects.update(size=0)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no roles")
def test_whoever_is_no_member_of_the_erasing_role_cannot_delete(told):
    """What serves pages may connect like this: it owns no table, and may not become the role that erases."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE unstori_pages")
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO unstori_pages")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION unstori_pages")
    with pytest.raises(DatabaseError, match=evidence.REFUSAL), transaction.atomic():
        Entry.objects.filter(person=told.geth)._raw_delete("default")
    with pytest.raises(evidence.NoEraser):
        erase(told)
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET ROLE {evidence.ERASER}")
    assert Entry.objects.filter(person=told.geth).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite empties a table by deleting")
def test_evidence_is_not_emptied_at_once(told):
    connection.check_constraints()  # PostgreSQL empties no table that has checks waiting
    with pytest.raises(DatabaseError, match=evidence.REFUSAL), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {Entry._meta.db_table} CASCADE")


def test_erasing_leaves_a_reference_and_tombstones(told, django_capture_on_commit_callbacks, settings):
    name = Attachment.objects.get().file.name
    assert "Geth" not in name
    other = tell(told, person=sibling(told), words="Her brother Geth laughed with her")
    whole = {"Entry": Entry.objects.filter(person=told.geth)}
    digest = forgetting.digest_of(whole["Entry"])
    with django_capture_on_commit_callbacks(execute=True):
        went = erase(told)
    assert went["story.Entry"] == 2 and went["access.Draft"] == 2
    assert not any(rows.exists() for rows in forgetting.rows_about(told.geth))
    assert Entry.objects.get().pk == other.pk, "what others say of them is the others' story"
    left = Person.everybody.get(pk=told.geth.pk)
    kept = {field.name: field.value_from_object(left) for field in Person._meta.concrete_fields}
    assert kept["reference"] == told.geth.reference
    assert not {"Geth", "Gethin Rowlands", told.geth.born_on, "cy"} & {str(v) for v in kept.values()}
    assert (left.full_name, left.born_on, left.nhs_number) == ("", None, None)
    assert Tombstone.objects.get(label="story.Entry").digest == digest
    assert not default_storage.exists(name)
    assert str(told.geth.pk) in settings.ERASURE_JOURNAL.read_text()
    assert "Geth" not in settings.ERASURE_JOURNAL.read_text()
    assert AuditEvent.objects.filter(person_id=told.geth.pk, action="person.erase").count() == 1
    assert AuditEvent.objects.filter(person_id=told.geth.pk, action="entry.add").exists()
    call_command("seal_audit")
    call_command("verify_audit")


def sibling(world):
    ela = build.person("Ela Rowlands", authority=world.authority)
    build.grant(ela, world.huw)
    return ela


def test_nobody_sees_acts_or_signs_in_as_whoever_was_erased(told, sign_in):
    account = told.geth_self.user_id
    erase(told)
    assert find(told.geth.reference) is None
    assert not Grant.objects.filter(policy.standing(), person=told.geth).exists()
    assert not policy.people_visible_to(build.system()).filter(pk=told.geth.pk).exists()
    assert not capacities_of(User.objects.get(pk=told.mair.user_id)).exists()
    own = User.objects.get(pk=account)
    assert (own.is_active, own.name, own.email) == (False, "", f"{account}@erased.invalid")
    assert User.objects.get(pk=told.mair.user_id).name == "Mair", "her account is hers"
    assert sign_in(told.mair).get("/", follow=True).status_code == 200


def test_somebody_who_is_more_than_this_keeps_their_account(told):
    user = User.objects.get(pk=told.geth_self.user_id)
    build.identity.give_capacity(by=build.system(), user=user, kind="worker", organisation=told.school)
    erase(told)
    user.refresh_from_db()
    assert user.is_active and user.name


def test_every_address_of_whoever_was_erased_answers_as_for_nobody(told, sign_in):
    huw, self = sign_in(told.huw), sign_in(told.geth_self)
    assert huw.get(f"/p/{told.geth.reference}/story/").status_code == 200
    erase(told)
    for name in about_a_person():
        here, nobody = (
            plain(huw.get(address(name, reference)), reference)
            for reference in (told.geth.reference, "nobody2345")
        )
        assert here == nobody and here[0] in (404, 405), name
    for page in ("/", "/find/?q=Rowlands", "/kept/", "/glass/"):
        assert "Gethin" not in huw.get(page).content.decode()
    assert "/account/" in self.get("/find/")["Location"]
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_fhir", str(told.geth.pk))


def test_a_crash_in_the_middle_erases_nothing(told, monkeypatch, settings):
    before = forgetting.what_goes(told.geth)
    monkeypatch.setattr(erasing, "_end_what_was_given", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erase(told)
    assert forgetting.what_goes(told.geth) == before
    assert not Tombstone.objects.exists() and not settings.ERASURE_JOURNAL.exists()
    with pytest.raises(DatabaseError, match=evidence.REFUSAL), transaction.atomic():
        Entry.objects.filter(person=told.geth)._raw_delete("default")


def test_only_the_authoritys_governance_erases_and_holds(told, governance):
    elsewhere = build._actor(build.user("Bob"), kind="governance", organisation=told.school)
    for stranger in (told.huw, told.mair, told.geth_self, elsewhere):
        for refused in (
            lambda by: erase(told, by),
            lambda by: holds.place(by=by, reference=told.geth.reference, reason=WHY),
            lambda by: holds.lift(by=by, reference=told.geth.reference),
            lambda by: erasing.erase_rows(by=by, rows=Draft.objects.all(), reason=WHY),
        ):
            with pytest.raises(NotFound):
                refused(stranger)
    assert erase(told, governance)
    with pytest.raises(NotFound):
        erase(told, governance)


def test_nothing_of_somebody_on_hold_is_erased(told, governance):
    holds.place(by=governance, reference=told.geth.reference, reason="The coroner has asked for the record.")
    Draft.objects.update(valid_until=clock.now())
    assert expire.call() == 0
    with pytest.raises(CommandError, match="legal hold"):
        call_command("erase", told.geth.reference, reason=WHY, yes=True)
    call_command("hold", told.geth.reference, lift=True)
    assert not LegalHold.objects.filter(ended_at__isnull=True).exists()
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"hold.place", "hold.lift"}
    assert expire.call() == 2
    assert erase(told)["access.LegalHold"] == 1


def test_the_reason_is_a_sentence_and_names_nobody(told):
    for reason in ("because", "Gethin Rowlands has asked for this himself."):
        with pytest.raises(RuleBroken):
            erasing.erase_person(by=build.system(), reference=told.geth.reference, reason=reason)


def test_what_is_past_its_time_goes_once_and_leaves_a_tombstone(world):
    drafts.keep(by=world.huw, path="/", fields={"a": "b"})
    keep_upload(by=world.huw, files=[("a.json", b"{}")])
    assert expire.call() == 0
    for model in (Draft, Upload):
        model.objects.update(valid_until=clock.now())
    assert expire.call() == 2 and expire.call() == 0
    assert not Draft.objects.exists() and not Upload.objects.exists()
    stones = {(stone.label, stone.size, stone.person_id) for stone in Tombstone.objects.all()}
    assert stones == {("access.Draft", 1, None), ("exchange.Upload", 1, None)}


def test_what_was_still_being_written_goes_with_the_next_run(told):
    erase(told)
    late = {"kind": "note", "words": "sent late", "happened_on": "2026-11-22", "sort_on": clock.today()}
    Entry.objects.create(**late, **audit.stamp(by=told.huw, person=told.geth, section="about_me"))
    assert expire.call() == 1 and expire.call() == 0
    assert not Entry.objects.filter(person_id=told.geth.pk).exists()


def test_the_command_says_what_would_go_and_asks(told, capsys, monkeypatch, governance):
    call_command("erase", told.geth.reference, dry_run=True)
    assert "2  story.Entry" in capsys.readouterr().out
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase", told.geth.reference, reason=WHY)
    assert Entry.objects.filter(person=told.geth).exists()
    with pytest.raises(CommandError, match="Nobody"):
        call_command("erase", told.geth.reference, reason=WHY, user=str(told.huw.capacity_id))
    assert AuditEvent.objects.filter(action="refused", capacity_id=told.huw.capacity_id).exists()
    monkeypatch.setattr("builtins.input", lambda _: told.geth.reference)
    call_command("erase", told.geth.reference, reason=WHY, user=str(governance.capacity_id))
    assert "erased" in capsys.readouterr().out


@pytest.mark.parametrize("crashed", [False, True])
def test_a_restored_backup_does_not_bring_back_what_was_erased(
    transactional_db, tmp_path, settings, crashed, monkeypatch
):
    """The drill: back up, erase, restore what was kept before."""
    world = build.world()
    entry = tell(world, uploads=[SimpleUploadedFile("a.txt", b"ha ha")])
    name, archive = entry.attachments.get().file.name, tmp_path / "backup.tar.gz"
    call_command("backup", archive)
    with monkeypatch.context() as patched:
        if crashed:
            patched.setattr(erasing, "finish", lambda **_: 0)
        erase(world)
    assert settings.ERASURE_JOURNAL.exists() is not crashed
    digest = Tombstone.objects.get(label="story.Entry").digest
    call_command("restore", archive, force=True)
    assert not Person.objects.filter(pk=world.geth.pk).exists()
    assert not any(rows.exists() for rows in forgetting.rows_about(world.geth))
    assert not default_storage.exists(name)
    assert Tombstone.objects.get(label="story.Entry", person_id=world.geth.pk).digest == digest
    call_command("verify_audit")
    assert expire.call() == 0


def test_a_database_that_cannot_be_read_does_not_keep_a_backup_from_coming_back(
    transactional_db, tmp_path, monkeypatch, capsys
):
    world, archive = build.world(), tmp_path / "backup.tar.gz"
    call_command("backup", archive)
    monkeypatch.setattr("unstori.access.queries.anybody_here", broken)
    call_command("restore", archive, force=True)
    assert "from the journal alone" in capsys.readouterr().err
    assert Person.objects.filter(pk=world.geth.pk).exists()


def broken():
    raise DatabaseError("disk image is malformed")


def test_what_came_for_nobody_goes_in_a_month_and_its_sender_sees_until_when(world, sign_in):
    """After an erasure the name must not go on in what could not be placed."""
    fhir.send(world.huw, fhir.patient(), fhir.condition())
    whose = Person.objects.get(full_name="Mali Prys")
    nobody = {"reference": "Patient/not-sent", "display": "Mali Prys"}
    place = {"resourceType": "Organization", "id": "o", "name": "Y Feddygfa"}
    fhir.send(world.stranger, fhir.condition(id="c9", subject=nobody), place)
    waits = Imported.objects.get(waits_until__isnull=False)
    assert waits.person is None and "Mali Prys" in waits.raw
    assert 29 <= (waits.waits_until - clock.now()).days <= 30
    shown = sign_in(world.stranger).get(reverse("exchange:import_")).text
    assert f"It waits until {dates.format_date(waits.waits_until)}" in shown
    assert "waits until" not in sign_in(world.huw).get(reverse("exchange:import_")).text
    erasing.erase_person(by=build.system(), reference=whose.reference, reason=WHY)
    assert expire.call() == 0
    later = waits.waits_until + timedelta(seconds=1)
    with clock.at(later):
        assert expire.call() == 1 and expire.call() == 0
    assert not Imported.objects.filter(raw__contains="Mali").exists()
    assert Imported.objects.filter(person=None, type="Organization").exists(), "what is about nobody stays"
