"""Who is around a person, and what they hold."""

from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from unstori.access import policy
from unstori.access.door import NotFound, Opened
from unstori.access.rules import Actor, Permission
from unstori.circle.models import LegalStatus, Member
from unstori.core import clock
from unstori.people.models import Capacity, Organisation, Person


def gone_from() -> Q:
    """Those whose last day is past."""
    return Q(ends_on__lte=clock.today())


def circle_of(opened: Opened) -> QuerySet[Member]:
    """Who is there now, the closest first."""
    members = opened.rows(Member.objects.exclude(gone_from()))
    return members.select_related("organisation", "team", "capacity__user").order_by(
        "closeness", "-is_key_worker", "created_at"
    )


def past_of(opened: Opened) -> QuerySet[Member]:
    """Who was there, the last to go first."""
    members = opened.rows(Member.objects.filter(gone_from()))
    return members.select_related("organisation", "capacity__user").order_by("-ends_on", "created_at")


def kept_from(opened: Opened) -> frozenset[UUID]:
    """Capacities of those around the person whose place is kept from the actor: no list may name them."""
    if not (opened.withheld or opened.withheld_sections):
        return frozenset()
    here = Member.objects.filter(person=opened.person, capacity__isnull=False)
    seen = opened.rows(here).values("capacity")
    return frozenset(here.exclude(capacity__in=seen).values_list("capacity_id", flat=True))


def kept_names(by: Actor) -> frozenset[UUID]:
    """The same for lists of people whom the actor reads without being around them: as the service that was asked, or as who
    holds something. Of whomever it is kept: rather one name too few."""
    kept = policy.kept_from(by)
    hidden = Q(pk__in=kept.rows)
    for person, sections in kept.sections.items():
        hidden |= Q(person_id=person, section__in=sections)
    if not (kept.rows or kept.sections):
        return frozenset()
    held = Member.objects.filter(hidden, capacity__isnull=False).exclude(capacity=by.capacity_id)
    return frozenset(id for id in held.values_list("capacity_id", flat=True) if id)


def member(opened: Opened, id: UUID) -> Member:
    """One of the circle. Raises NotFound, alike for nobody and for one not to be seen."""
    rows = opened.rows(Member.objects.filter(pk=id)).select_related(
        "organisation", "team", "capacity__user", "capacity__organisation", "capacity__person", "person"
    )
    found = rows.first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE, person_id=opened.person.pk)
    return found


def member_as(person: Person, actor: Actor) -> Member | None:
    """The actor's own place in the circle. Their own row, so no section is asked."""
    mine = Member.objects.filter(person=person, capacity_id=actor.capacity_id).exclude(gone_from())
    return mine.order_by("created_at").first()


def key_worker_of(opened: Opened) -> Member | None:
    """The one key worker, or None: then pages say plainly that nobody is."""
    return circle_of(opened).filter(is_key_worker=True).first()


def legal_statuses_of(opened: Opened) -> QuerySet[LegalStatus]:
    """What holds in law now, and since when."""
    now = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return opened.rows(LegalStatus.objects.filter(now)).order_by("-starts_on")


def organisation(id: str | None) -> Organisation | None:
    """One organisation that a form named."""
    return Organisation.objects.filter(pk=id).first() if id else None


def organisations_with_workers() -> QuerySet[Organisation]:
    """All organisations, each with how many can sign in for it today."""
    today = clock.today()
    here = Capacity.objects.filter(organisation=OuterRef("pk"), user__is_active=True).exclude(
        ends_on__lt=today
    )
    number = here.order_by().values("organisation").annotate(number=Count("pk")).values("number")
    return organisations().annotate(workers=Coalesce(Subquery(number), 0))


def organisations() -> QuerySet[Organisation]:
    """All organisations, for choosing one by name."""
    return Organisation.objects.order_by(F("name_en"))
