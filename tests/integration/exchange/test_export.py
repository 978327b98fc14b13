"""What leaves: what its reader may see and nothing else, and it is known again when it comes back."""

import base64
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests import build
from tests.integration.exchange import fhir
from unstori.access.actions import grants
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent, Withholding
from unstori.access.rules import PRIVATE, SHAREABLE
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.exchange import seals
from unstori.exchange.fhir.checks import faults
from unstori.exchange.fhir.write import to_json
from unstori.exchange.leaving import bundle_of
from unstori.exchange.models import Imported
from unstori.exchange.queries import leaving
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.story.models import Entry

pytestmark = pytest.mark.django_db


def taken_by(actor, person):
    return to_json(bundle_of(leaving(open_person(actor, person.reference, what="export"))))


def tell(world, section, title, by=None, **more):
    return story.record(
        by=by or world.huw, person=world.geth, section=section, event="test", title=title, **more
    )


def life(world):
    """One row of every kind that leaves."""
    by, geth = world.huw, world.geth
    tell(world, "health", "He slept badly", words="Two hours", happened_on="2024-spring")
    story.tell_fact(by=by, person=geth, key="works", words="Trains", said_by="Mair")
    outcome = plan.add_outcome(by=by, person=geth, section="what_matters", words="I want to ride the train")
    plan.add_step(by=by, outcome=outcome, what="Look up the times", who="Huw")
    plan.add_support(
        by=by,
        person=geth,
        section="care",
        what="A travel buddy",
        who="The club",
        comes_from="community",
        outcome=outcome,
        status="agreed",
    )
    plan.rate(by=by, outcome=outcome, rater="professional", going=4, basis="observed", person_present=True)
    circle.add_member(
        by=by, person=geth, kind="family", name="Nain", relation="Grandmother", phone="01286 000000"
    )
    circle.add_member(by=by, person=geth, kind="worker", name="Dr Rees", relation="Doctor")
    plan.freeze_document(by=by, person=geth, layout="one-page-profile", language="en")
    agreed_life(world, outcome)


def agreed_life(world, outcome):
    """What hangs on a plan, and a file that was added here."""
    by, geth, today = world.huw, world.geth, clock.today()
    need = plan.add_need(by=by, person=geth, section="care", words="Sleep at night", eligible=True)
    plan.meet_need(by=by, need=need, outcome=outcome)
    plan.add_payment(by=by, person=geth, needs=[need.pk], amount=Decimal("60"), every="week")
    plan.add_enquiry(
        by=by,
        person=geth,
        kind="child_protection",
        began_on=today,
        concluded_on=today,
        conclusion="Safe here",
    )
    story.promise(by=by, person=geth, section="care", what="Ring the club", due_on=today)
    version = plan.put_forward(by=by, person=geth)
    plan.agree(by=world.mair, version=version, verdict="in_part", reasons="Not so soon")
    review = plan.plan_review(by=by, person=geth, due_on=today)
    plan.hold_review(
        by=by, review=review, conclusion="confirmed", next_on=today + timedelta(days=90),
        views=[{"question": "working", "whose": "Geth", "words": "The trains", "language": "en"}],
    )  # fmt: skip
    added = SimpleUploadedFile("letter.txt", b"Dear Mair, see you soon")
    story.add_entry(
        by=by,
        person=geth,
        section="care",
        kind="note",
        words="A letter came",
        happened_on="2026",
        uploads=[added],
    )


def test_export_has_a_row_of_every_kind_and_is_valid_fhir(world):
    life(world)
    made = json.loads(taken_by(world.huw, world.geth))
    kinds = {entry["resource"]["resourceType"] for entry in made["entry"]}
    assert kinds >= {
        "Patient",
        "Observation",
        "Goal",
        "CarePlan",
        "RelatedPerson",
        "CareTeam",
        "DocumentReference",
    }
    assert not [
        fault for one in made["entry"] for fault in faults(one["resource"], one["resource"]["resourceType"])
    ]
    assert "I want to ride the train" in json.dumps(made)
    assert AuditEvent.objects.filter(action="read", detail={"what": "export"}).exists()


