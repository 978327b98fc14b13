"""The team of `teams`: Huw is Ela's key worker, Beth manages, Non is on duty; Mari is Ela's mother."""

import pytest

from tests import build
from tests.integration.teams.conftest import Office, around, capacity
from tests.integration.teams.conftest import office as office
from unstori.directory import actions as directory

__all__ = ["Office", "around", "capacity", "office"]


@pytest.fixture
def duty(office: Office) -> Office:
    directory.put_on_duty(by=build.system(), team=office.team, worker=capacity(office.non))
    return office
