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
    NOT_A_SERVICE = _("This is not a service.")
    NO_SERVICES = _("This is an organisation without services.")
    CANNOT_OPEN = _("This cannot be opened.")
    TOO_BIG = _("This file is too big.")
    SAME_PAGE = _("This page was there before: the feed gives the same page again.")
    TOO_MANY_PAGES = _("There are too many pages.")
    NO_DETAILS = _("Only the short form could be read.")
    NOT_KEPT = _("This could not be kept.")
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
