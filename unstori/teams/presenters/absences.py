"""What became of being away, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.directory.wording import away_said
from unstori.teams.actions import Away


def became(away: Away) -> str:
    """What is done, and for whom somebody else must ask."""
    said = [away_said(away.absence)]
    if away.asked:
        words = ngettext(
            "We asked the family of %(n)s person whether they may see it.",
            "We asked the families of %(n)s people whether they may see it.",
            away.asked,
        )
        said.append(words % {"n": away.asked})
    if away.not_asked:
        words = ngettext(
            "%(n)s person is not open to them, and you could not ask: the family can let them in.",
            "%(n)s people are not open to them, and you could not ask: the families can let them in.",
            away.not_asked,
        )
        said.append(words % {"n": away.not_asked})
    if len(said) == 1:
        said.append(_("Everybody in the circles sees it."))
    return " ".join(said)
