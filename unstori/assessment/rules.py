"""What follows from the tests, what a decision must say, by when. Pure, so that truth tables can test it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.core.workdays import after_working_days

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"
ANSWERS = (MET, NOT_MET, UNKNOWN)
ASKED, BEGUN, DECIDED, ENDED = "asked", "begun", "decided", "ended"
OPEN = (ASKED, BEGUN)
# Who may assess: a professional whose work it is. What somebody is called (`role`) decides nothing.
ASSESSES = ("worker",)
ASKS = ("self", "family", "advocate", "worker")


@dataclass(frozen=True)
class Result:
    """Met when all of `all_of` are, or any of `any_of` is."""

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clock:
    """How many days an assessment may take, from the day when it was asked for."""

    days: int
    working: bool
    verified: bool


@dataclass(frozen=True)
class Instead:
    """What happens instead: what, who sees to it, by when."""

    what: str
    has_owner: bool
    on: date | None


def result_of(answers: Mapping[str, str], rule: Result) -> str:
    """What the tests come to: met, not met, or not enough known. Never a number."""
    every = [answers.get(test, UNKNOWN) for test in rule.all_of]
    some = [answers.get(test, UNKNOWN) for test in rule.any_of]
    if MET in some or (every and all(answer == MET for answer in every)):
        return MET
    open_all = bool(every) and NOT_MET not in every
    return UNKNOWN if open_all or UNKNOWN in some else NOT_MET


def due_on(counted: Clock | None, asked_on: date, jurisdiction: str) -> date | None:
    """The day by which the law wants it, when it names one."""
    if counted is None:
        return None
    if counted.working:
        return after_working_days(asked_on, counted.days, jurisdiction)
    return asked_on + timedelta(counted.days)


def is_of_age(ages: tuple[int, int], born_on: date | None, on: date) -> bool:
    """From the first age on, until the day of the second."""
    if born_on is None:
        return True
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return ages[0] <= age < ages[1]


def can_ask(kind: str) -> bool:
    """To ask to be assessed is a right: whoever is around the person asks."""
    return kind in ASKS


def check_ask(*, kind: str, asked_on: date, today: date, open_already: bool) -> None:
    if not can_ask(kind):
        raise RuleBroken(_("Whoever is around the person can ask for this. You are not."))
    if asked_on > today:
        raise RuleBroken(_("This day is still to come."))
    if open_already:
        raise RuleBroken(_("This was asked for already, and is not decided yet."))


def check_carer(*, of_carer: bool, name: str) -> None:
    """A carer's assessment is of a named carer."""
    if of_carer and not name.strip():
        raise RuleBroken(_("Say who the carer is."))


def can_assess(kind: str) -> bool:
    return kind in ASSESSES


def check_assess(kind: str) -> None:
    if not can_assess(kind):
        raise RuleBroken(_("A worker takes this on and decides."))


def check_open(state: str) -> None:
    if state not in OPEN:
        raise RuleBroken(_("This is decided. What was written stays as it was."))


def check_begin(*, state: str, ready_on: date, today: date) -> None:
    check_open(state)
    if ready_on < today:
        raise RuleBroken(_("Choose today or a day to come."))


def check_answer(*, answer: str, reasons: str, outcomes: Collection[str], at_least: int) -> None:
    """Each test is answered, with reasons; what touches parts of life says which."""
    if answer not in ANSWERS:
        raise RuleBroken(_("Answer each test."))
    if not reasons.strip():
        raise RuleBroken(_("Give the reasons for each test, in plain words."))
    if answer == MET and len(set(outcomes)) < at_least:
        raise RuleBroken(_("Choose enough parts of life for this test to be met."))


def check_every_test(*, answered: Collection[str], tests: Collection[str]) -> None:
    """No test is passed over, and none is answered that the assessment does not have."""
    if set(answered) != set(tests):
        raise RuleBroken(_("Answer each test."))


def check_need(words: str) -> None:
    if not words.strip():
        raise RuleBroken(_("Say which need this is about."))


def check_no_bare_no(*, result: str, instead: Instead, today: date) -> None:
    """A "no", and a "not known yet", says what happens instead, who sees to it and by when."""
    if result == MET:
        return
    if not instead.what.strip():
        raise RuleBroken(_("Say what happens instead. A “no” never stands alone."))
    if not instead.has_owner:
        raise RuleBroken(_("Say who sees to it."))
    if instead.on is None:
        raise RuleBroken(_("Say by when."))
    if instead.on < today:
        raise RuleBroken(_("Choose today or a day to come."))


def check_finish(*, state: str, findings: int) -> None:
    """It is decided when something was, test by test. Without that it only ends, and says what happens instead."""
    check_open(state)
    if not findings:
        raise RuleBroken(_("Decide about at least one need, or end it without a decision."))


def takes_back(kind: str, *, is_party: bool) -> bool:
    """Who asked takes it back. A worker does not, who may have written down what a family asked for."""
    return is_party and not can_assess(kind)


def check_end(*, kind: str, state: str, why: str, instead: Instead, asked_it: bool, today: date) -> None:
    """Who asked may take it back at any time. Anybody else who ends it undecided says what happens instead."""
    check_open(state)
    if not why.strip():
        raise RuleBroken(_("Say why."))
    if asked_it:
        return
    check_assess(kind)
    check_no_bare_no(result=NOT_MET, instead=instead, today=today)


def check_view(*, verdict: str, words: str) -> None:
    """Who does not agree says why, so that it can be answered."""
    if verdict not in ("agrees", "in_part", "disagrees"):
        raise RuleBroken(_("Say whether you agree."))
    if verdict != "agrees" and not words.strip():
        raise RuleBroken(_("Say what you see differently."))
