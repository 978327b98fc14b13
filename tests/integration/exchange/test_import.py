"""What comes in: whole files, nothing twice, nothing dropped, nobody merged by guessing."""

import base64
from datetime import date

import pytest

from tests import build
from tests.integration.exchange import fhir
from unstori.access.models import AuditEvent, Grant
from unstori.access.rules import Permission
from unstori.circle.models import Member
from unstori.exchange.actions import importing
from unstori.exchange.models import Imported
from unstori.exchange.rules import Doubt
from unstori.people.models import Organisation, Person
from unstori.plan.models import Outcome, Support
from unstori.story.models import Attachment, Entry, Fact

pytestmark = pytest.mark.django_db


def mali():
    return Person.objects.get(full_name="Mali Prys")


def everything():
    models = (Person, Imported, Entry, Fact, Member, Outcome, Support, Organisation)
    return [model.objects.count() for model in models]


def whole_life():
    nain = {
        "resourceType": "RelatedPerson",
        "id": "nain",
        "patient": {"reference": "Patient/mali"},
        "name": [{"text": "Nain Prys"}],
        "relationship": [{"text": "Grandmother"}],
    }
    team = fhir.about(
        "CareTeam", participant=[{"member": {"display": "Dr Elen Rees"}, "role": [{"text": "Doctor"}]}]
    )
    plan = fhir.about(
        "CarePlan",
        status="active",
        intent="plan",
        title="Swimming",
        goal=[{"reference": "Goal/goal"}],
        activity=[
            {
                "detail": {
                    "status": "in-progress",
                    "code": {"text": "Lessons"},
                    "performer": [{"display": "The club"}],
                }
            }
        ],
    )
    club = {"resourceType": "Organization", "id": "club", "name": "The swimming club"}
    return [
        fhir.observation(),
        plan,
        nain,
        team,
        fhir.goal(),
        fhir.condition(),
        club,
        fhir.patient(**fhir.numbered()),
    ]


def test_import_gives_each_thing_its_place_whatever_the_order_of_files():
    result = fhir.send(build.system(), *whole_life())
    assert fhir.counts(result) == {"added": 8}
    person = mali()
    assert (person.born_on, person.nhs_number, person.called) == (date(2015, 6, 1), fhir.NUMBER, "Mali")
    assert Fact.objects.get(person=person).words == "Epilepsy"
    assert {member.name for member in Member.objects.filter(person=person)} == {"Nain Prys", "Dr Elen Rees"}
    support = Support.objects.get(person=person)
    assert (support.what, support.who, support.status) == ("Lessons", "The club", "started")
    assert support.outcome == Outcome.objects.get(person=person, words="I want to swim", state="draft")
    entry = Entry.objects.get(person=person, kind="note")
    assert (entry.happened_on, entry.section) == ("2024-03-02", "health")
    assert "Observation/observation" in entry.source
    assert Imported.objects.count() == 8


def test_import_again_changes_nothing():
    fhir.send(build.system(), *whole_life())
    before = everything()
    result = fhir.send(build.system(), *whole_life())
    assert fhir.counts(result) == {"known": 8}
    assert everything() == before


def test_dry_run_says_the_same_and_leaves_nothing():
    before = everything()
    dry = fhir.send(build.system(), *whole_life(), dry_run=True)
    assert everything() == before
    assert fhir.counts(dry) == fhir.counts(fhir.send(build.system(), *whole_life()))


def test_worker_who_brings_somebody_can_open_them_for_a_time(world):
    fhir.send(world.huw, fhir.patient(), fhir.condition())
    grants = Grant.objects.filter(person=mali(), capacity_id=world.huw.capacity_id)
    assert grants and all(grant.permission == Permission.ADD and grant.valid_until for grant in grants)
    assert mali().authority == world.authority


def test_person_known_by_number_is_added_to_and_never_written_over():
    person = build.person("Mali Wyn Prys", nhs_number=fhir.NUMBER, born_on=date(2015, 6, 1))
    result = fhir.send(build.system(), fhir.patient(**fhir.numbered()), fhir.condition())
    assert fhir.counts(result) == {"added": 1, "known": 1}
    person.refresh_from_db()
    assert person.full_name == "Mali Wyn Prys"
    assert Fact.objects.get().person == person


def test_person_known_by_number_with_another_birthday_is_a_question():
    build.person("Mali Prys", nhs_number=fhir.NUMBER, born_on=date(1980, 1, 1))
    result = fhir.send(build.system(), fhir.patient(**fhir.numbered()), fhir.condition())
    assert fhir.counts(result) == {"unclear": 2}
    assert result.unclear[0].doubts[-1].why == Doubt.OTHER_BIRTHDAY
    assert not Fact.objects.exists()


