"""Who hears what families say of an entry, who decides what is shown, and what can be said."""

from collections.abc import Collection
from uuid import UUID

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules.keeping import KEEPERS
from unstori.directory.rules.keeping import is_keeper as is_keeper

MOST = 2000  # letters of what somebody writes here
CODE_LENGTH = 12
WAITING, SENT_BACK, SHOWN, WITHDRAWN, DRAFT = "waiting", "sent_back", "shown", "withdrawn", "draft"


def speaks_for(by: Actor | None, organisation_id: UUID | None) -> bool:
    """Whoever answers for an organisation: who runs it here, or manages a team of it."""
    if by is None or organisation_id is None or not by.vouched or by.organisation_id != organisation_id:
        return False
    return by.kind == "administrator" or by.manages


def is_of(by: Actor, organisation_id: UUID | None) -> bool:
    """Whoever works there in whatever way."""
    return organisation_id is not None and by.organisation_id == organisation_id


def may_answer(by: Actor | None, organisation_id: UUID | None, *, edits: bool) -> bool:
    """A report is answered by a keeper, and by whoever writes the entry."""
    return is_keeper(by) or (by is not None and (edits or speaks_for(by, organisation_id)))


def may_decide(by: Actor | None, organisation_id: UUID | None) -> bool:
    """What is shown of others' words is never for the organisation that they are about."""
    return by is not None and is_keeper(by) and not is_of(by, organisation_id)


def may_reply(by: Actor | None, organisation_id: UUID | None, *, edits: bool) -> bool:
    """The organisation, by whoever speaks for it or writes its entries."""
    if by is None or organisation_id is None or not is_of(by, organisation_id):
        return False
    return edits or speaks_for(by, organisation_id)


def check(allowed: bool) -> None:
    if not allowed:
        raise RuleBroken(_("This is for others to do."))


def check_report(*, parts: Collection[str], known: Collection[str], words: str) -> None:
    if not parts:
        raise RuleBroken(_("Tick what is wrong."))
    if not set(parts) <= set(known):
        raise RuleBroken(_("Choose from the list."))
    if "other" in parts and not words.strip():
        raise RuleBroken(_("Say in a few words what is wrong."))
    check_length(words)


def check_length(*texts: str) -> None:
    if any(len(text) > MOST for text in texts):
        raise RuleBroken(_("This is too long. Say it in 2,000 letters."))


def check_not_flooded(*, lately: int, most: int) -> None:
    """Without an account nobody can be told from a machine, so there is only so much about one entry."""
    if lately >= most:
        raise RuleBroken(
            _("Many have told us about this entry today, and somebody will look. You need not say it again.")
        )


def check_answer(*, answered: bool, outcome: str, because: str, known: Collection[str], words: str) -> None:
    """Nothing is left as it was without a reason."""
    if answered:
        raise RuleBroken(_("Somebody has answered this already."))
    if outcome == "unchanged" and because not in known:
        raise RuleBroken(_("Say why nothing was changed."))
    if because == "service" and not words.strip():
        raise RuleBroken(_("Say where they can take it."))
    check_length(words)


def check_review(*, good: str, better: str, own: bool) -> None:
    if own:
        raise RuleBroken(_("You work there. A review is for people who go there."))
    if not (good.strip() or better.strip()):
        raise RuleBroken(_("Say what was good, or what would make it better."))
    check_length(good, better)


def check_decides(state: str) -> None:
    """Only what waits is decided; a page that was open meanwhile decides nothing twice."""
    if state != WAITING:
        raise RuleBroken(_("Somebody has decided this already, or it was taken back."))


def check_read(read: str, sent: str) -> None:
    """Written again while a keeper read: the new words are not shown by a button that stood under the old ones."""
    if read and read != sent:
        raise RuleBroken(_("It was written again while you read it. Please read it once more."))


def check_reasons(because: Collection[str], known: Collection[str]) -> None:
    if not because or not set(because) <= set(known):
        raise RuleBroken(_("Tick why it goes back."))


def check_withdraw(state: str) -> None:
    if state == WITHDRAWN:
        raise RuleBroken(_("It was taken back already."))


def check_reply(*, state: str, about: str, replied: bool, words: str) -> None:
    """Once; to a review that everybody reads, to a visit from when it was sent."""
    if replied:
        raise RuleBroken(_("Your organisation has answered this already."))
    if not (state == SHOWN or (about == "visit" and state == WAITING)):
        raise RuleBroken(_("This can no longer be answered."))
    if not words.strip():
        raise RuleBroken(_("Write your answer."))
    check_length(words)


def check_show_visit(*, asked: bool, replied: bool, days: int, given: int) -> None:
    """The organisation has its days to answer, and no more than these."""
    if asked and not replied and days < given:
        raise RuleBroken(_("The organisation still has time to answer."))


def check_begin(*, visitor: bool, own: bool, later: bool) -> None:
    if not visitor or own:
        raise RuleBroken(
            _("Only visitors whom an organisation invited can do this, and not where they work.")
        )
    if later:
        raise RuleBroken(_("The day of the visit is not here yet."))


def check_send(*, state: str, answered: int) -> None:
    if state not in (DRAFT, SENT_BACK):
        raise RuleBroken(_("It was sent already."))
    if not answered:
        raise RuleBroken(_("Answer at least one question."))


def check_photo(*, is_image: bool, is_clean: bool, words: str) -> None:
    if not is_image:
        raise RuleBroken(_("Choose a photo."))
    if not is_clean:
        raise RuleBroken(_("This file could not be checked just now. Try again later."))
    if not words.strip():
        raise RuleBroken(_("Say what the photo shows."))


def check_joins(*, kind: str, used: int, most: int, already: bool) -> None:
    if kind in (*KEEPERS, "governance", "system"):
        raise RuleBroken(_("Visitors are people who do not run the directory."))
    if already:
        raise RuleBroken(_("You are a visitor already."))
    if used >= most:
        raise RuleBroken(_("This link was used by as many people as it is for. Ask for a new one."))


def plain_code(typed: str) -> str:
    """A code as it is kept, however it was written down."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def spaced(code: str) -> str:
    """In fours, to write down."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
