"""Who decides, what may follow what, who may leave. Pure; the law itself is dated data in `definitions`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from unstori.core.errors import RuleBroken
from unstori.people.rules import age_on, birthday


def _(words: str) -> str:
    """Marks words for the catalogue; the page translates them."""
    return words


RINGS = range(1, 4)
CLOSENESS = {"family": 1, "foster_carer": 1, "friend": 2, "advocate": 2, "worker": 2, "community": 3}
DATA_BASES = ("public_task", "legal_duty", "vital_interests", "consent")
CONFIDENCE_BASES = ("consent", "direct_care", "legal_duty", "public_interest", "safeguarding")
SAFEGUARDING, PRIVATE = "safeguarding", "private_to_me"
BEST_INTERESTS = "best_interests"


class State(StrEnum):
    """The states of a sharing decision (standards: sharing)."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    INVALIDATED = "invalidated"
    DISPUTED = "disputed"
    EXPIRED = "expired"


# A dispute suspends nothing by itself (Children Act 1989 s. 2(7)), so what is disputed still holds.
IN_FORCE = frozenset({State.GIVEN, State.DISPUTED})
NEXT: Mapping[State | None, frozenset[State]] = {
    None: frozenset({State.ASKED, State.GIVEN}),
    State.ASKED: frozenset({State.GIVEN, State.REFUSED, State.WITHDRAWN}),
    State.GIVEN: frozenset({State.WITHDRAWN, State.INVALIDATED, State.DISPUTED, State.EXPIRED}),
    State.DISPUTED: frozenset({State.GIVEN, State.WITHDRAWN, State.INVALIDATED, State.EXPIRED}),
    State.WITHDRAWN: frozenset({State.INVALIDATED}),
    State.EXPIRED: frozenset({State.INVALIDATED}),
    State.REFUSED: frozenset(),
    State.INVALIDATED: frozenset(),
}


def can_follow(now: str | None, then: str) -> bool:
    return State(then) in NEXT[State(now) if now else None]


def check_follow(now: str | None, then: str) -> None:
    if not can_follow(now, then):
        raise RuleBroken(_("This was already answered or ended. Look at the page again."))


@dataclass(frozen=True)
class Standing:
    """Who somebody is to the person, when something is to be decided."""

    is_self: bool = False
    is_parent: bool = False
    has_authority: bool = False
    is_professional: bool = False
    protects: bool = False

    def whos(self) -> set[str]:
        held = {"self": self.is_self, "parent": self.is_parent, "authority": self.has_authority,
                "professional": self.is_professional}  # fmt: skip
        return {who for who, is_so in held.items() if is_so}


def deciding_as(
    who: Standing, *, born_on: date | None, on: date, able: bool | None, law: Iterable[Mapping[str, Any]]
) -> str | None:
    """As what somebody may decide on a day, or None. No birthday counts as grown up: presumed able."""
    age = age_on(born_on, on) if born_on else 18
    said = {True: "yes", False: "no", None: "unknown"}[able]
    for rule in law:
        holds = rule["from_age"] <= age < rule.get("until_age", 999)
        if holds and rule["who"] in who.whos() and said in rule["able"]:
            return str(rule["as"])
    return None


def check_decides(decided_as: str | None) -> str:
    if decided_as is None:
        raise RuleBroken(_("This is not yours to decide."))
    return decided_as


def check_cause(*, able: bool, cause: str, age: int | None, law: Mapping[str, Any]) -> None:
    """From 16 the functional test comes first, then what causes it (*A Local Authority v JB* [2021] UKSC 52)."""
    if not able and not cause.strip() and (age is None or age >= law["child_until"]):
        raise RuleBroken(_("Say also what causes it: something that affects their mind or brain."))


def check_best_interests(*, parts: Iterable[str], review_on: date, today: date) -> None:
    """Nothing is decided for somebody without their wishes, who was asked, and the least that will do."""
    if not all(part.strip() for part in parts):
        raise RuleBroken(_("Write down every part: it stands in place of their own answer."))
    if review_on <= today:
        raise RuleBroken(_("Choose a day on which this is looked at again."))


def check_in_their_place(decided_as: str, then: str) -> None:
    """A yes or no in somebody's best interests is never one press."""
    if decided_as == BEST_INTERESTS and State(then) in (State.GIVEN, State.REFUSED):
        raise RuleBroken(_("Decide this on its own page: what they want, who was asked, and why."))


def parents_end(born_on: date | None, on: date, law: Mapping[str, Any]) -> date | None:
    """The birthday on which parental responsibility ends; None when it is past or not known."""
    if born_on is None:
        return None
    end = birthday(born_on, law["parents_until"])
    return end if on < end else None


def child_ends(born_on: date | None, on: date, law: Mapping[str, Any]) -> date | None:
    """The birthday from which somebody is presumed able; None when it is past or not known."""
    if born_on is None:
        return None
    end = birthday(born_on, law["child_until"])
    return end if on < end else None


def check_sections(sections: Collection[str], known: Collection[str]) -> None:
    """*Private to me* is never shared by section: the person lets others in, one row at a time."""
    if PRIVATE in sections:
        raise RuleBroken(
            _("What is private is never shared as a whole. Only the person can let somebody in.")
        )
    if not sections or set(sections) - set(known):
        raise RuleBroken(_("Choose what to share."))


def check_bases(data: str, confidence: str) -> None:
    """Two separate questions for every sharing: may the data be used, and may the confidence be opened."""
    if data not in DATA_BASES or confidence not in CONFIDENCE_BASES:
        raise RuleBroken(_("Say on which basis this is shared."))


