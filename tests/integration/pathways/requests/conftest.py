"""Ela's mother Mari asks; Huw is her key worker. Three services with a team each, and one that is not here."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests import build
from tests.integration.teams.conftest import Office, around, capacity
from tests.integration.teams.conftest import office as office
from unstori.access.rules import Actor
from unstori.core import ids
from unstori.directory import actions as directory
from unstori.directory.models import Entry
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Desk, Pathway, Request

__all__ = ["Office", "around", "capacity", "office"]


@dataclass
class Desks:
    """`speech` and `sleep` are of one health board, `behaviour` of another; `club` has no team here."""

    office: Office
    speech: Entry
    sleep: Entry
    behaviour: Entry
    club: Entry
    sian: Actor  # of speech
    rhys: Actor  # of speech, too
    tomos: Actor  # of sleep
    elen: Actor  # of behaviour

    @property
    def mam(self) -> Actor:
        return self.office.mam

    @property
    def huw(self) -> Actor:
        return self.office.huw


def entry(name: str) -> Entry:
    return Entry.objects.create(
        hsds_id=ids.row_id(), name=name, name_key=name.casefold(), status="active", said=name
    )


def desk(service: Entry, place: Any) -> Any:
    team = directory.add_team(
        by=build.system(), organisation=place, name_en=service.name, name_cy=service.name
    )
    Desk.objects.create(service=service, team=team, created_by=build.system().capacity_id)
    return team


@pytest.fixture
def desks(office: Office) -> Desks:
    board, trust = build.organisation("Betsi", "health"), build.organisation("Powys", "health")
    services = [
        entry(name) for name in ("Speech and language", "Sleep clinic", "Behaviour support", "Swimming club")
    ]
    speech, sleep, behaviour, club = services
    teams = [desk(speech, board), desk(sleep, board), desk(behaviour, trust)]
    return Desks(
        office, speech, sleep, behaviour, club,
        build.worker("Sian Rees", board, team=teams[0], manages=True), build.worker("Rhys Puw", board, team=teams[0]),
        build.worker("Tomos Lloyd", board, team=teams[1]), build.worker("Elen Wyn", trust, team=teams[2], manages=True),
    )  # fmt: skip


def begun(desks: Desks, **more: Any) -> Pathway:
    given = {"section": "health", "words": "He sleeps three hours and nobody understands him.", **more}
    return actions.begin(by=desks.mam, person=desks.office.ela, **given)


def asked(desks: Desks, service: Entry, pathway: Pathway | None = None, **more: Any) -> Request:
    """Sent by the mother."""
    made = actions.write(by=desks.mam, pathway=pathway or begun(desks), service=service, **more)
    actions.send(by=desks.mam, request=made, purpose="help")
    made.refresh_from_db()
    return made
