"""Reads for opening records in an emergency, and for what is kept from somebody."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.models import AuditEvent, GlassBreak, Grant, Withholding
from unstori.access.queries.accounts import label_of
from unstori.access.queries.own import own_matters
from unstori.access.rules import Actor
from unstori.access.rules.safety import GLASS_WITHIN
from unstori.access.telling import with_all_that_tells
from unstori.core import clock
from unstori.people.models import Capacity, Person

TRY = "glass.try"


def tries_of(by: Actor) -> int:
    """How often this user has looked somebody up by exact identifiers of late."""
    since = clock.now() - GLASS_WITHIN
    return AuditEvent.objects.filter(user_id=by.user_id, action=TRY, created_at__gte=since).count()


def changed_since(person: Person, version: int) -> set[str]:
    """What of who somebody is was changed after a version: each change is one event of the audit."""
    corrections = AuditEvent.objects.filter(person_id=person.pk, action="identity.correct")
    newer = corrections.order_by("-created_at", "-pk")[: max(person.version - version, 0)]
    return {name for event in newer for name in event.detail["fields"]}


def exactly(*, born_on: date, nhs_number: str = "", full_name: str = "", postcode: str = "") -> Person | None:
    """The one person whom these identifiers name exactly; None for nobody, and for more than one."""
    people = Person.objects.filter(born_on=born_on)
    if nhs_number:
        found = list(people.filter(nhs_number=nhs_number)[:2])
    else:
        asked = _plain(full_name), _plain(postcode).replace(" ", "")
        found = [p for p in people if (_plain(p.full_name), _plain(p.postcode).replace(" ", "")) == asked]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def open_glass(person: Person, by: Actor) -> GlassBreak | None:
    """The record is open to them in this way already."""
    held = GlassBreak.objects.filter(person=person, capacity_id=by.capacity_id, valid_until__gt=clock.now())
    return held.order_by("-created_at").first()


def glass_breaks_for(by: Actor) -> QuerySet[GlassBreak]:
    """What governance reviews: records its organisation answers for, and what its own workers opened; none of their own."""
    if by.kind != "governance" or not by.vouched or by.organisation_id is None:
        return GlassBreak.objects.none()
    theirs = Q(person__authority_id=by.organisation_id) | Q(capacity__organisation_id=by.organisation_id)
    related = "person", "capacity__user", "capacity__organisation", "capacity__person"
    found = GlassBreak.objects.filter(theirs).exclude(person__in=own_matters(by))
    return found.select_related(*related).order_by("-created_at")


def withholdings_on(person: Person, by: Actor) -> QuerySet[Withholding]:
    """What stands, without whatever is kept from the reader: that leaves no trace, from whomever else it is kept."""
    standing = Withholding.objects.filter(policy.standing(), person=person)
    others = standing.exclude(withheld_from__user_id=by.user_id)
    kept = policy.kept_from(by, [person.pk])
    others = others.exclude(row_id__in=kept.rows) if kept.rows else others
    others = others.exclude(section__in=kept.sections.get(person.pk, frozenset()))
    if person.pk in kept.addresses:
        others = others.exclude(kind=Withholding.Kind.ADDRESS)
    return others.select_related(
        "withheld_from__user", "withheld_from__organisation", "withheld_from__person"
    ).order_by("review_on")


def kept_from_anybody(person: Person) -> tuple[frozenset[UUID], frozenset[str]]:
    """Rows with all that tells of them, and sections: for what would be said again where it could not be kept."""
    held = Withholding.objects.filter(policy.standing(), person=person).values_list("row_id", "section")
    rows, sections = {row for row, _ in held if row}, {section for _, section in held if section}
    return with_all_that_tells(rows, [person.pk]), frozenset(sections)


def withholding(person: Person, id: UUID, by: Actor) -> Withholding | None:
    """One of them."""
    return withholdings_on(person, by).filter(pk=id).first()


def who_could_see(person: Person, by: Actor) -> list[tuple[str, str]]:
    """Capacities with a grant of their own on this person: those from whom something can be kept."""
    holders = Grant.objects.filter(policy.standing(), person=person, capacity__isnull=False)
    found = Capacity.objects.filter(pk__in=holders.values("capacity_id")).exclude(user_id=by.user_id)
    found = found.select_related("user", "organisation", "team", "person")
    return sorted(((str(each.pk), label_of(each)) for each in found), key=lambda pair: pair[1])
