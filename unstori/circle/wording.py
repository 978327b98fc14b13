"""Words that rooms above say too."""

from django.utils.translation import ngettext


def not_shared(number: int) -> str:
    """How many things more there are of which the reader may know no more."""
    if not number:
        return ""
    words = ngettext(
        "%(n)s thing that is not shared with you", "%(n)s things that are not shared with you", number
    )
    return words % {"n": number}
