"""Tells the rooms above what changed around a person."""

from typing import Any
from uuid import UUID

from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.circle.signals import circle_changed
from unstori.core.words import Words
from unstori.people.models import Person


def tell(*, by: Actor, person: Person, event: str, title: Words, section: str = "about_me") -> None:
    """In both languages: each reader reads it in the language of their page."""
    circle_changed.send(sender=Member, person=person, by=by, event=event, title=title, section=section)


def row(person: Person, section: str = "about_me", *, by: Actor) -> dict[str, Any]:
    """What every row about a person says of itself."""
    controller: UUID | None = by.organisation_id or person.authority_id
    return {
        "person": person,
        "section": section,
        "created_by_id": by.capacity_id,
        "controller_id": controller,
    }
