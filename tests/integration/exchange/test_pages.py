"""The pages: a preview before anything is taken, one file to take away, in both languages."""

import io
import json
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests import build
from tests.integration.exchange import fhir
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.access.tasks import expire
from unstori.exchange import rules
from unstori.exchange.actions import confirm_upload, keep_upload
from unstori.exchange.models import Imported, Upload
from unstori.people.models import Person

IMPORT = reverse("exchange:import_")


def files(*resources):
    return [
        SimpleUploadedFile(f"{place}.json", json.dumps(one).encode()) for place, one in enumerate(resources)
    ]


def packed(*resources):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("folder/", "")
        for place, one in enumerate(resources):
            made.writestr(f"folder/{place}.json", json.dumps(one))
    return SimpleUploadedFile("all.zip", content.getvalue())


def test_files_are_shown_first_and_taken_when_confirmed(world, sign_in):
    client = sign_in(world.huw)
    assert "Bring in records" in client.get(IMPORT).text
    sent = client.post(
        IMPORT, {"records": files(fhir.patient(), fhir.condition(), fhir.goal(), {"no": "resource"})}
    )
    shown = client.get(sent["Location"])
    assert shown.status_code == 200
    for words in ("Mali Prys", "A fact: 1", "An outcome: 1", "3.json: This is not a FHIR resource."):
        assert words in shown.text, words
    assert not Person.objects.filter(full_name="Mali Prys").exists()
    done = client.post(sent["Location"], follow=True)
    assert "3 things were added." in done.text
    assert Imported.objects.filter(person=Person.objects.get(full_name="Mali Prys")).count() == 3
    assert not Upload.objects.exists()


def test_a_name_is_shown_in_full_as_it_was_given(world, sign_in):
    client = sign_in(world.huw)
    amy = fhir.patient(name=[{"prefix": ["Ms"], "given": ["Amy"], "family": "JONES", "use": "official"}])
    sent = client.post(IMPORT, {"records": files(amy)})
    assert "Ms Amy JONES" in client.get(sent["Location"]).text
    client.post(sent["Location"])
    assert Person.objects.get(full_name="Ms Amy JONES").called == "Amy"


@pytest.mark.parametrize(
    ("full", "called"),
    [
        ("Amy Jones", "Amy"),
        ("Ms Amy JONES", "Amy"),
        ("Dr. Siân Mai Rees", "Siân"),
        ("Ms Jones", "Ms Jones"),
        ("Amy", "Amy"),
    ],
)
def test_a_title_is_nobodys_first_name(full, called):
    assert rules.first_name(full) == called


def test_preview_says_what_is_known_unclear_and_refused_in_welsh_too(world, sign_in):
    client = sign_in(world.huw)
    fhir.send(world.huw, fhir.patient())
    lost = fhir.condition(subject={"reference": "Patient/nobody"})
    sent = client.post(
        IMPORT, {"records": [packed(fhir.patient(), lost, fhir.goal(lifecycleStatus="nonsense"))]}
    )
    english = client.get(sent["Location"]).text
    assert "This points to something that was not sent." in english[: english.find("cannot be taken")]
    assert "<details" not in english[english.index("Unclear") : english.index("cannot be taken")]
    assert "1 thing is known already" in english and "cannot be taken" in english and "Unclear" in english
    welsh = client.get(sent["Location"], headers={"accept-language": "cy"}).text
    assert "Mae 1 peth yn hysbys yn barod" in welsh and "Aneglur" in welsh
    client.post(sent["Location"])
    listed = client.get(IMPORT).text
    assert "This points to something that was not sent." in listed
    assert "Condition" in listed


def test_files_can_be_thrown_away(world, sign_in):
    client = sign_in(world.huw)
    sent = client.post(IMPORT, {"records": files(fhir.patient())})
    client.post(sent["Location"], {"throw_away": "1"})
    assert not Upload.objects.exists()
    assert not Person.objects.filter(full_name="Mali Prys").exists()
    assert client.get(sent["Location"]).status_code == 404


