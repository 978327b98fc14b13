"""What is listed goes out as the standard's tables, and comes in again as the same."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.integration.exchange import hsds
from tests.integration.exchange.test_services import documents, taken, write
from unstori.directory.models import Entry
from unstori.exchange import tasks
from unstori.exchange.hsds.bringing import read_files
from unstori.exchange.hsds.columns import Mapped
from unstori.exchange.hsds.reading import Reading
from unstori.exchange.models import OpenFile

pytestmark = pytest.mark.django_db


def fetched():
    return Client().get(reverse("open_data:services"))


def test_what_is_listed_goes_out_as_tables_and_comes_in_as_the_same(tmp_path):
    formula = hsds.service(2, name="=HYPERLINK(1)", description="'@once, -5 degrees, +1")
    formula["contacts"][0]["phones"][0]["number"] = "+44 29 2000 0000"
    taken(write(tmp_path, hsds.page([hsds.service(1), formula, hsds.service(3)])))
    Entry.objects.filter(hsds_id=hsds.uuid(3)).update(gone_at="2026-01-01T00:00:00Z")
    before = {one["id"]: one for one in documents()}
    tasks.make_open_file.call()
    response = fetched()
    assert response["Content-Type"] == "application/zip" and not response.cookies
    with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
        names = set(packed.namelist())
        assert "'=HYPERLINK" in packed.read("services.csv").decode()
        files = [(name, packed.read(name)) for name in names]
    assert {"services.csv", "organizations.csv", "locations.csv", "addresses.csv", "phones.csv"} <= names
    reading = read_files(files, Reading("again"), Mapped())
    again = {one.coming.document["id"]: one.coming.document for several in reading.found for one in several}
    assert not reading.refused and set(again) == {hsds.uuid(1), hsds.uuid(2)}
    for id, document in again.items():
        for key in ("name", "description", "minimum_age", "schedules", "cost_options"):
            same = document[key] if not isinstance(document[key], list) else [
                {name: value for name, value in one.items() if name != "service_id"} for one in document[key]
            ]  # fmt: skip
            assert same == before[id][key], key
        assert document["organization"] == before[id]["organization"]
        place, was = (
            document["service_at_locations"][0]["location"],
            before[id]["service_at_locations"][0]["location"],
        )
        assert (
            place["latitude"] == was["latitude"]
            and place["addresses"][0]["city"] == was["addresses"][0]["city"]
        )
        assert document["attributes"][0]["taxonomy_term"]["name"] == "Breaks and respite"
        assert (
            document["contacts"][0]["phones"][0]["number"] == before[id]["contacts"][0]["phones"][0]["number"]
        )


def test_it_is_made_anew_only_when_something_changed_and_not_sent_twice(tmp_path):
    assert fetched().status_code == 404
    taken(write(tmp_path, hsds.service(1)))
    tasks.make_open_file.call()
    first = fetched()
    tasks.make_open_file.call()
    assert OpenFile.objects.count() == 1
    assert (
        Client().get(reverse("open_data:services"), headers={"If-None-Match": first["ETag"]}).status_code
        == 304
    )
    taken(write(tmp_path, hsds.service(1, name="Other")))
    tasks.make_open_file.call()
    assert OpenFile.objects.count() == 1 and fetched()["ETag"] != first["ETag"]


def test_the_page_says_who_may_take_it_and_how(tmp_path, settings, django_assert_max_num_queries):
    settings.OPEN_DATA_LICENCE = "https://example.org/licence"
    page = Client().get(reverse("open_data:index")).content.decode()
    assert "https://example.org/licence" in page and "/open-referral/v3/" in page and "not made yet" in page
    taken(write(tmp_path, hsds.service(1)))
    tasks.make_open_file.call()
    with django_assert_max_num_queries(3):
        assert "1 service" in Client().get(reverse("open_data:index")).content.decode()
