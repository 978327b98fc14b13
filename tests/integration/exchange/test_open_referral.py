"""The directory goes out exactly as HSDS-UK 3.0 says, to anybody, and whatever came in comes out valid."""

import gzip
import json
from pathlib import Path

import pytest
from django.test import Client

from tests.integration.exchange import hsds
from tests.integration.exchange.test_services import taken, write
from unstori.directory.models import Entry

pytestmark = pytest.mark.django_db
BASE = "/open-referral/v3"
DATA = Path(__file__).parents[4] / "shared" / "data" / "hsds_uk"
official = pytest.mark.skipif(not DATA.exists(), reason="the standard's own files are not here")


@pytest.fixture
def api():
    return Client()


@pytest.fixture
def full(tmp_path):
    """Three services of 3.0 and two from before."""
    away = hsds.service(3, name="Art", minimum_age=2, maximum_age=5, status="inactive", attributes=[])
    away["service_at_locations"] = [hsds.place(3, latitude=53.2, longitude=-4.1)]
    away["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] = "LL57 1AA"
    away["schedules"] = [{"id": hsds.uuid("s3"), "byday": "MO", "opens_at": "18:00", "closes_at": "20:00"}]
    taken(write(tmp_path, hsds.page([hsds.service(1), hsds.service(2), away]), "new.json"))
    taken(write(tmp_path, hsds.older_page([hsds.older(4), hsds.older(5)]), "old.json"))


def got(api, path, status=200):
    response = api.get(f"{BASE}{path}")
    assert response.status_code == status, response.content[:300]
    assert response["Access-Control-Allow-Origin"] == "*"
    kind = "application/json" if status < 400 else "application/problem+json"
    assert response["Content-Type"].startswith(kind)
    return response.json()


def found(api, asked, of="services"):
    return {one.get("name") or one["service"]["name"] for one in got(api, f"/{of}?{asked}")["contents"]}


def test_the_root_says_which_standard(api):
    assert got(api, "/")["version"] == "HSDS-UK-3.0"


def test_a_page_has_the_standards_header_and_no_parts(api, full):
    page = got(api, "/services?per_page=2&page=2")
    header = {key: value for key, value in page.items() if key != "contents"}
    assert header == {"total_items": 5, "total_pages": 3, "page_number": 2, "size": 2, "first_page": False,
                      "last_page": False, "empty": False}  # fmt: skip
    assert not [key for one in page["contents"] for key, value in one.items() if isinstance(value, list)]
    last = got(api, "/services?per_page=2&page=3")
    assert (last["size"], last["last_page"]) == (1, True)
    beyond = got(api, "/services?page=9")
    assert beyond["empty"] and beyond["last_page"] and beyond["contents"] == []


def test_pages_have_everything_once(api, full):
    seen = [one["id"] for n in range(1, 6) for one in got(api, f"/services?per_page=1&page={n}")["contents"]]
    assert len(set(seen)) == 5 and seen == sorted(seen)


def test_what_came_in_goes_out_as_it_was(api, full):
    assert got(api, f"/services/{hsds.uuid(1)}") == hsds.service(1)
    place = got(api, f"/service_at_locations/{hsds.uuid('p1')}")
    assert place["location"] == hsds.place(1)["location"]
    assert place["service"]["schedules"] and "service_at_locations" not in place["service"]


@pytest.mark.parametrize("path", ["/services/x", f"/services/{hsds.uuid('none')}", "/service_at_locations/x",
                                  "/taxonomies/x", "/taxonomy_terms/x", "/organizations", "/services/a/b"])  # fmt: skip
def test_what_is_not_there_is_said_in_json(api, full, path):
    assert got(api, path, 404)["status"] == 404


@pytest.mark.parametrize("asked", [
    "page=0", "page=-1", "page=x", "page=1.5", "per_page=0", "per_page=1001", "per_page=x", "minimum_age=x",
    "minimum_age=-1", "maximum_age=nan", "day=someday", "start_time=25:00", "taxonomy_id=5", "taxonomy_term_id=x",
])  # fmt: skip
def test_what_cannot_be_understood_is_refused(api, full, asked):
    assert got(api, f"/services?{asked}", 400)["detail"]


@pytest.mark.parametrize("asked", ["proximity=100", "postcode=12345", "postcode=SW1A1AA&proximity=100",
                                   "postcode=CF101AA&proximity=far"])  # fmt: skip
def test_a_place_that_is_not_known_is_said(api, full, asked):
    assert got(api, f"/service_at_locations?{asked}", 400)["detail"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("search=ART", {"Art"}),
        (
            "search=warm+pool+swim",
            {"Art", "Swimming 1", "Swimming 2", "Swimming 4", "Swimming 5"},
        ),  # of Clwb Nofio
        ("search=cynnes", set()),
        ("search=swimming+nofio", {"Art", "Swimming 1", "Swimming 2", "Swimming 4", "Swimming 5"}),
        ("search=%25", set()),
        ("minimum_age=8", {"Swimming 1", "Swimming 2", "Swimming 4", "Swimming 5"}),
        ("maximum_age=5", {"Art"}),
        ("day=MO", {"Art"}),
        ("day=saturday&start_time=10:00", {"Swimming 1", "Swimming 2"}),
        ("day=MO&end_time=12:00", set()),
        (f"taxonomy_term_id={hsds.uuid('t')}", {"Swimming 1", "Swimming 2"}),
        ("search=", {"Art", "Swimming 1", "Swimming 2", "Swimming 4", "Swimming 5"}),
    ],
)
def test_the_standards_parameters_find(api, full, asked, names):
    assert found(api, asked) == names


