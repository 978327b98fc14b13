"""What ratings mean, in words."""

from datetime import date

import pytest

from unstori.plan import wording
from unstori.plan.models import Rating
from unstori.plan.rules import View


def own(*going):
    return [View("self", "Geth", value, date(2026, month, 3)) for month, value in enumerate(going, 1)]


@pytest.mark.parametrize(
    ("views", "said"),
    [
        ([], "Nobody has asked yet how it is going for the person."),
        ([View("family", "Mair", 3, date(2026, 1, 3))], "The person has not said yet how it is going."),
        (own(6), "Geth says 6 out of 10."),
        (own(6, 7), "Geth says 7 out of 10, about the same as on 3 January."),
        (own(3, 6), "Geth says it is getting better: from 3 to 6 since 3 January."),
        (own(6, 3), "Geth says it is getting worse: from 6 to 3 since 3 January."),
    ],
)
def test_sentence_says_what_the_persons_line_means(views, said, monkeypatch):
    monkeypatch.setattr("unstori.core.dates.today", lambda: date(2026, 11, 22))
    assert wording.rating_sentence(views) == said


def test_rating_says_who_helped():
    assert wording.rated_by(Rating(rater_name="Geth", with_help_of="Mair")) == "Geth, with help from Mair"
