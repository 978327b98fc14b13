"""Tables of services come in as feeds do: columns by their headings in either language, faults by row and column."""

import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.integration.exchange.test_services import documents, taken
from tests.integration.exchange.test_ugly_feeds import valid
from unstori.directory.models import Entry, EntryPlace, Opening
from unstori.directory.rules import check

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).parents[4] / "shared/data/hsds_uk/examples/csv"
ENGLISH = (
    "Service name,Provider,About,Ages,Venue,Address,Town,Postcode,Day,Start time,End time,Cost,Email,Category,Last checked\n"
    "Warm swimming,Nofio Cyf,In the warm pool,8-11,Town pool,1 High St,Barry,cf62 7aa,Saturdays,10am,12:00,£3.50,"
    "a@example.org,Swimming; Autism,27/05/2026\n"
    "Trains,Nofio Cyf,Model trains,5+,Town hall,2 High St,Barry,CF62 7AB,Mon-Fri,9:30,4pm,Free,b@example.org,Hobbies,\n"
    "Music,Cerdd,Songs,all ages,,,,,,,,donation,not an email,,\n"
    ",Nobody,A row without a name,,,,,,,,,,,,\n"
    "Art,Celf,Paint,18-8,,,,,,,,,,,\n"
)  # fmt: skip
WELSH = (
    "Enw’r gwasanaeth;Sefydliad;Disgrifiad;O oedran;Hyd at oedran;Cod post;Diwrnod;Iaith\n"
    "Clwb Cymraeg;Menter;Chwarae;5;11;CF10 1AA;dydd Mercher;Cymraeg\n"
)


def table(folder, text, name="services list.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_of_a_council_comes_in_with_its_faults_by_row_and_column(tmp_path):
    path = table(tmp_path, ENGLISH)
    counts, rows = taken(path)
    assert counts == {"added": 3, "refused": 2}
    assert [(one["file"], one["path"]) for one in rows["refused"]] == [
        ("services list.csv", "5: Service name"), ("services list.csv", "6: Ages"),
    ]  # fmt: skip
    (art,) = [one for one in documents() if one["name"] == "Warm swimming"]
    assert all(check(one) == [] and valid(one) for one in documents())
    assert (art["minimum_age"], art["maximum_age"], art["assured_date"]) == (8, 11, "2026-05-27")
    assert art["schedules"][0]["byday"] == "SA" and art["schedules"][0]["opens_at"] == "10:00"
    assert art["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] == "CF62 7AA"
    assert {one["taxonomy_term"]["name"] for one in art["attributes"]} == {"Swimming", "Autism"}
    (music,) = [one for one in documents() if one["name"] == "Music"]
    assert music["eligibility_description"] == "all ages" and "email" not in music
    assert music["cost_options"][0]["amount_description"] == "donation"
    assert Opening.objects.count() == 6 and EntryPlace.objects.count() == 2
    assert taken(path)[0] == {"known": 3, "refused": 2}
    assert Entry.objects.get(name="Trains").provider.name == "Nofio Cyf"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_welsh_table_is_understood_by_its_headings(tmp_path, encoding):
    assert taken(table(tmp_path, WELSH, encoding=encoding))[0] == {"added": 1}
    [made] = documents()
    assert (made["name"], made["minimum_age"], made["maximum_age"]) == ("Clwb Cymraeg", 5, 11)
    assert made["schedules"][0]["byday"] == "WE" and made["languages"][0]["name"] == "Cymraeg"
    assert made["organization"]["name"] == "Menter" and valid(made)


def test_a_mapping_says_what_headings_do_not(tmp_path):
    path = table(tmp_path, "What,Who,Open?,Seen\nTrains,Nofio,Yes,3/4/2026\n")
    assert taken(path)[0] == {"refused": 1}
    told = tmp_path / "map.toml"
    told.write_text(
        'days = "month"\n[columns]\nname = "What"\norganisation = "Who"\nstatus = "Open?"\nchecked = "Seen"\n'
        '[values.status]\nYes = "active"\n',
        encoding="utf-8",
    )
    assert taken(path, mapping=str(told))[0] == {"added": 1}
    assert (documents()[0]["status"], documents()[0]["assured_date"]) == ("active", "2026-03-04")


def test_a_day_that_could_be_another_is_not_said(tmp_path):
    taken(table(tmp_path, "Name,Last checked\nTrains,3/4/2026\n"))
    assert "assured_date" not in documents()[0]


@pytest.mark.parametrize("text", ["columns = 3", "[columns]\nnothing = 'x'", "days = 'maybe'", "["])
def test_a_mapping_that_cannot_be_right_is_said(tmp_path, text):
    told = tmp_path / "map.toml"
    told.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError):
        taken(table(tmp_path, ENGLISH), mapping=str(told))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"Name\n", b"\xd0\xcf\x11\xe0", b""])
def test_what_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / "services.csv"
    path.write_bytes(content)
    counts, rows = taken(path)
    assert counts == {"refused": 1} and rows["refused"][0]["why"]


def test_the_standards_own_tables_are_joined_again(tmp_path):
    one = "11111111-1111-4111-8111-11111111111"
    files = {
        "services.csv": f"id,organization_id,name,status,minimum_age\n{one}1,{one}2,Swimming,active,8\n",
        "organizations.csv": f"id,name,description\n{one}2,Nofio,\n",
        "service_at_location.csv": f"id,service_id,location_id\n{one}3,{one}1,{one}4\n",
        "locations.csv": f"id,location_type,name,latitude,longitude\n{one}4,physical,Pool,51.4,-3.2\n",
        "addresses.csv": f"id,location_id,address_1,city,postal_code,country,address_type\n{one}5,{one}4,1 St,Barry,CF62 7AA,GB,physical\n",
        "schedules.csv": f"id,service_id,service_at_location_id,freq,byday,opens_at\n{one}6,{one}1,{one}3,WEEKLY,\"MO,TU\",10:00\n",
        "contacts.csv": f"id,service_id,name\n{one}7,{one}1,The desk\n",
        "phones.csv": f"id,contact_id,number\n{one}8,{one}7,01446 000000\n",
        "attributes.csv": f"id,link_id,taxonomy_term_id,link_type\n{one}9,{one}1,{one}0,service\n",
        "taxonomy_terms.csv": f"id,name,taxonomy_id\n{one}0,Swimming,{one}a\n",
        "taxonomies.csv": f"id,name,description\n{one}a,Activities,\n",
        "meta_table_descriptions.csv": "id,name\n1,x\n",
    }  # fmt: skip
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(f"package/{name}", text)
    counts, rows = taken(path)
    assert counts.get("added") == 1, rows["refused"]
    [made] = [found for found in documents() if found["name"] == "Swimming"]
    assert check(made) == [] and valid(made)
    [place] = made["service_at_locations"]
    assert place["schedules"][0]["byday"] == "MO,TU" and place["location"]["addresses"][0]["city"] == "Barry"
    assert made["contacts"][0]["phones"][0]["number"] == "01446 000000"
    assert (
        made["organization"]["name"] == "Nofio"
        and made["attributes"][0]["taxonomy_term"]["taxonomy"] == "Activities"
    )
    assert str(Entry.objects.get(name="Swimming").hsds_id) == f"{one}1"


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the official examples are not at hand")
def test_the_official_tables_are_refused_for_their_latitude_of_100_alone():
    _counts, rows = taken(EXAMPLES)
    wrong = [one["path"] for one in rows["refused"]]
    assert wrong and all(path.endswith(("latitude", "postal_code")) for path in wrong), wrong
