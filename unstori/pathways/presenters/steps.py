"""Steps of a request in words: what a button says, what its page is called, and what it does."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.pathways.models import Request
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity

Item = dict[str, Any]
# In the order in which they are offered: the first that can be taken is the main one.
BUTTONS: dict[str, Any] = {
    "confirm": gettext_lazy("It has started"), "not_yet": gettext_lazy("It has not really started yet"),
    "see": gettext_lazy("I have seen that it has started"), "tell": gettext_lazy("Answer their question"),
    "receive": gettext_lazy("They have the request"), "accept": gettext_lazy("They said yes"),
    "list": gettext_lazy("They put it on their list"), "meet": gettext_lazy("They have met"),
    "ask": gettext_lazy("They ask for more"), "decline": gettext_lazy("They said no"), "end": gettext_lazy("It has ended"),
    "contact": gettext_lazy("I spoke with the family"), "note": gettext_lazy("Write a word"),
    "withdraw": gettext_lazy("Take the request back"),
}  # fmt: skip
TITLES: dict[str, Any] = {
    "confirm": gettext_lazy("%(service)s has started"), "not_yet": gettext_lazy("%(service)s has not really started yet"),
    "see": gettext_lazy("You have seen that %(service)s has started"), "tell": gettext_lazy("Answer %(service)s"),
    "withdraw": gettext_lazy("Take back the request to %(service)s"), "note": gettext_lazy("A word about %(service)s"),
    "contact": gettext_lazy("You spoke with the family about %(service)s"),
    "receive": gettext_lazy("%(service)s has the request"), "ask": gettext_lazy("%(service)s asks for more"),
    "accept": gettext_lazy("%(service)s said yes"), "list": gettext_lazy("%(service)s put it on their list"),
    "meet": gettext_lazy("First contact with %(service)s"), "end": gettext_lazy("%(service)s has ended"),
    "decline": gettext_lazy("%(service)s said no"),
}  # fmt: skip
SAVES: dict[str, Any] = {
    step: gettext_lazy("Save") for step in TITLES
} | {
    "confirm": gettext_lazy("It has started"), "tell": gettext_lazy("Send the answer"),
    "withdraw": gettext_lazy("Take it back"),
}  # fmt: skip
NOTES: dict[str, Any] = {
    "confirm": gettext_lazy("Whoever works with you there holds it from now on. If it stops, you can say so."),
    "not_yet": gettext_lazy("It waits on, and whoever holds it goes on holding it."),
    "withdraw": gettext_lazy("They are told that it is not wanted any more. You can ask them again at any time."),
    "note": gettext_lazy("Everybody who sees this request reads it: the family, who holds it and the service."),
}  # fmt: skip
HOLDING: dict[str, tuple[Any, Any, Any]] = {
    "hand_over": (gettext_lazy("Hand it over"), gettext_lazy("Hand it over"),
                  gettext_lazy("You hold it until somebody else does, by name.")),
    "next": (gettext_lazy("The one next step"), gettext_lazy("Save the next step"), ""),
    "over": (gettext_lazy("End it"), gettext_lazy("End it"), ""),
    "again": (gettext_lazy("Open it again"), gettext_lazy("Open it again"),
              gettext_lazy("Nothing is asked anew, and the first day stays.")),
}  # fmt: skip


def buttons(row: Request, whose: Collection[str], href: Callable[[str], str]) -> list[Item]:
    """What the reader can do now. Who is of the family is not asked to do what the service does."""
    here = row.is_here
    found: list[Item] = []
    for step, words in BUTTONS.items():
        if not rules.may_move(step, state=row.state, whose=whose, here=here) or _is_of_others(step, whose):
            continue
        found.append({"id": step, "words": words, "href": href(step), "kind": "quiet" if found else "main"})
    return found


def _is_of_others(step: str, whose: Collection[str]) -> bool:
    return rules.FAMILY in whose and step in ("see", "contact")


def people(those: Iterable[Capacity], by: Actor) -> list[tuple[str, Any]]:
    return [(str(one.pk), _("You") if one.pk == by.capacity_id else label_of(one)) for one in those]