def test_a_taxonomy_finds_what_has_one_of_its_terms(api, full):
    [taxonomy] = got(api, "/taxonomies")["contents"]
    assert found(api, f"taxonomy_id={taxonomy['id']}") == {
        "Swimming 1",
        "Swimming 2",
        "Swimming 4",
        "Swimming 5",
    }
    whole = got(api, f"/taxonomies/{taxonomy['id']}")
    assert {one["name"] for one in whole["taxonomy_terms"]} == {"Breaks and respite", "Respite"}
    assert got(api, f"/taxonomy_terms/{hsds.uuid('t')}")["taxonomy_id"] == taxonomy["id"]


@pytest.mark.parametrize(("metres", "names"), [("1000", {"Art"}), ("500000", 5)])
def test_near_a_postcode_that_is_known(api, full, metres, names):
    near = found(api, f"postcode=ll57+1aa&proximity={metres}", of="service_at_locations")
    assert len(near) == names if isinstance(names, int) else near == names
    assert found(api, "postcode=LL571AA", of="service_at_locations") == {"Art"}


def test_the_same_answer_is_not_sent_twice(api, full):
    first = api.get(f"{BASE}/services")
    again = api.get(f"{BASE}/services", headers={"If-None-Match": f'"other", {first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert not first["ETag"].startswith("W/")
    Entry.objects.filter(hsds_id=hsds.uuid(1)).update(gone_at="2026-01-01T00:00:00Z")
    changed = api.get(f"{BASE}/services", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed.json()["total_items"] == 4
    assert api.get(f"{BASE}/services/{hsds.uuid(1)}").status_code == 404


def test_whoever_can_unpack_is_sent_less_and_is_known_again(api, full):
    plain = api.get(f"{BASE}/services")
    packed = api.get(f"{BASE}/services", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == plain.content and len(packed.content) < len(plain.content)
    assert packed["ETag"] != plain["ETag"] and "Accept-Encoding" in packed["Vary"]
    both = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    assert api.get(f"{BASE}/services", headers=both).status_code == 304


def test_the_head_alone_is_given(api, full):
    response = api.head(f"{BASE}/services")
    assert (response.status_code, response.content) == (200, b"") and response["ETag"]
    assert response["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("way", ["post", "put", "patch", "delete"])
def test_it_only_reads(api, way):
    response = getattr(Client(enforce_csrf_checks=True), way)(f"{BASE}/services")
    assert response.status_code == 405 and "GET" in response["Allow"]
    assert api.options(f"{BASE}/services").status_code == 204


@pytest.mark.parametrize(("path", "most"), [("/services", 3), ("/service_at_locations", 3), ("/services?minimum_age=8", 2),
                                            ("/taxonomies", 2),
                                            ("/taxonomy_terms", 2), (f"/services/{hsds.uuid(1)}", 1),
                                            (f"/service_at_locations/{hsds.uuid('p1')}", 1)])  # fmt: skip
def test_as_many_queries_whatever_there_is(api, full, django_assert_num_queries, path, most):
    with django_assert_num_queries(most):
        api.get(f"{BASE}{path}")


def test_what_is_not_listed_is_not_counted(api, full):
    """Counted as everything without what is aside: gone, one with another, or both."""
    before = {
        path: api.get(f"{BASE}/{path}").json()["total_items"] for path in ("services", "service_at_locations")
    }
    rows = list(Entry.objects.order_by("pk"))
    Entry.objects.filter(pk=rows[0].pk).update(gone_at="2026-01-01T00:00Z", same_as=rows[1])
    Entry.objects.filter(pk=rows[2].pk).update(gone_at="2026-01-01T00:00Z")
    for path, was in before.items():
        page = api.get(f"{BASE}/{path}").json()
        assert page["total_items"] == len(page["contents"]) < was


def test_a_session_opens_nothing_here(full, world, sign_in):
    response = sign_in(world.mair).get(f"{BASE}/services")
    assert response.content == Client().get(f"{BASE}/services").content
    assert not response.cookies


def faults(name, document):
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads((DATA / f"schema/{name}.json").read_text(encoding="utf-8"))
    schema.pop("name", None)
    checker = FormatChecker(["uuid", "email"])
    return [one.message for one in Draft202012Validator(schema, format_checker=checker).iter_errors(document)]


@official
def test_everything_that_came_in_comes_out_valid(api, full, tmp_path):
    for name in ("service_full", "service_at_location_list", "organization"):
        path = DATA / "mocks/default" / f"{name}.json"
        mended = path.read_text(encoding="utf-8").replace('"latitude": 100', '"latitude": 51')
        (tmp_path / f"{name}.json").write_text(mended, encoding="utf-8")
        assert not taken(tmp_path / f"{name}.json")[1]["refused"], name
    taken(DATA / "mocks/default/taxonomy.json")
    for of, listed, whole in (
        ("services", "compiled/service_list", "compiled/service"),
        ("service_at_locations", "compiled/service_at_location_list", "compiled/service_at_location"),
        ("taxonomies", None, None),
        ("taxonomy_terms", "taxonomy_term", "taxonomy_term"),
    ):
        items = got(api, f"/{of}")["contents"]
        assert items
        for one in items:
            assert not (faults(listed, one) if listed else []), of
            detail = got(api, f"/{of}/{one['id']}")
            assert not (faults(whole, detail) if whole else []), of


@official
def test_a_list_says_what_the_mock_of_a_list_says(api, tmp_path):
    text = (DATA / "mocks/default/service_full.json").read_text(encoding="utf-8")
    taken(write(tmp_path, json.loads(text.replace('"latitude": 100', '"latitude": 51'))))
    mock = json.loads((DATA / "mocks/default/service_list.json").read_text(encoding="utf-8"))
    assert got(api, "/services") == mock
