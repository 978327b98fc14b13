"""What lower rooms tell the story, and what `circle` asks of it before somebody leaves."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.models import GlassBreak
from unstori.access.rules import Actor
from unstori.access.signals import glass_broken
from unstori.circle.signals import Duty, circle_changed, duties_handed_over, member_leaving, naming_rows
from unstori.core.words import Words, spoken
from unstori.people.models import Capacity, Person
from unstori.story import actions, definitions, queries


@receiver(circle_changed)
def tell_of_circle(
    *,
    person: Person,
    by: Actor,
    event: str,
    title: Words,
    section: str,
    about_id: UUID | None = None,
    **_kwargs: Any,
) -> None:
    """Who joins, leaves and may see is part of the story."""
    actions.record(by=by, person=person, section=section, event=event, title=title, about_id=about_id)


@receiver(glass_broken)
def tell_of_glass(*, glass_break: GlassBreak, by: Actor, **_kwargs: Any) -> None:
    """The person learns at once that somebody opened their story; the reason is on "who has looked"."""
    said = Words.both(lambda: by.label)
    actions.record(by=by, person=glass_break.person, section="about_me", event="glass.broken", title=said)


@receiver(member_leaving)
def name_duties(*, people: list[Person], capacities: list[Capacity], **_kwargs: Any) -> list[Duty]:
    """Promises and unfinished conversations of somebody who may leave."""
    promises, begun = queries.duties_of(people, capacities)
    duties = [
        Duty(kind="promise", title=spoken(each.what, each.language), row=each, due_on=each.due_on)
        for each in promises
    ]
    return duties + [
        Duty(
            kind="conversation",
            title=str(definitions.guide(each.guide, each.guide_version).title),
            row=each,
            whose=each.created_by_id,
        )
        for each in begun
    ]


@receiver(duties_handed_over)
def move_duties(
    *,
    person: Person,
    by: Actor,
    from_capacity: Capacity,
    to_capacity: Capacity,
    why: str = "",
    rows: Collection[UUID] | None = None,
    **_kwargs: Any,
) -> None:
    """In the transaction in which they leave: no promise is left with nobody."""
    actions.take_over(by=by, person=person, leaving=from_capacity, to=to_capacity, why=why, rows=rows)


@receiver(naming_rows)
def name_rows(*, opened: Opened, ids: set[UUID], **_kwargs: Any) -> dict[UUID, tuple[str, str]]:
    """What entries and promises are called, for pages that list rows by id."""
    reference = opened.person.reference
    promised = queries.promises(opened).filter(pk__in=ids).prefetch_related(None)
    return {
        row.pk: (
            row.title or row.words[:80] or _("Something in the story"),
            reverse("story:entry", args=[reference, row.pk]),
        )
        for row in queries.entries_by_id(opened, ids)
    } | {row.pk: (row.what, f"{reverse('story:promises', args=[reference])}#p-{row.pk}") for row in promised}
