"""The pages of the first load: for an administrator, without JavaScript, in both languages."""

import csv
import io
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.exchange.test_first_load import (  # noqa: F401 - fixtures
    GERAINT,
    NIA,
    admin,
    checked,
    people_csv,
    sent,
    taken_in,
    team,
)
from unstori.core import clock
from unstori.exchange.models import Load
from unstori.people.models import Person

FAULTY = "12,=HYPERLINK(1),31/02/2015,123,Cymraeg,,Caernarfon,,Plant"


def upload(content, name="people.csv"):
    return SimpleUploadedFile(name, content, content_type="text/csv")


def send(client, **files):
    return client.post(reverse("exchange:load"), {of: upload(content) for of, content in files.items()})


def test_from_the_table_to_the_record_and_back(admin, team, sign_in, work):  # noqa: F811
    client = sign_in(admin)
    page = send(client, people=people_csv(GERAINT, NIA))
    columns = client.get(page["Location"])
    assert "which column is which" in columns.content.decode()
    answer = client.post(page["Location"], defaults(columns))
    work()
    one = answer["Location"]
    assert "2 rows can be taken in" in client.get(one).content.decode()
    client.post(one, {"do": "take_in"})
    assert "Being taken in" in client.get(one).content.decode()
    work()
    assert "2 rows were taken in" in client.get(one).content.decode()
    assert Person.objects.filter(full_name="Geraint Prys").exists()
    client.post(one, {"do": "take_back"})
    work()
    assert "2 rows were taken back" in client.get(one).content.decode()
    assert not Person.objects.filter(full_name="Geraint Prys").exists()
    assert client.get(reverse("exchange:load")).status_code == 200


class Shown(HTMLParser):
    """What a page's form would send as it stands."""

    def __init__(self):
        super().__init__()
        self.said, self.select = {}, ""

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "select":
            self.select = has["name"]
        elif tag == "option" and "selected" in has:
            self.said[self.select] = has["value"]
        elif (
            tag == "input"
            and (has.get("type", "text") in ("text", "hidden") or "checked" in has)
            and "name" in has
        ):
            self.said[has["name"]] = has.get("value", "")


def defaults(page, **more):
    shown = Shown()
    shown.feed(page.content.decode())
    return {**shown.said, **more}


def test_a_value_that_nobody_can_know_is_asked_once_and_remembered(admin, team, sign_in):  # noqa: F811
    client = sign_in(admin)
    row = GERAINT.replace("Cymraeg", "Cy01")
    page = send(client, people=people_csv(row))
    columns = client.get(page["Location"])
    assert "“Cy01”" in columns.content.decode()
    client.post(page["Location"], defaults(columns, **{"value-0": "cy"}))
    assert Load.objects.get().settings["values"] == {"people-language": {"cy01": "cy"}}
    again = client.get(send(client, people=people_csv(row))["Location"])
    assert "“Cy01”" not in again.content.decode()


def test_dates_that_could_be_read_both_ways_are_asked_about_once(admin, team, sign_in, work):  # noqa: F811
    client = sign_in(admin)
    page = send(client, people=people_csv(GERAINT.replace("14/02", "04/02")))
    columns = client.get(page["Location"])
    assert "The day first" in columns.content.decode()
    assert "There is a problem" in client.post(page["Location"], defaults(columns)).content.decode()
    client.post(page["Location"], defaults(columns, days="month"))
    work()
    load = Load.objects.get()
    taken_in(admin, load)
    assert Person.objects.get(full_name="Geraint Prys").born_on.isoformat() == "2015-04-02"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no such day."), ("cy", "Nid oes diwrnod o’r fath.")]
)
def test_the_faulty_rows_come_back_with_what_is_wrong_and_no_formula(admin, team, sign_in, language, words):  # noqa: F811
    client = sign_in(admin)
    client.cookies["language"] = language
    load = checked(admin, sent(admin, people=people_csv(GERAINT, FAULTY)))
    client.post(reverse("set_language"), {"language": language})
    assert words in client.get(reverse("exchange:load_one", args=[load.pk])).content.decode()
    fetched = client.get(reverse("exchange:load_faults", args=[load.pk, "people"]))
    rows = list(csv.reader(io.StringIO(fetched.content.decode("utf-8-sig"))))
    assert len(rows) == 2 and words in rows[1][-1] and rows[1][1] == "'=HYPERLINK(1)"
    again = checked(admin, sent(admin, people=fetched.content))  # the file that came back is a table again
    assert again.counts["people"]["faulty"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04", "This is a workbook"), (b"a,b\n", "There are no rows"), (b"a\0b\n1", "cannot be read as a table"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(admin, sign_in, content, words):  # noqa: F811
    page = send(sign_in(admin), people=content)
    assert words in page.content.decode() and not Load.objects.exists()


def test_nothing_chosen_is_said(admin, sign_in):  # noqa: F811
    assert "Choose at least one table" in sign_in(admin).post(reverse("exchange:load"), {}).content.decode()


def test_a_template_can_be_taken_in_as_it_is(admin, team, sign_in):  # noqa: F811
    client = sign_in(admin)
    for language in ("en", "cy"):
        client.post(reverse("set_language"), {"language": language})
        template = client.get(reverse("exchange:load_template", args=["people"])).content
        load = checked(admin, sent(admin, what=str(team.pk), people=template))
        assert load.counts["people"] == {"good": 1, "known": 0, "faulty": 0}


def test_pages_ask_as_much_of_the_database_for_many_rows_as_for_few(admin, team, sign_in):  # noqa: F811
    client, counted = sign_in(admin), []
    for many in (1, 30):
        rows = [f"{many}-{n},Geraint Prys,31/02/2015,,,,,,Plant" for n in range(many)]
        load = checked(admin, sent(admin, people=people_csv(*rows)))
        client.get(reverse("exchange:load_one", args=[load.pk]))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("exchange:load_one", args=[load.pk])).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_nobody_else_finds_the_pages(world, admin, team, sign_in):  # noqa: F811
    load = checked(admin, sent(admin, people=people_csv(GERAINT)))
    other = build._actor(build.user("Bet"), kind="administrator", organisation=build.organisation("Powys"))
    for nobody in (world.huw, world.mair, world.stranger):
        assert sign_in(nobody).get(reverse("exchange:load")).status_code == 404
    for name, more in (("load_one", []), ("load_columns", []), ("load_faults", ["people"])):
        assert sign_in(other).get(reverse(f"exchange:{name}", args=[load.pk, *more])).status_code == 404
    assert (
        sign_in(other).post(reverse("exchange:load_one", args=[load.pk]), {"do": "take_in"}).status_code
        == 404
    )
    load.refresh_from_db()
    assert load.state == "checked" and clock.today()
