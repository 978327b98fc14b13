"""What can be chosen to narrow what is found, in the words of the page."""

from collections.abc import Mapping
from datetime import time

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from unstori.directory.presenters.drawing import miles_said
from unstori.directory.rules import meaning

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
LANGUAGES: Mapping[str, Said] = {"cy": _("Welsh"), "en": _("English")}
# Ways in that families ask for, the groups of words that say so; where one word says too little, in more words.
ACCESS = (
    "wheelchair", "hoist", "changing_places", "accessible_toilet", "quiet", "sensory_room", "one_to_one", "bsl",
    "hearing_loop", "easy_read", "parking",
)  # fmt: skip
IN_FULL: Mapping[str, Said] = {
    "wheelchair": _("Room for a wheelchair"),
    "changing-places": _("A Changing Places toilet"),
    "quiet": _("A quiet time or place"),
    "bsl": _("British Sign Language"),
    "speech-needs": _("Speech and language"),
}


def group_said(code: str) -> str:
    """A group of words by its first word, in the reader's language."""
    group = code.replace("_", "-")
    if group in IN_FULL:
        return str(IN_FULL[group])
    if group not in meaning.groups():
        return code
    said = meaning.label(group, (get_language() or "en")[:2])
    return said[:1].upper() + said[1:]


def access() -> list[tuple[str, str]]:
    return [(code, group_said(code)) for code in ACCESS]


def needs() -> list[tuple[str, str]]:
    """By the alphabet of the reader's language, nothing chosen first."""
    named = [(group, group_said(group)) for group in meaning.of_kind("need")]
    return [("", gettext("Any")), *sorted(named, key=lambda one: one[1].casefold())]


def miles() -> list[tuple[str | int, str]]:
    return [("", gettext("Any distance")), *((one, miles_said(one)) for one in MILES)]
