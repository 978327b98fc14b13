"""A conversation: open until it is finished, and what the circle agrees on where several observed together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _


@dataclass(frozen=True)
class Heard:
    """Somebody said of a version of an observation: so too, or differently."""

    who: UUID
    name: str
    version: int
    so_too: bool


@dataclass(frozen=True)
class Agreement:
    """Who sees it so too, who sees it differently, and who said so of words that have changed since."""

    so_too: tuple[str, ...] = ()
    differently: tuple[str, ...] = ()
    to_read_again: tuple[str, ...] = ()

    @property
    def agreed(self) -> bool:
        return bool(self.so_too) and not self.differently


def agreement(*, version: int, echoes: Iterable[Heard]) -> Agreement:
    """The newest of each holds, when it was said of the words as they stand."""
    newest = {one.who: one for one in echoes}.values()
    now = [one for one in newest if one.version == version]
    return Agreement(
        tuple(one.name for one in now if one.so_too),
        tuple(one.name for one in now if not one.so_too),
        tuple(one.name for one in newest if one.version != version),
    )


def can_echo(*, finished: bool, own: bool) -> bool:
    """Others say whether they see the same; nobody seconds themselves."""
    return not finished and not own


def check_echo(*, finished: bool, own: bool, so_too: bool, words: str) -> None:
    """The raising form of `can_echo`; who sees it differently says how."""
    check_open(finished=finished)
    if not can_echo(finished=finished, own=own):
        raise RuleBroken(_("These are your own words. Change them, or leave it to the others to agree."))
    if not so_too and not words.strip():
        raise RuleBroken(_("Say how you see it."))


def check_held(*, held_on: date, today: date) -> None:
    """What is said becomes a statement of that day, so the day has come."""
    if held_on > today:
        raise RuleBroken(_("This day is still to come. Begin on the day itself."))


def check_open(*, finished: bool) -> None:
    """A conversation takes words until it is finished."""
    if finished:
        raise RuleBroken(_("This conversation is finished. Start a new one to say more."))


def check_finish(*, finished: bool, answers: int, together: bool = False) -> None:
    """A conversation is finished once, and not without a word; together, not before two agree on something."""
    check_open(finished=finished)
    if not answers and together:
        raise RuleBroken(
            _("Nothing is agreed yet. Somebody else must say of at least one thing that they see it so too.")
        )
    if not answers:
        raise RuleBroken(_("Write down at least one answer first."))
