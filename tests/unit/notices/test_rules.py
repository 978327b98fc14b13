"""When somebody is told, and where, as tables."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from unstori.core.errors import RuleBroken
from unstori.notices import rules
from unstori.notices.rules import Where

LONDON = ZoneInfo("Europe/London")
OWN = "mair@example.org"
EMAIL, NONE = Where("email", ""), Where("none", "")


@pytest.mark.parametrize(
    ("safe", "chosen", "goes_to"),
    [
        (None, EMAIL, Where("email", OWN)),
        (None, Where("text", "07700900123"), Where("text", "07700900123")),
        (None, Where("letter", "1 High St\nLL55 1AA"), Where("letter", "1 High St\nLL55 1AA")),
        (None, Where("text", ""), None),
        (None, NONE, None),
        (Where("email", "aunt@example.org"), EMAIL, Where("email", "aunt@example.org")),
        (
            Where("email", "aunt@example.org"),
            Where("text", "07700900123"),
            Where("email", "aunt@example.org"),
        ),
        (Where("email", "aunt@example.org"), NONE, None),
        (Where("letter", "The school"), EMAIL, Where("letter", "The school")),
        (Where("phone", "07700 900 123"), EMAIL, None),
        (Where("phone", "07700 900 123"), Where("text", ""), Where("text", "07700900123")),
        (Where("phone", "01286 555555"), Where("text", "07700900123"), None),
        (Where("none", ""), EMAIL, None),
        (Where("none", ""), Where("letter", "1 High St\nLL55 1AA"), None),
    ],
)
def test_what_is_safe_comes_before_what_is_chosen(safe, chosen, goes_to):
    assert rules.where(safe=safe, chosen=chosen, own_email=OWN) == goes_to


@pytest.mark.parametrize(
    ("often", "digest", "weekly", "told"),
    [
        ("at_once", False, False, True),
        ("at_once", True, False, True),
        ("daily", False, False, False),
        ("daily", True, False, True),
        ("weekly", True, False, False),
        ("weekly", True, True, True),
        ("weekly", False, True, False),
        ("never", True, True, False),
        ("never", False, False, False),
    ],
)
def test_how_often(often, digest, weekly, told):
    assert rules.is_told_now(often, digest=digest, weekly=weekly) is told


@pytest.mark.parametrize(
    ("at", "quiet", "goes"),
    [
        ((22, 6, 59), (21, 7), (22, 7, 0)),
        ((22, 7, 0), (21, 7), (22, 7, 0)),
        ((22, 12, 30), (21, 7), (22, 12, 30)),
        ((22, 21, 0), (21, 7), (23, 7, 0)),
        ((22, 23, 59), (21, 7), (23, 7, 0)),
        ((22, 0, 0), (21, 7), (22, 7, 0)),
        ((22, 13, 0), (12, 15), (22, 15, 0)),
        ((22, 15, 0), (12, 15), (22, 15, 0)),
        ((22, 3, 0), (5, 5), (22, 3, 0)),
    ],
)
def test_nothing_arrives_in_quiet_hours(at, quiet, goes):
    moment = datetime(2026, 11, *at, tzinfo=LONDON)
    found = rules.not_before(moment, quiet_from=quiet[0], quiet_until=quiet[1])
    assert found.astimezone(LONDON) == datetime(2026, 11, *goes, tzinfo=LONDON)


def test_quiet_hours_end_at_the_clock_when_it_changes():
    before = datetime(2026, 10, 24, 23, tzinfo=LONDON)  # the clocks go back that night
    found = rules.not_before(before, quiet_from=21, quiet_until=7)
    assert found.astimezone(LONDON).hour == 7


@pytest.mark.parametrize(
    ("way", "to", "asks", "fine"),
    [
        ("email", "", True, True),
        ("none", "", True, True),
        ("text", "07700 900123", True, True),
        ("text", "+44 7700 900123", True, True),
        ("text", "01286 555555", True, False),
        ("text", "", True, False),
        ("text", "", False, True),
        ("letter", "1 High Street\nCaernarfon\nLL55 1AA", True, True),
        ("letter", "1 High Street, Caernarfon, ll551aa", True, True),
        ("letter", "Caernarfon", True, False),
        ("letter", "1 High Street\nCaernarfon", True, False),
        ("letter", "a\nb\nc\nd\ne\nf\ng\nLL55 1AA", True, False),
    ],
)
def test_a_way_needs_what_can_be_used(way, to, asks, fine):
    if fine:
        return rules.check_way(way=way, to=to, asks_for_it=asks)
    with pytest.raises(RuleBroken):
        rules.check_way(way=way, to=to, asks_for_it=asks)


def test_a_way_or_kind_that_is_none():
    with pytest.raises(ValueError):
        rules.check_way(way="pigeon", to="", asks_for_it=True)
    for often in ({"late": "hourly"}, {"gossip": "daily"}):
        with pytest.raises(ValueError):
            rules.check_often(often, ["late"])
    rules.check_often({"late": "never"}, ["late"])


@pytest.mark.parametrize(("days", "fine"), [(0, False), (-1, False), (1, True), (366, True), (367, False)])
def test_a_pause_has_an_end(days, fine):
    today = date(2026, 11, 22)
    if fine:
        return rules.check_pause(until=today + timedelta(days), today=today)
    with pytest.raises(RuleBroken):
        rules.check_pause(until=today + timedelta(days), today=today)


def test_not_more_often_than_the_gap():
    now = datetime(2026, 11, 22, 12, tzinfo=LONDON)
    assert not rules.is_too_soon(None, now=now, gap_hours=168)
    assert rules.is_too_soon(now - timedelta(hours=167), now=now, gap_hours=168)
    assert not rules.is_too_soon(now - timedelta(hours=168), now=now, gap_hours=168)


@pytest.mark.parametrize(
    ("kind", "on_duty", "vouched", "prints"),
    [
        ("administrator", False, True, True),
        ("worker", True, True, True),
        ("worker", False, True, False),
        ("worker", True, False, False),
        ("administrator", False, False, False),
        ("governance", True, True, False),
        ("family", True, True, False),
    ],
)
def test_who_posts_letters(kind, on_duty, vouched, prints):
    assert rules.prints_letters(kind=kind, on_duty=on_duty, vouched=vouched) is prints
