"""Who manages whom, and what is to be seen to first."""

from datetime import date
from typing import Any
from uuid import UUID

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

STANDING_IN, TAKING_OVER = PURPOSES = (
    "standing_in",
    "taking_over",
)  # codes of circle/definitions/deciding.toml
COUNTED = ("people", "key", "late", "week", "reviews", "quiet")
SORTS = ("name", *COUNTED)
SHOWN = ("all", "late", "quiet", "away")


def can_manage(by: Actor) -> bool:
    """By the kind of capacity and its team, never by a role; and only where the organisation knows of it."""
    return by.kind == "worker" and by.manages and by.vouched and by.team_id is not None


def can_manage_one(by: Actor, *, team_id: UUID | None) -> bool:
    """Somebody who works in the team that they manage."""
    return can_manage(by) and by.team_id == team_id


def can_say_away(by: Actor, *, capacity_id: UUID, team_id: UUID | None) -> bool:
    """For oneself, or who manages the team for somebody in it."""
    own = by.kind == "worker" and by.capacity_id == capacity_id
    return own or can_manage_one(by, team_id=team_id)


def overlaps(starts_on: date, until: date | None, other_starts: date, other_until: date | None) -> bool:
    """Whether two times away share a day; one without an end lasts on."""
    return starts_on <= (other_until or date.max) and other_starts <= (until or date.max)


def check_absence(
    *, starts_on: date, until: date | None, today: date, others: list[tuple[date, date | None]]
) -> None:
    """From today or later, an end not before its start, and one at a time."""
    if until is not None and until < starts_on:
        raise RuleBroken(_("The last day is before the first."))
    if until is not None and until < today:
        raise RuleBroken(_("These days are over. Nobody needs to stand in for them."))
    if any(overlaps(starts_on, until, *other) for other in others):
        raise RuleBroken(_("It is already written down that they are away then. End that first."))


def check_stand_in(*, same: bool, is_there: bool, is_away: bool) -> None:
    """Somebody else of the organisation, who is there themselves."""
    if same or not is_there:
        raise RuleBroken(_("Choose a colleague who works here now to stand in."))
    if is_away:
        raise RuleBroken(_("They are away then too. Choose somebody else to stand in."))


def arranged(lines: list[Any], *, sort: str, show: str) -> list[Any]:
    """As it was asked for: the most on top, and alike by name."""
    kept = [line for line in lines if _wanted(line, show)]
    if sort not in COUNTED:
        return kept
    return sorted(kept, key=lambda line: -line.numbers[sort])


def _wanted(line: Any, show: str) -> bool:
    if show == "away":
        return line.away is not None
    return show not in ("late", "quiet") or bool(line.numbers[show])


def can_supervise(*, manager: Any, worker: Any) -> bool:
    """Two different people, of whom one manages the team in which the other works."""
    return (
        manager.manages and manager.vouched and manager.team_id is not None and manager.team_id == worker.team_id
        and manager.user_id != worker.user_id
    )  # fmt: skip


def check_supervise(*, can: bool) -> None:
    if not can:
        raise RuleBroken(_("Supervision is between a worker and who manages their team now."))


def check_note(*, words: str, held_on: date, today: date) -> None:
    if not words.strip():
        raise RuleBroken(_("Write what you spoke about."))
    if held_on > today:
        raise RuleBroken(_("This day has not come yet. Write it down when you have spoken."))


def check_done(*, done: bool) -> None:
    if done:
        raise RuleBroken(_("It was already marked as done."))


def check_choice(*, parts: int, same: bool) -> None:
    """At least one person, and never to whom it is already."""
    if not parts:
        raise RuleBroken(_("Choose a colleague for at least one person."))
    if same:
        raise RuleBroken(_("Choose a colleague, not who holds it now."))


def can_take_back(
    *, state: str, moved: set[Any], still_theirs: set[Any], key_moved: bool, still_key: bool
) -> bool:
    """While nobody acted on it: everything that went is still there, and open."""
    if state in ("waiting", "asked"):
        return True
    return state == "done" and moved <= still_theirs and (still_key or not key_moved)


def check_take_back(can: bool) -> None:
    if not can:
        raise RuleBroken(_("Somebody has acted on it since. Hand it over again instead."))


def check_begun(*, works: bool, may: bool) -> None:
    if not (works and may):
        raise RuleBroken(_("Who began the handover does not manage them any more."))


def check_in_circle(*, is_there: bool) -> None:
    if not is_there:
        raise RuleBroken(_("They are not in this circle any more."))


def check_asked(*, asked: bool) -> None:
    if not asked:
        raise RuleBroken(
            _("The family has not let this colleague in. Choose somebody else, or talk with them.")
        )
