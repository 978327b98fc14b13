"""The register of agreements by which organisations share."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.door import Opened
from unstori.circle.models import Member, Protocol
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Organisation, Team


def protocols() -> QuerySet[Protocol]:
    """All, those that end soonest first. They name nobody, so everybody may read them."""
    return Protocol.objects.prefetch_related("parties").order_by("review_on", "pk")


def holding() -> QuerySet[Protocol]:
    """Those that hold today."""
    today = clock.today()
    return protocols().filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today), valid_from__lte=today)


def covering(first: UUID | None, second: UUID | None, sections: Collection[str] = ()) -> list[Protocol]:
    """Those that hold today between two organisations, for all of these sections."""
    if first is None or second is None or first == second:
        return []
    both = holding().filter(parties=first).filter(parties=second)
    return [one for one in both if set(sections) <= set(one.sections)]


def protocols_of(organisation: UUID | None) -> list[Protocol]:
    """Those that hold today and to which an organisation is a party, for a form that does not know the other yet."""
    return list(holding().filter(parties=organisation)) if organisation else []


def protocol(reference: str) -> Protocol | None:
    """What a sharing decision names by its reference; None for a reference that nobody put into the register."""
    return protocols().filter(reference=reference).first() if reference else None


def _first(opened: Opened) -> UUID | None:
    """Who shares: where the actor works, else who answers for the record."""
    return opened.actor.organisation_id or opened.person.authority_id


def offered(opened: Opened) -> list[Protocol]:
    """What a worker may choose from. A family is not asked: what covers it alone is written down by itself."""
    return protocols_of(_first(opened)) if opened.actor.is_professional else []


def named(
    opened: Opened, holder: Member | Team | Organisation, sections: Collection[str], chosen: str
) -> str:
    """The reference that the decision is to name. Raises RuleBroken for one that does not cover it."""
    if isinstance(holder, Organisation):
        second: UUID | None = holder.pk
    else:
        second = holder.organisation_id
        if isinstance(holder, Member) and second is None and holder.capacity:
            second = holder.capacity.organisation_id
    found = [one.reference for one in covering(_first(opened), second, sections)]
    if chosen and chosen not in found:
        raise RuleBroken(_("This agreement does not cover what you share, or with whom."))
    return chosen or (found[0] if len(found) == 1 else "")
