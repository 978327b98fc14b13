"""What a board may hold, who may change it, where a picture may be placed and how a board moved. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

MOST = 30
OWN, ORGANISATION, REGION = "own", "organisation", "region"
WORDS_SPLIT = re.compile(r"\s+/\s+")


@dataclass(frozen=True)
class Who:
    """What a rule about the library asks of an actor, or of whoever made a board."""

    capacity: UUID
    organisation: UUID | None = None
    kind: str = ""


def can_see(*, shared: str, maker: Who, who: Who) -> bool:
    """A board of one's own, of one's organisation, of the region. `queries.boards` says the same of rows."""
    if shared == REGION or maker.capacity == who.capacity:
        return True
    return shared == ORGANISATION and who.organisation is not None and maker.organisation == who.organisation


def can_change(*, maker: Who, who: Who) -> bool:
    """Whoever made it; what colleagues left behind, the organisation's administrator."""
    runs = who.kind == "administrator" and who.organisation is not None
    return maker.capacity == who.capacity or (runs and maker.organisation == who.organisation)


def check_change(*, maker: Who, who: Who) -> None:
    if not can_change(maker=maker, who=who):
        raise RuleBroken(_("Only whoever made this board can change it. Copy it, and change your copy."))


def check_board(
    *,
    titles: Iterable[str],
    options: Sequence[object],
    shared: str,
    organisation: UUID | None,
    known: bool = True,
) -> None:
    """A board asks something, has pictures and no more than fit, and is shared with somebody who exists."""
    if not known or shared not in (OWN, ORGANISATION, REGION):
        raise RuleBroken(_("Choose one of those that are offered."))
    if not any(title.strip() for title in titles):
        raise RuleBroken(_("Say what the board asks, in Welsh, in English or in both."))
    if not options:
        raise RuleBroken(_("Choose at least one picture."))
    if len(options) > MOST:
        raise RuleBroken(_("Choose 30 pictures at most. More than that is hard to look at."))
    if shared == ORGANISATION and organisation is None:
        raise RuleBroken(
            _("You act for no organisation. Keep the board for yourself, or share it with everyone.")
        )


def own_lines(text: str) -> list[tuple[str, str]]:
    """Lines of "English / Cymraeg", or of one language alone, which then stands for both."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in WORDS_SPLIT.split(line.strip(), maxsplit=1)]
        if parts[0]:
            found.append((parts[0][:120], parts[-1][:120]))
    return list(dict.fromkeys(found))


def check_used(*, used_on: date, today: date) -> None:
    """What is placed becomes what they said on that day, so the day has come."""
    if used_on > today:
        raise RuleBroken(_("This day is still to come. Begin on the day itself."))


def check_placed(*, placed: Mapping[str, str], keys: Iterable[str], places: Iterable[str]) -> None:
    """Only pictures of this board, only places of its scale."""
    if set(placed) - set(keys) or set(placed.values()) - set(places):
        raise RuleBroken(_("Something was placed that is not on this board. Open it again."))


def check_finish(*, finished: bool, placed: int) -> None:
    if finished:
        raise RuleBroken(_("This board was saved already. Use it again to say something new."))
    if not placed:
        raise RuleBroken(_("Nothing is placed yet. Place at least one picture."))


def check_open(*, finished: bool) -> None:
    if finished:
        raise RuleBroken(_("This board was saved already. Use it again to say something new."))


@dataclass(frozen=True)
class Move:
    """One picture, then and now. `way`: up, down, same, new (not placed then) or gone (not placed now)."""

    key: str
    way: str
    before: str = ""
    now: str = ""


def moves(*, before: Mapping[str, str], now: Mapping[str, str], places: Sequence[str]) -> list[Move]:
    """What moved since the last time, in the board's order; places go from the most to the least."""
    found = []
    for key in [*now, *(key for key in before if key not in now)]:
        then, here = before.get(key, ""), now.get(key, "")
        found.append(Move(key, _way(then, here, places), then, here))
    return found


def _way(then: str, here: str, places: Sequence[str]) -> str:
    if not then or not here:
        return "new" if here else "gone"
    if then == here or then not in places or here not in places:
        return "same" if then == here else "new"
    return "up" if places.index(here) < places.index(then) else "down"


def can_keep_sets(*, kind: str, manages: bool, vouched: bool, organisation: UUID | None) -> bool:
    """Who answers for what the organisation has a licence for: its administrator, or a manager."""
    return organisation is not None and vouched and (kind == "administrator" or manages)


def check_keep_sets(*, kind: str, manages: bool, vouched: bool, organisation: UUID | None) -> UUID:
    """The organisation whose sets may be kept."""
    allowed = can_keep_sets(kind=kind, manages=manages, vouched=vouched, organisation=organisation)
    if organisation is None or not allowed:
        raise RuleBroken(
            _("Only an administrator or a manager of the organisation can bring in a set of symbols.")
        )
    return organisation


def check_licence(*, name: str, licence: str) -> None:
    """Drawings belong to somebody."""
    if not name.strip() or not licence.strip():
        raise RuleBroken(
            _("Give the set a name, and say whose drawings they are and what the licence allows.")
        )
