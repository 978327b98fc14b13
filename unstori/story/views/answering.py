"""Whose answer it is, before anybody says otherwise."""

from typing import Any

from django.forms import Form

from unstori.access.door import Opened
from unstori.access.request import Request
from unstori.story.models import Answer, Conversation
from unstori.story.views.facts import said_by

KEPT = ("words", "choice", "said_by", "said_how", "with_help_of", "language", "version")
WHOSE = ("said_by", "said_how", "with_help_of", "language")


def whose(
    request: Request, opened: Opened, held: Conversation, mine: Answer | None, before: Answer | None = None
) -> dict[str, Any]:
    """The answer as it stands; else whoever answered before; else the person, where they or a worker write."""
    if mine is not None:
        return {name: getattr(mine, name) for name in KEPT}
    if before is not None:
        return {**{name: getattr(before, name) for name in WHOSE}, "version": 0}
    the_person = opened.is_self or opened.actor.is_professional
    who = opened.person.called if the_person else said_by(opened, request.actor)
    return {"said_by": who, "language": held.language, "version": 0}


def easily(
    request: Request, opened: Opened, held: Conversation, mine: Answer | None, before: Answer | None
) -> dict[str, Any]:
    """One question at a time is asked of the person; whoever holds the phone helps."""
    found = whose(request, opened, held, mine, before)
    if mine is None and before is None:
        helper = "" if opened.is_self else opened.actor.user_name
        found |= {"said_by": opened.person.called, "with_help_of": helper}
    return found


def read_at(form: Form, version: int) -> None:
    """What was sent stands in the form again, beside what stands now: the next press writes over what was seen."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(version)
    form.data = data
