"""Who keeps the directory right, and what an arriving document does to the entry that it is about."""

import hashlib
import json
from enum import StrEnum
from typing import Any
from uuid import UUID

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

KEEPERS = ("administrator", "steward")
Document = dict[str, Any]


class Told(StrEnum):
    """What an import says of a record besides that it was added. Msgids; pages translate them."""

    ADDED = _("A new entry.")
    KNOWN = _("Nothing has changed.")
    BRIEF = _("This is the short form of an entry that is here.")
    CHANGED = _("A new version.")
    BACK = _("Listed again.")
    GONE = _("Its feed has it no more: it is not listed.")
    OTHERWISE = _("Another feed says otherwise about this service. What that one says stands.")
    KEPT = _("Somebody here keeps this service. What they say stands.")
    NOT_THEIRS = _(
        "It says that somebody runs this service who keeps their own here. They, or a steward, must take it in."
    )
    MAYBE_SAME = _("This may be the same service as another one here.")


def is_keeper(by: Actor | None) -> bool:
    """Whoever looks after the whole directory. By kind, never by what somebody's work is called."""
    return by is not None and by.kind in KEEPERS and by.vouched


def check_keeps(by: Actor) -> None:
    """The system, and who runs an organisation's part here."""
    if not (by.is_system or is_keeper(by)):
        raise RuleBroken(_("Only an administrator or a steward can change the directory."))


def digest_of(document: Document) -> str:
    """The same for the same content in whatever order."""
    said = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def owner_of(document: Document) -> UUID | None:
    """Who runs it, by the standard's id."""
    id = (document.get("organization") or {}).get("id")
    return UUID(id) if id else None


def is_brief_of(brief: Document, whole: Document) -> bool:
    """A list gives services without their parts; what is said there agrees with the whole entry."""
    return all(key in whole and _agrees(value, whole[key]) for key, value in brief.items())


def _agrees(said: Any, whole: Any) -> bool:
    if isinstance(said, dict) and isinstance(whole, dict):
        return is_brief_of(said, whole)
    return bool(said == whole)


def with_parts_of(brief: Document, whole: Document) -> Document:
    """What a list's short form says newly, beside the parts that it does not speak of."""
    parts = {key: value for key, value in whole.items() if isinstance(value, list)}
    inside = whole.get("organization")
    if isinstance(inside, dict) and brief.get("organization", {}).get("id") == inside.get("id"):
        brief = brief | {"organization": inside | brief["organization"]}
    return parts | brief


def with_places_of(coming: Document, whole: Document) -> Document:
    """Its places, each as it was said last; of the rest a place speaks in short, and newly where it says otherwise."""
    named = {one["id"].lower(): one for one in whole.get("service_at_locations", ())}
    for one in coming.get("service_at_locations", ()):
        before = named.get(one["id"].lower(), {})
        named[one["id"].lower()] = before if before and is_brief_of(one, before) else before | one
    plain = {key: value for key, value in coming.items() if not isinstance(value, list)}
    made = whole if is_brief_of(plain, whole) else with_parts_of(plain, whole)
    return {**whole, **made, "service_at_locations": list(named.values())} if named else made
