"""A request's way: which step leads from which state to which, and whose it is. One table, and the drawing of it.

Sender and service each have their steps; a service that is not here yet has its steps written down by who holds it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

DRAFTED, SENT, RECEIVED, ASKED, ACCEPTED = "drafted", "sent", "received", "asked", "accepted"
WAITING, MET, ACTIVE, ENDED = "waiting", "met", "active", "ended"
DECLINED, WITHDRAWN, REDIRECTED = "declined", "withdrawn", "redirected"

UNANSWERED = (SENT, RECEIVED, ASKED)
UNSTARTED = (*UNANSWERED, ACCEPTED, WAITING, MET)
OPEN = (*UNSTARTED, ACTIVE)
OVER = (ENDED, DECLINED, WITHDRAWN, REDIRECTED)
STATES = (DRAFTED, *OPEN, *OVER)

CIRCLE, SERVICE, FAMILY = "circle", "service", "family"


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody does with a request. `whose`: around the person, of the service, or of the family."""

    id: str
    whose: str
    begins: tuple[str, ...]
    leads: str


MOVES: dict[str, Move] = {
    move.id: move
    for move in (
        Move("send", CIRCLE, (DRAFTED,), SENT),
        Move("receive", SERVICE, (SENT,), RECEIVED),
        Move("ask", SERVICE, (SENT, RECEIVED), ASKED),
        Move("tell", CIRCLE, (ASKED,), RECEIVED),
        Move("accept", SERVICE, UNANSWERED, ACCEPTED),
        Move("list", SERVICE, (ACCEPTED,), WAITING),
        Move("meet", SERVICE, (ACCEPTED, WAITING), MET),
        Move("confirm", FAMILY, (MET,), ACTIVE),
        Move("see", CIRCLE, (MET,), ACTIVE),
        Move("not_yet", FAMILY, (MET,), WAITING),
        Move("end", SERVICE, (ACTIVE,), ENDED),
        Move("decline", SERVICE, (*UNANSWERED, ACCEPTED, WAITING), DECLINED),
        Move("redirect", SERVICE, (*UNANSWERED, ACCEPTED, WAITING), REDIRECTED),
        Move("withdraw", CIRCLE, (DRAFTED, *OPEN), WITHDRAWN),
        Move("reconsider", SERVICE, (DECLINED,), RECEIVED),
    )
}
# Done at any of these, and the state stays: a word with the family, a new order in the queue, another holder.
STAYS: dict[str, tuple[str, ...]] = {
    "contact": OPEN, "triage": UNSTARTED, "offer": UNSTARTED, "lead": OPEN, "note": OPEN,
    "answer": (*UNSTARTED, DECLINED), "unoffer": (*UNSTARTED, DECLINED),
}  # fmt: skip

# Read by the service alone: what it sorts for itself is no news to the family.
QUIET = frozenset({"triage"})

# What the family does too, beside who works with them.
FAMILY_TOO = frozenset({"send", "tell", "withdraw", "note", "answer"})

# Why a service says no. `unmet`: it is something that was needed and that nobody gave.
CRITERIA, CAPACITY, NOT_HERE, DUPLICATE, OTHER = "criteria", "capacity", "not_here", "duplicate", "other"
REASONS = (CRITERIA, CAPACITY, NOT_HERE, DUPLICATE, OTHER)
UNMET = frozenset({CRITERIA, CAPACITY, NOT_HERE, OTHER})


def can_move(id: str, state: str) -> bool:
    """Whether a step can be taken now."""
    return state in STAYS[id] if id in STAYS else state in MOVES[id].begins


def leads(id: str, state: str) -> str:
    """The state after it."""
    return state if id in STAYS else MOVES[id].leads


def check_move(id: str, *, state: str, whose: Collection[str], here: bool) -> None:
    """`whose`: what the actor is to this request; `here`: its service works with Unstori. Raises RuleBroken.

    Whoever was quicker is named by the page; here it is said that it stands elsewhere now.
    """
    if not can_move(id, state):
        raise RuleBroken(_("Somebody has moved this request on meanwhile. See where it stands now."))
    needed = SERVICE if id in STAYS else MOVES[id].whose
    allowed = {needed}
    if needed == SERVICE and (not here or id in STAYS):
        allowed.add(CIRCLE)
    if id in FAMILY_TOO:
        allowed.add(FAMILY)
    if not allowed & set(whose):
        raise RuleBroken(_("This step is for others to take."))


