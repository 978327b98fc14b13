"""Tells the rooms above what changed around a person."""

from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.circle.signals import circle_changed
from unstori.core.words import Words
from unstori.people.models import Person


def tell(*, by: Actor, person: Person, event: str, title: Words, section: str = "about_me") -> None:
    """In both languages: each reader reads it in the language of their page."""
    circle_changed.send(sender=Member, person=person, by=by, event=event, title=title, section=section)
