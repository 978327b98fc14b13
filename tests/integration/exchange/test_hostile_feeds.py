"""Feeds that mean harm or are broken: each is told clearly, and changes nothing that it should not."""

import gzip
import json
import re

import pytest
from django.core.management.base import CommandError
from django.test import Client

from tests.integration.exchange import hsds, ugly
from tests.integration.exchange.hostile import deep, good, raw, said, somewhere, with_first
from tests.integration.exchange.test_services import documents, taken
from unstori.directory import queries
from unstori.directory.rules.hsds import check

pytestmark = pytest.mark.django_db
OK = hsds.page(good())
FULL = said(OK)


def listed():
    return queries.found_entries(queries.Wanted()).count()


def after(answer):
    """A good feed is taken in, then `answer` comes from the same address: what is reported, and whether all stands."""
    state = {"answer": OK}
    with ugly.server(lambda *_asked: state["answer"]) as address:
        assert taken(f"{address}/services")[0] == {"added": 3}
        before, state["answer"] = documents(), answer
        try:
            rows = taken(f"{address}/services")[1]
        except CommandError as error:
            return str(error), documents() == before and listed() == 3
    whys = [
        f"{name}: {row['path']} {row['why']}"
        for name, found in rows.items()
        for row in found
        if name != "known"
    ]
    return " | ".join(whys), documents() == before and listed() == 3


