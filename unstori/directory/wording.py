"""How an absence is said, wherever somebody is named."""

from django.utils.translation import gettext as _

from unstori.core.dates import format_date
from unstori.directory.models import Absence


def away_said(absence: Absence | None) -> str:
    """ "Huw Parry is away until 3 June; Non Lloyd stands in." `until` is the last day; why is never said."""
    if absence is None:
        return ""
    until = format_date(absence.until) if absence.until else ""
    other = absence.stand_in.user.name if absence.stand_in else ""
    said = {"name": absence.capacity.user.name, "day": until, "other": other}
    if other and until:
        return _("%(name)s is away until %(day)s; %(other)s stands in.") % said
    if other:
        return _("%(name)s is away; %(other)s stands in.") % said
    if until:
        return _("%(name)s is away until %(day)s; nobody stands in.") % said
    return _("%(name)s is away; nobody stands in.") % said
