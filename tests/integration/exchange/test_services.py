"""Feeds of services come in: each record by itself, nothing twice, nothing deleted, and what comes is right."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.integration.exchange import hsds
from unstori.access.actions.identity import system_actor
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.directory import queries
from unstori.directory.models import Entry, EntryPlace, EntryVersion, Likeness, Opening, Taxonomy, Term
from unstori.directory.rules import check
from unstori.exchange.actions import import_services
from unstori.exchange.hsds.bringing import read_path

pytestmark = pytest.mark.django_db


def taken(path, **more):
    """What the command prints, as numbers beside each name, and the whole of it."""
    out = StringIO()
    try:
        call_command("import_services", str(path), "--json", stdout=out, **more)
    except SystemExit as left:
        assert left.code == 1
    rows = json.loads(out.getvalue())
    return {name: len(found) for name, found in rows.items() if found}, rows


def write(folder, document, name="feed.json"):
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def documents():
    return [row.live.document for row in Entry.objects.select_related("live").order_by("name")]


def test_a_page_of_services_comes_in_once(tmp_path):
    path = write(tmp_path, hsds.page([hsds.service(1), hsds.service(2)]))
    assert taken(path)[0] == {"added": 2}
    assert taken(path)[0] == {"known": 2}
    assert (Entry.objects.count(), EntryVersion.objects.count(), EntryPlace.objects.count()) == (2, 2, 2)
    one = Entry.objects.get(hsds_id=hsds.uuid(1))
    assert (one.provider.name, one.minimum_age, one.places.get().postcode) == ("Clwb Nofio", 8, "CF101AA")
    assert (one.openings.get().day, str(one.openings.get().opens)) == (5, "10:00:00")
    assert (
        one.terms.get().term.taxonomy.name == "SEND" and Taxonomy.objects.count() == Term.objects.count() == 1
    )


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"services": [one]},
        lambda one: hsds.page([one]),
        lambda one: hsds.older_page([one]),
        lambda one: {"content": one},
        lambda one: (
            one["organization"] | {"services": [{k: v for k, v in one.items() if k != "organization"}]}
        ),
    ],
)
def test_every_shape_of_a_document_says_the_same(tmp_path, shape):
    assert taken(write(tmp_path, shape(hsds.service(1))))[0] == {"added": 1}
    assert documents()[0]["organization"]["name"] == "Clwb Nofio"
    assert check(documents()[0]) == []


def test_what_came_before_3_0_comes_out_as_3_0(tmp_path):
    path = write(tmp_path, hsds.older_page([hsds.older(1)]))
    assert taken(path)[0] == {"added": 1} and taken(path)[0] == {"known": 1}
    [made] = documents()
    assert check(made) == []
    assert (made["status"], made["minimum_age"], made["maximum_age"]) == ("active", 8, 18)
    assert made["eligibility_description"] == "Children"
    assert made["organization"]["website"] == "https://www.example.org"
    assert [(one["byday"], one["freq"], one["opens_at"]) for one in made["schedules"]] == [
        ("SA", "WEEKLY", "09:30")
    ]
    [where] = made["service_at_locations"]
    assert where["schedules"][0]["byday"] == "SU"
    assert where["location"]["addresses"][0]["state_province"] == ""
    assert where["location"]["accessibility"][0]["accessibility"] == "Hoist"
    assert made["attributes"][0]["taxonomy_term"]["taxonomy"] == "SEND"
    assert (made["cost_options"][0]["amount"], made["funding"][0]["source"]) == (3.5, "The council")
    assert made["contacts"][0]["phones"][0]["number"] == "029 2000 0000"
    assert "reviews" not in made and not {"url", "email", "fees"} & set(made)
    assert made["assured_date"] == "2026-01-02"
    row = Entry.objects.get()
    assert row.source_id == "svc-1" and row.live.came["eligibilitys"]
    assert sorted(Opening.objects.values_list("day", flat=True)) == [5, 6]


@pytest.mark.parametrize(("ages", "most"), [((8, 0), None), ((8, 999), None), ((0, 0), 0), ((8, 18), 18)])
def test_no_limit_of_age_is_how_older_feeds_say_it(tmp_path, ages, most):
    old = hsds.older(1, eligibilitys=[{"minimum_age": ages[0], "maximum_age": ages[1]}])
    taken(write(tmp_path, hsds.older_page([old])))
    assert documents()[0].get("maximum_age") == most


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "see our page"},
        {"email": "n/a"},
        {"assured_date": "soon"},
        {"cost_options": [{"amount": "ask"}]},
    ],
)
def test_what_is_useless_in_an_older_feed_is_left_out_and_the_service_stays(tmp_path, wrong):
    counts, _rows = taken(write(tmp_path, hsds.older_page([hsds.older(1, **wrong)])))
    assert counts == {"added": 1} and check(documents()[0]) == []


def test_places_and_organisation_of_another_older_shape(tmp_path):
    other = {
        "id": 12, "name": "Music", "description": "Songs", "min_age": 2, "max_age": 5, "reviews": [{"by": "Mair"}],
        "organisation": {"id": 7, "name": "Cerdd"}, "taxonomies": [{"id": 3, "name": "Music", "slug": "music"}],
        "locations": [{"id": 9, "name": "Hall", "latitude": "51.5", "longitude": "-3.1", "address_1": "1 Stryd",
                       "city": "Barri", "postal_code": "CF62 1AA"}],
        "contacts": [{"id": 4, "name": "Siân", "phone": "01632 960001", "email": None}],
    }  # fmt: skip
    assert taken(write(tmp_path, hsds.older_page([other])))[0] == {"added": 1}
    [made] = documents()
    assert check(made) == [] and "reviews" not in json.dumps([made, Entry.objects.get().live.came])
    assert (made["organization"]["name"], made["minimum_age"]) == ("Cerdd", 2)
    [place] = made["service_at_locations"]
    assert (
        place["location"]["latitude"] == 51.5
        and place["location"]["addresses"][0]["postal_code"] == "CF62 1AA"
    )
    assert made["attributes"][0]["taxonomy_term"]["name"] == "Music"
    assert made["contacts"][0]["phones"][0]["number"] == "01632 960001"


@pytest.mark.parametrize(
    "odd",
    [
        {"organization": "Cerdd"}, {"organization": []}, {"service_at_locations": ["x", None]}, {"id": {"a": 1}},
        {"service_at_locations": [{"id": 1, "location": "x"}]}, {"contacts": "x"}, {"eligibilitys": [5]},
        {"cost_options": [{"amount": {}}]}, {"regular_schedules": [{"weekday": {}, "byday": 5}]}, {"name": ["x"]},
        {"service_taxonomys": [{"taxonomy": "x"}]}, {"description": {"en": "x"}}, {"wait_time": ["x"]},
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", [hsds.page, hsds.older_page])
def test_whatever_stands_in_one_record_the_others_come_in(tmp_path, odd, shape):
    make = hsds.service if shape is hsds.page else hsds.older
    counts, _rows = taken(write(tmp_path, shape([make(1), make(2, **odd), make(3)])))
    assert counts["added"] + (1 if counts.get("refused") else 0) == 3
    for row in Entry.objects.all():
        assert Client().get(f"/services/{row.hsds_id}/").status_code == 200
    assert Client().get("/services/").status_code == 200


def test_a_bad_record_is_refused_alone_with_its_reasons(tmp_path):
    bad = hsds.service(2, status="open", service_at_locations=[hsds.place(2, latitude=100)])
    path = write(tmp_path, hsds.page([hsds.service(1), bad, hsds.service(3)]))
    counts, rows = taken(path)
    assert counts == {"added": 2, "refused": 2}
    assert [(one["file"], one["resource"], one["path"]) for one in rows["refused"]] == [
        ("feed.json", f"service/{hsds.uuid(2)}", "contents[1].status"),
        ("feed.json", f"service/{hsds.uuid(2)}", "contents[1].service_at_locations[0].location.latitude"),
    ]
    assert rows["refused"][1]["why"].endswith("100")


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"id": "42"}, "id"),
        ({"name": None}, "name"),
        ({"minimum_age": 19}, "maximum_age"),
        ({"email": "nobody"}, "email"),
        ({"last_modified": "yesterday"}, "last_modified"),
        ({"schedules": "Saturdays"}, "schedules"),
    ],
)
def test_what_cannot_be_right_in_3_0_is_refused(tmp_path, wrong, path):
    counts, rows = taken(write(tmp_path, hsds.service(1, **wrong)))
    assert counts == {"refused": 1} and rows["refused"][0]["path"] == path
    assert not Entry.objects.exists()


def test_what_is_mended_is_said(tmp_path):
    given = hsds.service(1, url=None, email="", minimum_age="8", last_modified="2026-01-02 10:00:00")
    given["schedules"][0]["id"] = "17"
    given["service_at_locations"][0]["location"]["addresses"][0]["state_province"] = None
    counts, rows = taken(write(tmp_path, given))
    assert counts == {"added": 1}
    assert all(
        said in rows["added"][0]["why"] for said in ("minimum_age 8", "schedules[0].id 17", "last_modified")
    )
    [made] = documents()
    assert made["service_at_locations"][0]["location"]["addresses"][0]["state_province"] == ""
    assert made["minimum_age"] == 8 and made["last_modified"] == "2026-01-02T10:00:00Z" and "url" not in made


def test_a_change_is_a_new_version_and_what_was_added_here_stays(tmp_path):
    path = write(tmp_path, hsds.service(1))
    taken(path)
    entry, by = Entry.objects.get(), system_actor()
    directory.stand(by=by, entry=entry, local={"like": {"en": "It is warm and quiet."}})
    assert taken(path)[0] == {"known": 1}
    write(tmp_path, hsds.service(1, name="Warm swimming", minimum_age=9))
    assert taken(path)[0] == {"changed": 1}
    entry.refresh_from_db()
    assert (entry.name, entry.minimum_age, entry.live.number) == ("Warm swimming", 9, 3)
    assert entry.live.local == {"like": {"en": "It is warm and quiet."}}
    first = entry.versions.get(number=1)
    directory.go_back(by=by, entry=entry, version=first)
    entry.refresh_from_db()
    assert (entry.name, entry.live.number, entry.minimum_age) == ("Swimming 1", 4, 8)
    assert taken(path)[0] == {"known": 1}, "the feed says nothing new, so what was chosen stands"


def test_what_its_feed_has_no_more_is_not_listed_and_comes_back(tmp_path):
    path = write(tmp_path, hsds.page([hsds.service(1), hsds.service(2)]))
    taken(path)
    write(tmp_path, hsds.page([hsds.service(1)]))
    counts, rows = taken(path)
    assert counts == {"known": 1, "changed": 1} and hsds.uuid(2) in rows["changed"][0]["resource"]
    assert [one.hsds_id for one in queries.found_entries(queries.Wanted())] == [
        Entry.objects.get(name="Swimming 1").hsds_id
    ]
    assert Entry.objects.count() == 2
    write(tmp_path, hsds.page([hsds.service(1), hsds.service(2)]))
    assert taken(path)[0] == {"known": 1, "changed": 1}
    assert queries.found_entries(queries.Wanted()).count() == 2


@pytest.mark.parametrize(
    "then",
    [
        hsds.page([hsds.service(1)], pages=2, total=2),
        hsds.page([hsds.service(1), hsds.service(2, status="open")]),
        {"contents": []},
    ],
)
def test_half_a_feed_makes_nothing_vanish(tmp_path, then):
    path = write(tmp_path, hsds.page([hsds.service(1), hsds.service(2)]))
    taken(path)
    write(tmp_path, then)
    taken(path)
    assert queries.found_entries(queries.Wanted()).count() == 2


def test_a_dry_run_says_the_same_and_leaves_nothing(tmp_path):
    path = write(tmp_path, hsds.page([hsds.service(1), hsds.service(2, status="open")]))
    assert taken(path, dry_run=True)[0] == {"added": 1, "refused": 1}
    assert not Entry.objects.exists()


def test_a_list_and_the_whole_entry_are_one(tmp_path):
    whole = hsds.service(1)
    brief = {key: value for key, value in whole.items() if not isinstance(value, list)}
    write(tmp_path, hsds.page([brief]), "a_list.json")
    write(tmp_path, whole, "whole.json")
    assert taken(tmp_path)[0] == {"added": 1, "known": 1}
    assert taken(tmp_path)[0] == {"known": 2}
    assert documents()[0]["schedules"]
    assert taken(tmp_path / "a_list.json")[0] == {"known": 1}, "a short form takes nothing away"


def test_places_that_come_one_by_one_are_those_of_their_service(tmp_path):
    one = {key: value for key, value in hsds.service(1).items() if not isinstance(value, list)}
    path = write(
        tmp_path, hsds.page([hsds.place("a") | {"service": one}, hsds.place("b") | {"service": one}])
    )
    assert taken(path)[0] == {"added": 1, "known": 1}
    assert EntryPlace.objects.count() == 2


def test_the_same_service_from_two_feeds_waits_for_somebody(tmp_path):
    taken(write(tmp_path, hsds.service(1), "one.json"))
    twin = hsds.service(2, name="Swimming – 1")
    counts, rows = taken(write(tmp_path, twin, "two.json"))
    assert counts == {"unclear": 1} and hsds.uuid(1) in rows["unclear"][0]["why"]
    assert queries.found_entries(queries.Wanted()).count() == 2
    directory.say_same(by=system_actor(), likeness=Likeness.objects.get(), is_same=True)
    assert [one.name for one in queries.found_entries(queries.Wanted())] == ["Swimming 1"]
    assert queries.entry(Entry.objects.get(name="Swimming – 1").hsds_id).name == "Swimming 1"


def test_who_may_not_keep_the_directory_right_imports_nothing(tmp_path, world):
    path = write(tmp_path, hsds.service(1))
    with pytest.raises(RuleBroken):
        import_services(by=world.mair, reading=read_path(path))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("bad", ["nowhere.json", "ftp://example.org/feed"])
def test_what_cannot_be_read_is_said(tmp_path, bad):
    with pytest.raises(CommandError):
        taken(bad if "://" in bad else tmp_path / bad)


def test_broken_files_are_refused_and_the_rest_comes_in(tmp_path):
    write(tmp_path, hsds.service(1), "good.json")
    (tmp_path / "broken.json").write_text('{"id": ', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    counts, rows = taken(tmp_path)
    assert counts == {"added": 1, "refused": 1, "skipped": 1}
    assert rows["refused"][0]["file"] == "broken.json"


def test_an_import_of_many_asks_no_more_often(tmp_path, django_assert_max_num_queries):
    from django.db import connection

    asked = []
    for count in (2, 20):
        path = write(
            tmp_path, hsds.page([hsds.service(f"{count}-{n}") for n in range(count)]), f"{count}.json"
        )
        with CaptureQueriesContext(
            connection,
        ) as found:
            import_services(by=system_actor(), reading=read_path(path))
        asked.append(len(found))
    assert asked[0] >= asked[1] - 2
