"""Who writes down an enquiry, and when it has a conclusion."""

from datetime import date

from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.plan.rules.supports import check_span


def can_write_enquiry(*, kind: str) -> bool:
    """An enquiry is the authorities' own (2014 Act s. 126, Children Act 1989 s. 47): the family reads it, workers write it."""
    return kind in {"worker", "system"}


def check_write_enquiry(*, kind: str) -> None:
    if not can_write_enquiry(kind=kind):
        raise RuleBroken(_("Enquiries are written down by the workers who make them."))


def check_enquiry(*, began_on: date, concluded_on: date | None, conclusion: str, today: date) -> None:
    """An enquiry has begun; its conclusion has a day and words, or is still to come."""
    if max(began_on, concluded_on or began_on) > today:
        raise RuleBroken(_("That day has not come yet."))
    check_span(began_on, concluded_on)
    if bool(concluded_on) != bool(conclusion.strip()):
        raise RuleBroken(_("Write down the conclusion and its day, or neither."))


def check_conclusion(*, already: bool) -> None:
    """A conclusion is written once: what it says later is another enquiry."""
    if already:
        raise RuleBroken(_("This enquiry has its conclusion."))
