"""Feeds as they are found: whatever their pages, letters and manners, what is sure comes in and comes out valid."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.integration.exchange import hsds, ugly
from tests.integration.exchange.test_services import documents, taken, write
from unstori.directory import queries
from unstori.directory.models import Entry, EntryPlace, Feed, Opening
from unstori.directory.rules import check

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[4] / "shared/data/hsds_uk/schema/compiled/service.json"


def listed():
    return queries.found_entries(queries.Wanted()).count()


def valid(document):
    """By the official schema too, where it is at hand."""
    if not SCHEMA.exists():
        return True
    from jsonschema import Draft202012Validator, FormatChecker

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema.pop("name", None)
    checker = FormatChecker(["uuid", "email", "date"])
    return not list(Draft202012Validator(schema, format_checker=checker).iter_errors(document))


def test_what_can_mean_one_thing_only_is_mended(tmp_path):
    counts, rows = taken(write(tmp_path, hsds.page([ugly.careless(1)])))
    assert counts == {"added": 1}, rows
    [made] = documents()
    assert check(made) == [] and valid(made)
    assert (made["status"], made["email"], made["url"]) == (
        "active",
        "a@example.org",
        "https://www.example.org/nofio",
    )
    assert (made["assured_date"], made["last_modified"]) == ("2026-05-27", "2026-01-02T10:00:00Z")
    first, second = made["schedules"]
    assert (first["byday"], first["opens_at"], first["closes_at"]) == ("MO,TU,WE,TH,FR", "09:00", "17:30")
    assert (second["freq"], second["byday"], second["opens_at"]) == (
        "WEEKLY",
        "MO,TU,WE,TH,FR,SA,SU",
        "09:00",
    )
    assert [one.get("amount") for one in made["cost_options"]] == [3, 0, None]
    assert made["cost_options"][2]["amount_description"] == "£3-£5; by age"
    [where] = made["service_at_locations"]
    assert where["location"]["location_type"] == "physical" and where["location"]["latitude"] == 51.48
    assert where["location"]["addresses"][0]["postal_code"] == "CF10 1AA"
    assert Opening.objects.count() == 12
    assert "9:00am" in rows["added"][0]["why"] or "+" in rows["added"][0]["why"]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"assured_date": "03/04/2026"}, "assured_date"), ({"status": "open"}, "status"),
        ({"schedules": [{"opens_at": "9", "freq": "WEEKLY"}]}, "schedules[0].opens_at"),
        ({"schedules": [{"byday": "mornings"}]}, "schedules[0].byday"), ({"email": "a or b"}, "email"),
        ({"schedules": [{"opens_at": "25:00"}]}, "schedules[0].opens_at"), ({"minimum_age": "from 8"}, "minimum_age"),
        ({"minimum_age": "£8"}, "minimum_age"), ({"minimum_age": True}, "minimum_age"), ({"id": 7}, "id"),
        ({"organization": {"name": "x", "description": "y"}}, "organization.id"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused_with_its_place(tmp_path, wrong, path):
    counts, rows = taken(write(tmp_path, hsds.service(1, **wrong)))
    assert counts["refused"] == 1 and rows["refused"][0]["path"] == path and rows["refused"][0]["why"]
    assert not Entry.objects.exists()


def test_services_and_their_places_are_one_feed():
    one = {key: value for key, value in hsds.service(1).items() if key != "service_at_locations"}
    brief = {key: value for key, value in one.items() if not isinstance(value, list)}

    def answer(path, asked, headers):
        if path.endswith("service_at_locations"):
            return hsds.page([hsds.place("a") | {"service": brief}, hsds.place("b") | {"service": brief}])
        return hsds.page([one, hsds.service(2)])

    with ugly.server(answer) as address:
        assert taken(f"{address}/v3/services")[0] == {"added": 2}
        assert taken(f"{address}/v3/service_at_locations")[0] == {"changed": 1, "known": 1}
        assert EntryPlace.objects.filter(entry__hsds_id=hsds.uuid(1)).count() == 2
        for _again in range(2):
            assert taken(f"{address}/v3/service_at_locations")[0] == {"known": 2}
            assert taken(f"{address}/v3/services/?page=1&per_page=50")[0] == {"known": 2}
    assert Feed.objects.count() == 1 and listed() == 2
    assert all(check(one) == [] and valid(one) for one in documents())


PAGES = {
    "links": lambda items, at, of, base: {"contents": items, "links": {"next": f"{base}?at={at + 1}"} if at < of else {}},
    "list of links": lambda items, at, of, base: {"content": items, "links": [{"rel": "next", "href": f"?at={at + 1}"}] if at < of else []},
    "next": lambda items, at, of, base: {"results": items, "next": f"/feed?at={at + 1}" if at < of else None, "count": of},
    "hal": lambda items, at, of, base: {"_embedded": {"services": items}, "_links": {"next": {"href": f"?at={at + 1}"}} if at < of else {}},
    "meta": lambda items, at, of, base: {"data": items, "meta": {"current_page": at, "total_pages": of}},
    "nothing but the last": lambda items, at, of, base: {"contents": items, "last_page": at == of},
}  # fmt: skip


@pytest.mark.parametrize("shape", PAGES)
def test_whatever_its_pages_look_like_a_feed_is_read_to_its_end(shape):
    def answer(path, asked, headers):
        at = int(asked.get("at") or asked.get("page") or 1)
        return PAGES[shape]([hsds.service(at)], at, 3, "http://" + headers["Host"] + path) if at < 4 else 404

    with ugly.server(answer) as address:
        assert taken(f"{address}/feed")[0] == {"added": 3}
        assert taken(f"{address}/feed")[0] == {"known": 3}
    assert listed() == 3


def test_pages_named_in_the_head_of_an_answer_are_followed():
    def answer(path, asked, headers):
        at = int(asked.get("at", 1))
        more = {"Link": f'<{path}?at={at + 1}>; rel="next"'} if at < 3 else {}
        return ugly.json_answer([hsds.service(at)], **more)

    with ugly.server(answer) as address:
        assert taken(f"{address}/services")[0] == {"added": 3}


def test_pages_counted_from_0_in_a_part_of_their_own():
    def answer(path, asked, headers):
        at = int(asked.get("page", 0))
        return ugly.spring([hsds.service(at)], at, 3) if at < 3 else ugly.spring([], at, 3)

    with ugly.server(answer) as address:
        assert taken(f"{address}/services/")[0] == {"added": 3}


def test_both_shapes_and_repeated_services_in_one_feed():
    def answer(path, asked, headers):
        at = int(asked.get("page", 1))
        if at == 2:
            return hsds.older_page([hsds.older(9), hsds.service(1)], 2, 3, 3)
        return hsds.page([hsds.service(at)], at, 3, 3)

    with ugly.server(answer) as address:
        counts, _rows = taken(f"{address}/services")
    assert counts == {"added": 3, "known": 1}
    assert all(check(one) == [] and valid(one) for one in documents())


def test_addresses_with_a_question_keep_it_on_every_page_and_in_details():
    def answer(path, asked, headers):
        if asked.get("key") != "abc":
            return 401
        if path == "/api":
            brief = {k: v for k, v in hsds.service(asked.get("page", "1")).items() if not isinstance(v, list)}
            return hsds.page([brief], int(asked.get("page", 1)), 2, 2)
        return next(
            one for one in (hsds.service("1"), hsds.service("2")) if one["id"] == path.rsplit("/", 1)[1]
        )

    with ugly.server(answer) as address:
        assert taken(f"{address}/api?key=abc&per_page=1")[0] == {"added": 2}
        assert EntryPlace.objects.count() == 2
        with pytest.raises(CommandError, match="wants a key"):
            taken(f"{address}/api")


def test_a_feed_in_other_letters_or_packed_comes_in():
    welsh = hsds.service(1, name="Clwb y Tŷ Môr")
    latin = hsds.service(1, name="Clwb y Bont £5 – Siân")
    latin["service_at_locations"] = []
    plain = json.dumps(hsds.page([latin]), ensure_ascii=False)
    many = {
        "/marked": (200, {}, b"\xef\xbb\xbf" + json.dumps(welsh, ensure_ascii=False).encode()),
        "/utf16": (200, {}, json.dumps(welsh, ensure_ascii=False).encode("utf-16")),
        "/windows": (200, {"Content-Type": "application/json"}, plain.encode("cp1252")),
        "/packed": (200, {"Content-Encoding": "gzip"}, ugly.packed(welsh)),
        "/file": (200, {"Content-Type": "application/octet-stream"}, ugly.packed(welsh)),
    }
    with ugly.server(lambda path, asked, headers: many[path]) as address:
        for path in ("/marked", "/utf16", "/packed", "/file"):
            Entry.objects.update(live=None)
            assert taken(f"{address}{path}", dry_run=True)[0].get("added", 0) == 1, path
        counts, rows = taken(f"{address}/windows")
    assert counts == {"added": 1, "unclear": 1} and "cp1252" in rows["unclear"][0]["why"]
    assert documents()[0]["name"] == "Clwb y Bont £5 – Siân"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {"Content-Type": "text/html"}, b"<!doctype html><p>Welcome"), "web page"),
        ((200, {}, b""), "nothing in this answer"), ((200, {}, b'{"contents": ['), "JSON"), (404, "nothing at this"),
        (403, "key or a password"), ((302, {"Location": "/services"}, b""), "in circles"),
        ((302, {"Location": "ftp://example.org/"}, b""), "cannot be opened"),
        ((200, {"Content-Length": "999999"}, b"{}"), "cannot be opened|Nobody answers"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_in_plain_words(answer, words):
    with (
        ugly.server(lambda path, asked, headers: answer) as address,
        pytest.raises(CommandError, match=words),
    ):
        taken(f"{address}/services")


def test_a_packed_answer_cannot_grow_without_end(monkeypatch):
    monkeypatch.setattr("unstori.exchange.hsds.getting.MOST_BYTES", 100_000)
    big = ugly.packed({"contents": ["x" * 1_000_000]})
    answer = (200, {"Content-Encoding": "gzip"}, big)
    with (
        ugly.server(lambda path, asked, headers: answer) as address,
        pytest.raises(CommandError, match="too big"),
    ):
        taken(f"{address}/services")


def test_a_page_in_the_middle_that_is_broken_costs_only_itself():
    def answer(path, asked, headers):
        at = int(asked.get("page", 1))
        return (200, {}, b"<html>busy") if at == 2 else hsds.page([hsds.service(at)], at, 4, 4)

    with ugly.server(answer) as address:
        counts, rows = taken(f"{address}/services")
    assert counts == {"added": 3, "refused": 1}
    assert "page=2" in rows["refused"][0]["file"] and "web page" in rows["refused"][0]["why"]


def test_totals_that_lie_make_nothing_vanish_and_are_said():
    state = {"count": 3}

    def answer(path, asked, headers):
        at = int(asked.get("page", 1))
        return hsds.page([hsds.service(at)] if at <= state["count"] else [], at, 3, 3)

    with ugly.server(answer) as address:
        assert taken(f"{address}/services")[0] == {"added": 3}
        state["count"] = 2
        counts, rows = taken(f"{address}/services")
    assert counts == {"known": 2, "unclear": 1} and "3 / 2" in rows["unclear"][0]["why"]
    assert listed() == 3


@pytest.mark.parametrize("next_to", ["http://elsewhere.example.org/?at=2", "?at=1", "/services"])
def test_pages_that_lead_away_or_round_are_not_followed(next_to):
    def answer(path, asked, headers):
        return {"contents": [hsds.service(1)], "next": next_to}

    with ugly.server(answer) as address:
        counts, _rows = taken(f"{address}/services")
    assert counts["added"] == 1


def test_details_that_cannot_be_had_are_not_asked_for_without_end():
    asked_for = []

    def answer(path, asked, headers):
        asked_for.append(path)
        if path != "/services":
            return 404
        return hsds.page(
            [{k: v for k, v in one.items() if not isinstance(v, list)} for one in ugly.whole(30)]
        )

    with ugly.server(answer) as address:
        counts, _rows = taken(f"{address}/services")
    assert counts["added"] == 30 and len(asked_for) < 10


def test_nulls_everywhere_say_nothing(tmp_path):
    empty = {key: None for key in ("description", "url", "email", "fees", "schedules", "contacts", "languages", "alert",
                                   "minimum_age", "maximum_age", "assured_date", "service_areas", "funding", "phones")}  # fmt: skip
    bare = hsds.service(1, **empty)
    bare["organization"] |= {"email": None, "website": None, "logo": None}
    assert taken(write(tmp_path, hsds.page([bare])))[0] == {"added": 1}
    assert valid(documents()[0]) and not set(empty) & set(documents()[0])


def test_a_big_feed_waits_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("unstori.exchange.hsds.keeping.IN_MEMORY", 1000)
    path = write(tmp_path, hsds.page([*ugly.whole(450), hsds.service(3)], total=450))
    assert taken(path)[0] == {"added": 450, "known": 1}
    assert taken(path)[0] == {"known": 451}
