"""Reads about accounts and the audit."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.models import AuditEvent, Draft, Grant
from unstori.access.rules import Actor
from unstori.access.rules import elsewhere as rules
from unstori.core import clock, definitions
from unstori.core.words import Words
from unstori.people.models import Capacity, Person, User
from unstori.people.who import roles_like, who

FOLDER = Path(__file__).parents[1] / "definitions"


def capacities_of(user: User) -> QuerySet[Capacity]:
    """Capacities in which a user can act today."""
    today = clock.today()
    return (
        Capacity.objects.filter(user=user)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("user", "person", "organisation", "team")
        .order_by("created_at")
    )


def bound_to(held: Mapping[str, Any]) -> str:
    """The organisation to whose capacities a session is bound, by its code (ADR 0066). Costs no query."""
    theirs = held.get("account_authentication_methods_user") == held.get("_auth_user_id")
    return rules.bound_to(held.get(AUTHENTICATION_METHODS_SESSION_KEY) or []) if theirs else ""


def capacities_in(held: Mapping[str, Any], user: User) -> QuerySet[Capacity]:
    """Capacities in which a user can act in this session: all, or those at the organisation that says who they are."""
    code = bound_to(held)
    return capacities_of(user).filter(organisation__code=code) if code else capacities_of(user)


def open_accounts(ids: list[str]) -> QuerySet[User]:
    """Of these accounts, those that are not closed."""
    return User.objects.filter(pk__in=ids, is_active=True)


def actor_of(capacity: Capacity) -> Actor:
    """The actor for a capacity: what pages, commands and jobs pass as `by`."""
    return Actor(
        user_id=capacity.user_id,
        capacity_id=capacity.pk,
        kind=capacity.kind,
        label=who(capacity),
        user_name=capacity.user.name,
        role=capacity.role,
        person_id=capacity.person_id,
        organisation_id=capacity.organisation_id,
        team_id=capacity.team_id,
        manages=capacity.manages,
        vouched=capacity.vouched,
    )


def label_of(capacity: Capacity) -> str:
    """How somebody is shown, in the language of the page."""
    return str(who(capacity))


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Those of whom the actor may see anything."""
    return policy.people_visible_to(actor)


def grants_on(person: Person) -> QuerySet[Grant]:
    """Who may see what of this person now. For `circle`, which knows why."""
    return Grant.objects.filter(policy.standing(), person=person).select_related(
        "capacity__user",
        "capacity__organisation",
        "capacity__person",
        "team__organisation",
        "team__on_duty__user",
        "organisation",
    )


def looks_at(person: Person, since: datetime | None = None) -> QuerySet[AuditEvent]:
    """Who has looked, newest first."""
    events = AuditEvent.objects.filter(
        person_id=person.pk, action__in=["read", "glass.break", "document.read"]
    )
    return (events.filter(created_at__gte=since) if since else events).order_by("-created_at")


def capacities_named(ids: set[UUID]) -> dict[UUID, Capacity]:
    """Capacities by id, for showing audit rows."""
    found = Capacity.objects.filter(pk__in=ids).select_related("user", "person", "organisation", "team")
    return {capacity.pk: capacity for capacity in found}


def drafts_of(user: User, held: Mapping[str, Any]) -> QuerySet[Draft]:
    """What this user typed that could not be saved; in a session that is bound, only as what they are there."""
    mine = Draft.objects.filter(user_id=user.pk, valid_until__gt=clock.now()).order_by("-created_at")
    return mine.filter(capacity_id__in=capacities_in(held, user).values("pk")) if bound_to(held) else mine


def draft_for(by: Actor | None, id: str, path: str) -> Draft | None:
    """A kept draft that its author opens again at the page where they wrote it."""
    if by is None or not id:
        return None
    with suppress(ValueError):
        mine = Draft.objects.filter(user_id=by.user_id, valid_until__gt=clock.now())
        return mine.filter(pk=UUID(id), path=path).first()
    return None


def whose_session(held: Mapping[str, Any]) -> Actor | None:
    """The capacity in which somebody acted, by what their session holds."""
    id = held.get("_auth_user_id")
    user = User.objects.filter(pk=id, is_active=True).first() if id else None
    mine = list(capacities_in(held, user)) if user else []
    chosen = [one for one in mine if str(one.pk) == held.get("capacity")] or mine[:1]
    return actor_of(chosen[0]) if chosen else None


def ran_out(key: str | None) -> Actor | None:
    """Whose session ended by itself: what they send then is kept for them. Signing out leaves nobody."""
    row = Session.objects.filter(session_key=key, expire_date__lte=clock.now()).first() if key else None
    return whose_session(row.get_decoded()) if row else None


def accounts_not_of_the_demo() -> bool:
    """Whether anybody's real account is here. The account of Unstori itself belongs to both."""
    return User.objects.filter(is_demo=False).exclude(capacities__kind=Capacity.Kind.SYSTEM).exists()


def demo_capacities(words: str = "") -> QuerySet[Capacity]:
    """Everybody one can become in the demo."""
    today = clock.today()
    people = Capacity.objects.filter(user__is_demo=True, user__is_active=True).exclude(
        kind=Capacity.Kind.SYSTEM
    )
    people = people.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    for word in words.split():
        people = people.filter(
            Q(user__name__icontains=word) | Q(role__icontains=word) | Q(role__in=roles_like(word))
            | Q(person__called__icontains=word)
            | Q(organisation__name_en__icontains=word) | Q(organisation__name_cy__icontains=word)
        )  # fmt: skip
    return people.select_related("user", "person", "organisation", "team").order_by("created_at", "pk")


def _first() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = definitions.current(FOLDER, "demo", clock.today())["first"]
    return found


def demo_firsts() -> list[tuple[Capacity, Words]]:
    """Whom to become first, as far as they are here, and what each is good for seeing."""
    said = {f"{one['key']}@unstori.invalid": Words.read(one["says"]) for one in _first()}
    found = {each.user.email: each for each in demo_capacities().filter(user__email__in=said)}
    return [(found[email], words) for email, words in said.items() if email in found]


def anybody_here() -> bool:
    """Whether this database is in use. A database without tables is not."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    return User.objects.exclude(capacities__kind=Capacity.Kind.SYSTEM).exists()


def database_answers() -> bool:
    """For whoever watches over the service."""
    try:
        connection.ensure_connection()
        return connection.is_usable()
    except DatabaseError:
        return False
