"""What an import must know of what is here. It decides nothing: actions ask the door before they write."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import queries as access
from unstori.access import telling
from unstori.access.door import Opened, look_across
from unstori.access.models import AuditEvent
from unstori.access.rules import Actor
from unstori.adjustments import queries as adjustments
from unstori.circle.models import Member, SharingDecision
from unstori.core import clock
from unstori.exchange.models import Imported, Upload
from unstori.exchange.queries.unplaced import placed_since
from unstori.people.models import Organisation, Person
from unstori.people.who import role_of


def person_by_nhs_number(number: str) -> Person | None:
    return Person.objects.filter(nhs_number=number).first() if number else None


def person_by_id(id: UUID) -> Person | None:
    return Person.objects.filter(pk=id).first()


def person_by_key(keys: list[str]) -> Person | None:
    """The one person of whom a source sent a Patient by one of these names; none when there are several."""
    sent = Imported.objects.filter(key__in=keys, type="Patient", person__isnull=False)
    found = list(Person.objects.filter(pk__in=sent.values("person_id"))[:2])
    return found[0] if len(found) == 1 else None


def born_alike(full_name: str, born_on: date) -> QuerySet[Person]:
    """Those of this name and birthday."""
    return Person.objects.filter(full_name__iexact=full_name, born_on=born_on)


def is_seen(by: Actor, people: Iterable[Person]) -> bool:
    """Whether the actor may see any of these at all."""
    return access.people_visible_to(by).filter(pk__in=[person.pk for person in people]).exists()


def is_kept(by: Actor, key: str, digest: str, person: Person | None) -> bool:
    """Whether this very thing came before: about this person or, about nobody, from the same importer."""
    whose = Q(person=person) if person else Q(person__isnull=True, created_by_id=by.capacity_id)
    return Imported.objects.filter(whose, key=key, digest=digest).exists()


def earlier(key: str, person: Person) -> bool:
    """Whether an earlier version of this was taken for this person."""
    return Imported.objects.filter(person=person, key=key).exists()


def is_ours(id: UUID, person: Person) -> bool:
    """Whether a row of this person has this id, whatever it is."""
    return telling.is_about(person.pk, id)


def organisation_like(code: str, name: str) -> Organisation | None:
    """The organisation with this code; without a code, the one of exactly this name."""
    wanted = Q(code=code) if code else Q(name_en__iexact=name) | Q(name_cy__iexact=name)
    return Organisation.objects.filter(wanted).order_by("created_at").first()


def has_member(person: Person, name: str, relation: str) -> bool:
    """Whether the circle has somebody of this name, as this."""
    return Member.objects.filter(
        person=person, name=name, relation__in=(relation, role_of(relation)), ends_on__isnull=True
    ).exists()


def member_named(person: Person, name: str) -> Member | None:
    """The one in the circle of this name; none when there are several."""
    found = list(Member.objects.filter(person=person, name=name, ends_on__isnull=True)[:2])
    return found[0] if len(found) == 1 else None


def is_decided(person: Person, holder: Organisation | Member) -> bool:
    """Whether sharing with them was ever asked or decided: an old paper does not ask again."""
    named = {"with_member": holder} if isinstance(holder, Member) else {"with_organisation": holder}
    return SharingDecision.objects.filter(person=person, **named).exists()


def is_category(code: str) -> bool:
    """Whether the reasonable adjustment flag has this category."""
    return any(one["id"] == code for one in adjustments.radf()["categories"])


def upload(by: Actor, id: UUID) -> Upload | None:
    """The actor's own files that wait to be confirmed."""
    return Upload.objects.filter(pk=id, created_by_id=by.capacity_id, valid_until__gt=clock.now()).first()


def uploads_lately(by: Actor) -> int:
    """How often the actor sent files in the last hour."""
    since = clock.now() - timedelta(hours=1)
    sent = AuditEvent.objects.filter(capacity_id=by.capacity_id, created_at__gte=since, action="upload.keep")
    return sent.count()


def came_for(opened: Opened) -> QuerySet[Imported]:
    """What came from elsewhere about this person, as the reader may see it, newest first."""
    rows = opened.rows(Imported.objects.all()).order_by("-created_at", "-id")
    kept = {str(id) for id in opened.withheld}
    made = rows.values_list("pk", "rows") if kept else []
    return rows.exclude(pk__in=[pk for pk, those in made if kept & {id for _label, id in those}])


def unclear_of(by: Actor) -> QuerySet[Imported]:
    """What the actor sent and somebody must look at, newest first. When a grant ends, its rows go."""
    rows = Imported.objects.filter(created_by_id=by.capacity_id, status=Imported.Status.UNCLEAR)
    seen = look_across(by).rows(rows.filter(person__isnull=False))
    own = (Q(person__isnull=True) & ~placed_since()) | Q(pk__in=seen.values("pk"))
    return rows.filter(own).select_related("person").order_by("-created_at")
