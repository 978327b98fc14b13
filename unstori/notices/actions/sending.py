"""Messages are written where something is to be told, and sent after everything has been asked once more."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from unstori.access import audit
from unstori.access.door import look_across
from unstori.access.queries import actor_of
from unstori.access.queries.forgetting import kept_until
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.notices import queries, rules, wording
from unstori.notices.channels import NotDelivered, send
from unstori.notices.models import Message, Notice, Sweep
from unstori.notices.queries import News, Wish
from unstori.notices.signals import message_written
from unstori.people.models import Capacity

MOST_TRIES = 6  # as often as a job is tried (`access.rules.schedule`)


def sweep(*, by: Actor, digest: bool) -> int:
    """Look for what is to be told and write the messages; returns how many.

    In the morning everybody is looked at; in between only those who may see a story that grew. After a gap it looks
    back to the last time; run twice, the second finds nothing, because everything is told once.
    """
    began, last = clock.now(), queries.last_sweep(digest=digest)
    weekly = last is None or rules.week_began(last.astimezone(clock.LONDON).date()) < rules.week_began(
        clock.today()
    )
    since = None if digest else last
    written = 0
    for capacity in list(queries.who_can_be_told(since)):
        written += _tell(by, capacity, digest=digest, weekly=weekly) is not None
    with transaction.atomic():
        Sweep.objects.create(digest=digest, until=began, kept_until=kept_until(Sweep))
        if digest or written:  # every ten minutes that there was nothing is no deed
            audit.record(by, "notices.sweep", detail={"digest": digest, "messages": written})
    return written


def _tell(by: Actor, capacity: Capacity, *, digest: bool, weekly: bool) -> Message | None:
    """One message for all that is to be told to one capacity now, or none."""
    wish = queries.wish_of(capacity)
    place = None if wish.is_paused else queries.where_to(capacity, wish)
    if place is None:
        return None
    gap = queries.terms()["gaps"][place.way]
    if rules.is_too_soon(queries.last_message(capacity, place.way), now=clock.now(), gap_hours=gap):
        return None
    wanted = {k for k, often in wish.often.items() if rules.is_told_now(often, digest=digest, weekly=weekly)}
    marks = queries.marks_of(capacity.pk)
    news = queries.news_of(actor_of(capacity)) if wanted else []
    fresh = [item for item in news if item.sent and item.kind in wanted and item.key not in marks]
    return _write(by, capacity, wish, place.way, fresh) if fresh else None


def tell_of_safety(*, by: Actor, capacity_id: UUID) -> Message | None:
    """At once, whatever they chose: a concern waits for them. In danger also in their quiet hours; never what it says."""
    capacity = queries.can_be_told(capacity_id)
    wish = queries.wish_of(capacity) if capacity else None
    place = queries.where_to(capacity, wish, always=True) if capacity and wish else None
    if capacity is None or wish is None or place is None:
        return None
    marks = queries.marks_of(capacity.pk)
    news = queries.concerns(look_across(actor_of(capacity)))
    fresh = [item for item in news if item.key not in marks]
    return _write(by, capacity, wish, place.way, fresh) if fresh else None


@transaction.atomic
def _write(by: Actor, capacity: Capacity, wish: Wish, way: str, fresh: list[News]) -> Message:
    """The message, and that each of these things was told: both or neither."""
    until = kept_until(Message)
    now = clock.now().astimezone(clock.LONDON)
    later = rules.not_before(now, quiet_from=wish.quiet_from, quiet_until=wish.quiet_until)
    message = Message.objects.create(
        capacity=capacity, organisation_id=_whose_post(capacity), way=way, language=wish.language,
        kinds=sorted({item.kind for item in fresh}), kept_until=until,
        not_before=clock.now() if any(item.urgent for item in fresh) else later,
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(capacity=capacity, person=item.person, key=item.key, message=message.pk, kept_until=until)
        for item in fresh
    )
    audit.record(by, "message.write", row=message, detail={"to": str(capacity.pk), "way": way})
    if way != "letter" or settings.NOTIFY["letter"]:
        message_written.send(sender=Message, message=message)
    return message


def _whose_post(capacity: Capacity) -> UUID | None:
    """Whose letters these are: where somebody works; for family, the authority that answers for the person."""
    return capacity.organisation_id or (capacity.person.authority_id if capacity.person else None)


def deliver(*, by: Actor, message_id: UUID) -> str:
    """Send one message if there still is something to tell and somewhere to tell it; returns what became of it.

    Called again after it was sent it does nothing. Raises NotDelivered where another try may help.
    """
    try:
        return _deliver(by, message_id)
    except NotDelivered as error:
        _note_trouble(by, message_id, error)
        if error.again:
            raise
        return Message.State.FAILED


@transaction.atomic
def _deliver(by: Actor, message_id: UUID) -> str:
    message = Message.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state not in (Message.State.WAITING, Message.State.FAILED):
        return message.state if message else Message.State.DROPPED
    place = queries.place_now(message)
    if place is None:
        return becomes(by=by, message=message, state=Message.State.DROPPED)
    if not settings.NOTICES_LEAVE:
        return becomes(by=by, message=message, state=Message.State.SHOWN)
    if place.way == "letter":
        place = rules.Where("letter", "\n".join(queries.address_of(message) or ()))
    said = wording.say(message.kinds, message.language, place.way)
    send(place.way, place.to, said, reference=str(message.pk), stop=_stop(message))
    return becomes(by=by, message=message, state=Message.State.SENT)


def _stop(message: Message) -> str:
    """Where these kinds are stopped; nowhere when there is none among them that can be."""
    chosen = {kind["id"] for kind in queries.chosen_kinds()}
    if not chosen & set(message.kinds):
        return ""
    token = queries.stop_token(message.capacity_id, message.kinds)
    return settings.SITE.rstrip("/") + reverse("notices:stop", args=[token])


def becomes(*, by: Actor, message: Message, state: str) -> str:
    """What became of a message, written down; for the actions of this room, which authorised it."""
    message.state, message.trouble = state, ""
    if state == Message.State.SENT:
        message.sent_at, message.sent_by = clock.now(), by.capacity_id
    message.save()
    if state == Message.State.DROPPED:  # what is still to be told is told another time, another way
        Notice.objects.filter(message=message.pk, read_at__isnull=True).delete()
    audit.record(by, f"message.{state}", row=message, detail={"to": str(message.capacity_id)})
    return state


@transaction.atomic
def _note_trouble(by: Actor, message_id: UUID, error: NotDelivered) -> None:
    """Written where whoever posts for the organisation sees it; given up only when no further try will come."""
    message = Message.objects.select_for_update().get(pk=message_id)
    message.tries += 1
    message.trouble = error.code
    if not error.again or message.tries >= MOST_TRIES:
        message.state = Message.State.FAILED
    message.save()
    audit.record(by, "message.trouble", row=message, detail={"code": error.code, "tries": message.tries})