def may_move(id: str, *, state: str, whose: Collection[str], here: bool) -> bool:
    """For a button: whether `check_move` would let it pass."""
    try:
        check_move(id, state=state, whose=whose, here=here)
    except RuleBroken:
        return False
    return True


def check_version(*, seen: int | None, now: int) -> None:
    """Two people at once: the first wins, the second is told, and what they wrote stays in their form. Raises RuleBroken."""
    if seen is not None and seen != now:
        raise RuleBroken(
            _(
                "Somebody was quicker: this request has changed since you opened it. Look at what was done; your words are still here."
            )
        )


def check_asking(
    *, words: str, has_outcome: bool, first_asked_on: date, today: date, private: bool = False
) -> None:
    """Help is asked with an outcome or a worry, never for a label. Raises RuleBroken."""
    if private:
        raise RuleBroken(
            _("What is private to you is read by nobody. Choose another part of your story for this.")
        )
    if not words.strip() and not has_outcome:
        raise RuleBroken(_("Say in a few words what help is wanted with."))
    if first_asked_on > today:
        raise RuleBroken(_("Choose the day on which you first asked. It cannot be a day to come."))


def check_send(*, has_holder: bool, sections: Collection[str], allowed: Collection[str]) -> None:
    """Somebody holds it, and nothing goes along that may not. Raises RuleBroken."""
    if not has_holder:
        raise RuleBroken(
            _("Nobody can be found who would hold this. Ring the council; your words are kept here.")
        )
    if set(sections) - set(allowed):
        raise RuleBroken(
            _("Some of what you chose may not be sent to this service. Say who agreed, or leave it out.")
        )


def sendable(
    *, seen: Collection[str], decides: bool, granted: Collection[str], agreed: bool
) -> frozenset[str]:
    """Sections of which parts may go along: what the sender sees; and who does not decide for the person sends what
    the service may see already, or what the family agreed to send. Nobody sends what is private to the person."""
    own = frozenset(seen) - {"private_to_me"}
    return own if decides or agreed else own & frozenset(granted)


def check_no(*, reason: str, would_change: str, next_words: str, has_owner: bool, words: str) -> None:
    """No bare no: why, what would change it, what happens next, who sees to that, and words for the family.

    Raises RuleBroken.
    """
    if reason not in REASONS:
        raise RuleBroken(_("Say why."))
    for said, no in (
        (would_change, _("Say what would change this answer.")),
        (next_words, _("Say what happens next.")),
        (words, _("Write a few words to the family, as you would say them.")),
    ):
        if not said.strip():
            raise RuleBroken(no)
    if not has_owner:
        raise RuleBroken(_("Say who sees to the next step."))


def check_words(words: str) -> None:
    """Raises RuleBroken."""
    if not words.strip():
        raise RuleBroken(_("Write a few words, so that everybody knows why."))


def check_day(day: date, *, since: date, today: date) -> None:
    """A day on which something happened: not before it was asked, and not to come. Raises RuleBroken."""
    if not since <= day <= today:
        raise RuleBroken(_("That day cannot be: it is before help was asked for, or still to come."))


def check_next(on: date | None, today: date) -> None:
    """A next step is never promised for a day that is past. Raises RuleBroken."""
    if on is not None and on < today:
        raise RuleBroken(_("Choose today or a day that is still to come."))


def check_over(*, states: Collection[str], words: str) -> None:
    """What was asked for ends by a decision, and not while a service is asked or works. Raises RuleBroken."""
    if any(state in OPEN for state in states):
        raise RuleBroken(_("A request is still open. It ends first, or is taken back."))
    check_words(words)


def days_since(first: date, today: date) -> int:
    """As it is said to the family: asked so many days ago."""
    return (today - first).days


def drawing() -> Iterator[str]:
    """The table as a Mermaid state diagram, for `docs/`."""
    yield "stateDiagram-v2"
    yield f"  [*] --> {DRAFTED}"
    for move in MOVES.values():
        yield from (f"  {state} --> {move.leads}: {move.id}" for state in move.begins)
    yield from (f"  {state} --> [*]" for state in OVER)
