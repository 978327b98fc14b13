"""What somebody says about themselves: their own, and what others show them. No row about a person (ADR 0051)."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access.door import NotFound, Opened, look_across
from unstori.access.queries import grants_on
from unstori.access.rules import Actor, Permission
from unstori.circle.queries import circle_of, kept_from
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.people.rules import age_on
from unstori.story import rules
from unstori.story.models import OwnAnswer, OwnConversation

WHO = ("author__user", "author__organisation", "author__person")
AROUND = ("self", "family", "advocate", "worker")


def own_conversations(by: Actor) -> QuerySet[OwnConversation]:
    """Mine, the newest first."""
    rows = OwnConversation.objects.filter(author_id=by.capacity_id)
    return rows.prefetch_related("shown__shown_to__user").order_by("-created_at")


def shown_to_me(by: Actor) -> list[OwnConversation]:
    """What others show me now."""
    standing = Q(shown__shown_to_id=by.capacity_id, shown__ended_at__isnull=True)
    rows = OwnConversation.objects.filter(standing, finished_at__isnull=False).select_related(*WHO)
    shown = list(rows.order_by("-finished_at"))
    seen = _seen(by, {row.for_person for row in shown if row.for_person})
    return [row for row in shown if _still_around(by, row, seen)]


def own_conversation(by: Actor, id: UUID, *, mine: bool = False) -> OwnConversation:
    """One, for its author; or for whom they show it, unless it must be mine. Raises NotFound."""
    found = OwnConversation.objects.select_related(*WHO).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    is_author = found.author_id == by.capacity_id
    shown = found.shown.filter(shown_to_id=by.capacity_id, ended_at__isnull=True).exists()
    seen = _seen(by, {found.for_person} if shown and not mine and found.for_person else set())
    around = shown and not mine and _still_around(by, found, seen)
    finished = found.finished_at is not None and not mine
    if not rules.reads(is_author=is_author, finished=finished, shown=shown, still_around=around):
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def own_answers(conversation: OwnConversation) -> dict[str, OwnAnswer]:
    """What was answered, by question. Whoever has the conversation may read them."""
    return {row.question: row for row in conversation.answers.all()}


def could_read(by: Actor, conversation: OwnConversation) -> list[Capacity]:
    """Whom its author may show it to: those around the one they care for; at work the colleagues in their team."""
    if conversation.for_person:
        opened = _opened(by, conversation.for_person)
        found = _around(opened) if opened else {}
    else:
        here = Capacity.objects.filter(team_id=by.team_id, ends_on__isnull=True) if by.team_id else ()
        found = {
            one.pk: one for one in (here.select_related("user", "organisation", "person") if here else ())
        }
    found.pop(by.capacity_id, None)
    return sorted(found.values(), key=lambda one: one.user.name)


def _around(opened: Opened) -> dict[UUID, Capacity]:
    """The person, and those of the circle as its reader sees it: no list names whom the circle does not."""
    named = set(circle_of(opened).exclude(capacity=None).values_list("capacity_id", flat=True))
    named -= kept_from(opened)
    held = [grant.capacity for grant in grants_on(opened.person) if grant.capacity]
    own = {one.pk for one in held if one.kind == "self" and one.person_id == opened.person.pk}
    return {one.pk: one for one in held if one.kind in AROUND and one.pk in named | own}


def cared_for(by: Actor) -> Person | None:
    """The one whom a family member is there for, as far as they see them."""
    opened = _opened(by, by.person_id) if by.person_id else None
    return opened.person if opened else None


def own_age(by: Actor) -> int | None:
    """How old the actor is, where they are the person themselves and it is known."""
    if by.kind != "self" or by.person_id is None:
        return None
    born = Person.objects.filter(pk=by.person_id).values_list("born_on", flat=True).first()
    return age_on(born, clock.today()) if born else None


def _still_around(by: Actor, conversation: OwnConversation, seen: Collection[UUID]) -> bool:
    """Somebody who left the circle, or the organisation, no longer reads what they were shown there."""
    if conversation.for_person:
        return conversation.for_person in seen
    return by.vouched and conversation.author.organisation_id == by.organisation_id


def _opened(by: Actor, id: UUID) -> Opened | None:
    """The one they care for, as far as this actor may see them at all."""
    return _seen(by, {id}).get(id)


def _seen(by: Actor, ids: Collection[UUID]) -> dict[UUID, Opened]:
    """Those of them of whom this actor may see anything at all: one look across, however many."""
    people = list(Person.objects.select_related("authority").filter(pk__in=ids)) if ids else []
    several = look_across(by, people).open(people) if people else []
    return {
        one.person.pk: one for one in several if any(right >= Permission.SEE for right in one.rights.values())
    }
