"""The only reads of `assessment`: through an opened person, and a carer's own only for the carer and who works on it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from unstori.access.door import Across, NotFound, Opened
from unstori.access.models import AboutPerson
from unstori.access.rules import Actor, Permission
from unstori.assessment import rules
from unstori.assessment.models import (
    Assessment,
    Citation,
    Contribution,
    Finding,
    FindingView,
    Judged,
    Written,
)
from unstori.people.models import Capacity, Person
from unstori.plan.models import Enquiry, Need, Outcome, Support
from unstori.story.models import Entry, Fact, Statement
from unstori.story.queries import could_own

WHO = ("created_by__user", "created_by__organisation", "created_by__person")
OWNER = ("owner__user", "owner__organisation", "owner__person", "authority")
NEXT = ("next_owner__user", "next_owner__organisation", "next_owner__person")
# What an assessment can rest on.
CITED: dict[str, type[AboutPerson]] = {
    "fact": Fact, "statement": Statement, "entry": Entry, "outcome": Outcome, "need": Need, "support": Support,
    "enquiry": Enquiry,
}  # fmt: skip
CARERS = ~Q(carer_name="")


def assessments(opened: Opened) -> QuerySet[Assessment]:
    """All that this actor may see, newest first."""
    rows = Assessment.objects.filter(
        Q(pk__in=_ids(opened, Assessment.objects.exclude(CARERS))) | _own(opened)
    )
    return rows.select_related(*OWNER, *WHO, "person").order_by("-created_at")


def _ids(opened: Opened, rows: QuerySet[Assessment]) -> Any:
    return opened.rows(rows).order_by().values("pk")


def _own(opened: Opened) -> Q:
    """A carer's: for the carer, who asked and who holds it. One that nobody holds yet, for who could take it on."""
    me = opened.actor.capacity_id
    mine = Q(carer_id=me) | Q(created_by_id=me) | Q(owner_id=me)
    if rules.can_assess(opened.actor.kind) and opened.may(Permission.ADD, "care"):
        mine |= Q(owner__isnull=True)
    kept = Q(pk__in=opened.withheld) | Q(section__in=opened.withheld_sections)
    return CARERS & Q(person=opened.person) & mine & ~kept


def is_seen(opened: Opened, row: Assessment) -> bool:
    """The same as `assessments` for one row that is in hand; a test shows that the two agree."""
    if not row.is_carers:
        return opened.sees(row)
    takes_on = rules.can_assess(opened.actor.kind) and opened.may(Permission.ADD, "care")
    return opened.is_there(row) and (is_for(opened, row) or (row.owner_id is None and takes_on))


def could_take_on(opened: Opened, row: Assessment) -> bool:
    """Whether this actor may assess there. Nobody is told of what is kept from them by owning it."""
    assesses = rules.can_assess(opened.actor.kind) and opened.may(Permission.ADD, row.section)
    return assesses and opened.is_there(row)


def is_for(opened: Opened, assessment: Assessment) -> bool:
    """Whether what was said in it is for this reader: a carer's own words are not for who only could take it on."""
    me = opened.actor.capacity_id
    parties = (assessment.carer_id, assessment.created_by_id, assessment.owner_id)
    return not assessment.is_carers or me in parties


def takes_back(opened: Opened, row: Assessment) -> bool:
    """Whether it is this actor's own asking, to take back without more."""
    is_party = opened.actor.capacity_id in (row.created_by_id, row.carer_id)
    return rules.takes_back(opened.actor.kind, is_party=is_party)