UNREADABLE = {
    "utf-8 that is said to be utf-16": ((200, {"Content-Type": "application/json; charset=utf-16"}, FULL), "not valid JSON"),
    "not packed, and said to be": (raw(FULL, Content_Encoding="gzip"), "cannot be opened"),
    "packed, and cut off": (raw(gzip.compress(FULL)[:-90], Content_Encoding="gzip"), "not valid JSON|cannot be opened"),
    "packed, 70 MB of nothing": (raw(gzip.compress(b" " * 70 * 2**20), Content_Encoding="gzip"), "too big"),
    "leads inside": ((302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""), "private network"),
    "leads to a file": ((302, {"Location": "file:///etc/passwd"}, b""), "cannot be opened"),
    "leads nowhere": ((302, {}, b""), "nothing in this answer"),
    "says that nothing changed, unasked": ((304, {}, b""), "nothing in this answer"),
    "a page called JSON": (raw(b"<html><body>busy</body></html>"), "web page"),
    "cut off": (raw(FULL[:-50]), "not valid JSON"),
    "one after the other": (raw(b"\n".join(said(one) for one in good())), "not valid JSON"),
    "nested without end": (raw(deep(100_000)), "nested too deep"),
    "no numbers": (raw(FULL.replace(b"51.48", b"NaN")), "not valid JSON"),
    "the same key twice": (raw(FULL.replace(b'"name": "Swimming 0"', b'"name": "A", "name": "B"')), "twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_and_changes_nothing(name):
    answer, words = UNREADABLE[name]
    told, same = after(answer)
    assert re.search(words, told) and same


NOTHING = {
    "an error": ({"error": "no such table"}, "skipped: .*not a service"),
    "an empty list": ([], "unclear: .*nothing in this answer"),
    "an empty page": (hsds.page([]), "unclear: .*nothing in this answer"),
    "null": (raw(b"null"), "skipped: .*not a service"),
    "numbers": ({"contents": [1, None, "x", []]}, "contents.3. This is not a service"),
    "too big a number": (raw(FULL.replace(b"51.48", b"1e999")), "refused: .*latitude This is not a number"),
    "no name": (with_first(name=None), "refused: .*name This is missing"),
    "a name without a shape": (with_first(name=" \u200b\u2060 "), "refused: .*name This says nothing"),
    "a list as its name": (with_first(name=["x"]), "refused: .*name This is not text"),
    "NUL": (with_first(description="a\u0000b"), "refused: .*characters that cannot be kept"),
    "half a letter": (raw(said(with_first(name="HALF")).replace(b"HALF", b"\\ud800")), "refused: .*characters"),
    "a text without end": (with_first(description="x" * 2_000_000), "refused: .*too long"),
    "a link that runs": (with_first(url="javascript:alert(1)"), "refused: .*not a web address"),
    "a logo that runs": (with_first(organization__logo="data:text/html,x"), "refused: .*not a web address"),
    "a day that is none": (with_first(assured_date="0000-00-00"), "refused: .*no such date"),
    "a far pole": (somewhere(100, -3.18), "refused: .*latitude.*too small or too big"),
    "ages that end before they begin": (with_first(minimum_age=9, maximum_age=5), "refused: .*ends before it begins"),
    "a price below nothing": (with_first(cost_options=[{"id": hsds.uuid(1), "amount": -5}]), "refused: .*too small"),
    "an id that leads out": (with_first(id="../../etc/passwd"), "refused: contents.0..id This is not a UUID"),
    "no organisation, but its name": (with_first(organization="Clwb"), "refused: .*wrong shape"),
    "two services of one id": (hsds.page([*good(), hsds.service(0, name="Dance")]), "unclear: .*says different things"),
    "a next page elsewhere": ({**OK, "next": "http://127.0.0.1@evil.example/x"}, "refused: .*another host"),
    "a next page that is a file": ({**OK, "next": "file:///etc/passwd?x"}, "refused: .*another host"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_wrong_with_one_is_told_and_everything_stands(name):
    answer, words = NOTHING[name]
    told, same = after(answer)
    assert re.search(words, told) and same


FINE = {
    "a mark before it": raw(b"\xef\xbb\xbf" + FULL),
    "utf-16": raw(said(OK, "utf-16")),
    "called a page": (200, {"Content-Type": "text/html"}, FULL),
    "letters of nobody": (200, {"Content-Type": "application/json; charset=klingon"}, FULL),
    "packed": raw(gzip.compress(FULL)),
    "totals of nothing": {**OK, "total_items": "many", "total_pages": 1e300, "page_number": -5},
    "a head that is no link": raw(FULL, Link="<<<;;rel=next"),
    "services in services": hsds.page([one | {"services": good()} for one in good()]),
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_odd_is_known_again(name):
    told, same = after(FINE[name])
    assert same and not re.search("refused|changed|added", told)


def test_one_id_for_all_takes_nothing_off_the_list():
    told, _same = after(hsds.page([one | {"id": hsds.uuid(0)} for one in good()]))
    assert listed() == 3 and "says different things" in told and "no more" not in told


def test_a_feed_without_an_end_is_left(monkeypatch):
    monkeypatch.setattr("unstori.exchange.hsds.asking.MOST_PAGES", 20)
    asked_for = []

    def answer(path, asked, headers):
        asked_for.append(path)
        at = len(asked_for)
        return {"contents": [hsds.service(at)], "next": f"/services?at={at}"}

    with ugly.server(answer) as address:
        counts, rows = taken(f"{address}/services")
    assert len(asked_for) < 25 and counts["refused"] == 1 and "too many pages" in rows["refused"][0]["why"]
    assert listed() == counts["added"]


def test_days_to_come_are_left_out_and_nothing_looks_fresh_for_ever():
    told, same = after(with_first(assured_date="2999-12-31", last_modified="2999-01-01T00:00:00Z"))
    assert not same and "Left out" in told and "2999-12-31" in told
    first = next(one for one in documents() if one["id"] == hsds.uuid(0))
    assert "assured_date" not in first and "last_modified" not in first


def test_coordinates_in_each_others_place_are_turned_here_and_left_abroad(tmp_path):
    page = somewhere(-3.18, 51.48)
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(page))
    rows = taken(path, dry_run=True)[1]
    assert "Mended: service_at_locations[0].location.latitude -3.18, 51.48" in rows["added"][0]["why"]
    place = page["contents"][0]["service_at_locations"][0]["location"]
    place["addresses"][0] |= {"country": "SC", "postal_code": "x"}
    path.write_text(json.dumps(page))
    taken(path)
    where = documents()[0]["service_at_locations"][0]["location"]
    assert (where["latitude"], where["longitude"]) == (-3.18, 51.48) and check(documents()[0]) == []


@pytest.mark.parametrize(("north", "east", "kept"), [(0, 0, None), (48.85, 2.35, 48.85), (-4.6, 55.5, 55.5)])
def test_only_what_is_sure_is_turned(north, east, kept, tmp_path):
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(somewhere(north, east)))
    taken(path)
    assert documents()[0]["service_at_locations"][0]["location"].get("latitude") == kept


def test_words_that_would_run_are_shown_as_words():
    harm = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    _told, same = after(with_first(name=harm, description=harm, alert=harm))
    assert not same
    pages = [Client().get("/services/"), Client().get(f"/services/{hsds.uuid(0)}/")]
    assert not any(
        "<script>alert" in page.content.decode() or "<img src=x" in page.content.decode() for page in pages
    )
    assert "&lt;script&gt;" in pages[1].content.decode()
