"""Consents are asked about, answers become a conversation, adjustments a fact and, with a yes, a flag."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tests import build
from tests.integration.exchange import fhir
from tests.integration.exchange.test_api import System, check_valid
from unstori.access.door import open_person
from unstori.access.models import Grant
from unstori.adjustments import actions as adjustments
from unstori.adjustments.models import Adjustment
from unstori.circle.models import SharingDecision
from unstori.exchange import rules
from unstori.exchange.models import Imported
from unstori.people.models import Person
from unstori.story.models import Attachment, Conversation, Entry, Fact, Statement

pytestmark = pytest.mark.django_db
CODES = Path(__file__).parents[4] / "shared" / "data" / "radf_codes.csv"
FLAG = {"coding": [{"system": "https://fhir.nhs.uk/STU3/CodeSystem/RARecord-FlagCategory-1", "code": "NRAF"}]}


def mali():
    return Person.objects.get(full_name="Mali Prys")


def consent(**more):
    return {
        "resourceType": "Consent", "id": "c", "status": "active", "scope": {"text": "privacy"},
        "category": [{"text": "information access"}], "patient": {"reference": "Patient/mali"},
        "policyRule": {"text": "opt in"}, "organization": [{"display": "Ysgol y Bryn"}],
        "provision": {"type": "permit", "purpose": [{"system": "x", "code": "TREAT", "display": "treatment"}]},
    } | more  # fmt: skip


def category(code):
    return {
        "coding": [
            {"system": "https://fhir.nhs.uk/STU3/CodeSystem/RARecord-AdjustmentCategory-1", "code": code}
        ]
    }


def adjustment(words="Requires low noise environment", code="1325391000000106", kind="009", **more):
    concept = {"coding": [{"system": "http://snomed.info/sct", "code": code, "display": words}]}
    return fhir.about("Flag", status="active", category=[FLAG, category(kind)], code=concept) | more


def answers(**more):
    items = [
        {"linkId": "what-matters", "text": "What matters?", "answer": [{"valueString": "My dog"}]},
        {"linkId": "group", "item": [{"linkId": "worry", "answer": [{"valueString": "Loud rooms"}]}]},
        {"linkId": "other", "answer": [{"valueString": "Not of the guide"}]},
    ]
    named = "https://example.org/Questionnaire/first-conversation|1"
    made = fhir.about("QuestionnaireResponse", status="completed", questionnaire=named, item=items)
    return made | {"authored": "2024-03-02", "source": {"reference": "Patient/mali"}} | more


def test_a_consent_is_asked_about_and_lets_nobody_in(world):
    before = Grant.objects.count()
    fhir.send(world.huw, fhir.patient(), consent())
    asked = SharingDecision.objects.get(person=mali(), with_organisation__isnull=False)
    assert (asked.newest.state, asked.with_organisation, asked.sections) == (
        "asked",
        world.school,
        ["learning"],
    )
    assert asked.purpose == "treatment"
    assert not Grant.objects.filter(organisation=world.school).exists()
    assert Grant.objects.exclude(person=mali()).count() == before
    fhir.send(world.huw, fhir.patient(), consent(id="again"))
    assert SharingDecision.objects.filter(person=mali(), with_organisation=world.school).count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"status": "inactive"}, {"status": "rejected"}, {"provision": {"type": "deny"}}, {"category": [FLAG]},
        {"provision": {"type": "permit", "period": {"end": "2020"}}}, {"organization": [{"display": "Nowhere"}]},
    ],
)  # fmt: skip
def test_what_does_not_stand_or_names_nobody_here_stays_a_document(world, more):
    fhir.send(world.huw, fhir.patient(), consent(**more))
    assert not SharingDecision.objects.filter(person=mali(), with_organisation__isnull=False).exists()
    assert Imported.objects.get(type="Consent").rows[0][0] == "story.Entry"


@pytest.mark.parametrize(
    ("status", "decision", "until", "asked"),
    [
        ("active", "permit", "", True), ("active", "permit", "2026", True), ("active", "permit", "2026-11-21", False),
        ("active", "deny", "", False), ("inactive", "permit", "", False), ("proposed", "permit", "2027-01-01", True),
    ],
)  # fmt: skip
def test_what_is_asked_about(status, decision, until, asked):
    assert rules.is_asked(status, decision, until, date(2026, 11, 22)) is asked


def test_answers_to_a_guide_become_a_conversation(world):
    fhir.send(world.huw, fhir.patient(), answers())
    held = Conversation.objects.get(person=mali())
    assert (held.guide, held.held_on.isoformat(), held.section) == (
        "first-conversation",
        "2024-03-02",
        "what_matters",
    )
    assert held.finished_at
    said = {row.words: row.said_by for row in Statement.objects.filter(person=mali())}
    assert said == {"My dog": "Mali Prys", "Loud rooms": "Mali Prys"}
    kept = Imported.objects.get(type="QuestionnaireResponse")
    assert kept.section == "what_matters" and "Not of the guide" in kept.raw
    assert set(fhir.counts(fhir.send(world.huw, fhir.patient(), answers()))) == {"known"}
    build.grant(mali(), world.teacher, ("health",))
    system = System(world.teacher)
    assert system.ask(f"QuestionnaireResponse/{kept.pk}").status_code == 404
    assert System(world.huw).get(f"QuestionnaireResponse/{kept.pk}")["item"]


@pytest.mark.parametrize(
    "more",
    [
        {"questionnaire": "https://x.org/Questionnaire/other"},
        {"item": [{"linkId": "x"}]},
        {"status": "in-progress"},
    ],
)
def test_answers_to_anything_else_stay_a_document(world, more):
    fhir.send(world.huw, fhir.patient(), answers(**more))
    assert not Conversation.objects.exists() and Entry.objects.filter(kind="document", person=mali()).exists()


def test_requests_appointments_and_messages_are_told(world):
    fhir.send(
        world.huw, fhir.patient(),
        fhir.about("ServiceRequest", status="active", intent="order", code={"text": "Speech therapy"},
                   reasonCode=[{"text": "Few words"}], requester={"display": "Dr Rees"}),
        {"resourceType": "Task", "id": "t", "status": "requested", "intent": "order", "description": "Send the form",
         "for": {"reference": "Patient/mali"}, "owner": {"display": "Huw"}},
        {"resourceType": "Appointment", "id": "a", "status": "fulfilled", "start": "2024-05-01T10:00:00Z",
         "end": "2024-05-01T11:00:00Z", "description": "Hearing test", "participant": [
             {"actor": {"reference": "Patient/mali"}, "status": "accepted"},
             {"actor": {"display": "Ann Lloyd"}, "status": "accepted"}]},
        fhir.about("Communication", status="completed", sent="2024-05-02T10:00:00Z",
                   recipient=[{"reference": "Patient/mali"}], sender={"display": "Dr Rees"},
                   medium=[{"coding": [{"code": "PHONE"}]}], payload=[
                       {"contentString": "All is well"},
                       {"contentAttachment": {"contentType": "text/plain", "data": "SGVsbG8=", "title": "Letter"}}]),
    )  # fmt: skip
    rows = {
        row.words.partition("\n")[0]: row
        for row in Entry.objects.filter(person=mali(), event="exchange.imported")
    }
    lines = {line for row in rows.values() for line in row.words.splitlines()}
    assert {"Few words", "Dr Rees", "Send the form", "Huw", "All is well"} <= lines
    test, call = Entry.objects.get(title="Hearing test"), rows["All is well"]
    assert (test.kind, test.contact_way, test.contact_with, test.happened_on) == (
        "contact",
        "visit",
        "Ann Lloyd",
        "2024-05-01",
    )
    assert (call.kind, call.contact_way, call.contact_with) == ("contact", "phone", "Dr Rees")
    assert Attachment.objects.filter(entry=call).count() == 1


def test_an_adjustment_is_a_fact_and_a_flag_only_with_a_yes_here(world):
    fhir.send(world.huw, fhir.patient(), adjustment())
    assert Fact.objects.get(person=mali()).key == "adjustments" and not Adjustment.objects.exists()
    system = System(world.huw)
    assert system.found(f"Flag?patient={mali().pk}") == [], "it goes no further without a yes"
    adjustments.say(by=world.huw, person=mali(), agrees=True, authority="004", said_by="Mam")
    assert len(system.found(f"Flag?patient={mali().pk}")) == 1
    fhir.send(
        world.huw,
        fhir.patient(),
        adjustment("Requires priority appointment", "1108161000000109", "008", id="two"),
    )
    row = Adjustment.objects.get(person=mali())
    assert (row.category, row.code, row.fact.words) == (
        "008",
        "1108161000000109",
        "Requires priority appointment",
    )
    flags = system.found(f"Flag?patient={mali().pk}")
    check_valid(*flags)
    assert len(flags) == 2 and "1108161000000109" in json.dumps(flags)
    adjustments.say(by=world.huw, person=mali(), agrees=False, authority="004", said_by="Mam")
    assert system.found(f"Flag?patient={mali().pk}") == [] and "NRAF" not in json.dumps(
        system.found(f"Condition?patient={mali().pk}")
    )
    [said] = system.found(f"Consent?patient={mali().pk}")
    check_valid(said)
    assert said["status"] == "inactive" and said["provision"]["purpose"][0]["code"] == "RAREVOKED"


def test_the_flag_leaves_in_the_shape_of_the_standard_and_comes_back_as_known(world):
    about = {"by": world.huw, "person": world.geth}
    adjustments.say(agrees=True, authority="004", said_by="Mair", **about)
    adjustments.flag(category="009", words="A quiet room", said_by="Geth", **about)
    adjustments.say_impairments(codes=["5", "10"], other="Being touched", **about)
    system = System(world.huw)
    kinds = ("Flag", "Condition", "Consent")
    made = {kind: system.found(f"{kind}?patient={world.geth.pk}") for kind in kinds}
    check_valid(*(one for several in made.values() for one in several))
    [flag], [said] = made["Flag"], made["Consent"]
    assert [kind["coding"][0]["code"] for kind in flag["category"]] == ["NRAF", "009"]
    assert (flag["status"], flag["code"]["text"]) == ("active", "A quiet room")
    assert (said["status"], said["policyRule"]["coding"][0]["code"]) == ("active", "004")
    assert {one["code"]["coding"][0]["code"] for one in made["Condition"]} == {"5", "10"}
    for kind in kinds:
        for one in made[kind]:
            assert system.get(f"{kind}/{one['id']}") == one
    teacher = System(world.teacher)
    assert teacher.found(f"Flag?patient={world.geth.pk}") and not teacher.found(
        f"Condition?patient={world.geth.pk}"
    )
    everything = system.ask(f"Patient/{world.geth.pk}/$everything?_count=200").content
    assert set(fhir.counts(fhir.send(world.huw, everything))) == {"known"}


@pytest.mark.skipif(not CODES.exists(), reason="the shared data is not here")
def test_official_codes_are_carried_as_they_are(world):
    """All are carried alike, so every eighth is sent."""
    with CODES.open(encoding="utf-8") as file:
        rows = {row["snomed_code"]: row["display"] for row in list(csv.DictReader(file))[::8]}
    adjustments.say(by=world.huw, person=world.geth, agrees=True, authority="004", said_by="Mair")
    number = fhir.numbered()
    fhir.send(world.huw, fhir.patient(**number))
    adjustments.say(by=world.huw, person=mali(), agrees=True, authority="004", said_by="Mam")
    flags = [adjustment(words, code, "011", id=f"f{code}") for code, words in rows.items()]
    fhir.send(world.huw, fhir.bundle(fhir.patient(**number), *flags))
    carried = dict(Adjustment.objects.filter(person=mali()).values_list("code", "fact__words"))
    assert carried == rows and len(open_person(world.huw, mali().reference).sections) == 8
