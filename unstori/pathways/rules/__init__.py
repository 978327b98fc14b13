"""Clocks of the law: pure Python, the same for a page, a command and a person's own clock."""

from unstori.pathways.rules.calendars import (
    Break,
    Calendar,
    SchoolYear,
    Span,
    Usual,
    age_on,
    birthday,
    school_leaving_day,
    school_year,
)
from unstori.pathways.rules.clocks import Claim, Clock, Ending, Excuse, Instance, Known, Need, Step
from unstori.pathways.rules.counting import START, Counted, Period, count
from unstori.pathways.rules.running import ClaimNow, Run, StepNow, check_instance, run

__all__ = [
    "START",
    "Break",
    "Calendar",
    "Claim",
    "ClaimNow",
    "Clock",
    "Counted",
    "Ending",
    "Excuse",
    "Instance",
    "Known",
    "Need",
    "Period",
    "Run",
    "SchoolYear",
    "Span",
    "Step",
    "StepNow",
    "Usual",
    "age_on",
    "birthday",
    "check_instance",
    "count",
    "run",
    "school_leaving_day",
    "school_year",
]
