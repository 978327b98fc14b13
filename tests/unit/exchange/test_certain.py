"""What a value can only mean, and what could mean two things."""

import pytest

from unstori.directory.rules.feeds import feed_of
from unstori.directory.rules.hours import time_of
from unstori.exchange.hsds.certain import certain, days_of, number_of
from unstori.exchange.hsds.guarding import is_outside
from unstori.exchange.hsds.mending import Mender
from unstori.exchange.hsds.older import translated
from unstori.exchange.hsds.paging import key_of, page_of
from unstori.exchange.rules import goes_at_once


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("9am", "09:00"), ("9.30 pm", "21:30"), ("12am", "00:00"), ("12pm", "12:00"), ("0930", "09:30"),
        ("9:30", "09:30"), ("09:30:00", "09:30:00"), ("24:00", "24:00"), ("noon", "12:00"), ("4yh", "16:00"),
        ("2 yp", "14:00"), ("9.30yb", "09:30"),
        ("9:00Z", "09:00Z"), ("9", "9"), ("25:00", "25:00"), ("13pm", "13pm"), ("9-5", "9-5"), ("late", "late"), ("2460", "2460"),
    ],
)  # fmt: skip
def test_times(said, means):
    assert time_of(said) == means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("Mon-Fri", "MO,TU,WE,TH,FR"), ("mo, we", "MO,WE"), ("Saturdays and Sundays", "SA,SU"), ("Fri to Mon", "MO,FR,SA,SU"),
        ("dydd Llun a dydd Iau", "MO,TH"), ("weekdays", "MO,TU,WE,TH,FR"), ("Every day", "MO,TU,WE,TH,FR,SA,SU"),
        ("-1SU", "-1SU"), ("TH,FR", "TH,FR"), ("mornings", "mornings"), ("alternate Mondays", "alternate Mondays"),
        ("Mon-Wed-Fri", "Mon-Wed-Fri"), ("first Monday", "first Monday"), ("", ""),
    ],
)  # fmt: skip
def test_days(said, means):
    assert days_of(said) == means


@pytest.mark.parametrize(
    ("said", "means", "money"),
    [
        ("8", 8, False), ("3.50", 3.5, False), ("£3", "£3", False), ("£3", 3, True), ("£1,250.50", 1250.5, True), ("free", 0, True),
        ("am ddim", 0, True), ("£3-£5", "£3-£5", True), ("from 8", "from 8", True), ("", "", True), (None, None, True), (True, True, True),
    ],
)  # fmt: skip
def test_numbers(said, means, money):
    assert number_of(said, money=money) == means


@pytest.mark.parametrize(
    ("said", "how", "means"),
    [
        ("27/05/2026", "date", "2026-05-27"), ("5/5/2026", "date", "2026-05-05"), ("03/04/2026", "date", "03/04/2026"),
        ("2026/5/7", "date", "2026-05-07"), ("2026-01-02T00:00:00Z", "date", "2026-01-02"), ("soon", "date", "soon"),
        ("2026-01-02", "instant", "2026-01-02T00:00:00Z"), ("2026-01-02 10:00+0100", "instant", "2026-01-02T10:00:00+01:00"),
        ("cf101aa", "postcode", "CF10 1AA"), ("CF10", "postcode", "CF10"), ("www.a.org", "link", "https://www.a.org"),
        ("a.org/b c", "link", "https://a.org/b%20c"), ("n/a", "link", "n/a"), ("a@b.org", "link", "a@b.org"),
        ("javascript:x", "link", "javascript:x"), ("logo.png", "picture", "logo.png"), ("mailto:a@b.org", "email", "a@b.org"),
        ("Temporarily_closed", "choice", "Temporarily closed"), (["MO", "TU"], "byday", "MO,TU"), (5, "text", 5),
    ],
)  # fmt: skip
def test_other_values(said, how, means):
    assert certain(said, how) == means


def test_the_day_is_first_where_the_feed_always_has_it_so():
    assert certain("03/04/2026", "date", day_first=True) == "2026-04-03"


@pytest.mark.parametrize("address", [
    "http://a.org/v3/services", "http://A.org:80/v3/services/?page=2&per_page=5", "http://a.org/v3/service_at_locations",
    "http://a.org/v3", "http://a.org/v3/",
])  # fmt: skip
def test_one_feed_however_it_is_asked(address):
    assert feed_of(address) == "http://a.org/v3"


def test_other_feeds_are_others():
    assert feed_of("http://a.org/v3?council=1") != feed_of("http://a.org/v3?council=2")
    assert feed_of("/brought/services") == "/brought/services"


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("::ffff:127.0.0.1", False), ("2002:7f00:1::", False), ("64:ff9b::7f00:1", False), ("8.8.8.8", True), ("2606:4700::1111", True),
    ],
)  # fmt: skip
def test_who_is_outside(address, outside):
    assert is_outside(address) is outside


@pytest.mark.parametrize(
    ("going", "listed", "held"),
    [(9, 9, False), (10, 10, True), (10, 50, False), (11, 50, True), (0, 0, False)],
)
def test_when_much_goes_somebody_is_asked(going, listed, held):
    assert goes_at_once(going=going, listed=listed) is held


@pytest.mark.parametrize(
    ("document", "key", "number", "pages", "items"),
    [
        ({"contents": [], "page_number": 1, "total_pages": 3, "total_items": 9}, "contents", 1, 3, 9),
        ({"content": [], "number": 0, "totalPages": "3", "totalElements": 9.0}, "content", 0, 3, 9),
        ({"_embedded": {"x": []}, "page": {"number": 0, "totalPages": 2}}, "_embedded", 0, 2, None),
        ({"data": [], "meta": {"current_page": 2, "total": 5}}, "data", 2, None, 5),
        (
            {"contents": [], "total_pages": None, "page_number": -1, "total_items": True},
            "contents",
            None,
            None,
            None,
        ),
    ],
)
def test_what_pages_say_of_themselves(document, key, number, pages, items):
    page = page_of(document)
    assert (key_of(document), page.number, page.pages, page.items) == (key, number, pages, items)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"cost_options": [{"amount": "free"}]}, {"amount": 0}),
        ({"cost_options": [{"amount": "£3.50"}]}, {"amount": 3.5}),
        (
            {"cost_options": [{"amount": "£3-£5", "amount_description": "by age"}]},
            {"amount_description": "£3-£5; by age"},
        ),
        ({"schedules": [{"freq": "Daily"}]}, {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU"}),
        ({"regular_schedules": [{"weekday": "Monday"}]}, {"freq": "WEEKLY", "byday": "MO"}),
    ],
)
def test_older_feeds_are_mended_by_the_same_rules(said, kept):
    made = Mender("feed", old=True).mend(translated({"id": "1", "name": "Club"} | said)).document
    (row,) = made.get("cost_options") or made["schedules"]
    assert {key: value for key, value in row.items() if key != "id"} == kept
