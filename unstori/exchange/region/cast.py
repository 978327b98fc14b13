"""Who works in the region: organisations, teams and workers, from `place.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unstori.access import queries
from unstori.access.actions import identity
from unstori.access.rules import Actor
from unstori.directory import actions as directory
from unstori.people.models import Capacity, Organisation, Person, Team
from unstori.people.rules import is_nhs_number
from unstori.safeguarding import actions as safeguarding

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """Somebody with an account, in one capacity; `reach` is what a worker is usually shown."""

    capacity: Capacity
    actor: Actor
    language: str
    reach: tuple[str, ...] = ()
    sector: str = ""


@dataclass
class Cast:
    """Everybody whom more than one life knows."""

    system: Actor
    organisations: dict[str, Organisation] = field(default_factory=dict)
    workers: dict[str, Part] = field(default_factory=dict)
    runs: dict[str, Part] = field(default_factory=dict)


def gather() -> Cast:
    """Make the organisations, their teams and everybody who works there."""
    place = tomllib.loads((FOLDER / "place.toml").read_text(encoding="utf-8"))
    cast = Cast(identity.system_actor())
    for body in place["organisation"]:
        _hire(cast, body, place["reach"])
    for body, kind, key, name, role, language in place["running"]["people"]:
        anchor: dict[str, Any] = {"kind": kind, "role": role, "organisation": cast.organisations[body]}
        cast.runs[key] = open_part(cast.system, key, name, language, **anchor)
    return cast


def _hire(cast: Cast, body: dict[str, Any], reach: dict[str, list[str]]) -> None:
    place = directory.add_organisation(
        by=cast.system,
        name_en=body["name"]["en"],
        name_cy=body["name"]["cy"],
        sector=body["sector"],
        code=body.get("code", ""),
    )
    teams: dict[str, Team] = {
        team["key"]: directory.add_team(
            by=cast.system, organisation=place, name_en=team["en"], name_cy=team["cy"]
        )
        for team in body.get("teams", ())
    }
    for team in body.get("teams", ()):
        if "concerns" in team:
            safeguarding.say_place(
                by=cast.system, authority=place, kind=team["concerns"], team=teams[team["key"]], phone=""
            )
    cast.organisations[body["key"]] = place
    for key, name, role, team, language, sees in body["workers"]:
        kind = "advocate" if role == "advocate" else "worker"
        anchor: dict[str, Any] = {"kind": kind, "role": role, "organisation": place, "team": teams.get(team)}
        anchor["manages"] = key in {each.get("manager") for each in body.get("teams", ())}
        more = {"reach": tuple(reach[sees]), "sector": body["sector"]}
        made = cast.workers[key] = open_part(cast.system, key, name, language, more, **anchor)
        if team in teams and teams[team].on_duty_id is None:
            directory.go_on_duty(by=made.actor, team=teams[team])
            teams[team].on_duty = made.capacity


def open_part(
    by: Actor,
    key: str,
    name: str,
    language: str,
    more: dict[str, Any] | None = None,
    person: Person | None = None,
    **anchor: Any,
) -> Part:
    """An account of the demo and the one capacity in which it acts."""
    user = identity.open_account(
        by=by, email=f"{key}@unstori.invalid", name=name, language=language, is_demo=True
    )
    capacity = identity.give_capacity(by=by, user=user, person=person, **anchor)
    return Part(capacity, queries.actor_of(capacity), language, **(more or {}))


def nhs_numbers() -> Iterator[str]:
    """Numbers of the range that is kept for tests (999), with the check digit that belongs to them."""
    for body in range(100_000, 999_999, 3_307):
        yield from (number for digit in range(10) if is_nhs_number(number := f"999{body}{digit}"))
