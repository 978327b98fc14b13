"""What an organisation has already, for its own tables alone; and the tables that it sent."""

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import queries as access
from unstori.access.models import AuditEvent
from unstori.access.queries import workplace
from unstori.access.queries.own import own_matters
from unstori.access.rules import Actor
from unstori.access.rules.workplace import can_administer
from unstori.circle.models import Member
from unstori.core import clock
from unstori.exchange.loading.columns import TABLES, plain
from unstori.exchange.loading.lines import Known
from unstori.exchange.loading.reading import Sheet, read
from unstori.exchange.models import Load, Loaded, LoadTable
from unstori.people.models import Capacity, Organisation, Person, Team

T = TypeVar("T")
AT_ONCE = 500
AUTHORITIES = ("social_care", "health")  # who can be responsible for somebody


def can_load(by: Actor) -> bool:
    """An administrator of an organisation that can be responsible for people."""
    if by.organisation_id is None or not can_administer(by, by.organisation_id):
        return False
    return Organisation.objects.filter(pk=by.organisation_id, sector__in=AUTHORITIES).exists()


def load(by: Actor, id: UUID) -> Load | None:
    """One of the actor's own organisation."""
    return loads(by).filter(pk=id).first()


def loads(by: Actor) -> QuerySet[Load]:
    """All of the actor's organisation, newest first; what was thrown away is gone."""
    here = Load.objects.filter(organisation_id=workplace.place_of(by)).exclude(state=Load.State.THROWN_AWAY)
    return here.select_related("organisation", "created_by__user").order_by("-created_at", "-pk")


def remembered(by: Actor) -> dict[str, Any]:
    """What this organisation said last about its columns and values."""
    said = Load.objects.filter(organisation_id=workplace.place_of(by)).exclude(settings={})
    return said.order_by("-created_at").values_list("settings", flat=True).first() or {}


def tables(load: Load) -> dict[str, LoadTable]:
    """What was sent, while it is kept, in the order in which it is read."""
    kept = load.tables.filter(valid_until__gt=clock.now())
    return {one.of: one for one in sorted(kept, key=lambda one: TABLES.index(one.of))}


def sheets(load: Load) -> dict[str, Sheet]:
    return {of: sheet_of(one) for of, one in tables(load).items()}


def sheet_of(table: LoadTable) -> Sheet:
    return read(zlib.decompress(bytes(table.content)))


def teams(organisation_id: UUID | None) -> dict[UUID, Team]:
    """The organisation's own, that are not closed."""
    here = Team.objects.filter(Q(organisation_id=organisation_id), ends_on__isnull=True)
    return {team.pk: team for team in here.order_by("name_en", "pk")}


def team_names(organisation_id: UUID | None) -> dict[UUID, Any]:
    return {pk: team.name for pk, team in teams(organisation_id).items()}


def known(organisation: Organisation, circle_of: Collection[str] = (), *, by: Actor | None) -> Known:
    """What is here of this organisation's own people and workers; `circle_of`: whose circles a table speaks of.

    Of whom something is kept from whoever asks, or whose family they are, nothing is said: as of anybody elsewhere.
    """
    ours = Person.objects.filter(authority=organisation).exclude(pk__in=_not_for(by).values("pk")).order_by()
    people = list(ours.values_list("nhs_number", "born_on", "full_name"))
    here = Loaded.objects.filter(organisation=organisation)
    fresh = _fresh(here, circle_of)
    around = Member.objects.filter(pk__in=here.filter(of="circle").values("row_id"))
    names = (organisation.name_en, organisation.name_cy, organisation.code)
    return Known(
        names=frozenset(plain(name) for name in names if name),
        teams=team_names(organisation.pk),
        numbers={number: born for number, born, _name in people if number},
        alike=frozenset((name.casefold(), born) for _number, born, name in people),
        keys=frozenset(here.filter(of="people").values_list("key", flat=True)),
        fresh=fresh,
        around=frozenset(
            (person, name.casefold()) for person, name in around.values_list("person_id", "name")
        ),
        emails=frozenset(_emails(organisation, here)),
    )


def _emails(organisation: Organisation, here: QuerySet[Loaded]) -> set[str]:
    """Who works here, or came in a table and waits."""
    working = Capacity.objects.filter(workplace.standing_now(), organisation=organisation)
    waiting = here.filter(of="workers").values_list("key", flat=True)
    return {email.lower() for email in (*working.values_list("user__email", flat=True), *waiting)}