@pytest.mark.parametrize("who", ["mair", "geth_self"])
def test_bringing_in_is_for_workers(world, sign_in, who):
    client = sign_in(getattr(world, who))
    assert client.get(IMPORT).status_code == 404
    kept = keep_upload(by=world.huw, files=[("a.json", b"{}")])
    assert client.get(reverse("exchange:preview", args=[kept.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["administrator", "steward", "governance"])
def test_who_runs_an_organisation_brings_in_no_story(world, sign_in, kind):
    by = build._actor(build.user("Ann Prys"), kind=kind, organisation=world.authority)
    client = sign_in(by)
    assert client.get(IMPORT).status_code == 404
    assert client.post(IMPORT, {"records": files(fhir.patient())}).status_code == 404
    with pytest.raises(NotFound):
        fhir.send(by, fhir.patient())
    assert not Person.objects.filter(full_name="Mali Prys").exists() and not Upload.objects.exists()
    assert IMPORT not in client.get(reverse("web:home")).text
    assert IMPORT in sign_in(world.huw).get(reverse("web:home")).text


def test_upload_is_its_authors_alone(world, sign_in):
    kept = keep_upload(by=world.huw, files=[("a.json", b"{}")])
    address = reverse("exchange:preview", args=[kept.pk])
    assert sign_in(world.huw).get(address).status_code == 200
    assert sign_in(world.stranger).get(address).status_code == 404
    Upload.objects.update(valid_until=timezone.now())
    assert sign_in(world.huw).get(address).status_code == 404
    assert expire.call()
    assert not Upload.objects.filter(pk=kept.pk).exists()


def test_limits_are_said_in_words(world, sign_in, monkeypatch):
    client = sign_in(world.huw)
    assert "Answer: Files" in client.post(IMPORT, {}).text
    assert "cannot be opened" in client.post(IMPORT, {"records": [SimpleUploadedFile("a.zip", b"no")]}).text
    empty = packed()
    assert "no JSON file" in client.post(IMPORT, {"records": [empty]}).text
    monkeypatch.setattr(rules, "MOST_FILES", 1)
    assert "too many files" in client.post(IMPORT, {"records": files({}, {})}).text
    monkeypatch.setattr(rules, "MOST_BYTES", 1)
    assert "too large together" in client.post(IMPORT, {"records": files({"a": 1})}).text
    monkeypatch.undo()
    monkeypatch.setattr(rules, "MOST_UPLOADS", 0)
    assert "many files in this hour" in client.post(IMPORT, {"records": files({})}).text


def damaged(how):
    content = io.BytesIO()
    with zipfile.ZipFile(
        content, "w", zipfile.ZIP_DEFLATED if how == "bytes" else zipfile.ZIP_STORED
    ) as made:
        made.writestr("a.json", b'{"resourceType": "Patient"}' * 50)
    raw = bytearray(content.getvalue())
    if how == "bytes":
        raw[36:44] = b"\xff" * 8
    else:  # more is promised than there is
        struct.pack_into("<II", raw, raw.rindex(b"PK\x01\x02") + 20, 100_000, 100_000)
    return SimpleUploadedFile("all.zip", bytes(raw))


@pytest.mark.parametrize("how", ["bytes", "length"])
def test_a_damaged_zip_is_said_in_words(world, sign_in, how):
    assert "cannot be opened" in sign_in(world.huw).post(IMPORT, {"records": damaged(how)}).text


@pytest.mark.parametrize("name", [{"family": " "}, {"text": "\u00a0"}, {"text": " ", "given": [" "]}])
def test_a_name_of_blanks_is_no_name(world, sign_in, name):
    client = sign_in(world.huw)
    sent = client.post(IMPORT, {"records": files({"resourceType": "Patient", "name": [name]})})
    assert "There is no name" in client.get(sent.url).text
    assert client.post(sent.url).status_code == 302 and not Person.objects.exclude(pk=world.geth.pk).exists()


def test_unclear_list_ends_with_the_grant(world, sign_in):
    from unstori.access.actions import grants

    person = build.person("Mali Prys", nhs_number=fhir.NUMBER, born_on=None)
    source = build.grant(person, world.huw)
    lost = fhir.condition("A SECRET", recorder={"reference": "Practitioner/gone"})
    fhir.send(world.huw, fhir.patient(**fhir.numbered()), lost)
    client = sign_in(world.huw)
    assert "Mali" in client.get(IMPORT).text
    grants.end(person=person, source=source, by=world.mair)
    assert "Mali" not in client.get(IMPORT).text


def test_story_is_taken_away_as_a_file(world, sign_in):
    client, address = sign_in(world.mair), reverse("exchange:export", args=[world.geth.reference])
    assert "Take the story away" in client.get(address).text
    got = client.get(address, {"file": "1"})
    assert got["Content-Type"] == "application/fhir+json"
    assert got["Content-Disposition"].startswith("attachment")
    assert json.loads(got.content)["entry"][0]["resource"]["resourceType"] == "Patient"
    assert (
        AuditEvent.objects.filter(action="read", detail={"what": "export"}, person_id=world.geth.pk).count()
        == 1
    )
    assert sign_in(world.stranger).get(address, {"file": "1"}).status_code == 404
    assert sign_in(world.former).get(address, {"file": "1"}).status_code == 404


def test_what_came_is_shown_with_its_source(world, sign_in):
    address = reverse("exchange:came", args=[world.geth.reference])
    assert "Nothing came from elsewhere" in sign_in(world.huw).get(address).text
    Person.objects.filter(pk=world.geth.pk).update(nhs_number=fhir.NUMBER, born_on="2015-06-01")
    fhir.send(world.huw, fhir.patient(**fhir.numbered()), fhir.condition(), fhir.goal())
    seen = sign_in(world.huw).get(address).text
    assert "Condition" in seen and "1.json" in seen
    assert "Condition" not in sign_in(world.teacher).get(address).text


def test_pages_ask_the_same_of_the_database_however_much_there_is(world, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = sign_in(world.huw), reverse("exchange:export", args=[world.geth.reference]) + "?file=1"

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    Person.objects.filter(pk=world.geth.pk).update(nhs_number=fhir.NUMBER, born_on="2015-06-01")
    some = [fhir.observation(f"Seen {number}", id=f"o{number}") for number in range(30)]
    goals = [fhir.goal(f"I want {number}", id=f"g{number}") for number in range(30)]
    fhir.send(world.huw, fhir.patient(**fhir.numbered()), *some[:1], *goals[:1])
    client.get(address)
    first = asked()
    fhir.send(world.huw, fhir.patient(**fhir.numbered()), *some, *goals)
    assert asked() == first


def test_files_are_taken_once_and_by_their_sender_alone(world):
    kept = keep_upload(by=world.huw, files=[("a.json", json.dumps(fhir.patient()).encode())])
    for by in (world.teacher, world.huw, world.huw):
        try:
            confirm_upload(by=by, upload=kept, reading=fhir.read(fhir.patient()))
        except NotFound:
            assert by is world.teacher or not Upload.objects.exists()
    assert list(AuditEvent.objects.filter(action="import").values_list("capacity_id", flat=True)) == [
        world.huw.capacity_id
    ]
