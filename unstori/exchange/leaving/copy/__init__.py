"""Rows become a copy that a family can read, on the page and on paper, in the language of the page.

The same rows leave here as leave for another system; its parts are laid out like a document's.
"""

from django.utils.translation import gettext as _

from unstori.exchange.leaving.copy import rights
from unstori.exchange.leaving.copy.assessed import assessed
from unstori.exchange.leaving.copy.plan import (
    agreed,
    enquiries,
    needs,
    outcomes,
    payments,
    reviews,
    supports,
)
from unstori.exchange.leaving.copy.story import around, facts, promises, statements, story
from unstori.exchange.queries import Leaving
from unstori.plan import pdf


def copy_of(found: Leaving) -> pdf.Sheet:
    """All of it; nothing of it is kept."""
    parts = [
        (_("Who is around"), around(found)),
        (_("What is known"), facts(found)),
        (_("In their own words"), statements(found)),
        (_("What is wanted, and how it is going"), outcomes(found)),
        (_("What helps"), supports(found)),
        (_("What is needed, and what is paid"), [*needs(found), *payments(found), *enquiries(found)]),
        (_("What was assessed, and decided test by test"), assessed(found)),
        (_("What was agreed and looked at again"), [*agreed(found), *reviews(found)]),
        (_("What was offered, and asked for"), rights.offered(found)),
        (_("When we disagree"), rights.disagreed(found)),
        (_("Promises"), promises(found)),
        (_("What nobody was holding"), rights.unheld(found)),
        (_("Picture boards"), rights.boards(found)),
        (_("The story, from the beginning"), story(found)),
    ]
    if found.own is not None:
        parts.append((_("Mine alone"), rights.own(found)))
    return pdf.sheet(found.opened.person, _("The story so far"), parts)