def test_export_holds_needs_money_enquiries_agreement_reviews_promises_and_files(world):
    life(world)
    left = taken_by(world.mair, world.geth)
    for words in (
        "Sleep at night", "GBP 60", "Safe here", "Ring the club", "Not so soon", "in_part", "The trains",
        "confirmed", "A letter came",
    ):  # fmt: skip
        assert words in left, words
    files = [
        one["resource"]
        for one in json.loads(left)["entry"]
        if one["resource"]["resourceType"] == "DocumentReference"
    ]
    [letter] = [one for one in files if one["content"][0]["attachment"].get("contentType") == "text/plain"]
    assert base64.b64decode(letter["content"][0]["attachment"]["data"]) == b"Dear Mair, see you soon"
    assert letter["author"][0]["display"] == "Huw Parry" and letter["date"]


def test_nothing_of_it_leaves_with_who_may_not_see_it(world):
    life(world)
    left = taken_by(world.teacher, world.geth)
    files = [one["resource"] for one in json.loads(left)["entry"]]
    said = json.dumps(files) + "".join(
        base64.b64decode(content["attachment"]["data"]).decode()
        for one in files
        for content in one.get("content", [])
    )
    for words in ("Sleep at night", "GBP 60", "Safe here", "Ring the club", "see you soon", "A travel buddy"):
        assert words not in said, words


def test_a_file_that_came_from_outside_leaves_with_its_resource(world):
    data = base64.b64encode(b"From the hospital").decode()
    letter = {
        "resourceType": "DocumentReference", "id": "l", "status": "current",
        "subject": {"reference": "Patient/mali"}, "content": [
            {"attachment": {"contentType": "text/plain", "title": "Letter", "data": data}}
        ],
    }  # fmt: skip
    fhir.send(world.huw, fhir.patient(), letter)
    person = Imported.objects.filter(type="Patient").get().person
    left = taken_by(world.huw, person)
    assert left.count(data) == 1, "once, with the resource that brought it"
    assert set(fhir.counts(fhir.send(world.huw, left.encode()))) == {"known"}


@pytest.mark.parametrize("who", ["geth_self", "mair", "huw", "teacher"])
def test_import_of_an_export_adds_and_changes_nothing(world, who):
    life(world)
    tell(world, PRIVATE, "Only mine", by=world.geth_self)
    first = taken_by(getattr(world, who), world.geth)
    for importer in (world.huw, build.system()):
        before = [Entry.objects.count(), Imported.objects.count()]
        result = fhir.send(importer, first.encode())
        assert set(fhir.counts(result)) == {"known"}, result.as_rows()
        assert [Entry.objects.count(), Imported.objects.count()] == before
    assert taken_by(getattr(world, who), world.geth) == first


def test_what_came_leaves_with_its_own_content_and_is_known_again(world):
    person = brought(world)
    first = taken_by(world.huw, person)
    assert '"multipleBirthBoolean"' not in first and "Epilepsy" in first and '"display":"kept"' in first
    assert first.count("Epilepsy") == 1, "the fact that was made of it does not leave a second time"
    assert set(fhir.counts(fhir.send(world.huw, first.encode()))) == {"known"}
    assert taken_by(world.huw, person) == first


def brought(world):
    extra = fhir.condition(bodySite=[{"coding": [{"display": "kept"}]}])
    fhir.send(world.huw, fhir.bundle(fhir.patient(), fhir.goal(), extra, fhir.observation()))
    return Imported.objects.filter(type="Patient").get().person


def test_what_was_changed_here_leaves_as_it_stands(world):
    person = brought(world)
    outcome = person_outcome(person)
    plan.edit_outcome(by=world.huw, outcome=outcome, version=1, words="I want to dive")
    first = taken_by(world.huw, person)
    assert "I want to dive" in first and '"text":"I want to swim"' not in first


def person_outcome(person):
    from unstori.plan.models import Outcome

    return Outcome.objects.get(person=person)


def test_what_was_changed_elsewhere_is_kept_beside_and_asked_about(world):
    life(world)
    made = taken_by(world.huw, world.geth).replace("He slept badly", "He slept very badly")
    result = fhir.send(world.huw, made.encode())
    assert len(result.unclear) == 1
    assert Entry.objects.filter(person=world.geth, kind="document", title="He slept very badly").exists()
    assert set(fhir.counts(fhir.send(world.huw, made.encode()))) == {"known"}


