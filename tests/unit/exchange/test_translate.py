"""What a resource claims, in our words."""

import pytest

from unstori.exchange.fhir.derive import contacts_of, facts_of
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.identity import UK_CORE
from unstori.exchange.fhir.reading import read_paths
from unstori.exchange.fhir.translate import translate_all

CLINICAL = "http://terminology.hl7.org/CodeSystem/"
NHS = "https://fhir.nhs.uk/Id/nhs-number"
PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"text": "Mali Rees"}]}
ABOUT = {"reference": "Patient/p"}


def person(propose, **elements):
    return propose(PATIENT | elements)[0]


def about_mali(propose, **resource):
    return propose(PATIENT, {"id": "it"} | resource)[1]


def whys(proposal):
    return [doubt.why for doubt in proposal.unclear]


@pytest.mark.parametrize(
    ("names", "preferred", "why"),
    [
        ([{"use": "official", "given": ["Angharad"]}, {"use": "nickname", "given": ["Haf"]}], "Haf", []),
        ([{"use": "usual", "text": "Haf Rees"}], "Haf Rees", []),
        ([{"use": "nickname", "family": "Rees"}], "Rees", []),
        ([{"use": "nickname", "text": "Haf", "period": {"end": "2020"}}, {"text": "Angharad"}], "", []),
        ([{"use": "official", "text": "A"}, {"use": "official", "text": "B"}], "", [Why.SEVERAL_NAMES]),
        ([], "", [Why.NO_NAME]),
    ],
)
def test_name_the_person_likes_is_the_sources_word(propose, names, preferred, why):
    found = person(propose, name=names) if names else propose({"resourceType": "Patient", "id": "p"})[0]
    assert (found.preferred_name, whys(found)) == (preferred, why)


@pytest.mark.parametrize(
    ("numbers", "kept", "why"),
    [
        (["9912003888"], "9912003888", []),
        (["991 200 3888"], "9912003888", []),
        (["9912003890"], "", [Why.BAD_NHS_NUMBER]),
        (["9912003888", "9434765919"], "", [Why.SEVERAL_NHS_NUMBERS]),
    ],
)
def test_nhs_number_is_taken_only_when_it_is_sure(propose, numbers, kept, why):
    found = person(propose, identifier=[{"system": NHS, "value": number} for number in numbers])
    assert (found.nhs_number, whys(found)) == (kept, why)
    assert [one.value for one in found.identifiers] == numbers


def test_partial_birth_date_stays_partial(propose):
    assert person(propose, birthDate="2015-04").birth_date == "2015-04"


def test_interpreter_is_read_from_either_extension(propose):
    uk = {
        "url": UK_CORE + "NHSCommunication",
        "extension": [{"url": "interpreterRequired", "valueBoolean": True}],
    }
    hl7 = {
        "url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
        "valueBoolean": False,
    }
    assert person(propose, extension=[uk]).interpreter is True
    assert person(propose, extension=[hl7]).interpreter is False
    assert person(propose).interpreter is None


def test_facts_and_family_inside_the_persons_own_resource_are_drawn_from_it(propose):
    large = {"url": "PreferredWrittenCommunicationFormat", "valueCodeableConcept": {"text": "Large print"}}
    found = person(
        propose,
        communication=[{"language": {"text": "Makaton"}, "preferred": True}],
        extension=[
            {"url": UK_CORE + "ContactPreference", "extension": [large]},
            {"url": UK_CORE + "EthnicCategory", "valueCodeableConcept": {"text": "Welsh"}},
        ],
        contact=[{"name": {"text": "Eleri Rees"}, "relationship": [{"text": "mother"}]}],
    )
    facts = [(fact.kind, fact.title.words, fact.about.key) for fact in facts_of(found)]
    assert facts == [
        ("language", "Makaton", "Patient/p"),
        ("reach_me", "Large print", "Patient/p"),
        ("ethnicity", "Welsh", "Patient/p"),
    ]
    assert [(one.names[0].words, one.relations[0].words) for one in contacts_of(found)] == [
        ("Eleri Rees", "mother")
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"valueQuantity": {"value": 1.5, "unit": "m", "comparator": "<"}}, "Height: <1.5 m"),
        ({"valueString": "tall"}, "Height: tall"),
        ({"valueBoolean": False}, "Height: ✗"),
        ({"valueInteger": 3}, "Height: 3"),
        ({"valueRange": {"low": {"value": 1}, "high": {"value": 2}}}, "Height: 1 – 2"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 2}}}, "Height: 1 / 2"),
        ({"valuePeriod": {"start": "2019", "end": "2020"}}, "Height: 2019 – 2020"),
        ({"valueTime": "10:00:00"}, "Height: 10:00:00"),
        ({"dataAbsentReason": {"text": "asleep"}}, "Height: asleep"),
        (
            {"component": [{"code": {"text": "Left"}, "dataAbsentReason": {"text": "asleep"}}]},
            "Height\nLeft: asleep",
        ),
        ({"interpretation": [{"text": "High"}], "valueString": "2 m"}, "Height: 2 m · High"),
    ],
)
def test_observation_is_said_in_words(propose, value, text):
    height = {"resourceType": "Observation", "status": "final", "code": {"text": "Height"}, "subject": ABOUT}
    found = about_mali(propose, **height, **value)
    assert found.text == text
    assert found.section == "health"


