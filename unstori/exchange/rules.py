"""What may be taken from a file, and what it says about somebody we may know. Pure."""

import hashlib
import re
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from unstori.access.rules import Actor
from unstori.core import definitions
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules import values
from unstori.directory.rules.editing import keeps_all

MOST_FILES = 200
MOST_BYTES = 8 * 2**20
MOST_SERVICE_BYTES = 32 * 2**20
MOST_UPLOADS = 30  # an hour
MOST_LOADS = 20  # an hour
LONGEST_KEY = 400
MOST_TOKENS = 10
FLAG_SYSTEM = "/RARecord-FlagCategory-1"
TOKEN_DAYS = (1, 30, 90, 365)
MOST_CALLS = 300  # of one token in a minute
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "master"}
PARTIAL = re.compile(r"\d{4}(-\d\d){0,2}")


class Doubt(StrEnum):
    """Why something that was sent waits for somebody to look."""

    NOT_YOURS = _("You cannot add this here. It is kept for you alone.")
    NOT_PLACED = _("It is not certain whose this is. It is kept for you alone until somebody has looked.")
    MAYBE_KNOWN = _(
        "Somebody of this name and birthday is known already. Somebody must say whether this is them."
    )
    OTHER_BIRTHDAY = _("Somebody is known by this number or address, with another birthday.")
    NOT_CREATED = _("Nobody could be made from this.")
    WAITS = _("It is not clear whom this is about.")
    CHANGED_ELSEWHERE = _("This came from here and was changed elsewhere.")
    NEWER = _("An earlier version of this was taken before.")
    NOT_TAKEN = _("This could only be kept as it came.")


# What each kind of proposal became, as pages and the command say it.
BECAME = {
    "PersonProposal": _("a person"),
    "ContactProposal": _("somebody in the circle"),
    "OrganisationProposal": _("an organisation"),
    "TeamProposal": _("people in the circle"),
    "OutcomeProposal": _("an outcome"),
    "PlanProposal": _("a plan with supports"),
    "FactProposal": _("a fact"),
    "EntryProposal": _("an entry in the story"),
    "DocumentProposal": _("a document"),
    "ConsentProposal": _("a document, and a question about sharing"),
    "ConversationProposal": _("a conversation"),
    "EventProposal": _("an entry in the story"),
}
OUTCOME_STATES = {"completed": "reached", "cancelled": "stopped", "rejected": "stopped"}
SUPPORT_STATES = {
    "in-progress": "started",
    "completed": "stopped",
    "cancelled": "stopped",
    "stopped": "stopped",
}
# By which way somebody was in touch: HL7 v3 ParticipationMode, as the story says it.
WAYS = {
    "PHONE": "phone", "SMSWRIT": "text", "EMAILWRIT": "text", "MAILWRIT": "letter", "WRITTEN": "letter",
    "FAXWRIT": "letter", "VIDEOCONF": "online", "FACE": "visit", "PHYSICAL": "visit",
}  # fmt: skip
CONSENTS_STANDING = ("active", "proposed", "draft")
ASKED_OF = {
    "health": "health",
    "education": "learning",
}  # an organisation's own section; for others it is care
PLANS_OVER = ("revoked", "completed", "entered-in-error")
FACTS_OVER = ("resolved", "inactive", "remission", "refuted")
# FHIR's kinds of facts that have a place among the facts about me (`story`, definitions/facts.toml).
FACT_KEYS = {
    "condition": "health",
    "allergy": "health",
    "flag": "health",
    "adjustment": "adjustments",
    "language": "language_and_format",
    "reach_me": "language_and_format",
}


def short(text: str, most: int = LONGEST_KEY) -> str:
    """A text that fits its column; when cut, its digest keeps it apart from others that begin alike."""
    if len(text) <= most:
        return text
    return text[: most - 33] + "#" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def whole_day(text: str) -> date | None:
    """A full date; none when the source knows only the year or the month."""
    return date.fromisoformat(text[:10]) if len(text) >= 10 else None


def told_on(text: str, today: date) -> str:
    """The day that a source gives, as exact as it was given; today when it gives none."""
    found = PARTIAL.match(text)
    return found[0] if found else today.isoformat()


def may_be_same(born_on: date | None, said: str) -> bool:
    """Whether a birthday that is known and one that is said (perhaps only its year) can be the same."""
    return born_on is None or not said or born_on.isoformat().startswith(said[:10])


def first_name(full_name: str) -> str:
    """The first word that is a name: "Ms Amy JONES" is called Amy, and whoever is only "Ms Jones" is that."""
    words = full_name.split()
    is_titled = words[0].casefold().rstrip(".") in TITLES
    if is_titled and len(words) < 3:
        return full_name[:100]
    return words[1 if is_titled else 0][:100]


def says_where(raw: str) -> bool:
    """Whether a resource says where somebody lives or how to reach them."""
    return any(f'"{name}":' in raw for name in ("address", "telecom", "postalCode"))


