"""How somebody wants to be told, what they were told, and whom a sweep asks about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db.models import Q, QuerySet

from unstori.access.models import Grant
from unstori.access.rules import Actor
from unstori.circle import queries as circle
from unstori.core import clock
from unstori.notices import rules
from unstori.notices.models import Message, Notice, Sweep, Telling
from unstori.notices.queries.definitions import chosen_kinds, kinds, terms
from unstori.people.models import Capacity
from unstori.story.models import Entry

signer = Signer(salt="unstori.notices.stop")
undo_signer, UNDONE_WITHIN = TimestampSigner(salt="unstori.notices.undo"), timedelta(hours=1)
TOLD = ("self", "family", "advocate", "worker", "administrator", "steward")


@dataclass(frozen=True)
class Wish:
    """How one capacity is told, their own choices before what the definition says."""

    way: str
    to: str
    often: dict[str, str]
    language: str
    quiet_from: int
    quiet_until: int
    paused_until: date | None

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > clock.today()


def wish_of(capacity: Capacity) -> Wish:
    """What they chose; what they did not choose, as the definition has it."""
    return _wish(Telling.objects.filter(capacity=capacity).first(), capacity)


def _wish(row: Telling | None, capacity: Capacity) -> Wish:
    known = terms()
    row = row or Telling(capacity=capacity)
    at_work = "work" if capacity.is_professional else "family"
    return Wish(
        way=row.way,
        to=row.to,
        often={
            kind["id"]: kind[at_work] if kind.get("always") else row.often.get(kind["id"], kind[at_work])
            for kind in kinds()
        },
        language=row.language or capacity.user.language,
        quiet_from=known["quiet_from"] if row.quiet_from is None else row.quiet_from,
        quiet_until=known["quiet_until"] if row.quiet_until is None else row.quiet_until,
        paused_until=row.paused_until,
    )


def where_to(capacity: Capacity, wish: Wish, *, always: bool = False) -> rules.Where | None:
    """Where a message to them may go at this moment: asked again each time that one is sent.

    What is `always` told waits for no letter and no choice to hear nothing: it goes to the account's e-mail.
    """
    said = circle.safe_contact_of(capacity)
    safe = rules.Where(said.way, said.to) if said else None
    way = "email" if always and wish.way in ("none", "letter") else wish.way
    found = rules.where(safe=safe, chosen=rules.Where(way, wish.to), own_email=capacity.user.email)
    return found if found and found.way in ways_there_are() else None


def ways_there_are() -> tuple[str, ...]:
    """A text needs GOV.UK Notify; a demonstration shows it all and sends nothing."""
    text = ("text",) if settings.NOTIFY["text"] or not settings.NOTICES_LEAVE else ()
    return ("email", *text, "letter", "none")


def capacity_of(by: Actor) -> Capacity:
    """The actor's own."""
    return _capacities().get(pk=by.capacity_id)


def _capacities() -> QuerySet[Capacity]:
    return Capacity.objects.select_related("user", "person", "organisation", "team")


def who_can_be_told(touched_since: datetime | None = None) -> QuerySet[Capacity]:
    """Whoever can act today; with a moment only those who may see somebody whose story grew since then."""
    today = clock.today()
    rows = _capacities().filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=today),
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        kind__in=TOLD,
        user__is_active=True,
    )
    if touched_since is not None:
        touched = Entry.objects.filter(created_at__gt=touched_since).values("person")
        held = Grant.objects.filter(person__in=touched, ended_at__isnull=True)
        rows = rows.filter(
            Q(pk__in=held.exclude(capacity=None).values("capacity"))
            | Q(vouched=True, team__in=held.exclude(team=None).values("team"))
            | Q(vouched=True, organisation__in=held.exclude(organisation=None).values("organisation"))
        )
    return rows.order_by("pk")


def can_be_told(capacity_id: UUID) -> Capacity | None:
    """One of them, for a message about to be sent; nobody whose account or capacity is over."""
    return who_can_be_told().filter(pk=capacity_id).first()


def last_sweep(*, digest: bool) -> datetime | None:
    """Up to when was looked."""
    rows = Sweep.objects.filter(digest=digest).order_by("-until")
    return rows.values_list("until", flat=True).first()


def marks_of(capacity_id: UUID) -> dict[str, Notice]:
    """What somebody was told or read, by key."""
    return {row.key: row for row in Notice.objects.filter(capacity_id=capacity_id)}


def told_in(message: Message) -> set[str]:
    """Which things one message is about."""
    return set(Notice.objects.filter(message=message.pk).values_list("key", flat=True))


def last_message(capacity: Capacity, way: str) -> datetime | None:
    """When the last one on this way was written."""
    rows = Message.objects.filter(capacity=capacity, way=way).exclude(state=Message.State.DROPPED)
    return rows.order_by("-created_at").values_list("created_at", flat=True).first()


def messages_to(by: Actor) -> QuerySet[Message]:
    """What was sent to the actor."""
    return Message.objects.filter(capacity_id=by.capacity_id).order_by("-created_at")


def stop_token(capacity_id: UUID, stopping: list[str]) -> str:
    """Stops these kinds for one capacity without signing in; it opens nothing, and tells nothing."""
    return signer.sign_object([str(capacity_id), stopping], compress=True)


def read_stop_token(token: str) -> tuple[Capacity, list[str]] | None:
    """Whose and which kinds, when it is one of ours."""
    try:
        said: list[Any] = signer.unsign_object(token)
    except BadSignature:
        return None
    capacity = _capacities().filter(pk=said[0]).first()
    known = {kind["id"] for kind in chosen_kinds()}
    return (capacity, [kind for kind in said[1] if kind in known]) if capacity else None


def undo_token(capacity_id: UUID, was: dict[str, str | None]) -> str:
    """What stood before it was stopped. Signed, not secret: it stays in the session and on no page."""
    return undo_signer.sign_object([str(capacity_id), was])


def read_undo_token(token: str, capacity_id: UUID) -> dict[str, str | None]:
    """What stood before, for this capacity and for an hour; otherwise nothing."""
    try:
        said: list[Any] = undo_signer.unsign_object(token, max_age=UNDONE_WITHIN)
    except BadSignature:
        return {}
    return said[1] if said[0] == str(capacity_id) else {}
