"""Processes of the law, through the door: whose, who must decide, what is due, and what is at risk for a team."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from unstori.access import policy
from unstori.access.door import NotFound, Opened, look_across
from unstori.access.models import Grant
from unstori.access.queries import grants_on
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member
from unstori.circle.queries import circle_of, kept_from
from unstori.core import clock
from unstori.pathways import proceeding
from unstori.pathways.models import Process, ProcessClaim, ProcessStep
from unstori.pathways.queries.process_runs import Running, running
from unstori.pathways.rules import age_on
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.dues import Due
from unstori.pathways.rules.processes import Kind, StepKind
from unstori.people.models import Capacity, Organisation, Person, Sector

WHO = ("created_by__user", "created_by__organisation", "created_by__person")
OWNER = ("owner__user", "owner__organisation", "owner__person", "owner__team")
ADVISER = ("adviser__user", "adviser__organisation", "adviser__person")
EDUCATION = ("school", "college", "holder_of_meeting")


def _with_steps(
    rows: QuerySet[Process], steps: QuerySet[ProcessStep], claims: QuerySet[ProcessClaim]
) -> QuerySet[Process]:
    steps = steps.select_related(*WHO, *ADVISER).order_by("created_at", "pk")
    claims = claims.select_related(*WHO).order_by("created_at", "pk")
    return rows.select_related("person__authority", "body", *OWNER).prefetch_related(
        Prefetch("steps", queryset=steps), Prefetch("claims", queryset=claims)
    )


def processes_of(opened: Opened) -> QuerySet[Process]:
    """What runs first, then what is over; the newest first."""
    rows = opened.rows(Process.objects.all())
    found = _with_steps(rows, opened.rows(ProcessStep.objects.all()), opened.rows(ProcessClaim.objects.all()))
    return found.order_by("closed_at", "-begun_on", "-created_at")


def process(opened: Opened, id: UUID) -> Process:
    """Raises NotFound."""
    found = processes_of(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def is_open_already(opened: Opened, kind: str) -> bool:
    """As far as this actor sees it: a no must not tell of one that is kept from them."""
    return opened.rows(Process.objects.filter(kind=kind, closed_at__isnull=True)).exists()


def kinds_for(opened: Opened) -> list[Kind]:
    """What can be begun where the person lives, at their age, in the parts to which this actor may add."""
    age = age_of(opened.person, clock.today())
    return [
        kind for kind in proceeding.kinds(opened.person.jurisdiction, clock.today())
        if opened.may(Permission.ADD, kind.section) and (age is None or kind.from_age <= age < kind.under_age)
    ]  # fmt: skip


def age_of(person: Person, on: date) -> int | None:
    return age_on(on, person.born_on) if person.born_on else None


def workers(opened: Opened) -> list[Capacity]:
    """Workers around the person whose place is not kept from this actor: nobody is let in by being named."""
    named = set(circle_of(opened).exclude(capacity=None).values_list("capacity_id", flat=True))
    held = {grant.capacity.pk for grant in grants_on(opened.person) if grant.capacity}
    here = Capacity.objects.filter(pk__in=(named | held) - kept_from(opened), kind="worker", vouched=True)
    rows = here.filter(user__is_active=True).select_related("user", "organisation", "person", "team")
    return list(rows.order_by("user__name"))


def bodies(opened: Opened, kind: Kind) -> list[Organisation]:
    """Who may be the one that must decide: the person's authority, or schools and colleges around them."""
    if kind.body == "authority":
        return [opened.person.authority]
    if kind.body not in EDUCATION:
        return []
    found = {
        one.organisation.pk: one.organisation for one in workers(opened)
        if one.organisation and one.organisation.sector == Sector.EDUCATION
    }  # fmt: skip
    return sorted(found.values(), key=lambda one: str(one.name))


def _of_party(row: Process, kind: Kind, party: str, organisation: Organisation | None) -> bool:
    """Whether somebody who works there answers for a party of this process."""
    if organisation is None:
        return False
    if party == kind.body:
        return row.body_id == organisation.pk
    if party in EDUCATION:
        return organisation.sector == Sector.EDUCATION or row.body_id == organisation.pk
    return party == "authority" and organisation.pk == row.person.authority_id


@dataclass(frozen=True)
class Hands:
    """Who around the person can write down what of one process; asked once for a page."""

    opened: Opened
    row: Process
    kind: Kind
    around: list[Capacity]

    def how(self, step: StepKind, of: ProcessStep | None = None) -> str:
        """Whether this actor writes a step down as theirs, as told, or not."""
        me = self.opened.actor
        mine = next((one for one in self.around if one.pk == me.capacity_id), None)
        party = self.kind.body if step.who == "adviser" else step.who
        return rules.writes(
            step.who, kind=me.kind, is_adviser=of is not None and of.adviser_id == me.capacity_id,
            of_body=mine is not None and _of_party(self.row, self.kind, party, mine.organisation),
            body_here=any(_of_party(self.row, self.kind, party, one.organisation) for one in self.around),
        )  # fmt: skip

    @property
    def of_body(self) -> list[Capacity]:
        """Who may be named as seeing it through."""
        return [
            one for one in self.around if _of_party(self.row, self.kind, self.kind.body, one.organisation)
        ]


def hands(opened: Opened, row: Process, kind: Kind) -> Hands:
    return Hands(opened, row, kind, workers(opened))


def may_claim(opened: Opened, row: Process, kind: Kind) -> bool:
    """Who may say what excuses lateness: the body that is late; where nobody of it is here, a worker with its letter."""
    mine = hands(opened, row, kind)
    here = {one.pk for one in mine.of_body}
    return opened.actor.capacity_id in here or (not here and opened.actor.kind == "worker")


