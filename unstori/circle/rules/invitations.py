"""Who may be invited, by whom, and the code that goes apart from the link (ADR 0040)."""

from uuid import UUID

from unstori.circle.rules.deciding import Standing
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

CODE_LENGTH = 8
MOST_TRIES = 5


def check_invite(*, has_account: bool, is_there: bool, has_place: bool) -> None:
    """Somebody who is there and has no account yet; a worker also needs a place to work at."""
    if has_account or not is_there:
        raise RuleBroken(_("They can sign in already, or have left."))
    if not has_place:
        raise RuleBroken(_("Say which organisation they work for."))


def can_invite_kind(kind: str, *, by: str) -> bool:
    """Only who works with people says that somebody else does: family could make themselves a worker."""
    return kind != "worker" or by in ("worker", "system")


def check_invite_kind(kind: str, *, by: str) -> None:
    if not can_invite_kind(kind, by=by):
        raise RuleBroken(_("A worker invites workers. Ask one of those around you."))


def vouches(
    *,
    kind: str,
    own: UUID | None,
    place: UUID | None,
    own_team: UUID | None = None,
    team: UUID | None = None,
    stands: bool = True,
) -> bool:
    """Whether who invites can say for the organisation that somebody works there (ADR 0046).

    Nobody gives what they have not: not another team's, and nothing after they left.
    """
    theirs = kind == "worker" and place is not None and own == place and team in (None, own_team)
    return kind == "system" or (theirs and stands)


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
    """Said only to somebody who holds the link and, where there is one, the code."""
    if has_account:
        raise RuleBroken(
            _("There is an account with this e-mail already. Sign in first, then open the link again.")
        )
