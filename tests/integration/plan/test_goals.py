"""Five levels of an outcome: said before, marked over time, and one number that says what it means."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests import build
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.plan import actions, presenters
from unstori.plan.models import GoalLevel, GoalScale
from unstori.story.models import Entry

FIVE = ["Never", "Once a month", "Once a week", "Most nights", "Every night"]
SENT = {
    **{f"level_{number}": words for number, words in enumerate(FIVE)},
    "baseline": "-1",
    "importance": "3",
    "difficulty": "2",
}


@pytest.fixture
def go(world, sign_in):
    def ask(who, page="", data=None):
        client, address = sign_in(getattr(world, who)), f"/p/{world.geth.reference}/plan/{page}"
        return client.get(address) if data is None else client.post(address, data)

    return ask


def scale(world, outcome, **more):
    given = {"levels": FIVE, "importance": 3, "difficulty": 2, "baseline": -1, **more}
    return actions.set_scale(by=world.huw, outcome=outcome, **given)


def test_levels_are_agreed_then_marked_and_the_number_says_what_it_means(world, outcome, go):
    at = f"outcome/{outcome.pk}/"
    assert "Agree five levels" in go("mair", at).content.decode()
    assert go("mair", at + "levels/", SENT).status_code == 302
    page = go("mair", at).content.decode()
    assert page.index("Every night") < page.index("Once a week") < page.index("Never")
    assert "Where it began" in page and "Nobody has looked since" in page
    day = clock.today()
    sent = {
        "level": "0",
        "reached_on-day": day.day,
        "reached_on-month": day.month,
        "reached_on-year": day.year,
    }
    assert go("mair", at + "level/", {**sent, "seen_how": "Slept through"}).status_code == 302
    assert GoalLevel.objects.get().level == 0
    assert "Slept through" in go("mair", at).content.decode()
    page = go("mair", "levels/").content.decode()
    assert "was 40 and is 50" in page and "it went as hoped" in page and "cannot be compared" in page
    told = set(Entry.objects.filter(event__startswith="scale.").values_list("event", flat=True))
    assert told == {"scale.set", "scale.level"}


@pytest.mark.parametrize(
    "wrong", [{"level_2": ""}, {"level_2": "Never"}, {"baseline": "1"}, {"importance": ""}]
)
def test_bad_levels_change_nothing_and_lose_nothing(outcome, go, wrong):
    answer = go("mair", f"outcome/{outcome.pk}/levels/", {**SENT, **wrong})
    assert answer.status_code == 200 and "Every night" in answer.content.decode()
    assert not GoalScale.objects.exists()


def test_new_scale_follows_and_the_old_one_stays(world, outcome, go):
    old = scale(world, outcome)
    actions.mark_level(by=world.huw, scale=old, level=2)
    assert "Once a month" in go("mair", f"outcome/{outcome.pk}/levels/").content.decode()
    scale(world, outcome, baseline=-2)
    page = go("mair", "levels/").content.decode()
    assert "Now: Much less than hoped" in page and GoalLevel.objects.filter(scale=old).exists()


def test_level_before_the_scale_or_to_come_is_refused(world, outcome):
    held = scale(world, outcome)
    for days in (-1, 1):
        with pytest.raises(RuleBroken):
            actions.mark_level(by=world.huw, scale=held, level=0, reached_on=clock.today() + timedelta(days))


def test_stranger_is_refused_and_a_reader_does_not_see_another_section(world, outcome, go):
    held = scale(world, outcome)
    with pytest.raises(Http404):
        actions.mark_level(by=world.stranger, scale=held, level=0)
    reader = build.worker("Rhys", world.school, "teaching_assistant")
    build.grant(world.geth, reader, sections=("learning",))
    world.rhys = reader
    assert "Once a week" not in go("rhys", "levels/").content.decode()
    assert "No outcome has five levels" in go("rhys", "levels/").content.decode()


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (None, None, "no number yet"),
        (40.0, 50.2, "as hoped. It is better"),
        (40.0, 60.0, "more was reached"),
        (40.0, 40.3, "stands where it began"),
        (40.0, 30.0, "It is worse"),
    ],
)
def test_sentence(before, now, says):
    assert says in presenters.t_sentence(before, now)


def test_page_asks_as_often_for_many_marks(world, outcome, go):
    held = scale(world, outcome)
    go("mair", "levels/")

    def asked():
        with CaptureQueriesContext(connection) as seen:
            go("mair", "levels/")
        return len(seen)

    actions.mark_level(by=world.huw, scale=held, level=0)
    before = asked()
    for level in (1, 2, 1):
        actions.mark_level(by=world.huw, scale=held, level=level)
    assert asked() == before
