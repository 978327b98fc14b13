"""What could not simply be taken, and why: rows of the same shape as those of `import_fhir`.

*Skipped*: no service. *Refused*: it cannot be right, so it alone changes nothing. *Unclear*: taken as far as it goes,
and somebody must look.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unstori.core.errors import gettext_noop as _


class Why(StrEnum):
    NOT_JSON = _("This is not a JSON file.")
    WEB_PAGE = _("This is a web page and no feed. The feed has another address.")
    EMPTY = _("There is nothing in this answer.")
    OTHER_LETTERS = _("Read in other letters than the standard’s:")
    NOT_A_SERVICE = _("This is not a service.")
    NO_SERVICES = _("This is an organisation without services.")
    CANNOT_OPEN = _("This cannot be opened.")
    TOO_BIG = _("This file is too big.")
    TOO_SLOW = _("The answer takes too long.")
    NOBODY = _("Nobody answers at this address.")
    IN_CIRCLES = _("This address leads round in circles.")
    NOT_OUTSIDE = _("This address is inside a private network, and is not asked.")
    ELSEWHERE = _("The next page is at another host, and is not asked.")
    NEEDS_KEY = _("The feed wants a key or a password.")
    NOT_THERE = _("There is nothing at this address.")
    BROKE = _("The feed answered that something is wrong there:")
    LACKS = _("The feed says that it has more than it gave. Nothing was taken off the list.")
    SO_MANY_GO = _(
        "So much of this feed is gone at once that somebody must say so first. Nothing was taken off the list."
    )
    SAME_PAGE = _("This page was there before: the feed gives the same page again.")
    TOO_MANY_PAGES = _("There are too many pages.")
    NO_DETAILS = _("Only the short form could be read.")
    NOT_KEPT = _("This could not be kept.")
    TOO_LONG = _("This is too long to be kept.")
    TWICE = _("This service is in the feed several times and says different things. The fullest is taken.")
    LEFT_OUT = _("Left out, because it cannot be right:")
    MENDED = _("Mended:")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report."""

    file: str
    resource: str
    path: str
    why: str

    def as_row(self) -> dict[str, Any]:
        return {"file": self.file, "resource": self.resource, "path": self.path, "why": self.why}
