"""A file is read whole, or refused with a path and a reason, or skipped and said."""

import json

import fhirkit
import pytest

from unstori.exchange.fhir import reading
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.reading import read_bytes, read_paths

GOAL = {
    "resourceType": "Goal",
    "id": "g",
    "lifecycleStatus": "active",
    "description": {"text": "Swim with my cousin"},
    "subject": {"reference": "Patient/p"},
}


def refusals(resource):
    found = read_bytes(json.dumps(resource).encode(), "sent.json")
    assert not found.items
    return [(one.path, one.why) for one in found.refused]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{not json", Why.BROKEN_JSON),
        (b"\xff\xfe{", Why.BROKEN_JSON),
        (b'{"resourceType": "Patient", "x": NaN}', Why.BROKEN_JSON),
        (b'{"resourceType": "Patient", "id": "a", "id": "b"}', Why.SAME_KEY_TWICE),
        (b'{"resourceType": "Story"}', Why.UNKNOWN_TYPE),
        (b'{"resourceType": ["Patient"]}', Why.UNKNOWN_TYPE),
        (b"[" * 100 + b"]" * 100, Why.TOO_DEEP),
        (b"[" * 200_000, Why.TOO_DEEP),
    ],
)
def test_bytes_that_are_broken_are_refused(content, why):
    found = read_bytes(content, "sent.json")
    assert [one.why for one in found.refused] == [why]
    assert found.refused[0].file == "sent.json"
    assert not found.items


@pytest.mark.parametrize("content", [b'{"name": "a package"}', b"[1]", b'"words"'])
def test_json_that_is_no_resource_is_skipped_and_said(content):
    found = read_bytes(content, "sent.json")
    assert [(one.file, one.why) for one in found.skipped] == [("sent.json", Why.NOT_A_RESOURCE)]
    assert not found.refused


@pytest.mark.parametrize(
    ("change", "path", "why"),
    [
        ({"description": None}, "Goal.description", Why.STRUCTURE),
        ({"zork": 1}, "Goal.zork", Why.STRUCTURE),
        ({"note": "words"}, "Goal.note", Why.STRUCTURE),
        ({"lifecycleStatus": "hopeful"}, "Goal.lifecycleStatus", Why.BAD_CODE),
        ({"statusDate": "2024-02-30"}, "Goal.statusDate", Why.BAD_DATE),
        ({"statusDate": "0000-02-01"}, "Goal.statusDate", Why.BAD_DATE),
        ({"id": "a b"}, "Goal.id", Why.BAD_ID),
        ({"description": {"text": "a\x00b"}}, "Goal.description.text", Why.BAD_TEXT),
        ({"description": {"text": "\ud800"}}, "Goal.description.text", Why.BAD_TEXT),
    ],
)
def test_resource_with_a_fault_is_refused_with_its_path(change, path, why):
    resource = {name: value for name, value in (GOAL | change).items() if value is not None}
    assert (path, why) in refusals(resource)


def test_fault_deep_in_a_bundle_refuses_the_whole_file_and_names_the_place():
    bad = {"resourceType": "Patient", "id": "p", "gender": "boy"}
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": GOAL}, {"resource": bad}],
    }
    assert refusals(bundle) == [("Bundle.entry[1].resource.gender", Why.BAD_CODE)]


def test_two_entries_with_one_address_are_refused():
    entry = {"fullUrl": "urn:uuid:1", "resource": GOAL}
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [entry, entry]}
    assert refusals(bundle) == [("Bundle.entry[1].resource", Why.SAME_ID_TWICE)]


def test_resource_inside_one_that_is_inside_another_is_refused():
    nested = {"resourceType": "Patient", "id": "a", "contained": [{"resourceType": "Patient", "id": "b"}]}
    assert refusals(GOAL | {"contained": [nested]}) == [("Goal.contained[0].contained", Why.STRUCTURE)]


def test_resource_that_the_library_cannot_read_at_all_is_refused(monkeypatch):
    def give_up(_content):
        raise fhirkit.ParseError("no")

    monkeypatch.setattr(fhirkit, "validate", give_up)
    assert refusals(GOAL) == [("Goal", Why.STRUCTURE)]


def test_free_text_that_looks_like_an_impossible_date_is_left_alone(send):
    resource = GOAL | {"description": {"text": "2024-02-30"}}
    assert not send(resource).refused


@pytest.mark.parametrize("kind", ["batch", "transaction", "collection", "searchset", "document", "history"])
def test_bundle_of_any_kind_is_unfolded(send, kind):
    bundle = {"resourceType": "Bundle", "type": kind, "entry": [{"resource": GOAL, "fullUrl": "urn:uuid:1"}]}
    if kind in ("batch", "transaction", "history"):
        bundle["entry"][0]["request"] = {"method": "PUT", "url": "Goal/g"}
    found = send(bundle)
    assert [(item.key, item.full_url) for item in found.items] == [("Goal/g", "urn:uuid:1")]


def test_request_in_a_bundle_is_skipped_and_said(send):
    entry = {"request": {"method": "DELETE", "url": "Goal/g"}}
    found = send({"resourceType": "Bundle", "type": "batch", "entry": [entry]})
    assert [(one.path, one.why, one.detail) for one in found.skipped] == [
        ("Bundle.entry[0]", Why.NO_RESOURCE_HERE, "DELETE Goal/g")
    ]


def test_decimals_stay_as_they_were_written():
    found = reading.parse(b'{"value": 72.50}')
    assert str(found["value"]) == "72.50"


def test_folder_is_read_in_order_and_links_out_of_it_are_not_followed(tmp_path):
    (tmp_path / "outside.json").write_text(json.dumps(GOAL | {"id": "outside"}))
    folder = tmp_path / "sent"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "b.json").write_text(json.dumps(GOAL | {"id": "b"}))
    (folder / "a.json").write_text(json.dumps(GOAL | {"id": "a"}))
    (folder / "notes.txt").write_text("words")
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    found = read_paths([folder])
    assert [item.file for item in found.items] == ["a.json", "inner/b.json"]
    assert [(one.file, one.why) for one in found.skipped] == [("notes.txt", Why.NOT_JSON)]


def test_file_that_is_too_big_or_not_there_is_refused(tmp_path, monkeypatch):
    big = tmp_path / "big.json"
    big.write_text(json.dumps(GOAL))
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    found = read_paths([big, tmp_path / "gone.json"])
    assert [one.why for one in found.refused] == [Why.TOO_BIG, Why.CANNOT_OPEN]
    assert read_bytes(big.read_bytes(), "big.json").refused[0].why == Why.TOO_BIG


def test_finding_says_itself_as_a_row():
    row = read_bytes(b'{"resourceType": "Story"}', "sent.json").refused[0].as_row()
    assert row == {
        "file": "sent.json",
        "resource": "",
        "path": "resourceType",
        "why": "FHIR R4 has no resource of this type. Story",
    }
