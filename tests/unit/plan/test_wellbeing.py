"""Who sees a statement how; two steps apart is a difference, and nothing is averaged."""

from datetime import date

import pytest

from unstori.core.errors import RuleBroken
from unstori.plan import rules
from unstori.plan.rules import Ground, Said

DAY = date(2026, 3, 1)
SEEN = Ground(basis="observed", person_present=True)


def said(name, step, rater="family"):
    return Said(rater, name, step, DAY)


@pytest.mark.parametrize(
    ("views", "names"),
    [
        ([], None),
        ([said("Mair", 1)], None),
        ([said("Mair", 3), said("Huw", 4)], None),
        ([said("Mair", 3), said("Huw", 5)], ("Mair", "Huw")),
        ([said("Mair", 1), said("Huw", None)], None),
        ([said("Mair", 2), said("Ann", 3), said("Huw", 5)], ("Mair", "Huw")),
        ([said("Geth", 4, "self"), said("Mair", 2), said("Ann", 3)], ("Mair", "Geth")),
        ([said("Geth", 3, "self_helped"), said("Mair", 2), said("Huw", 4)], None),
    ],
)
def test_apart(views, names):
    found = rules.apart(views)
    assert (found and (found.least.name, found.most.name)) == names


@pytest.mark.parametrize(
    ("changed", "ok"),
    [
        ({}, True),
        ({"answers": {"a": None}}, True),
        ({"answers": {}}, False),
        ({"answers": {"x": 3}}, False),
        ({"answers": {"a": 6}}, False),
        ({"answers": {"a": 0}}, False),
        ({"ground": Ground()}, False),
        ({"ground": Ground(basis="assumed")}, False),
        ({"rater": "self"}, False),
        ({"rater": "self_helped", "ground": Ground(helped_by="Mair")}, True),
        ({"rater": "self_helped", "ground": Ground()}, False),
        ({"rater": "self", "actor_kind": "self", "ground": Ground()}, True),
        ({"actor_kind": "self"}, False),
    ],
)
def test_check(changed, ok):
    given = {
        "rater": "family", "actor_kind": "family", "asked": ["a", "b"], "answers": {"a": 3}, "ground": SEEN,
        **changed,
    }  # fmt: skip
    if ok:
        rules.check_wellbeing(**given)
    else:
        with pytest.raises(RuleBroken):
            rules.check_wellbeing(**given)
