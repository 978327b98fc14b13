"""Ages that matter, against the statutes and published tables: edges of school years, leap days, Wales and England."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unstori.pathways import lifespan
from unstori.pathways.rules import ages as rules
from unstori.pathways.rules.ages import When, day_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("born", "reception", "year_7", "year_9"),
    [
        (date(2015, 8, 31), 2019, 2026, 2028),  # the youngest of a year
        (date(2015, 9, 1), 2020, 2027, 2029),  # the oldest of the next
        (date(2016, 2, 29), 2020, 2027, 2029),
        (date(2015, 12, 31), 2020, 2027, 2029),
        (date(2016, 1, 1), 2020, 2027, 2029),
    ],
)
def test_a_school_year_begins_by_the_age_on_31_august(born, reception, year_7, year_9):
    for year, expected in ((0, reception), (7, year_7), (9, year_9)):
        assert day_of(When(school_year=year), born) == date(expected, 9, 1)


@pytest.mark.parametrize(
    ("born", "from_day"),
    [
        (date(2015, 9, 1), date(2020, 12, 31)),  # autumn birthdays: the spring term
        (date(2015, 12, 31), date(2020, 12, 31)),  # on the prescribed day itself
        (date(2016, 1, 1), date(2021, 3, 31)),  # spring birthdays: the summer term
        (date(2016, 2, 29), date(2021, 3, 31)),
        (date(2016, 3, 31), date(2021, 3, 31)),
        (date(2016, 4, 1), date(2021, 8, 31)),  # summer birthdays: the autumn term
        (date(2016, 8, 31), date(2021, 8, 31)),
    ],
)
def test_compulsory_school_age_begins_on_the_prescribed_day_on_or_after_five(born, from_day):
    assert day_of(When(compulsory="starts"), born) == from_day


@pytest.mark.parametrize(
    ("born", "leaves"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),  # the oldest of Year 11
        (date(2010, 6, 26), date(2026, 6, 26)),  # sixteen on the day
        (date(2010, 6, 27), date(2026, 6, 26)),  # after it, and before the next school year
        (date(2010, 8, 31), date(2026, 6, 26)),  # still fifteen, and may leave
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2008, 2, 29), date(2024, 6, 28)),
        (date(2007, 11, 1), date(2024, 6, 28)),
        (date(2005, 9, 30), date(2022, 6, 24)),
    ],
)
def test_it_ends_on_the_last_friday_of_june(born, leaves):
    assert day_of(When(compulsory="ends"), born) == leaves
    assert leaves.weekday() == 4 and (leaves + timedelta(7)).month == 7


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 25, date(2033, 3, 1)),
        (date(2010, 8, 31), 18, date(2028, 8, 31)),
    ],
)
def test_a_birthday_of_a_leap_day_is_on_1_march(born, age, day):
    assert day_of(When(birthday=age), born) == day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)), (date(2026, 8, 31), 48, date(2022, 8, 31)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)), (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)  # fmt: skip
def test_months_are_counted_back_to_the_same_day_or_the_last_of_that_month(day, months, expected):
    assert rules.months_before(day, months) == expected


@pytest.mark.parametrize(
    ("day", "ahead", "state", "opens", "said"),
    [
        (TODAY - timedelta(1), 12, "past", False, True),
        (TODAY - timedelta(40), 12, "past", False, False),
        (TODAY, 12, "now", True, True),
        (date(2027, 11, 22), 12, "now", True, True),
        (date(2027, 11, 23), 12, "coming", False, False),
        (date(2026, 12, 1), 0, "coming", False, False),  # of what nothing has to be prepared
    ],
)
def test_it_is_prepared_from_so_many_months_before_until_the_day(day, ahead, state, opens, said):
    assert rules.state_of(day, TODAY, ahead=ahead) == state
    assert rules.opens(day, TODAY, ahead=ahead) is opens
    assert rules.is_said(day, TODAY, ahead=ahead) is said


@pytest.mark.parametrize(
    "bad", [{}, {"birthday": 16, "school_year": 7}, {"compulsory": "middle"}, {"born": 1}]
)
def test_a_definition_says_exactly_one_day(bad):
    with pytest.raises(ValueError, match="no such age"):
        When.read(bad)


def test_wales_and_england_differ_where_their_law_does():
    wales, england = ({one.id: one for one in lifespan.ages(nation, TODAY)} for nation in lifespan.NATIONS)
    assert wales.keys() == england.keys()
    assert wales["health_check"].when == When(birthday=18) and england["health_check"].when == When(
        birthday=14
    )
    named = {item.id for item in england["school_end"].items}
    assert "named_ehc" in named and "until_18" in named  # 31 March, and learning until 18: England alone
    assert not {"named_ehc", "until_18"} & {item.id for item in wales["school_end"].items}
    assert "goes_on" in {item.id for item in england["eighteen"].items}  # Care Act s. 66
    assert not any("66" in str(words.en) for words in wales["eighteen"].parents)
    for one in (*wales.values(), *england.values()):
        assert all(source for source, _read in one.sources)
        assert bool(one.opens_months) == bool(one.items) and bool(one.said_months) == bool(one.easy)
        assert all(item.months <= one.opens_months for item in one.items)


@given(born=st.dates(date(1990, 1, 1), date(2026, 1, 1)), today=st.dates(date(2010, 1, 1), date(2050, 1, 1)))
def test_whoever_is_to_be_prepared_is_among_those_who_are_looked_at(born, today):
    for one in lifespan.ages("england", TODAY):
        if rules.opens(day_of(one.when, born), today, ahead=one.opens_months):
            first, last = rules.born_between(one.when, today, ahead=one.opens_months)
            assert first <= born <= last, one.id
