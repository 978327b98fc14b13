"""Reading fewer facts changes no answer: whatever is shown is what judging every entry shows."""

import json
import random
from datetime import date, time

import pytest

from unstori.directory.rules import ranking
from unstori.directory.rules.asked import Asked
from unstori.directory.rules.parts import Part
from unstori.directory.rules.ranking import Candidate

PARTS = [Part("swim", (("swim", 1.0), ("qyswim", 0.8))), Part("club", (("club", 1.0),), rare=0.4)]


def candidates(seed: int) -> list[Candidate]:
    drawn = random.Random(seed)
    words = ("swim", "qyswim", "club", "other", "")
    return [
        Candidate(
            key,
            [" ".join(drawn.sample(words, 2)) for _field in ranking.FIELDS],
            json.dumps({
                "ages": drawn.choice([[None, None], [5, 12], [11, 18]]),
                "hours": drawn.choice([[], [[5, "10:00", "12:00"]], [[1, None, None]]]),
                "points": drawn.choice([[], [[51.6, -3.9]], [[53.2, -4.1]]]), "free": drawn.choice([True, False, None]),
                "languages": drawn.choice([[], ["cy"]]), "refers": drawn.choice([True, False, None]),
                "status": drawn.choice(["active", "active", "temporarily closed"]),
                "checked": drawn.choice(["", "2026-10-01", "2019-01-01"]),
            }),
        )
        for key in range(120)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("asked", "point"),
    [
        (Asked(), None),
        (Asked(age=9, day=5, free=True), None),
        (Asked(place="SA1", language="cy", opens=time(9), no_referral=True), (51.61, -3.95)),
        (Asked(day=5, must=frozenset({"day"})), None),
        (Asked(place="SA1", within=5_000), (51.61, -3.95)),
    ],
)
def test_a_page_is_a_piece_of_the_whole_order(seed, asked, point):
    def ranked(**window: int) -> ranking.Order:
        return ranking.rank(asked, PARTS, candidates(seed), today=date(2026, 11, 22), point=point, **window)

    whole = ranked()
    for first in (0, 10, 115):
        page = ranked(first=first, count=10)
        assert page.shown == whole.shown[first : first + 10]
        assert (page.number, page.has_all) == (whole.number, whole.has_all)


def test_facts_are_read_of_those_alone_that_can_still_be_shown():
    found = candidates(1)
    for one in found[60:]:
        one._fields = [""] * len(ranking.FIELDS)
    ranking.rank(Asked(), PARTS, found, today=date(2026, 11, 22), count=5)
    assert 5 <= sum(one._facts is not None for one in found) < 60
