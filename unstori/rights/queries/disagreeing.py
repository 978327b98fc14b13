"""Disagreements as dated threads. One turn is seen with its thread, unless it is kept from the actor itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Across, NotFound, Opened
from unstori.access.models import AboutPerson
from unstori.access.queries import grants_on
from unstori.access.rules import Permission
from unstori.circle.queries import kept_from
from unstori.circle.signals import naming_rows
from unstori.people.models import Capacity, Person
from unstori.plan.models import Agreement, DirectPayment, Need, Outcome, Review, Step, Support
from unstori.rights.models import Asking, Disagreement, Turn
from unstori.rights.queries.definitions import offer_named
from unstori.rights.queries.telling import is_party, still_without
from unstori.rights.rules import Thread, can_write_for, holds_support
from unstori.rights.signals import apart
from unstori.story import queries as story

AUTHOR = ("created_by__user", "created_by__person", "created_by__organisation")
# One part of the plan: to disagree with it holds it, and not the others.
PARTS: tuple[type[AboutPerson], ...] = (DirectPayment, Need, Outcome, Step, Support)
OWNER = ("owner__user", "owner__person", "owner__organisation")


@dataclass(frozen=True)
class Seen:
    """A row of any room that the actor sees: what a disagreement is about."""

    id: UUID
    section: str
    narrowed: bool


def seen_row(opened: Opened, id: UUID) -> Seen:
    """Whatever row it is, when the actor sees it; one query. Raises NotFound, alike for none and for one kept."""
    rooms = [model for model in apps.get_models() if issubclass(model, AboutPerson)]
    asked = [
        opened.rows(model._default_manager.filter(pk=id)).order_by().values_list("pk", "section", "narrowed")
        for model in rooms
    ]
    found = next(iter(asked[0].union(*asked[1:], all=True)), None)
    if found is None:
        raise _missing(opened)
    return Seen(*found)


def is_apart(row_id: UUID | None) -> bool:
    """Whether a row is a carer's own, as its room says."""
    answers: list[Any] = apart.send(sender=Disagreement, row_id=row_id) if row_id else []
    return any(said for _receiver, said in answers)


def threads(opened: Opened) -> QuerySet[Disagreement]:
    """Those that this actor may read. About a carer: its author and who must answer, and not whom they care for."""
    rows = opened.rows(Disagreement.objects.all())
    return rows.filter(Q(apart=False) | Q(created_by_id=opened.actor.capacity_id) | Q(pk__in=opened.let_in))


def is_seen(opened: Opened, row: Disagreement) -> bool:
    """The same as `threads` for one row that is in hand."""
    own = row.created_by_id == opened.actor.capacity_id or row.pk in opened.let_in
    return opened.sees(row) and (own or not row.apart)


def disagreements(opened: Opened) -> QuerySet[Disagreement]:
    """Open ones first, the newest on top."""
    turns = turns_seen(opened)
    rows = threads(opened).select_related(*AUTHOR, *OWNER, "person")
    return rows.prefetch_related(Prefetch("turns", queryset=turns)).order_by("closed_at", "-created_at")


def disagreements_about(opened: Opened, row_id: UUID) -> QuerySet[Disagreement]:
    """Those about one row, of whatever room."""
    return disagreements(opened).filter(row_id=row_id)


def disagreement(opened: Opened, id: UUID) -> Disagreement:
    """One of them. Raises NotFound."""
    found = disagreements(opened).filter(pk=id).first()
    if found is None:
        raise _missing(opened)
    return found


def turns_seen(opened: Opened) -> QuerySet[Turn]:
    """All turns of threads that the actor sees. Whoever reads them asks for the thread first."""
    turns = Turn.objects.filter(person=opened.person).exclude(section__in=opened.withheld_sections)
    turns = turns.exclude(pk__in=opened.withheld) if opened.withheld else turns
    return turns.select_related(*AUTHOR, *OWNER).order_by("created_at", "pk")


def turns_of(opened: Opened, row: Disagreement) -> QuerySet[Turn]:
    """What was said in a thread that the actor sees, in order."""
    return turns_seen(opened).filter(disagreement__in=threads(opened).filter(pk=row.pk))


def said_already(opened: Opened, row_id: UUID) -> str:
    """What the actor said when they did not agree with this version of the plan: never asked for again."""
    mine = Agreement.objects.filter(version=row_id, party_capacity_id=opened.actor.capacity_id)
    last = opened.rows(mine).order_by("created_at").last()
    return last.reasons if last else ""


def thread_of(opened: Opened, row: Disagreement) -> Thread:
    """Where it stands, as this actor meets it."""
    by, owner = opened.actor, row.owner
    told = row.party is not None
    return Thread(
        is_open=row.state == Disagreement.State.OPEN,
        answered=row.answered,
        mine=is_party(opened, row) if told else row.created_by_id == by.capacity_id,
        owned=row.owner_id == by.capacity_id,
        same_place=bool(
            by.vouched and owner and owner.organisation_id and owner.organisation_id == by.organisation_id
        ),
        has_owner=owner is not None,
        professional=by.is_professional and by.kind != "advocate",
        writes=told
        and can_write_for(by.kind, adds=opened.may(Permission.ADD, row.section))
        and still_without(row),
    )


