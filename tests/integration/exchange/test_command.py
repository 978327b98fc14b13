"""The command, and all the examples that nobody on this project wrote."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import build
from tests.integration.exchange import fhir
from unstori.circle.models import Member
from unstori.exchange.fhir.write import to_json
from unstori.exchange.models import Imported
from unstori.people.models import Person
from unstori.story.models import Entry, Fact

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
FOLDERS = [DATA / "fhir_ukcore", DATA / "fhir_r4"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders():
    if not all(folder.is_dir() for folder in FOLDERS):
        pytest.skip("the examples are not beside the project (../shared/data)")
    return [str(folder) for folder in FOLDERS]


def run(capsys, *arguments):
    call_command("import_fhir", *map(str, arguments))
    return capsys.readouterr().out


def said(capsys, *arguments):
    return json.loads(run(capsys, *arguments, "--json"))


def test_page_in_docs_is_current(folders, capsys):
    again = "manage.py import_fhir --dry-run --table ../shared/data/fhir_ukcore ../shared/data/fhir_r4 > docs/fhir.md"
    assert run(capsys, "--dry-run", "--table", *folders) == (ROOT / "docs" / "fhir.md").read_text(), again
    assert not Imported.objects.exists()


def test_all_examples_a_second_time_are_known_and_leave_as_they_came(folders, capsys):
    first = said(capsys, *folders)
    counted = [model.objects.count() for model in (Person, Imported, Entry, Fact, Member)]
    again = said(capsys, *folders)
    assert (len(again["known"]), again["added"], again["unclear"]) == (
        len(first["added"] + first["unclear"]),
        [],
        [],
    )
    for person in Person.objects.all():
        call_command("export_fhir", str(person.pk))
        left = capsys.readouterr().out
        assert set(fhir.counts(fhir.send(build.system(), left.encode()))) == {"known"}
    assert [model.objects.count() for model in (Person, Imported, Entry, Fact, Member)] == counted


def test_export_of_examples_enters_an_empty_unstori(folders, capsys, world, settings):
    """Somebody else's Unstori has another key: there the seal says nothing, and the story is taken in."""
    said(capsys, *folders)
    person = Person.objects.get(full_name="Richard SMITH")
    call_command("export_fhir", str(person.pk))
    unsigned = json.loads(capsys.readouterr().out, parse_float=Decimal)
    del unsigned["signature"]  # it is changed here, to be of somebody else
    left = to_json(unsigned)
    elsewhere = left.replace(str(person.pk), "0190a0a0-0000-7000-8000-000000000001")
    elsewhere = elsewhere.replace("9912003888", "9990000026").replace("1970-09-11", "1971-09-11")
    settings.SECRET_KEY = "another" * 8
    result = fhir.send(world.huw, elsewhere.encode())
    assert not result.refused
    assert len(result.added + result.unclear) > 60


def test_files_are_reported_with_path_and_reason(tmp_path, capsys):
    (tmp_path / "good.json").write_text(json.dumps(fhir.patient()))
    (tmp_path / "note.txt").write_text("hello")
    assert "added: 1" in run(capsys, tmp_path, "--dry-run")
    rows = said(capsys, tmp_path)
    assert rows["added"] == [
        {"file": "good.json", "resource": "Patient/mali", "path": "Patient", "why": "a person"}
    ]
    assert rows["skipped"][0]["file"] == "note.txt"


def test_refused_file_ends_with_one(tmp_path, capsys):
    (tmp_path / "bad.json").write_text(json.dumps(fhir.patient(birthDate="2015-02-31")))
    with pytest.raises(SystemExit) as ended:
        run(capsys, tmp_path, "--json")
    assert ended.value.code == 1
    row = json.loads(capsys.readouterr().out)["refused"][0]
    assert (row["file"], row["path"]) == ("bad.json", "Patient.birthDate")
    assert row["why"]


def test_command_acts_as_the_account_it_is_given(world, tmp_path, capsys):
    (tmp_path / "a.json").write_text(json.dumps(fhir.patient()))
    run(capsys, tmp_path, "--as", build.account_of(world.huw).email)
    assert str(Imported.objects.get().created_by_id) == str(world.huw.capacity_id)
