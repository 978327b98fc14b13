"""What a section of an entry says in a draft, and what it says once somebody has written it. Pure."""

from datetime import date
from typing import Any, NamedTuple

from unstori.core.errors import Clash, RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules import basics, beyond, hsds
from unstori.directory.rules.finding import Document
from unstori.directory.rules.keeping import digest_of

BASICS = "basics"


class Told(NamedTuple):
    """What an entry says, or would: the standard's document and what is said here beside it."""

    document: Document
    local: Document


def in_section(told: Told, section: str, *, whole: bool) -> Document:
    """`whole`: the document was made here, with all its parts."""
    if section == BASICS:
        return basics.basics_in(told.document, whole=whole)
    names = {one["id"] for one in beyond.fields_of(section)}
    return {name: value for name, value in told.local.items() if name in names}


def mark_of(told: Told, section: str, *, whole: bool) -> str:
    """A few letters that travel with a form: they are others once the section says something else."""
    return digest_of(in_section(told, section, whole=whole))[:16]


def with_said(now: Document, section: str, said: Document, today: date) -> Document:
    """What is said beside the document, with new answers in one section. An empty answer says nothing."""
    known = {one["id"] for one in beyond.fields_of(section)}
    if set(said) - known:
        raise RuleBroken(_("What was sent does not fit what an entry can say."))
    new = {name: value for name, value in (now | said).items() if value not in (None, "", [], {})}
    if section == "wait" and any(now.get(name) != new.get(name) for name in known):
        new["wait_on"] = str(today)
    if now.get("wait_weeks") != new.get("wait_weeks"):
        new.pop("wait_of", None)  # of how many it was counted: who says something else has not counted it
    return new


def check_mark(told: Told, section: str, said: dict[str, Any], mark: str, *, whole: bool) -> None:
    """Raises Clash with both, where somebody wrote this section since the form was read."""
    if mark_of(told, section, whole=whole) == mark:
        return
    stands = in_section(told, section, whole=whole)
    names = [name for name in said if (stands.get(name) or None) != (said[name] or None)]
    theirs, mine = ({name: side[name] for name in names if name in side} for side in (stands, said))
    raise Clash(theirs=theirs, mine=mine, version=0)


def check_stands(told: Told) -> None:
    """The document as the standard has it, and the rest as our own definition has it."""
    if told.document and hsds.check(told.document):
        raise RuleBroken(_("What was sent does not fit what an entry can say."))
    beyond.check(told.local)