@pytest.mark.parametrize(
    ("moment", "when", "until"),
    [
        ({"effectiveDateTime": "2019"}, "2019", ""),
        ({"effectivePeriod": {"start": "2019", "end": "2020"}}, "2019", "2020"),
        ({"effectiveInstant": "2019-01-01T10:00:00Z"}, "2019-01-01T10:00:00Z", ""),
        ({"effectiveTiming": {"event": ["2019-02-03"]}}, "2019-02-03", ""),
        ({"issued": "2019-01-01T10:00:00Z"}, "2019-01-01T10:00:00Z", ""),
    ],
)
def test_observation_keeps_when_it_happened(propose, moment, when, until):
    seen = {"resourceType": "Observation", "status": "final", "code": {"text": "Height"}, "subject": ABOUT}
    found = about_mali(propose, **seen, **moment)
    assert (found.when, found.until) == (when, until)


@pytest.mark.parametrize(
    ("code", "section"),
    [("behavioral", "behaviour"), ("safety", "safeguarding"), ("diet", "health"), ("admin", "care")],
)
def test_flag_lies_in_the_section_of_its_category(propose, code, section):
    system = "http://terminology.hl7.org/CodeSystem/flag-category"
    category = [{"coding": [{"system": system, "code": code}]}]
    flag = {"resourceType": "Flag", "status": "active", "code": {"text": "Noise"}, "subject": ABOUT}
    assert about_mali(propose, **flag, category=category).section == section


def test_section_that_we_wrote_is_read_and_an_unknown_one_is_not(propose):
    flag = {"resourceType": "Flag", "status": "active", "code": {"text": "Noise"}, "subject": ABOUT}
    for said, section in (("learning", "learning"), ("everybody", "health")):
        tag = {"tag": [{"system": "urn:x-unstori:section", "code": said}]}
        assert about_mali(propose, **flag, meta=tag).section == section


def test_doubts_of_the_source_itself_are_passed_on(propose):
    security = {
        "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]
    }
    flag = {"resourceType": "Flag", "code": {"text": "Noise"}, "subject": ABOUT, "meta": security}
    found = about_mali(propose, **flag, status="entered-in-error")
    assert whys(found) == [Why.RESTRICTED, Why.ENTERED_IN_ERROR]


def test_allergy_names_what_happens(propose):
    found = about_mali(
        propose, resourceType="AllergyIntolerance", patient=ABOUT, code={"text": "Peanut"},
        criticality="high",
        clinicalStatus={"coding": [{"system": CLINICAL + "allergyintolerance-clinical", "code": "active"}]},
        reaction=[{"manifestation": [{"text": "Hives"}]}, {"manifestation": [{"text": "Wheeze"}]}],
    )  # fmt: skip
    assert [effect.words for effect in found.effects] == ["Hives", "Wheeze"]
    assert (found.status, found.severity.words) == ("active", "high")


def test_care_plan_gives_its_supports(propose):
    timing = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"]}}
    detail = {"description": "Swim", "status": "in-progress", "scheduledTiming": timing, "performer": [ABOUT]}
    plan = {"resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": ABOUT}
    found = about_mali(
        propose, **plan, activity=[{"detail": detail}, {"reference": {"reference": "Task/gone"}}]
    )
    assert [(one.description, one.how_often) for one in found.supports] == [
        ("Swim", "2 × 1 wk mon"),
        ("", ""),
    ]
    assert found.supports[1].told_in.reference == "Task/gone"
    assert whys(found) == [Why.NOWHERE]


def test_document_that_is_not_in_the_file_is_unclear(propose):
    paper = {"resourceType": "DocumentReference", "status": "current", "subject": ABOUT}
    found = about_mali(propose, **paper, content=[{"attachment": {"url": "https://files.example/1.pdf"}}])
    assert whys(found) == [Why.NO_CONTENT]


def test_any_other_type_is_kept_whole_with_its_words(propose):
    div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Come at <b>ten</b>.</p><p>Bring Dad</p></div>'
    found = about_mali(
        propose, resourceType="Appointment", status="booked", description="Hearing test",
        participant=[{"actor": ABOUT, "status": "accepted"}], start="2024-05-01T10:00:00Z",
        text={"status": "generated", "div": div},
    )  # fmt: skip
    assert (found.title, found.when, found.text) == (
        "Hearing test",
        "2024-05-01T10:00:00Z",
        "booked\n2024-05-01T10:00:00Z\nCome at ten.\nBring Dad",
    )
    assert found.about.key == "Patient/p"
    assert '"resourceType":"Appointment"' in found.kept


def test_people_around_are_contacts_and_teams(propose):
    found = propose(
        PATIENT,
        {"resourceType": "RelatedPerson", "id": "r", "patient": ABOUT, "name": [{"text": "Eleri"}]},
        {"resourceType": "Practitioner", "id": "n", "name": [{"text": "Nia"}]},
        {"resourceType": "PractitionerRole", "id": "s", "practitioner": {"reference": "Practitioner/n"}},
        {"resourceType": "Organization", "id": "o", "identifier": [{"value": "7A1"}]},
        {"resourceType": "CareTeam", "id": "t", "subject": ABOUT,
         "participant": [{"member": {"reference": "Practitioner/n"}, "role": [{"text": "key worker"}]}]},
    )  # fmt: skip
    assert [one.kind for one in found[1:4]] == ["family", "worker", "role"]
    assert found[3].worker.key == "Practitioner/n"
    assert whys(found[4]) == [Why.NO_NAME]
    assert [(one.who.key, one.roles[0].words) for one in found[5].members] == [
        ("Practitioner/n", "key worker")
    ]


def test_no_example_is_dropped(folders):
    """Every resource of every file, alone or inside another, is somebody's proposal."""
    reading = read_paths(folders)
    keys = {one.source.key for one in translate_all(reading.items)}
    assert keys == {item.key for item in reading.items}
    assert reading.refused == []
