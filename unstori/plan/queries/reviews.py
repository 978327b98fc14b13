"""Reviews: of one person, and across everyone whom an actor may see."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from unstori.access.door import Across, Opened
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.plan.models import Review, ReviewView
from unstori.plan.rules import DUE_WITHIN


def open_review(opened: Opened) -> Review | None:
    """The next review, when one is planned."""
    planned = Review.objects.filter(held_at__isnull=True).select_related("owner__user", "owner__organisation")
    return opened.rows(planned).order_by("due_on").first()


def held_reviews(opened: Opened) -> QuerySet[Review]:
    return opened.rows(Review.objects.filter(held_at__isnull=False)).order_by("-held_at")


def review_views(opened: Opened, reviews: list[Review]) -> list[ReviewView]:
    """What was said at these reviews."""
    return list(opened.rows(ReviewView.objects.filter(review__in=reviews)).order_by("created_at"))


def reviews_due(seen: Across, until: date | None = None) -> QuerySet[Review]:
    """Reviews to be held within a month (or until a day), of everyone whose review the actor may see."""
    until = until or clock.today() + DUE_WITHIN
    rows = seen.rows(Review.objects.filter(held_at__isnull=True, due_on__lte=until))
    return rows.select_related("person", "owner__user").order_by("due_on")


def overdue(seen: Across) -> QuerySet[Review]:
    """Those whose day has passed."""
    return reviews_due(seen).filter(due_on__lt=clock.today())


def reviews_owned(people: Collection[Person], capacities: Collection[Capacity]) -> QuerySet[Review]:
    """Reviews of these people that one of these is to hold."""
    rows = Review.objects.filter(person__in=people, owner__in=capacities, held_at__isnull=True)
    return rows.order_by("due_on")