def could_answer(opened: Opened, section: str = "", *, me: bool = False) -> list[Capacity]:
    """Workers around the person who may add to a section, and who is on duty for teams that may."""
    found = {each.pk: each for each in story.could_own(opened, section) if each.kind == "worker"}
    kept = kept_from(opened)
    teams = grants_on(opened.person).filter(team__isnull=False, permission__gte=Permission.ADD)
    teams = teams.filter(section=section) if section else teams
    for grant in teams:
        on_duty = grant.team.on_duty if grant.team else None
        if on_duty and on_duty.pk not in kept:
            found.setdefault(on_duty.pk, on_duty)
    if not me:
        found.pop(opened.actor.capacity_id, None)
    return sorted(found.values(), key=lambda each: each.user.name)


def named(opened: Opened, rows: Iterable[Disagreement]) -> dict[UUID, tuple[str, str]]:
    """What the rows are called that disagreements are about, and where they are: each room names its own."""
    ids = {row.row_id for row in rows if row.row_id}
    names: dict[UUID, tuple[str, str]] = {}
    answers: list[Any] = naming_rows.send(sender=Disagreement, opened=opened, ids=ids) if ids else []
    for _receiver, found in answers:
        names.update(found or {})
    return names


def holding(person: Person, row: AboutPerson) -> list[bool]:
    """For each thing that is not settled, whoever may see it: whether it holds this row of the plan where it is."""
    unsettled = Disagreement.objects.filter(person=person, state=Disagreement.State.OPEN, apart=False)
    about = list(unsettled.values_list("row_id", "section"))
    if not about or isinstance(row, Review):  # closing the plan stops all of it
        return [True for _one in about]
    ids = [id for id, _section in about if id]
    parts = {
        id for model in PARTS for id in model._default_manager.filter(pk__in=ids).values_list("pk", flat=True)
    }
    own = {row.pk, getattr(row, "outcome_id", None)} - {None}
    return [
        holds_support(
            row_id=one if one in own else row.pk, section=row.section, about=one, about_part=one in parts,
            about_section=section,
        )
        for one, section in about
    ]  # fmt: skip


def owed(people: Collection[Person], capacities: Collection[Capacity]) -> list[Disagreement]:
    """What who leaves must still answer. Asked by `circle`, which has opened the door already."""
    mine = Q(person__in=people, owner__in=capacities, state=Disagreement.State.OPEN)
    return list(Disagreement.objects.filter(mine).order_by("due_on"))


def owed_to(seen: Across) -> QuerySet[Disagreement]:
    """What the actor must answer, of whomever they see; the longest due first."""
    mine = Disagreement.objects.filter(
        owner_id=seen.actor.capacity_id, state=Disagreement.State.OPEN, answered=False, due_on__isnull=False
    )
    return seen.rows(mine).select_related("person").order_by("due_on", "pk")


def unanswered(seen: Across, those: Q) -> QuerySet[Disagreement]:
    """Of these, the ones whose answer is owed by a day, as far as the actor sees them."""
    open_ones = _across(seen).filter(
        those, state=Disagreement.State.OPEN, answered=False, due_on__isnull=False
    )
    return open_ones.select_related("person").order_by("due_on", "pk")


def answered_since(seen: Across, since: datetime, *, whole: bool) -> list[Turn]:
    """Answers of others of late to what the actor raised; with `whole`, to all that they may read."""
    mine = _across(seen) if whole else _across(seen).filter(created_by_id=seen.actor.capacity_id)
    turns = Turn.objects.filter(
        kind=Turn.Kind.ANSWERED, created_at__gte=since, disagreement__in=mine.order_by().values("pk")
    )
    turns = turns.exclude(created_by_id=seen.actor.capacity_id).exclude(pk__in=seen.kept.rows)
    return list(turns.select_related("person").order_by("created_at", "pk"))


def _across(seen: Across) -> QuerySet[Disagreement]:
    """The same as `threads`, of whomever the actor sees."""
    rows = seen.rows(Disagreement.objects.all())
    return rows.filter(Q(apart=False) | Q(created_by_id=seen.actor.capacity_id) | Q(pk__in=seen.let_in))


def row_names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """Disagreements and what was asked for, for pages of other rooms that hold only their ids."""
    at = reverse("rights:index", args=[opened.person.reference])
    asked = opened.rows(Asking.objects.filter(pk__in=ids))
    names = {
        row.pk: (str(offer_named(row.definition, row.definition_version, row.kind)), f"{at}#{row.kind}")
        for row in asked
    }
    return names | {
        row.pk: (
            row.about or _("A disagreement"),
            reverse("rights:disagreement", args=[opened.person.reference, row.pk]),
        )
        for row in threads(opened).filter(pk__in=ids)
    }


def _missing(opened: Opened) -> NotFound:
    return NotFound(reference=opened.person.reference, permission=Permission.SEE, person_id=opened.person.pk)
