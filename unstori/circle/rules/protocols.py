"""Agreements by which organisations share. Source: WASPI, an information sharing protocol for each purpose."""

from collections.abc import Collection
from datetime import date, timedelta

from unstori.circle.rules.sharing import check_bases, check_sections
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _

PARTIES = 2


def check_protocol(
    *, parties: int, sections: Collection[str], known: Collection[str], data_basis: str, confidence_basis: str,
    valid_from: date, valid_until: date | None, review_on: date,
) -> None:  # fmt: skip
    """Two or more share what there is, on two bases, from a day on, looked at before it ends. Raises RuleBroken."""
    if parties < PARTIES:
        raise RuleBroken(_("An agreement is between two organisations or more."))
    check_sections(sections, known)
    check_bases(data_basis, confidence_basis)
    if review_on <= valid_from or (valid_until and not valid_from < valid_until):
        raise RuleBroken(_("It begins before it is looked at again, and before it ends."))
    if valid_until and review_on > valid_until:
        raise RuleBroken(_("Look at it again before it ends."))


def how_it_stands(
    *, valid_from: date, valid_until: date | None, review_on: date, today: date, soon_days: int
) -> str:
    """over, coming, late, soon or holds."""
    if valid_until and valid_until < today:
        return "over"
    if valid_from > today:
        return "coming"
    if review_on < today:
        return "late"
    ends = min(review_on, valid_until) if valid_until else review_on
    return "soon" if ends <= today + timedelta(soon_days) else "holds"