def test_same_name_and_birthday_is_never_merged_silently():
    build.person("Mali Prys", born_on=date(2015, 6, 1))
    result = fhir.send(build.system(), fhir.patient(), fhir.condition())
    assert fhir.counts(result) == {"unclear": 2}
    assert Person.objects.filter(full_name="Mali Prys").count() == 1
    assert Imported.objects.filter(person=None, status="unclear").count() == 2


def test_two_systems_may_each_have_a_patient_one():
    fhir.send(build.system(), fhir.patient())
    other = fhir.patient(name=[{"text": "Somebody Else"}], birthDate="1950-01-01")
    result = fhir.send(build.system(), other)
    assert fhir.counts(result) == {"unclear": 1}
    assert Person.objects.count() == 1


def test_without_a_grant_what_is_sent_stays_its_senders_alone_and_is_audited(world):
    Person.objects.filter(pk=world.geth.pk).update(nhs_number=fhir.NUMBER, born_on=date(2015, 6, 1))
    before = Entry.objects.filter(person=world.geth).count()
    result = fhir.send(world.stranger, fhir.patient(**fhir.numbered()), fhir.condition())
    assert fhir.counts(result) == {"unclear": 2}
    assert Entry.objects.filter(person=world.geth).count() == before
    assert not Imported.objects.filter(person=world.geth).exists()
    assert AuditEvent.objects.filter(action="refused", person_id=world.geth.pk).exists()
    fhir.send(world.stranger, fhir.patient(**fhir.numbered()), dry_run=True)
    assert AuditEvent.objects.filter(action="refused", person_id=world.geth.pk).count() == 2, (
        "a preview is no secret"
    )


def test_only_sections_with_permission_are_added_to(world):
    Person.objects.filter(pk=world.geth.pk).update(nhs_number=fhir.NUMBER, born_on=date(2015, 6, 1))
    result = fhir.send(world.teacher, fhir.patient(**fhir.numbered()), fhir.condition(), fhir.goal())
    assert fhir.counts(result) == {"added": 1, "known": 1, "unclear": 1}
    assert result.unclear[0].doubts[0].why == Doubt.NOT_YOURS
    assert not Fact.objects.filter(person=world.geth).exists()
    again = fhir.send(world.teacher, fhir.patient(**fhir.numbered()), fhir.condition(), fhir.goal())
    assert fhir.counts(again) == {"known": 3}


def test_file_is_whole_or_nothing(monkeypatch):
    def breaks(**_):
        raise ValueError("broken")

    monkeypatch.setitem(importing.placing.PLACES, type(_proposal()), breaks)
    before = everything()
    result = fhir.send(build.system(), fhir.bundle(fhir.patient(), fhir.goal(), fhir.condition()))
    assert [(row.file, row.path) for row in result.refused] == [("0.json", "Bundle.entry[2].resource")]
    assert everything()[0:4] == before[0:4]


def _proposal():
    from unstori.exchange.fhir.proposals import FactProposal

    return FactProposal(kind="condition", section="health")


def test_bad_file_names_path_and_reason_and_others_go_on():
    bad = fhir.patient(id="bad", birthDate="2015-02-31")
    result = fhir.send(build.system(), bad, fhir.patient(), b"{", b"[]")
    assert next(row["path"] for row in result.as_rows()["refused"]) == "Patient.birthDate"
    assert fhir.counts(result) == {"added": 1, "refused": 2, "skipped": 1}


def test_what_points_nowhere_is_unclear_and_not_lost():
    result = fhir.send(build.system(), fhir.condition())
    assert fhir.counts(result) == {"unclear": 1}
    kept = Imported.objects.get()
    assert (kept.person, kept.status) == (None, "unclear")
    assert "Epilepsy" in kept.raw