def test_what_is_not_for_the_reader_never_leaves(world):
    shown = {section: tell(world, section, f"in {section}", by=world.mair) for section in SHAREABLE}
    tell(world, PRIVATE, "SECRET private", by=world.geth_self)
    tell(world, "learning", "SECRET narrowed", by=world.mair, narrowed=True)
    tell(world, "learning", "SECRET brother", by=world.mair, names_others=True)
    kept = tell(world, "learning", "SECRET withheld", by=world.mair)
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=kept.pk, withheld_from_id=world.teacher.capacity_id,
        reason="danger", created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
    )  # fmt: skip
    left = taken_by(world.teacher, world.geth)
    assert "SECRET" not in left
    for section in shown:
        assert (f"in {section}" in left) == (section in ("about_me", "what_matters", "learning"))


def test_private_to_me_leaves_with_the_person_alone(world):
    tell(world, PRIVATE, "Only mine", by=world.geth_self)
    assert "Only mine" in taken_by(world.geth_self, world.geth)
    for actor in (world.mair, world.huw, build.system()):
        assert "Only mine" not in taken_by(actor, world.geth)


def test_what_came_from_outside_follows_the_same_rule(world):
    person = brought(world)
    build.grant(person, world.teacher, ("what_matters",))
    left = taken_by(world.teacher, person)
    assert "I want to swim" in left
    assert "Epilepsy" not in left and "Weight" not in left and "Prys" not in left, "the full name is about me"
    row = Entry.objects.get(person=person, title="Weight")
    build.grant(person, world.stranger)
    Withholding.objects.create(
        person=person, kind="row", row_id=row.pk, withheld_from_id=world.stranger.capacity_id, reason="danger",
        created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
    )  # fmt: skip
    assert "Weight" not in taken_by(world.stranger, person)


def test_address_that_is_kept_from_somebody_does_not_leave_by_any_way(world):
    nain = {"resourceType": "RelatedPerson", "id": "n", "patient": {"reference": "Patient/mali"},
            "name": [{"text": "Nain"}], "address": [{"text": "1 Hidden Street"}],
            "telecom": [{"system": "phone", "value": "01286 111111"}]}  # fmt: skip
    fhir.send(world.huw, fhir.patient(address=[{"line": ["1 Hidden Street"], "postalCode": "LL1 1AA"}]), nain)
    person = Imported.objects.filter(type="Patient").get().person
    assert "Hidden Street" in taken_by(world.huw, person) and "LL1 1AA" in taken_by(world.huw, person)
    Withholding.objects.create(
        person=person, kind="address", withheld_from_id=world.huw.capacity_id, reason="danger",
        created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
    )  # fmt: skip
    left = taken_by(world.huw, person)
    assert "Nain" in left
    assert not [word for word in ("Hidden", "LL1", "111111") if word in left]


def test_withdrawal_empties_it_at_once(world):
    source = build.grant(world.geth, world.stranger)
    assert taken_by(world.stranger, world.geth)
    grants.end(person=world.geth, source=source, by=world.mair)
    with pytest.raises(NotFound):
        taken_by(world.stranger, world.geth)


def test_command_exports_what_that_user_may_see(world, capsys):
    tell(world, "health", "in health")
    email = build.account_of(world.teacher).email
    call_command("export_fhir", str(world.geth.pk), user=email)
    left = capsys.readouterr().out
    assert "Patient" in left and "in health" not in left
    with pytest.raises(CommandError, match="Nobody"):
        call_command("export_fhir", str(world.geth.pk), user=build.account_of(world.stranger).email)
    with pytest.raises(CommandError, match="No account"):
        call_command("export_fhir", world.geth.reference, user="nobody@example.org")


def test_account_with_two_capacities_says_which(world, capsys):
    from unstori.access.actions import identity

    account = build.account_of(world.huw)
    identity.give_capacity(
        by=build.system(), user=account, kind="worker", organisation=world.school, role="Governor"
    )
    with pytest.raises(CommandError, match=str(world.huw.capacity_id)):
        call_command("export_fhir", world.geth.reference, user=account.email)
    call_command("export_fhir", world.geth.reference, user=str(world.huw.capacity_id))
    assert "Patient" in capsys.readouterr().out


def test_seal_breaks_with_one_letter():
    made = seals.sealed({"resourceType": "Goal", "meta": {"tag": [{"system": "x", "code": "y"}]}, "id": "a"})
    assert seals.is_sealed(made)
    assert not seals.is_sealed(made | {"id": "b"})
    assert not seals.is_sealed({"resourceType": "Goal"})
    assert seals.own_id("urn:uuid:nonsense") is None
