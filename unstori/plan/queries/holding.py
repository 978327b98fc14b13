"""For actions: the row that one changes, as it stands now; and rows that it only names."""

from typing import TypeVar

from unstori.access.door import NotFound, Opened
from unstori.access.models import AboutPerson
from unstori.access.rules import Permission

R = TypeVar("R", bound=AboutPerson)


def hold(opened: Opened, row: R) -> R:
    """Locked, or NotFound when it went or was kept from the actor since the page was read."""
    found: R | None = opened.rows(type(row)._default_manager.select_for_update()).filter(pk=row.pk).first()
    if found is None:
        raise _not_found(opened)
    return found


def check_seen(opened: Opened, *rows: AboutPerson | None) -> None:
    """What a new row hangs on is this person's, and its author sees it. Raises NotFound."""
    if any(row is not None and not opened.sees(row) for row in rows):
        raise _not_found(opened)


def _not_found(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk)
