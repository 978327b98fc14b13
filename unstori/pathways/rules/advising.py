"""Ask before asking: a short question to a service, without a request. Pure."""

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

ASKED, ANSWERED, BACK = "asked", "answered", "back"
# What the advice comes to, beside its words.
HOLD, ASK, OTHER = "hold", "ask", "other"
COMES_TO = (HOLD, ASK, OTHER)
SHORTEST = 10  # letters: a question that somebody can answer


def check_question(*, words: str, answers_here: bool, names: tuple[str, ...], named: bool) -> None:
    """`names`: how the person is called; without a tick nobody is named. Raises RuleBroken."""
    if len(words.strip()) < SHORTEST:
        raise RuleBroken(
            _("Write your question so that somebody who does not know the person can answer it.")
        )
    if not answers_here:
        raise RuleBroken(_("Nobody of this service answers here. Ring them instead."))
    if not named and is_named(words, names):
        raise RuleBroken(_("The question names the person. Leave the name out, or tick that it may be told."))


def is_named(words: str, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands among the words, as a word of its own."""
    said = {
        "".join(sign for sign in word if sign.isalpha())
        for word in words.replace("’", " ").replace("'", " ").casefold().split()
    }
    return any(part in said for name in names for part in name.casefold().split() if len(part) > 2)


def check_answer(*, state: str, words: str, comes_to: str) -> None:
    """Raises RuleBroken."""
    if state != ASKED:
        raise RuleBroken(
            _("Somebody has answered this already, or it was taken back. See what stands there now.")
        )
    if comes_to not in COMES_TO:
        raise RuleBroken(_("Say what your advice comes to."))
    if not words.strip():
        raise RuleBroken(_("Write a few words of advice."))


def check_back(*, state: str, mine: bool) -> None:
    """Raises RuleBroken."""
    if state != ASKED or not mine:
        raise RuleBroken(_("This cannot be taken back: it has been answered, or somebody else asked it."))