def is_of_flag(raw: str) -> bool:
    """Whether a resource is of the reasonable adjustment flag: without consent here it goes no further."""
    return FLAG_SYSTEM in raw


def is_asked(status: str, decision: str, until: str, today: date) -> bool:
    """Whether what a source calls consent is worth asking about here: it stands, and it says yes."""
    over = until[:10] < today.isoformat()[: len(until[:10])] if until else False
    return status in CONSENTS_STANDING and decision == "permit" and not over


def check_uploads(lately: int) -> None:
    """Sending files must not be a way of trying out who is known here. Raises RuleBroken."""
    if lately >= MOST_UPLOADS:
        raise RuleBroken(_("You have sent many files in this hour. Wait a while, then send the rest."))


def check_files(sizes: list[int]) -> None:
    """As many as somebody can look through, and no more than a page can bear. Raises RuleBroken."""
    if len(sizes) > MOST_FILES:
        raise RuleBroken(_("These are too many files at once. Send 200 at most."))
    if sum(sizes) > MOST_BYTES:
        raise RuleBroken(_("These files are too large together. Send 8 MB at most at a time."))
    if not sizes:
        raise RuleBroken(_("There is no JSON file in this."))


def check_token(*, name: str, days: int, names: Collection[str]) -> None:
    """A token has a name that tells it from the others, and an end. Raises RuleBroken."""
    if not name.strip():
        raise RuleBroken(_("Say which system it is for."))
    if name.strip().casefold() in {one.casefold() for one in names}:
        raise RuleBroken(
            _("You have a connection of this name already. End that one first, or use another name.")
        )
    if len(names) >= MOST_TOKENS:
        raise RuleBroken(_("You have ten connections. End one that you no longer need first."))
    if days not in TOKEN_DAYS:
        raise RuleBroken(_("Choose for how long."))


def too_many_calls(lately: int) -> bool:
    return lately >= MOST_CALLS


def check_load_state(is_so: bool) -> None:
    """A table is checked, taken in and taken back in this order, each once."""
    if not is_so:
        raise RuleBroken(_("This was done already, or is being done. Look at the page again."))


def check_checks(today: int, most: int) -> None:
    """What is known already is said when a table is checked: so it is asked seldom, by all of an organisation together."""
    if today >= most:
        raise RuleBroken(
            _(
                "Your organisation has checked tables many times today. Mend what was found, and go on tomorrow."
            )
        )


def check_loads(lately: int) -> None:
    """So that tables are no way of finding out who is known (ADR 0041)."""
    if lately >= MOST_LOADS:
        raise RuleBroken(_("Tables were taken in many times in the last hour. Wait a while."))


def check_whole(*, faulty: int, only_good: bool) -> None:
    """With faults only by choice: whoever loads must know that some are left out."""
    if faulty and not only_good:
        raise RuleBroken(
            _("Some rows have faults. Mend them first, or choose to take in the good rows alone.")
        )


BROKE = _("Something went wrong here. What was taken in before that stays; try it again.")
UNCHANGED = _("The feed says that nothing has changed since it was read.")
STEPS = {"day": 1, "week": 7}
FOLDER = Path(__file__).resolve().parent / "definitions"


def feeds() -> dict[str, Any]:
    """How feeds are read by themselves (`definitions/feeds.toml`)."""
    return definitions.version(FOLDER, "feeds", 1)


def goes_at_once(*, going: int, listed: int) -> bool:
    """Whether so much of a feed goes that it may be the feed's mistake."""
    said = feeds()
    return bool(going >= said["gone_at_least"] and going > said["most_gone"] * listed)


def check_source(*, name: str, address: str, known: bool) -> None:
    """Raises RuleBroken."""
    if not name.strip():
        raise RuleBroken(_("Give the feed a name."))
    if values.link(address.strip()):
        raise RuleBroken(_("Write the whole address, from https:// on."))
    if known:
        raise RuleBroken(_("This feed is here already."))


def answers_for(by: Actor, organisation_id: UUID | None) -> bool:
    """An administrator reads in and takes back for their own organisation alone, a steward for all."""
    return keeps_all(by) or (organisation_id is not None and by.organisation_id == organisation_id)


def check_answers_for(by: Actor, organisation_id: UUID | None) -> None:
    """Raises RuleBroken."""
    if not answers_for(by, organisation_id):
        raise RuleBroken(_("Only the organisation that answers for this, or a steward, can do that."))


def check_not_busy(busy: bool) -> None:
    if busy:
        raise RuleBroken(_("It is being read just now. Look again in a minute."))


def check_service_files(sizes: list[int]) -> None:
    """Raises RuleBroken."""
    if sum(sizes) > MOST_SERVICE_BYTES:
        raise RuleBroken(_("These files are too large together. Send 32 MB at most at a time."))
    if not any(sizes):
        raise RuleBroken(_("There is nothing in this file."))


def next_day(every: str, today: date) -> date | None:
    """When a feed is read by itself next."""
    return today + timedelta(days=STEPS[every]) if every in STEPS else None