@dataclass(frozen=True)
class AtRisk:
    """A process of which something is late or will be. `seen`: whether its person may be named to who asks."""

    running: Running
    dues: list[Due]
    seen: bool

    @property
    def row(self) -> Process:
        return self.running.row


def at_risk(by: Actor) -> list[AtRisk]:
    """What is late, will be late, or is due soon: of those whom a worker sees, and of what their team holds.

    Whoever manages reads what their team holds also without a name (`seen`), as in every other figure (ADR 0062).
    """
    if by.kind != "worker" or not by.vouched:
        return []
    look = look_across(by)
    open_ones = Process.objects.filter(closed_at__isnull=True)
    seen = set(look.rows(open_ones).values_list("pk", flat=True))
    rows = open_ones.filter(_of_team(by) | Q(pk__in=seen))
    rows = rows.exclude(pk__in=look.kept.rows)
    for person, sections in look.kept.sections.items():
        rows = rows.exclude(person_id=person, section__in=sections)
    every = _with_steps(rows, ProcessStep.objects.all(), ProcessClaim.objects.all()).order_by("pk")
    found = [AtRisk(each, each.at_risk, each.row.pk in seen) for each in map(running, every)]
    return sorted(
        (one for one in found if one.dues),
        key=lambda one: (-max(due.late for due in one.dues), one.dues[0].day),
    )


def _of_team(by: Actor) -> Q:
    """For whoever manages: what their team sees through. What nobody sees through comes to the teams of who must decide
    that work with the person; where none does, to all who manage there, so that it never comes to nobody."""
    if not by.manages or by.team_id is None:
        return Q(pk__in=())
    now = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    around = (Member.objects.filter(now, person=OuterRef("person")),
              Grant.objects.filter(policy.standing(), person=OuterRef("person"), capacity__kind="worker"))  # fmt: skip
    of_body = Q(capacity__team__organisation=OuterRef("body"), capacity__team__ends_on__isnull=True)
    theirs, ours = Q(), Q()
    for rows in around:
        theirs |= Q(Exists(rows.filter(of_body)))
        ours |= Q(Exists(rows.filter(of_body, capacity__team=by.team_id)))
    nobody = (Q(owner=None) | Q(owner__team=None)) & Q(body=by.organisation_id)
    return Q(owner__team=by.team_id) | nobody & (ours | ~theirs)


def owed_to(by: Actor) -> list[AtRisk]:
    """What the actor must see to: what they own, what nobody of their organisation owns; for the family what is late."""
    family = by.kind in ("self", "family")
    nobody = (
        Q(owner=None, body_id=by.organisation_id)
        if by.kind == "worker" and by.organisation_id
        else Q(pk__in=())
    )
    wanted = Q() if family else Q(owner_id=by.capacity_id) | nobody
    look = look_across(by)
    rows = look.rows(Process.objects.filter(wanted, closed_at__isnull=True))
    steps, claims = look.rows(ProcessStep.objects.all()), look.rows(ProcessClaim.objects.all())
    found = [AtRisk(each, each.at_risk, True) for each in map(running, _with_steps(rows, steps, claims))]
    if family:
        found = [AtRisk(one.running, [due for due in one.dues if due.late], True) for one in found]
    return [one for one in found if one.dues]


def late_in_team(by: Actor) -> list[AtRisk]:
    """For whoever manages: what the team sees through, or nobody does, and is late; also without a name. What they must
    see to themselves (`owed_to`) is not said twice."""
    if not by.manages:
        return []
    ours = set(Process.objects.filter(_of_team(by), closed_at__isnull=True).values_list("pk", flat=True))
    found = [one for one in at_risk(by) if one.row.pk in ours and one.dues[0].late]
    return [one for one in found if one.row.owner_id != by.capacity_id and (one.row.owner or not one.seen)]


def advice_asked(by: Actor) -> list[tuple[Running, ProcessStep, Due | None]]:
    """What advice is asked of the actor and not given: with its day, where the law has one. The nearest first."""
    if by.kind != "worker":
        return []
    look = look_across(by)
    mine = ProcessStep.objects.filter(adviser_id=by.capacity_id, of__isnull=True)
    rows = look.rows(Process.objects.filter(closed_at__isnull=True, pk__in=mine.values("process")))
    steps, claims = look.rows(ProcessStep.objects.all()), look.rows(ProcessClaim.objects.all())
    found = []
    for each in map(running, _with_steps(rows, steps, claims)):
        days = {due.said.id: due for due in each.dues if due.said}
        for asked in each.asked:
            step = each.rows[asked.ask.id]
            if not asked.given and step.adviser_id == by.capacity_id:
                found.append((each, step, days.get(asked.ask.id)))
    return sorted(found, key=lambda one: (one[2] is None, one[2].day if one[2] else one[1].happened_on))


def owned_by(people: Collection[Person], capacities: Collection[Capacity]) -> list[Process]:
    """What somebody who leaves sees through. Asked by `circle`, which has opened the door already."""
    rows = Process.objects.filter(owner__in=capacities, person__in=people, closed_at__isnull=True)
    return list(rows.select_related("person").order_by("begun_on"))


def names_of(opened: Opened, ids: set[UUID]) -> dict[UUID, Process]:
    """Which of these ids are processes, or steps of them, for pages that hold only ids."""
    rows = {row.pk: row for row in opened.rows(Process.objects.filter(pk__in=ids))}
    steps = opened.rows(ProcessStep.objects.filter(pk__in=ids - rows.keys())).select_related("process")
    return {**rows, **{step.pk: step.process for step in steps}}


def missing(opened: Opened) -> NotFound:
    person = opened.person
    return NotFound(reference=person.reference, permission=Permission.SEE, person_id=person.pk)
