"""What the person's own timeline says of requests about their data."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unstori.access.rules import Actor
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.story.actions import record

TITLES = {
    "data.asked": _("Something was asked about the data kept here"),
    "data.answered": _("A request about data was answered"),
    "data.disagreed": _("Somebody says that this is not right"),
}


def tell(
    *, by: Actor, person: Person, event: str, about_id: UUID, section: str = "about_me", **more: Any
) -> None:
    """Narrowed unless said otherwise: that somebody asked is nobody's business but theirs."""
    title = Words.both(lambda: gettext(TITLES[event]))
    record(by=by, person=person, section=section, event=event, title=title, about_id=about_id,
           **{"narrowed": True, **more})  # fmt: skip
