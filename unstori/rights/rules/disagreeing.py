"""Disagreeing without losing support: who can say, answer, move and close; and what cannot be stopped meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


@dataclass(frozen=True)
class Thread:
    """Where a disagreement stands, as one actor meets it."""

    is_open: bool
    answered: bool
    mine: bool  # the actor raised it
    owned: bool  # the actor must answer it
    same_place: bool = False  # works where its owner works
    has_owner: bool = True
    professional: bool = False
    writes: bool = False  # who raised it cannot sign in, and the actor may write down what they say


def can_take_step(step: Mapping[str, Any], kind: str) -> bool:
    """Whether somebody of this kind may take a step of a route."""
    return kind in step["may"]


def check_step(step: Mapping[str, Any] | None, kind: str) -> None:
    """A step of the route, for who may take it. Raises RuleBroken."""
    if step is None:
        raise RuleBroken(_("Choose what you want to do first."))
    if not can_take_step(step, kind):
        raise RuleBroken(_("This step is for the person, their family and their advocate."))


def check_disagree(words: str) -> None:
    """In their own words. Raises RuleBroken."""
    if not words.strip():
        raise RuleBroken(_("Say in your own words what you disagree with."))


def check_about(*, has_row: bool, about: str) -> None:
    """With something: a part of the record, or what they name. Raises RuleBroken."""
    if not has_row and not about.strip():
        raise RuleBroken(_("Say what it is about: for example a letter, a decision or a meeting."))


def check_dates(*, day: date | None, today: date) -> None:
    """A decision was made before it is disagreed with. Raises RuleBroken."""
    if day and day > today:
        raise RuleBroken(_("Choose the day on the letter. It cannot be a day to come."))


def check_said(words: str, *, has_row: bool, about: str, day: date | None, today: date) -> None:
    """All that must be said to disagree. Raises RuleBroken."""
    check_disagree(words)
    check_about(has_row=has_row, about=about)
    check_dates(day=day, today=today)


def check_certificate(thread: Thread, *, day: date, today: date) -> None:
    """Who disagrees says when their certificate is dated. Raises RuleBroken."""
    _check_mine(thread)
    check_dates(day=day, today=today)


def can_answer(thread: Thread) -> bool:
    """Who must, or a colleague where they work; never who raised it."""
    return (
        thread.is_open and not thread.mine and (thread.owned or (thread.professional and thread.same_place))
    )


def check_answer(thread: Thread, words: str) -> None:
    """Raises RuleBroken."""
    _check_open(thread)
    if not can_answer(thread):
        raise RuleBroken(_("The answer must come from who has to answer."))
    if not words.strip():
        raise RuleBroken(_("Write your answer."))


def can_add(thread: Thread) -> bool:
    """Who raised it, and others of the family or an advocate."""
    return thread.is_open and (thread.mine or thread.writes or not thread.professional)


def check_say_more(thread: Thread, words: str) -> None:
    """Raises RuleBroken."""
    _check_open(thread)
    if not can_add(thread):
        raise RuleBroken(_("Only who disagrees, and those close to the person, add to it."))
    check_disagree(words)


def check_move(thread: Thread, *, step: Mapping[str, Any] | None, now: str, kind: str) -> None:
    """To any other step of the route, forward or back: it is theirs to choose. Raises RuleBroken."""
    _check_mine(thread)
    check_step(step, kind)
    if step and step["id"] == now:
        raise RuleBroken(_("It is at this step already."))


def can_hand_over(thread: Thread) -> bool:
    """Who must answer, a colleague, or who raised it while nobody holds it."""
    return thread.is_open and (
        can_answer(thread) or (not thread.has_owner and (thread.mine or thread.professional))
    )


def check_hand_over(thread: Thread) -> None:
    """Raises RuleBroken."""
    _check_open(thread)
    if not can_hand_over(thread):
        raise RuleBroken(_("Only who has to answer can pass this on."))


def can_close(thread: Thread) -> bool:
    """Nobody closes somebody else's disagreement."""
    return thread.is_open and (thread.mine or (thread.writes and not thread.owned))


def check_close(thread: Thread, *, state: str, words: str) -> None:
    """Settled, with what came of it, or taken back; never written down by who must answer. Raises RuleBroken."""
    _check_mine(thread)
    if not can_close(thread):
        raise RuleBroken(_("You must answer, so somebody else writes down that it is settled."))
    if state == "settled" and not words.strip():
        raise RuleBroken(_("Say what came of it."))


def is_late(*, due_on: date | None, answered: bool, is_open: bool, today: date) -> bool:
    """The answer did not come in time. Once it came it is for who disagrees to say what next."""
    return bool(is_open and not answered and due_on and due_on < today)


def holds_support(
    *, row_id: object, section: str, about: object, about_part: bool, about_section: str
) -> bool:
    """Whether a disagreement about one thing holds another where it is, until it is settled.

    About the thing itself; or about no single part of the plan (a decision, a determination, the plan as a whole) in
    the same section, or in the one to which the whole plan belongs.
    """
    return about == row_id or (not about_part and about_section in (section, "what_matters"))


def check_may_stop(*, held: Iterable[object], decides: bool) -> None:
    """What was agreed goes on while somebody disagrees: nobody but who decides stops it. Raises RuleBroken.

    The same words for all, because who disagrees may not be this reader's to know.
    """
    if any(held) and not decides:
        raise RuleBroken(
            _("What was agreed goes on for now. Only the person, or who decides for them, can stop it.")
        )


def _check_open(thread: Thread) -> None:
    if not thread.is_open:
        raise RuleBroken(_("This is closed. Nothing can be added to it any more."))


def _check_mine(thread: Thread) -> None:
    _check_open(thread)
    if not (thread.mine or thread.writes):
        raise RuleBroken(_("Only who disagrees can do this."))
