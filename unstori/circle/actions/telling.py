"""Tells the rooms above what changed around a person."""

from uuid import UUID

from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.circle.signals import circle_changed
from unstori.core.words import Words
from unstori.people.models import Person


def tell(
    *,
    by: Actor,
    person: Person,
    event: str,
    title: Words,
    section: str = "about_me",
    about_id: UUID | None = None,
) -> None:
    """In both languages: each reader reads it in the language of their page.

    `about_id` is the row that it names: who may not see that row must not read of it either.
    """
    said = {"event": event, "title": title, "section": section, "about_id": about_id}
    circle_changed.send(sender=Member, person=person, by=by, **said)
