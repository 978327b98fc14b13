"""What can be chosen to narrow what is found, in the words of the page."""

from collections.abc import Mapping
from datetime import time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise

DAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip
MILES = (1, 2, 5, 10, 15, 25, 50)
# What people call a time of day, and between which hours something must be open.
TIMES: Mapping[str, tuple[Said, time, time]] = {
    "day": (_("In the day"), time(9), time(15)),
    "after_school": (_("After school"), time(15), time(18)),
    "evening": (_("In the evening"), time(18), time(23)),
}
LANGUAGES: Mapping[str, Said] = {"cy": _("Welsh"), "en": _("English"), "bsl": _("British Sign Language")}
ACCESS: Mapping[str, Said] = {
    "wheelchair": _("A way in without steps"),
    "hoist": _("A hoist"),
    "changing_places": _("A Changing Places toilet"),
    "quiet": _("A quiet time or place"),
}
