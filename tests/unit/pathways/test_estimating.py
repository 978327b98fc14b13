"""Kaplan-Meier against published worked examples, and by hand where half never start."""

from fractions import Fraction

import pytest

from unstori.pathways.rules.estimating import Estimated, Seen, estimate, may_write, survival, weeks

# Freireich et al. (1963), Blood 21: 699-716, weeks in remission; worked in Collett, Modelling Survival Data, and in
# Kleinbaum & Klein, Survival Analysis, table 2.1: S(6)=.8571 S(7)=.8067 S(10)=.7529 S(13)=.6902 S(16)=.6275 S(22)=.5378 S(23)=.4482.
TREATED = [(6, 1), (6, 1), (6, 1), (7, 1), (10, 1), (13, 1), (16, 1), (22, 1), (23, 1), (6, 0), (9, 0), (10, 0), (11, 0),
           (17, 0), (19, 0), (20, 0), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]  # fmt: skip
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
# Kaplan & Meier (1958), section 2: deaths at 0.8, 3.1, 5.4, 9.2 months, losses at 1.0, 2.7, 7.0, 12.1; here in tenths.
FIRST = [(8, 1), (31, 1), (54, 1), (92, 1), (10, 0), (27, 0), (70, 0), (121, 0)]


def seen(rows):
    return [Seen(days, bool(met)) for days, met in rows]


def test_the_published_curve():
    said = [(day, round(float(share), 4)) for day, share in survival(seen(TREATED))]
    assert said == [
        (6, 0.8571),
        (7, 0.8067),
        (10, 0.7529),
        (13, 0.6902),
        (16, 0.6275),
        (22, 0.5378),
        (23, 0.4482),
    ]


def test_the_first_example_of_all():
    assert survival(seen(FIRST)) == [
        (8, Fraction(7, 8)), (31, Fraction(7, 10)), (54, Fraction(21, 40)), (92, Fraction(21, 80))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "least", "said"),
    [
        (TREATED, 5, Estimated(23, None, 21, 9)),  # the published median; nine in ten never
        ([(day, 1) for day in PLACEBO], 5, Estimated(8, 17, 21, 21)),  # the published median: 8
        (TREATED, 10, Estimated(None, None, 21, 9)),  # too few to say
        ([], 1, Estimated(None, None, 0, 0)),
        ([(5, 0)] * 9, 1, Estimated(None, None, 9, 0)),  # all still wait
        ([(0, 1)] * 3, 3, Estimated(0, 0, 3, 3)),  # on the same day
        ([(5, 1), (5, 0)], 1, Estimated(5, None, 2, 1)),  # who is lost that day was seen that day
        ([(7, 1), (14, 1), (21, 1), (28, 0)], 3, Estimated(14, None, 4, 3)),
    ],
)
def test_half_and_nine_in_ten(rows, least, said):
    assert estimate(seen(rows), least=least) == said


def test_those_who_still_wait_make_it_longer():
    met = [(10, 1)] * 10
    assert estimate(seen(met), least=5).half == 10
    assert estimate(seen([*met, *[(40, 0)] * 30]), least=5).half is None


@pytest.mark.parametrize(("days", "said"), [(0, 0), (1, 1), (7, 1), (8, 2), (70, 10)])
def test_whole_weeks_never_too_few(days, said):
    assert weeks(days) == said


@pytest.mark.parametrize(
    ("said", "on", "ours", "may"),
    [(None, "", None, True), (6, "2026-11-20", None, False), (6, "2026-11-20", 6, True), (6, "2026-11-20", 7, False),
     (6, "2026-08-01", 7, True)],
)  # fmt: skip
def test_newer_words_of_an_editor_stay(said, on, ours, may):
    assert may_write(said=said, on=on, ours=ours, old_after="2026-10-20") is may
