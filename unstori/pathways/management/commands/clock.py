"""`clock ID --start YYYY-MM-DD …`: a clock's days, each with its source. Nothing is kept."""

import json
import re
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.core import clock as time
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue
from unstori.pathways.reporting import as_data, as_lines
from unstori.pathways.rules import Claim, Clock, Instance, run

AREA = re.compile(r"(E(?:0[6-9]|10)|W06)\d{6}")
NATIONS = {"E": "england", "W": "wales"}
YEARS = range(1900, 2200)


class Command(BaseCommand):
    help = "Shows the days of a clock of the law, each with its source. Without an ID it lists the clocks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", nargs="?", default="", metavar="ID")
        parser.add_argument("--start", metavar="YYYY-MM-DD")
        parser.add_argument("--born", metavar="YYYY-MM-DD")
        parser.add_argument("--area", default="", metavar="CODE", help="Local authority, for its term dates")
        parser.add_argument("--school", default="", metavar="CODE", help="School, for its own term dates")
        parser.add_argument("--exception", action="append", default=[], metavar="CODE:FROM:TO")
        parser.add_argument(
            "--known", action="append", default=[], metavar="NAME:DAY", help="A day it counts from"
        )
        parser.add_argument(
            "--done", action="append", default=[], metavar="STEP:DAY", help="What happened when"
        )
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="As it stands on another day than today")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, id: str, as_json: bool, **said: Any) -> None:
        if not id:
            return self._list(as_json)
        if not said["start"]:
            raise CommandError("Give the first day: --start YYYY-MM-DD")
        instance = self._instance(said)
        found = self._clock(id, instance.start)
        today = _day(said["on"], "--on") if said["on"] else time.today()
        calendar = catalogue.calendar(found.jurisdiction, _area(found, said["area"]), said["school"])
        try:
            made = run(found, instance, calendar, today)
        except RuleBroken as no:
            raise CommandError(f"{no.reason} {_names(found)}") from None
        except (OverflowError, ValueError):
            raise CommandError("These days lie too far off to be counted.") from None
        if as_json:
            where = {"area": said["area"] or None, "school": said["school"] or None}
            self.stdout.write(json.dumps(as_data(made) | where, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_lines(made)))

    def _list(self, as_json: bool) -> None:
        rows = [
            {"id": one.id, "jurisdiction": one.jurisdiction, "name": {"en": one.name.en, "cy": one.name.cy}}
            for one in catalogue.clocks()
        ]
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for one in catalogue.clocks():
            self.stdout.write(f"{one.id:28} {one.jurisdiction:8} {one.name.en}")

    def _clock(self, id: str, start: date) -> Clock:
        try:
            return catalogue.clock(id, start)
        except KeyError:
            pass
        try:
            held = catalogue.newest(id).valid_from
        except KeyError:
            known = ", ".join(one.id for one in catalogue.clocks())
            raise CommandError(f"There is no clock {id!r}. There are: {known}") from None
        raise CommandError(f"This law did not hold yet on that day: {id} holds from {held}.")

    def _instance(self, said: dict[str, Any]) -> Instance:
        return Instance(
            start=_day(said["start"], "--start"),
            born=_day(said["born"], "--born") if said["born"] else None,
            known=_days(said["known"], "--known"),
            done=_days(said["done"], "--done"),
            claims=tuple(_claim(text) for text in said["exception"]),
        )


def _day(text: str, option: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text!r} is no day: write YYYY-MM-DD, such as 2026-11-02.") from None
    if day.year not in YEARS:
        raise CommandError(
            f"{option} {text!r} lies too far off: write a year from {YEARS[0]} to {YEARS[-1]}."
        )
    return day


def _days(texts: list[str], option: str) -> dict[str, date]:
    found: dict[str, date] = {}
    for text in texts:
        name, sign, day = text.partition(":")
        if not sign or not name:
            raise CommandError(f"{option} {text!r}: write NAME:YYYY-MM-DD.")
        if name in found:
            raise CommandError(f"{option}: {name!r} is said twice.")
        found[name] = _day(day, option)
    return found


def _claim(text: str) -> Claim:
    parts = text.split(":")
    if len(parts) != 3 or not parts[0]:
        raise CommandError(
            f"--exception {text!r}: write CODE:FROM:TO, such as school_closed:2027-07-21:2027-09-01."
        )
    return Claim(parts[0], _day(parts[1], "--exception"), _day(parts[2], "--exception"))


def _area(found: Clock, code: str) -> str:
    """An authority of the nation whose law it is."""
    if not code:
        return ""
    if not AREA.fullmatch(code):
        raise CommandError(
            f"--area {code!r} is no code of a local authority: such as W06000003 or E08000025."
        )
    if NATIONS[code[0]] != found.jurisdiction:
        raise CommandError(f"{found.id} is the law of {found.jurisdiction.title()}; {code} lies elsewhere.")
    return code


def _names(found: Clock) -> str:
    """What this clock has, for whoever got a name wrong."""
    parts = {
        "exceptions": [each.id for each in found.excuses], "known": [each.id for each in found.known],
        "done": list(found.happenings),
    }  # fmt: skip
    return " ".join(f"{name}: {', '.join(ids) or 'none'}." for name, ids in parts.items())
