"""How who asked is reached without danger, in words."""

from collections.abc import Iterable
from typing import Any

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.circle.models import SafeContact
from unstori.core.words import spoken
from unstori.pathways.queries import reaching


def said(rows: Iterable[SafeContact]) -> list[dict[str, Any]]:
    """Whom, how, when, and who must not know."""
    return [
        {"who": label_of(row.created_by), "way": row.get_way_display(), "to": row.to,
         "times": spoken(row.times, row.language), "hidden_from": spoken(row.hidden_from, row.language)}
        for row in rows
    ]  # fmt: skip


def before_sending(opened: Opened) -> dict[str, Any]:
    """What a service reads of it once it is asked, and whether the reader can say it."""
    own = reaching.own(opened)
    return {"may_say_reach": own is not None, "reaching": said(own or ())}
