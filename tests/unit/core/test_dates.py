"""How days are said, in both languages."""

import datetime as dt

import pytest
import time_machine

from unstori.core import dates

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def sunday_in_november():
    """Everything is said from Sunday 22 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("value", "english", "welsh"),
    [
        (
            dt.datetime(2026, 11, 26, 16, 0, tzinfo=dt.UTC),
            "Thursday 26 November, 4 pm",
            "dydd Iau 26 Tachwedd, 4yp",
        ),
        (dt.datetime(2026, 11, 22, 9, 12, tzinfo=dt.UTC), "today, 9.12 am", "heddiw, 9.12yb"),
        (dt.datetime(2026, 11, 22, 19, 0, tzinfo=dt.UTC), "today, 7 pm", "heddiw, 7yh"),
        (dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC), "yesterday, midday", "ddoe, hanner dydd"),
        (dt.datetime(2026, 7, 1, 23, 0, tzinfo=dt.UTC), "2 July, midnight", "2 Gorffennaf, hanner nos"),
        (dt.date(2026, 11, 23), "tomorrow", "yfory"),
        (dt.date(2025, 3, 3), "3 March 2025", "3 Mawrth 2025"),
        ("2019-spring", "spring 2019", "gwanwyn 2019"),
        (None, "", ""),
    ],
)
def test_when_in_both_languages(value, english, welsh):
    """A moment is said as a person would say it, on London's clock."""
    assert dates.format_when(value, "en") == english
    assert dates.format_when(value, "cy") == welsh


@pytest.mark.parametrize(
    ("day", "english", "welsh"),
    [
        (dt.date(2026, 11, 19), "3 days late", "3 diwrnod yn hwyr"),
        (dt.date(2026, 11, 21), "1 day late", "1 diwrnod yn hwyr"),
        (dt.date(2026, 11, 20), "2 days late", "2 ddiwrnod yn hwyr"),
        (dt.date(2026, 11, 22), "today", "heddiw"),
        (dt.date(2026, 11, 23), "tomorrow", "yfory"),
        (dt.date(2027, 1, 11), "by 11 January", "erbyn 11 Ionawr"),
        (dt.date(2027, 11, 1), "by 1 November 2027", "erbyn 1 Tachwedd 2027"),
        (dt.date(2026, 12, 4), "by 4 December", "erbyn 4 Rhagfyr"),
    ],
)
def test_due_in_both_languages(day, english, welsh):
    """A deadline says late when it is late."""
    assert dates.format_due(day, "en") == english
    assert dates.format_due(day, "cy") == welsh


@pytest.mark.parametrize(
    ("days", "english", "welsh"),
    [
        (0, "today", "heddiw"),
        (1, "yesterday", "ddoe"),
        (41, "41 days ago", "41 diwrnod yn ôl"),
        (100, "3 months ago", "3 mis yn ôl"),
        (740, "2 years ago", "2 flynedd yn ôl"),
        (1500, "4 years ago", "4 blynedd yn ôl"),
        (1900, "5 years ago", "5 mlynedd yn ôl"),
    ],
)
def test_ago_in_both_languages(days, english, welsh):
    """How long ago, with Welsh mutations."""
    day = NOW.date() - dt.timedelta(days=days)
    assert dates.format_ago(day, "en") == english
    assert dates.format_ago(day, "cy") == welsh


def test_count_of_years_and_months_in_welsh():
    """One year is blwyddyn, mutated after the number one."""
    assert dates.count(1, "year", "cy") == "1 flwyddyn"
    assert dates.count(2, "month", "cy") == "2 fis"
    assert dates.count(1, "month", "en") == "1 month"


@pytest.mark.parametrize(
    ("said", "kept", "english", "welsh"),
    [
        ("2019", "2019", "2019", "2019"),
        ("Spring 2019", "2019-spring", "spring 2019", "gwanwyn 2019"),
        ("haf 2020", "2020-summer", "summer 2020", "haf 2020"),
        ("3/2019", "2019-03", "March 2019", "Mawrth 2019"),
        ("Mawrth 2019", "2019-03", "March 2019", "Mawrth 2019"),
        ("3 Rhagfyr 2019", "2019-12-03", "3 December 2019", "3 Rhagfyr 2019"),
        ("03/12/2019", "2019-12-03", "3 December 2019", "3 Rhagfyr 2019"),
        ("2019-03", "2019-03", "March 2019", "Mawrth 2019"),
    ],
)
def test_partial_read_and_said_in_both_languages(said, kept, english, welsh):
    """What a person typed is kept as precisely as it was given, and no more."""
    assert dates.read_partial(said) == kept
    assert dates.format_date(kept, "en") == english
    assert dates.format_date(kept, "cy") == welsh


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("today", "2026-11-22"), ("Yesterday", "2026-11-21"), ("Last night", "2026-11-21"),
        ("heddiw", "2026-11-22"), ("bore ’ma", "2026-11-22"), ("ddoe", "2026-11-21"), ("Neithiwr", "2026-11-21"),
        ("echdoe", "2026-11-20"),
    ],
)  # fmt: skip
def test_days_that_have_a_name(monkeypatch, said, kept):
    """What happened last night is told so, in either language."""
    monkeypatch.setattr(dates, "today", lambda: dt.date(2026, 11, 22))
    assert dates.read_partial(said) == kept


@pytest.mark.parametrize(
    "said", ["", "soon", "31/2/2019", "2019-13", "1 2 3 2019", "summer", "xx 2019", "2019-99-99"]
)
def test_partial_refused_when_it_means_no_day(said):
    """Nonsense is refused, never guessed."""
    with pytest.raises(ValueError):
        dates.read_partial(said)


def test_partial_range_of_each_form():
    """A partial date sorts by the days that it can mean; winter runs into the next year."""
    assert dates.partial_range("2019") == (dt.date(2019, 1, 1), dt.date(2019, 12, 31))
    assert dates.partial_range("2019-02") == (dt.date(2019, 2, 1), dt.date(2019, 2, 28))
    assert dates.partial_range("2019-winter") == (dt.date(2019, 12, 1), dt.date(2020, 2, 29))


def test_naive_moment_is_taken_as_it_is():
    """A time without a zone (a calendar's) is not moved."""
    assert dates.as_day(dt.datetime(2026, 11, 22, 23, 59)) == dt.date(2026, 11, 22)
    assert dates.format_time(dt.datetime(2026, 11, 22, 0, 5), "en") == "12.05 am"


def test_language_falls_back_to_english():
    """A page in a language that we do not speak speaks English."""
    assert dates.language("fr") == "en"
    assert dates.language("cy-gb") == "cy"
