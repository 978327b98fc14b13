"""Looking again: planned for a day, then held with everyone's view."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.plan import queries, rules
from unstori.plan.actions.agreement import SECTION
from unstori.plan.actions.telling import note_changes
from unstori.plan.models import Review, ReviewView
from unstori.plan.signals import stopping
from unstori.story.actions.timeline import tell


@transaction.atomic
def plan_review(*, by: Actor, person: Person, due_on: date, owner: Capacity | None = None) -> Review:
    """Say when the plan is looked at again, and who sees to it. A planned one moves; never a second."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    # two at once would plan two
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    review = opened.rows(Review.objects.select_for_update().filter(held_at__isnull=True)).first()
    before = review.due_on if review else None
    if review is None:
        review = Review(section=SECTION, **audit.stamp(by=by, person=opened.person))
    review.due_on, review.owner_id = due_on, owner.pk if owner else by.capacity_id
    review.save()
    note_changes(by=by, row=review, changed={"due_on": (before, due_on)})
    tell(
        by=by,
        row=review,
        event="review.planned",
        says=_("We look at the plan again on %(day)s"),
        day=due_on.strftime("%d.%m.%Y"),
    )
    return review


@transaction.atomic
def hold_review(
    *,
    by: Actor,
    review: Review,
    conclusion: str,
    views: Iterable[Mapping[str, str]],
    next_on: date | None = None,
    why: str = "",
    met_otherwise: str = "",
) -> Review:
    """Write down what each said; confirm, revise or close; plan the next."""
    opened = require(by, review.person_id, Permission.ADD, section=SECTION)
    held = _owed(opened, review)
    said = [view for view in views if view["words"].strip()]
    rules.check_review(
        conclusion=conclusion, answers=[view["words"] for view in said], next_on=next_on, today=clock.today()
    )
    unrated = queries.not_rated(opened).count()
    rules.check_closing(conclusion=conclusion, why=why, met_otherwise=met_otherwise, not_rated=unrated)
    if conclusion == "closed":
        stopping.send(sender=Review, opened=opened, row=held)
    author = audit.stamp(by=by, person=opened.person)
    ReviewView.objects.bulk_create(ReviewView(review=held, section=SECTION, **v, **author) for v in said)
    held.held_at, held.held_by, held.conclusion = clock.now(), by.capacity_id, conclusion
    held.closing_why, held.met_otherwise = why, met_otherwise
    held.save()
    tell(by=by, row=held, event="review.held", says=_("We looked at the plan together"))
    if next_on and conclusion != "closed":
        plan_review(by=by, person=opened.person, due_on=next_on, owner=held.owner)
    return held


def _owed(opened: Opened, review: Review) -> Review:
    """The review as it stands, locked; nobody's when it was held meanwhile."""
    # first, as whoever plans one does
    Person.objects.select_for_update(no_key=True).get(pk=review.person_id)
    owed = Review.objects.select_for_update().filter(pk=review.pk, held_at__isnull=True)
    held = opened.rows(owed).first()
    if held is None:
        raise NotFound(
            reference=opened.person.reference, permission=Permission.ADD, person_id=opened.person.pk
        )
    return held


@transaction.atomic
def hold_review_today(*, by: Actor, person: Person, **said: Any) -> Review:
    """A review that nobody planned: planned for today and held at once, unless somebody else was quicker."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    rules.check_nothing_planned(queries.open_review(opened) is not None)
    review = plan_review(by=by, person=opened.person, due_on=clock.today())
    return hold_review(by=by, review=review, **said)


@transaction.atomic
def hand_over_reviews(
    *, by: Actor, person: Person, from_capacity: Capacity, to_capacity: Capacity,
    only: Collection[UUID] | None = None,
) -> int:  # fmt: skip
    """Reviews still to be held pass to another owner when theirs leaves. Returns how many."""
    rows = Review.objects.select_for_update().filter(person=person, owner=from_capacity, held_at__isnull=True)
    moved = [review for review in rows if only is None or review.pk in only]
    for review in moved:
        review.owner = to_capacity
        review.save()
        audit.record(
            by, "review.hand_over", person_id=person.pk, row=review, detail={"to": str(to_capacity.pk)}
        )
    return len(moved)