def test_reference_by_number_finds_somebody_known():
    person = build.person(nhs_number=fhir.NUMBER)
    number = {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": fhir.NUMBER}}
    result = fhir.send(build.system(), fhir.condition(subject=number))
    assert fhir.counts(result) == {"added": 1}
    assert Fact.objects.get().person == person


def test_newer_version_stands_beside_the_first():
    fhir.send(build.system(), fhir.patient(), fhir.goal())
    result = fhir.send(build.system(), fhir.patient(), fhir.goal("I want to dive"))
    assert fhir.counts(result) == {"known": 1, "unclear": 1}
    assert Outcome.objects.count() == 1
    assert Entry.objects.filter(kind="document", title="I want to dive").exists()


def test_what_was_entered_by_mistake_is_kept_and_never_told():
    wrong = fhir.condition(verificationStatus={"coding": [{"code": "entered-in-error"}]})
    result = fhir.send(build.system(), fhir.patient(), wrong)
    assert fhir.counts(result) == {"added": 1, "unclear": 1}
    assert not Fact.objects.exists()
    assert Imported.objects.get(type="Condition").rows == []


def test_what_is_over_or_of_another_section_is_no_headline():
    over = fhir.condition(
        clinicalStatus={
            "coding": [
                {"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "resolved"}
            ]
        }
    )
    flag = fhir.about(
        "Flag",
        status="active",
        code={"text": "At risk"},
        category=[
            {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/flag-category", "code": "safety"}]}
        ],
    )
    fhir.send(build.system(), fhir.patient(), over, flag)
    assert not Fact.objects.exists()
    assert Entry.objects.get(title="At risk").section == "safeguarding"


def test_more_confidential_than_usual_is_narrowed(world):
    secret = fhir.observation(
        "Blood test",
        meta={
            "security": [{"code": "R", "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"}]
        },
    )
    fhir.send(world.huw, fhir.patient(), secret)
    assert Entry.objects.get(title="Blood test").narrowed
    assert Imported.objects.get(type="Observation").narrowed


def test_consent_opens_nothing():
    consent = {
        "resourceType": "Consent",
        "id": "c",
        "status": "active",
        "patient": {"reference": "Patient/mali"},
        "scope": {"text": "Share all"},
        "category": [{"text": "x"}],
        "policyRule": {"text": "x"},
    }
    fhir.send(build.system(), fhir.patient(), consent)
    assert not Grant.objects.filter(person=mali()).exists()
    assert Entry.objects.get(person=mali()).kind == "document"


def test_document_brings_its_file():
    data = base64.b64encode(b"A letter").decode()
    letter = fhir.about(
        "DocumentReference",
        status="current",
        description="A letter to Mali",
        content=[
            {"attachment": {"contentType": "text/plain", "title": "letter", "data": data}},
            {"attachment": {"contentType": "x/y", "data": data}},
            {"attachment": {"contentType": "text/plain", "url": "https://example.org/1"}},
        ],
    )
    fhir.send(build.system(), fhir.patient(), letter, dry_run=True)
    fhir.send(build.system(), fhir.patient(), letter)
    assert [one.media_type for one in Attachment.objects.all()] == ["text/plain"]
    assert Imported.objects.get(type="DocumentReference").status == "unclear"


def test_provenance_is_kept_with_what_it_is_about():
    told = {
        "resourceType": "Provenance",
        "id": "p",
        "recorded": "2024-03-02T10:00:00Z",
        "target": [{"reference": "Goal/goal"}],
        "agent": [{"who": {"display": "Dr Rees"}}],
    }
    fhir.send(build.system(), fhir.bundle(fhir.patient(), fhir.goal(), told))
    kept = Imported.objects.get(type="Provenance")
    assert (kept.person, kept.section) == (mali(), "what_matters")
    assert kept.rows == Imported.objects.get(type="Goal").rows


def test_languages_and_formats_are_one_fact():
    languages = [
        {
            "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "cy"}], "text": "Welsh"},
            "preferred": True,
        },
        {"language": {"text": "Makaton"}},
    ]
    contact = [
        {"name": {"text": "Nia Prys"}, "relationship": [{"text": "Mother"}], "period": {"start": "2015"}},
        {},
    ]
    fhir.send(build.system(), fhir.patient(communication=languages, contact=contact))
    assert Fact.objects.get().words == "Welsh; Makaton"
    assert mali().language == "cy"
    assert Member.objects.get(person=mali()).relation == "mother"


def test_animals_and_the_nameless_are_nobody():
    animal = fhir.patient(
        extension=[
            {
                "url": "http://hl7.org/fhir/StructureDefinition/patient-animal",
                "extension": [{"url": "species", "valueCodeableConcept": {"text": "Cat"}}],
            }
        ]
    )
    result = fhir.send(build.system(), animal, fhir.patient(id="x", name=[]) | {"name": [{"use": "usual"}]})
    assert len(result.unclear) + len(result.refused) == 2
    assert not Person.objects.exists()


def test_whatever_is_sent_is_kept_as_it_came(world):
    fhir.send(world.huw, fhir.patient(multipleBirthBoolean=True))
    assert '"multipleBirthBoolean":true' in Imported.objects.get().raw