def check_permission(permission: int, most: int) -> None:
    """Deciding is never shared: it comes from the law, or from the person's own age."""
    if permission > most:
        raise RuleBroken(_("Deciding cannot be shared."))


def can_record_authority(who: Standing, *, decides: bool, is_system: bool) -> bool:
    """Parental responsibility or another's authority gives much, so few may write it down."""
    return decides or who.protects or is_system


def check_record_authority(who: Standing, *, decides: bool, is_system: bool) -> None:
    if not can_record_authority(who, decides=decides, is_system=is_system):
        raise RuleBroken(
            _(
                "Who has parental responsibility or other authority is written down by who decides, "
                "or by a worker who keeps people safe."
            )
        )


def can_end(who: Standing, *, decides: bool, own: bool, held_by_law: bool) -> bool:
    """One with parental responsibility cannot shut out another; the person, or who protects them, can."""
    if own:
        return True
    return (decides and who.is_self) or who.protects if held_by_law else decides


def check_end(who: Standing, *, decides: bool, own: bool, held_by_law: bool) -> None:
    if not can_end(who, decides=decides, own=own, held_by_law=held_by_law):
        check_decides(None)


def check_told(told: bool | None, why_not: str) -> None:
    """Shared without asking: the family was told, or it is written down why not."""
    if not told and not why_not.strip():
        raise RuleBroken(_("Say why the person and family were not told."))


def can_leave(*, duties: int, stopped_by_decider: bool) -> bool:
    """A worker cannot vanish while duties are theirs; who decides can stop them at any moment."""
    return stopped_by_decider or not duties


def check_leave(*, duties: int, stopped_by_decider: bool) -> None:
    if not can_leave(duties=duties, stopped_by_decider=stopped_by_decider):
        raise RuleBroken(_("There are promises or drafts to hand over first. Choose who takes them."))


def can_say_how_to_reach(who: Standing) -> bool:
    """The person and who decides for them, each for themselves."""
    return who.is_self or who.is_parent or who.has_authority


def check_safe_contact(*, way: str, to: str, is_email: bool) -> None:
    """A way is of use only with the address or number that is safe."""
    if way != "none" and not to.strip():
        raise RuleBroken(_("Write down the address or number that is safe."))
    if way == "email" and not is_email:
        raise RuleBroken(_("Write down a whole e-mail address, for example mair@example.org."))


def sees_safe_contact(*, own: bool, is_self: bool, is_worker: bool, address_kept: bool) -> bool:
    """Kept like the address, and from everybody else in the family: who must not see it may be one of them."""
    return own or (not address_kept and (is_self or is_worker))


def falls_to_duty(*, duties: int, still_sees: bool, taker_sees: bool) -> bool:
    """Duties move by themselves only from who no longer sees the story to who does."""
    return duties > 0 and not still_sees and taker_sees


def check_may_hand_over(*, own: bool, is_professional: bool, decides: bool) -> None:
    """Their own duties, or a worker or who decides, for somebody who cannot."""
    if not (own or is_professional or decides):
        check_decides(None)


def check_handover(
    *, from_person: Any, to_person: Any, same: bool, is_there: bool, has_account: bool
) -> None:
    """Duties go to somebody else, of the same circle, who is still there and can sign in."""
    if same or from_person != to_person or not is_there or not has_account:
        raise RuleBroken(_("Choose somebody else in this circle who can sign in."))


def is_there(ends_on: date | None, on: date) -> bool:
    """Somebody is in the circle until the end of their last day."""
    return ends_on is None or ends_on > on


def check_still_there(is_so: bool) -> None:
    """Read again under the lock: they may have left since the page was read."""
    if not is_so:
        raise RuleBroken(_("They have left the circle meanwhile."))


def check_invite(*, has_account: bool, is_there: bool, has_place: bool) -> None:
    """Somebody who is there and has no account yet; a worker also needs a place to work at."""
    if has_account or not is_there:
        raise RuleBroken(_("They can sign in already, or have left."))
    if not has_place:
        raise RuleBroken(_("Say which organisation they work for."))


CODE_LENGTH = 8
MOST_TRIES = 5


def needs_code(*, for_the_person: bool, email: str) -> bool:
    """What can be opened by whoever else picks up the post needs a code that is told apart from the link."""
    return for_the_person or not email


def can_invite_person(who: Standing, *, decides: bool, is_related: bool, is_system: bool) -> bool:
    """Never family: with link and code they could open what is private to the person (ADR 0040)."""
    return is_system or (not is_related and (who.protects or (decides and who.is_professional)))


def check_invite_person(who: Standing, *, decides: bool, is_related: bool, is_system: bool) -> None:
    if not can_invite_person(who, decides=decides, is_related=is_related, is_system=is_system):
        raise RuleBroken(
            _(
                "A worker who keeps people safe invites the person, and tells them the code. "
                "So what is private stays theirs."
            )
        )


def shown_code(code: str) -> str:
    """In two halves and capitals, to be read aloud."""
    return f"{code[:4]}-{code[4:]}".upper()


def typed_code(typed: str) -> str:
    """However it was typed."""
    return "".join(sign for sign in typed.casefold() if sign.isalnum())


def check_code(is_right: bool) -> None:
    if not is_right:
        raise RuleBroken(_("This code is not right. Ask whoever invited you to tell you again."))


def check_is_new(has_account: bool) -> None:
    """Said only to who holds the link and, where there is one, the code."""
    if has_account:
        raise RuleBroken(
            _("There is an account with this e-mail already. Sign in first, then open the link again.")
        )
