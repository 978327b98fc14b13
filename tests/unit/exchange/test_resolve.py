"""References are found across files, and never guessed."""

import pytest

from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.resolve import by_person

PERSON = {"resourceType": "Patient", "id": "p", "name": [{"text": "Mali Rees"}]}
NUMBERED = PERSON | {"identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9912003888"}]}


def flag(reference, **more):
    about = reference if isinstance(reference, dict) else {"reference": reference}
    return {
        "resourceType": "Flag",
        "id": "f",
        "status": "active",
        "code": {"text": "Noise"},
        "subject": about,
    } | more


def entry(resource, full_url):
    return {"fullUrl": full_url, "resource": resource}


def bundle(*entries):
    return {"resourceType": "Bundle", "type": "collection", "entry": list(entries)}


def about(proposals):
    return next(one.about for one in proposals if one.source.type == "Flag")


def doubts(proposals):
    return [doubt.why for one in proposals for doubt in one.unclear]


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p",
        "Patient/p/_history/3",
        {
            "type": "Patient",
            "identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9912003888"},
        },
        {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9912003888"}},
    ],
)
def test_reference_across_files_is_found(propose, reference):
    proposals = propose(flag(reference), NUMBERED)
    assert about(proposals).key == "Patient/p"
    assert doubts(proposals) == []


def test_full_address_and_relative_reference_beside_it_are_found(propose):
    sent = bundle(
        entry(PERSON, "https://a.example/fhir/Patient/p"),
        entry(flag("Patient/p"), "https://a.example/fhir/Flag/f"),
    )
    assert about(propose(sent)).key == "https://a.example/fhir/Patient/p"


def test_urn_is_found(propose):
    assert (
        about(propose(bundle(entry(PERSON, "urn:uuid:1"), entry(flag("urn:uuid:1"), "urn:uuid:2")))).key
        == "Patient/p"
    )


def test_one_inside_another_is_found(propose):
    inside = flag("#me", contained=[PERSON | {"id": "me"}])
    assert about(propose(inside)).key == "Flag/f#me"


def test_container_itself_is_found(propose):
    owner = PERSON | {"contained": [flag("#", id="inner")], "generalPractitioner": [{"reference": "#inner"}]}
    assert about(propose(owner)).key == "Patient/p"


def test_full_address_of_another_system_never_falls_back_to_a_local_id(propose):
    proposals = propose(flag("https://b.example/fhir/Patient/p"), PERSON)
    assert (about(proposals).key, about(proposals).reference) == ("", "https://b.example/fhir/Patient/p")
    assert doubts(proposals) == [Why.NOWHERE]


def test_two_that_answer_to_one_name_are_unclear(propose):
    sent = bundle(entry(PERSON, "https://a.example/Patient/p"), entry(PERSON, "https://b.example/Patient/p"))
    proposals = propose(sent, flag("Patient/p"))
    assert about(proposals).key == ""
    assert Why.AMBIGUOUS in doubts(proposals)


def test_same_thing_sent_twice_is_one_and_different_things_are_unclear(propose):
    assert len(propose(PERSON, PERSON)) == 1
    proposals = propose(PERSON, PERSON | {"gender": "female"})
    assert doubts(proposals) == [Why.SENT_TWICE, Why.SENT_TWICE]


def test_about_something_else_or_nobody_is_unclear(propose):
    place = {"resourceType": "Location", "id": "l", "name": "Pool"}
    assert doubts(propose(flag("Location/l"), place)) == [Why.NOT_A_PERSON]
    assert doubts(
        propose({"resourceType": "Appointment", "status": "booked", "participant": [{"status": "accepted"}]})
    ) == [Why.ABOUT_NOBODY]


def test_proposals_are_gathered_by_person(propose):
    pool = {"resourceType": "Organization", "id": "o", "name": "Pool"}
    persons, others = by_person(propose(flag("Patient/p"), PERSON, pool))
    assert [one.source.key for one in persons["Patient/p"]] == ["Patient/p", "Flag/f"]
    assert [one.source.key for one in others] == ["Organization/o"]


def test_key_without_an_id_is_its_number_or_its_content(send):
    bare = {name: value for name, value in NUMBERED.items() if name != "id"}
    unnamed = {"resourceType": "Patient", "gender": "female"}
    keys = [item.key for item in send(bare, unnamed).items]
    assert keys[0] == "Patient?https://fhir.nhs.uk/Id/nhs-number|9912003888"
    assert keys[1].startswith("Patient:")


def provenance(**more):
    who = {"who": {"reference": "Patient/p"}} | more
    return {
        "resourceType": "Provenance", "id": "v", "target": [{"reference": "Flag/f"}],
        "recorded": "2024-03-01T10:00:00Z", "agent": [who],
    }  # fmt: skip


def test_plain_provenance_goes_into_what_it_is_about(propose):
    proposals = propose(PERSON, flag("Patient/p"), provenance())
    told = proposals[1].source.told
    assert [(one.by.key, one.when) for one in told] == [("Patient/p", "2024-03-01T10:00:00Z")]
    assert len(proposals) == 2


def test_provenance_that_says_more_is_also_kept(propose):
    proposals = propose(PERSON, flag("Patient/p"), provenance(role=[{"text": "mother"}]))
    assert proposals[1].source.told
    assert proposals[2].kept