def _fresh(here: QuerySet[Loaded], wanted: Collection[str]) -> dict[str, UUID]:
    """By key and by number those brought in before on whom nobody has acted since."""
    rows = []
    for some in in_parts(list(wanted)):
        those = here.filter(Q(key__in=some) | Q(person__nhs_number__in=some), of="people")
        rows += list(those.values_list("key", "person__nhs_number", "person_id", "load__loaded_at"))
    since: dict[datetime, list[UUID]] = {}
    for _key, _number, person, when in rows:
        if when and person:
            since.setdefault(when, []).append(person)
    acted = {person for when, people in since.items() for person in acted_on(people, when)}
    return {
        name: person
        for key, number, person, _when in rows
        if person not in acted
        for name in (key, number)
        if name
    }


def acted_on(people: Sequence[UUID], since: datetime) -> set[UUID]:
    """With whom somebody did something since: more than look."""
    found: set[UUID] = set()
    for some in in_parts(people):
        later = AuditEvent.objects.filter(person_id__in=some, created_at__gt=since).exclude(action="read")
        found.update(person for person in later.values_list("person_id", flat=True) if person)
    return found


def changed_since(members: Sequence[tuple[UUID, UUID]], since: datetime) -> set[UUID]:
    """Which of those in a circle were changed, left or were invited since; pairs of person and row."""
    found: set[UUID] = set()
    for some in in_parts(members):
        about = AuditEvent.objects.filter(
            person_id__in={person for person, _row in some}, created_at__gt=since
        )
        rows = {row for _person, row in some}
        found.update(row for row in about.values_list("target_id", flat=True) if row in rows)
        touched = Member.objects.filter(pk__in=rows).exclude(
            version=1, capacity__isnull=True, ends_on__isnull=True
        )
        found.update(touched.values_list("pk", flat=True))
    return found


def _not_for(by: Actor | None) -> QuerySet[Person]:
    return own_matters(by) if by else Person.objects.none()


def elsewhere(organisation: Organisation, people: Sequence[dict[str, Any]], *, by: Actor) -> dict[int, UUID]:
    """By line those who are somebody's of another authority, or not for whoever asks. No page says so (ADR 0041)."""
    found: dict[int, UUID] = {}
    others = Person.objects.filter(
        ~Q(authority=organisation) | Q(pk__in=_not_for(by).values("pk"))
    ).order_by()
    for some in in_parts(people):
        numbers = dict(
            others.filter(nhs_number__in=[one["nhs_number"] for one in some if one["nhs_number"]])
            .values_list("nhs_number", "pk")
        )  # fmt: skip
        born: set[date] = {one["born_on"] for one in some}
        alike = {
            (name.casefold(), day): pk
            for name, day, pk in others.filter(born_on__in=born).values_list("full_name", "born_on", "pk")
        }
        for one in some:
            who = numbers.get(one["nhs_number"]) or alike.get((one["full_name"].casefold(), one["born_on"]))
            if who:
                found[one["line"]] = who
    return found


def asked_lately(by: Actor, what: str, since: datetime) -> int:
    """How often anybody of the actor's organisation asked for tables to be checked, or taken in."""
    ours = Capacity.objects.filter(organisation_id=workplace.place_of(by)).values("pk")
    asked = AuditEvent.objects.filter(capacity_id__in=ours, created_at__gte=since, action="load.ask")
    return asked.filter(detail__what=what).count()


def actor_named(capacity_id: UUID | None) -> Actor | None:
    """Who asked for a job, while they still act."""
    here = Capacity.objects.filter(workplace.standing_now(), Q(pk=capacity_id), user__is_active=True)
    found = here.select_related("user", "organisation", "person").first() if capacity_id else None
    return access.actor_of(found) if found else None


def to_invite(load: Load, of: str) -> QuerySet[Loaded]:
    """Who can be invited and was not yet: workers; those in circles who have an address."""
    rows = load.rows.filter(of=of, invited_at__isnull=True, stays="").exclude(said__email="")
    return rows.exclude(said__email__isnull=True).select_related("person").order_by("pk")


def team_of(organisation_id: UUID | None, id: str) -> Team | None:
    return (
        Team.objects.filter(Q(organisation_id=organisation_id), ends_on__isnull=True, pk=id).first()
        if id
        else None
    )


def stayed(load: Load) -> QuerySet[Loaded]:
    """What was not taken back, because somebody had acted on it."""
    return load.rows.exclude(stays="").order_by("of", "line")


def persons_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return {one.pk: one for some in in_parts(list(ids)) for one in Person.objects.filter(pk__in=some)}


def in_parts(things: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """As many at once as a database takes in one question."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
