"""Answering for somebody else."""

import pytest

from unstori.core.errors import RuleBroken
from unstori.plan import rules


@pytest.mark.parametrize("basis", [*rules.ANSWERED, "", "assumed"])
@pytest.mark.parametrize("has_account", [True, False])
def test_only_for_who_cannot_sign_in_and_with_its_basis(has_account, basis):
    if not has_account and basis in rules.ANSWERED:
        rules.check_spoken_for(has_account=has_account, basis=basis)
    else:
        with pytest.raises(RuleBroken):
            rules.check_spoken_for(has_account=has_account, basis=basis)


def test_what_somebody_planned_is_not_taken_from_them():
    rules.check_nothing_planned(False)
    with pytest.raises(RuleBroken):
        rules.check_nothing_planned(True)
