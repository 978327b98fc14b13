"""Not there, or not for you: said alike everywhere in the story."""

from unstori.access.door import NotFound, Opened
from unstori.access.rules import Permission


def missing(opened: Opened) -> NotFound:
    """For raising; the middleware writes the refusal to the audit."""
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)
