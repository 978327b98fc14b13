"""What speaks for and against, as a table: known, not known, not said."""

import pytest

from unstori.pathways.rules import criteria
from unstori.pathways.rules.criteria import AGAINST, FOR, UNKNOWN


def verdicts(local, document=None, *, age=None, district="", by_worker=False) -> dict[str, str]:
    found = criteria.weigh(local, document or {}, age=age, district=district, by_worker=by_worker,
                           routes=local.get("routes", ()), alone=["anybody", "family"])  # fmt: skip
    return {point.code: point.verdict for point in found}


@pytest.mark.parametrize(
    ("least", "most", "age", "verdict"),
    [(5, 11, 5, FOR), (5, 11, 11, FOR), (5, 11, 4, AGAINST), (5, 11, 12, AGAINST), (5, None, 40, FOR),
     (None, 11, 3, FOR), (0, 11, 12, AGAINST), (5, 11, None, UNKNOWN)],
)  # fmt: skip
def test_age(least, most, age, verdict):
    local = {name: value for name, value in (("age_from", least), ("age_to", most)) if value is not None}
    assert verdicts(local, age=age) == {"age": verdict}
    assert verdicts({}, {"minimum_age": least, "maximum_age": most}, age=age) == {"age": verdict}


@pytest.mark.parametrize(("home", "verdict"), [("LL55", FOR), ("CF10", AGAINST), ("", UNKNOWN)])
def test_area(home, verdict):
    assert verdicts({"districts": ["LL55", "LL57"]}, district=home) == {"area": verdict}


@pytest.mark.parametrize(
    ("threshold", "verdict"), [("nothing", FOR), ("need", FOR), ("diagnosis", UNKNOWN), ("plan", UNKNOWN)]
)
def test_what_must_be_there_first_is_never_guessed(threshold, verdict):
    assert verdicts({"threshold": threshold}) == {"first": verdict}


@pytest.mark.parametrize(
    ("routes", "by_worker", "verdict"),
    [
        (["gp"], False, AGAINST),
        (["gp"], True, FOR),
        (["gp", "family"], False, FOR),
        (["anybody"], False, FOR),
    ],
)
def test_who_may_ask(routes, by_worker, verdict):
    assert verdicts({"routes": routes}, by_worker=by_worker) == {"route": verdict}


def test_what_is_not_said_is_not_weighed():
    assert verdicts({}) == {} and verdicts({"places": "closed"}) == {"full": AGAINST}
