"""What the circle tells rooms above, and what it asks of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.dispatch import Signal

from unstori.access.door import Opened
from unstori.access.models import AboutPerson

# Something changed around the person. kwargs: person, by (Actor), event ("circle.key_worker"),
# title (Words), section, about_id (of the member or the decision that it names, or None).
circle_changed = Signal()

# Somebody may leave: which duties are theirs? kwargs: people (list of Person), capacities (list of Capacity).
# Receivers return a list of `Duty` in as many queries for one as for thirty.
member_leaving = Signal()

# Their duties go to somebody else, in the same transaction. kwargs: person, by (Actor),
# from_capacity, to_capacity (Capacity), why, rows (ids of duties, or None for all).
# Receivers move every duty that they named above, or those of `rows`.
duties_handed_over = Signal()

# What are these rows called? kwargs: opened (Opened), ids (set of UUID).
# Receivers return {id: (title, address)} for those of their rows that `opened` may see.
naming_rows = Signal()

# Within this room: a message is to be sent. kwargs: invitation or call (the row), origin (our address).
invited = Signal()
call_asked = Signal()


@dataclass(frozen=True)
class Duty:
    """Something that somebody owes a person: a promise, a draft, a review.

    It goes whoever hands it over; its words are for who sees its row, by the door's rule or a narrower one.
    """

    kind: str
    title: str
    row: AboutPerson
    due_on: date | None = None
    is_seen: Callable[[Opened, Any], bool] = Opened.sees
    whose: UUID | None = None  # the capacity that owes it; whoever owns the row where none is named

    @property
    def row_id(self) -> UUID:
        return self.row.pk
