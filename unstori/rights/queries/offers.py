"""What was offered to one person and those around them, and what they asked for."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from unstori.access.door import Across, NotFound, Opened
from unstori.access.rules import Permission
from unstori.rights.models import Asking, Offer, OfferNews
from unstori.story.models import Promise

AUTHOR = ("created_by__user", "created_by__person", "created_by__organisation")


def offers(opened: Opened) -> QuerySet[Offer]:
    """The newest first, each with what was said to it."""
    news = opened.rows(OfferNews.objects.select_related(*AUTHOR)).order_by("happened_on", "created_at")
    rows = opened.rows(Offer.objects.select_related(*AUTHOR, "to_member"))
    return rows.order_by("-offered_on", "-created_at").prefetch_related(Prefetch("news", queryset=news))


def offer(opened: Opened, id: UUID) -> Offer:
    """One offer. Raises NotFound."""
    found = offers(opened).filter(pk=id).first()
    if found is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk
        )
    return found


def answers_as(opened: Opened, row: Offer) -> dict[str, bool]:
    """To whom an offer was made, as the actor meets it: what the rule of who answers asks."""
    to = row.to_member
    return {
        "to_person": to is None,
        "to_me": bool(to and to.capacity_id == opened.actor.capacity_id),
        "decides": opened.decides,
    }


def offers_waiting(seen: Across) -> list[Offer]:
    """What was offered and nobody said anything to yet: to the actor by name, or to the person whom they see."""
    me = seen.actor.capacity_id
    to_me = Q(to_member__isnull=True) | Q(to_member__capacity_id=me)
    rows = Offer.objects.filter(to_me, ~Exists(OfferNews.objects.filter(offer=OuterRef("pk"))))
    rows = seen.rows(rows).exclude(created_by_id=me)
    return list(rows.select_related("person__authority", "to_member").order_by("offered_on", "pk"))


def is_own_answer(opened: Opened, row: Offer) -> bool:
    """Whether the actor is the one to whom it was offered."""
    to = answers_as(opened, row)
    return to["to_me"] or (to["to_person"] and opened.is_self)


def askings(opened: Opened) -> QuerySet[Asking]:
    """What somebody asked for themselves, the newest first."""
    return opened.rows(Asking.objects.select_related(*AUTHOR)).order_by("-created_at")


def promised(opened: Opened, rows: Iterable[UUID]) -> dict[UUID, Promise]:
    """Who said that they would see to it, by the row that asked."""
    promises = Promise.objects.filter(entry__about_id__in=list(rows))
    seen = opened.rows(
        promises.select_related("entry", "owner__user", "owner__organisation", "owner__person")
    )
    return {row.entry.about_id: row for row in seen.order_by("created_at") if row.entry.about_id}
