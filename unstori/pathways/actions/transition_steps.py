"""What a step of a transition leaves behind: evidence, an audit event, a line of the story."""

from typing import Any

from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.words import Words
from unstori.pathways import lifespan
from unstori.pathways.models import Transition, TransitionItem, TransitionStep
from unstori.story.actions.timeline import tell

SAYS = {
    "taken": _("%(name)s prepares: %(what)s"),
    "done": _("Prepared: %(what)s"),
    "dropped": _("Not needed: %(what)s"),
    "back": _("To do again: %(what)s"),
    "added": _("To prepare: %(what)s"),
    "receiver": _("%(name)s will be there after the change: %(age)s"),
    "to_ask": _("Will be asked before the change: %(name)s"),
    "not_ask": _("Will not be asked before the change: %(name)s"),
    "ended": _("The preparation ended: %(age)s"),
    "reopened": _("The preparation goes on: %(age)s"),
    "opened": _("Preparing began: %(age)s"),
}


def stamp(*, by: Actor, row: Transition) -> dict[str, Any]:
    return audit.stamp(by=by, person=row.person, section=row.section, narrowed=row.narrowed)


def step(
    *,
    by: Actor,
    row: Transition,
    kind: str,
    item: TransitionItem | None = None,
    name: str = "",
    words: str = "",
) -> None:
    """A step, an audit event, and a line of the story in both languages."""
    made = TransitionStep.objects.create(
        transition=row, item=item, kind=kind, name=name, words=words, **stamp(by=by, row=row)
    )
    age = lifespan.age(row.age, row.person.jurisdiction, clock.today())
    more: dict[str, Any] = {
        "name": name,
        "age": age.name if age else row.age,
        "what": _both(item) if item else "",
    }
    tell(by=by, row=made, event=f"transition.{kind}", says=SAYS[kind], words=words, **more)


def _both(item: TransitionItem) -> Words | str:
    return Words.read(item.said) if item.said else item.words