def assessment(opened: Opened, id: UUID) -> Assessment:
    """One of them. Raises NotFound."""
    found = assessments(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def missing(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)


def hold(opened: Opened, row: Assessment) -> Assessment:
    """For actions: as it stands now, locked; NotFound when it is not for the actor."""
    if not assessments(opened).filter(pk=row.pk).exists():
        raise missing(opened)
    return Assessment.objects.select_for_update(of=("self",)).get(pk=row.pk)


def is_open_already(opened: Opened, kind: str, carer: Capacity | None, carer_name: str) -> bool:
    """Whether the same is being asked already, as far as the actor sees: what is not for them refuses nothing.

    Two carers can have one name: whoever has an account is told apart by it.
    """
    same = Q(carer=carer) if carer else Q(carer_name=carer_name)
    return assessments(opened).filter(same, kind=kind, state__in=rules.OPEN).exists()


def citations(opened: Opened, assessment: Assessment) -> list[Citation]:
    """Those that stand. Whether their rows are seen, each row says; what is kept from somebody leaves no trace."""
    if not is_for(opened, assessment):
        return []
    rows = Citation.objects.filter(assessment=assessment, person=opened.person, dropped_at__isnull=True)
    return [row for row in rows.order_by("created_at") if opened.is_there(row)]


def rows_cited(opened: Opened, kind: str, ids: Iterable[UUID]) -> list[Any]:
    """The rows of one kind behind some citations, as far as the reader sees them, also when newer ones replaced them."""
    if kind == "contribution":
        seen = assessments(opened).filter(contributions__in=list(ids)).distinct()
        return [row for each in seen for row in contributions(opened, each) if row.shared_at]
    rows = CITED[kind]._default_manager.filter(pk__in=list(ids))
    return list(opened.rows(rows).select_related(*WHO))


def contributions(opened: Opened, *those: Assessment) -> list[Contribution]:
    """What each added, the first first; a draft is its author's alone."""
    seen = [row.pk for row in those if is_for(opened, row)]
    rows = Contribution.objects.filter(assessment__in=seen, person=opened.person)
    mine = Q(created_by_id=opened.actor.capacity_id)
    rows = rows.filter(mine | Q(shared_at__isnull=False)).exclude(pk__in=opened.withheld)
    return list(rows.select_related(*WHO, "assessment").order_by("created_at"))


def shown(assessment: Assessment) -> list[Contribution]:
    """For who decides: all that was shown, whoever reads it, so that what was decided on stays as it was."""
    return list(Contribution.objects.filter(assessment=assessment, shared_at__isnull=False))


def to_leave(opened: Opened) -> tuple[list[Finding], list[Contribution]]:
    """What goes along when the person takes their story: decided and written. A carer's stays: it is not theirs."""
    those = list(assessments(opened).exclude(CARERS))
    written = [row for row in contributions(opened, *those) if row.shared_at]
    return findings(opened, those), written


def contribution_of(opened: Opened, assessment: Assessment, element: str) -> Contribution | None:
    """The actor's own, to go on with."""
    mine = Contribution.objects.filter(
        assessment=assessment, element=element, created_by_id=opened.actor.capacity_id
    )
    return mine.exclude(pk__in=opened.withheld).first()


def findings(opened: Opened, of: Iterable[Assessment]) -> list[Finding]:
    """What was decided in these, the newest first, each with its tests and what parties say."""
    those = [row.pk for row in of if is_for(opened, row)]
    rows = Finding.objects.filter(assessment__in=those, person=opened.person)
    rows = rows.exclude(pk__in=opened.withheld)
    newer = Finding.objects.filter(replaces=OuterRef("pk")).exclude(pk__in=opened.withheld)
    return list(
        rows.annotate(is_old=Exists(newer))  # type: ignore[no-redef]
        .select_related(*WHO, *NEXT, "assessment__authority", "assessment__person")
        .prefetch_related(*_hanging(opened))
        .order_by("-created_at")
    )


def _hanging(opened: Opened) -> list[Prefetch]:
    kept = Q(pk__in=opened.withheld)
    tested = Judged.objects.exclude(kept).order_by("created_at")
    views = FindingView.objects.exclude(kept).select_related(*WHO).order_by("created_at")
    grounds = Citation.objects.exclude(kept | Q(section__in=opened.withheld_sections))
    stood = Written.objects.exclude(kept | Q(contribution__in=opened.withheld))
    stood = stood.select_related(*WHO, "contribution").order_by("contribution__created_at")
    return [
        Prefetch("tested", tested), Prefetch("tested__grounds", grounds), Prefetch("views", views),
        Prefetch("stood", stood),
    ]  # fmt: skip


def grounds_of(findings: Iterable[Finding]) -> list[Citation]:
    """What the tests of these rest on, each once."""
    tested = (each for found in findings for each in found.tested.all())
    return list({row.pk: row for each in tested for row in each.grounds.all()}.values())


def finding(opened: Opened, id: UUID) -> Finding:
    """One that was decided, in an assessment that is for this reader. Raises NotFound."""
    row = Finding.objects.filter(pk=id, person=opened.person).select_related("assessment").first()
    seen = row and assessments(opened).filter(pk=row.assessment_id).first()
    found = [each for each in findings(opened, [seen]) if each.pk == id] if seen else []
    if not found:
        raise missing(opened)
    return found[0]


def finding_before(opened: Opened, finding: Finding) -> Finding | None:
    """What it replaced."""
    return finding.replaces if finding.replaces_id not in opened.withheld else None


def is_carers_own(id: UUID) -> bool:
    """Whether a row of this room is part of a carer's assessment. Asked by `rights`, of any row."""
    parts = Q(pk=id) | Q(contributions=id) | Q(findings=id) | Q(findings__views=id) | Q(findings__tested=id)
    return Assessment.objects.filter(CARERS, parts).exists()


def newer_of(opened: Opened, finding: Finding) -> Finding | None:
    """What replaced it, as this reader sees it."""
    return Finding.objects.filter(replaces=finding).exclude(pk__in=opened.withheld).first()


def is_replaced(finding: Finding) -> bool:
    return Finding.objects.filter(replaces=finding).exists()


def capacity_of(by: Actor) -> Capacity:
    """The actor's own, as who is cared by."""
    return Capacity.objects.get(pk=by.capacity_id)


def could_see_to(opened: Opened, section: str) -> list[Capacity]:
    """Who can be named for what happens instead of a "yes": whose work it is. It is not handed to the family."""
    return [one for one in could_own(opened, section) if rules.can_assess(one.kind)]


def held_by(people: Collection[Person], capacities: Collection[Capacity]) -> list[Assessment]:
    """Open ones of which one of these is the owner: a duty that is handed over. Asked by `circle`."""
    rows = Assessment.objects.filter(person__in=people, owner__in=capacities, state__in=rules.OPEN)
    return list(rows)


def for_work(across: Across) -> list[Assessment]:
    """Open ones that the actor holds, and those that nobody holds of people whom they may assess; the first due first."""
    open_ones = Assessment.objects.filter(state__in=rules.OPEN, person__in=across.people())
    mine_or_free = Q(owner_id=across.actor.capacity_id) | Q(owner__isnull=True)
    rows = list(
        open_ones.filter(mine_or_free).select_related(*OWNER, "person").exclude(pk__in=across.kept.rows)
    )
    opened = {each.person.pk: each for each in across.open({row.person for row in rows})}
    found = [row for row in rows if row.owner_id or opened[row.person_id].may(Permission.ADD, row.section)]
    return sorted(found, key=lambda row: (row.ready_on or row.due_on or row.asked_on, row.pk))


def _for_me(seen: Across, path: str = "") -> Q:
    """Of whatever is seen, without a carer's own for whom it is not: what `is_for` says, across people."""
    me = seen.actor.capacity_id
    parties = (Q(**{f"{path}{who}_id": me}) for who in ("carer", "created_by", "owner"))
    return Q(**{f"{path}carer_name": ""}) | reduce(or_, parties)


def decided_since(seen: Across, since: datetime) -> list[Finding]:
    """What others decided of late and nobody decided anew, of whomever the actor sees."""
    newer = Finding.objects.filter(replaces=OuterRef("pk"))
    rows = Finding.objects.filter(~Exists(newer), _for_me(seen, "assessment__"), created_at__gte=since)
    rows = seen.rows(rows).exclude(created_by_id=seen.actor.capacity_id)
    return list(rows.select_related("person").order_by("created_at", "pk"))


def due_until(seen: Across, until: date) -> list[Assessment]:
    """Open ones that the actor holds and that are to be ready by a day; for the person and family all that they see."""
    rows = Assessment.objects.filter(_for_me(seen), state__in=rules.OPEN)
    if seen.actor.kind not in ("self", "family"):
        rows = rows.filter(owner_id=seen.actor.capacity_id)
    rows = rows.annotate(day=Coalesce("ready_on", "due_on")).filter(day__lte=until)
    own = rows.filter(CARERS & ~Q(pk__in=seen.kept.rows), person__in=seen.people())
    found = (seen.rows(rows) | own).select_related("person").order_by("day", "pk")
    hidden = seen.kept.sections
    return [row for row in found if row.section not in hidden.get(row.person_id, ())]


def names_of(opened: Opened, ids: set[UUID]) -> dict[UUID, Any]:
    """Assessments and findings among these rows, for pages that list rows by id."""
    seen = list(assessments(opened).filter(Q(pk__in=ids) | Q(findings__in=ids)).distinct())
    named: dict[UUID, Any] = {row.pk: row for row in seen if row.pk in ids}
    return named | {row.pk: row for row in findings(opened, seen) if row.pk in ids}
