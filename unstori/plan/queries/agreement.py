"""The plan as one thing: what it holds, who has said what of it, what changed since."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import PRIVATE
from unstori.circle import rules as circle_rules
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Capacity, Person
from unstori.plan.models import (
    Agreement,
    Change,
    DirectPayment,
    Need,
    Outcome,
    Placement,
    PlanPart,
    PlanVersion,
    Provision,
    Review,
    Step,
    Support,
)

KINDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "outcome": (Outcome, ("words", "why_it_matters", "baseline", "followed_how", "by_when", "state")),
    "step": (Step, ("what", "who", "by_when", "done_at", "outcome_id")),
    "support": (
        Support,
        (
            "what",
            "who",
            "organisation_id",
            "place",
            "comes_from",
            "tier",
            "how_often",
            "status",
            "starts_on",
            "ends_on",
            "outcome_id",
        ),
    ),
    "provision": (
        Provision,
        ("support_id", "need_id", "kind", "every", "times", "minutes", "how", "in_welsh", "why", "review_on"),
    ),
    "placement": (Placement, ("basis", "name", "type", "boarding", "why")),
    "part": (PlanPart, ("key", "none", "words")),
    "need": (Need, ("words", "area", "eligible", "outcome_id", "no_outcome_why")),
    "payment": (DirectPayment, ("amount", "every", "starts_on", "ends_on")),
    "review": (Review, ("due_on",)),
}

# Of whatever one of these is kept from a reader, the part that names it is kept too.
LINKS = ("id", "outcome_id", "support_id", "need_id")


def plan_rows(person: Person) -> list[dict[str, Any]]:
    """The whole plan for freezing, whoever puts it forward; each part has its section: readers see theirs.

    Rows narrowed to named people, or private to the person, are no part of what is agreed.
    """
    parts = []
    for kind, (model, fields) in KINDS.items():
        rows = model.objects.filter(person=person, narrowed=False).exclude(section=PRIVATE)
        if kind == "review":
            rows = rows.filter(held_at__isnull=True)
        for row in rows.order_by("created_at"):
            said = {name: _plain(getattr(row, name)) for name in fields}
            about = {"kind": kind, "id": str(row.pk), "section": row.section, "language": row.language}
            parts.append({**about, **said})
    return parts


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


def latest_version(opened: Opened) -> PlanVersion | None:
    return opened.rows(PlanVersion.objects.all()).order_by("-number").first()


def put_parts(opened: Opened, version: PlanVersion) -> list[dict[str, Any]]:
    """Of a frozen plan, the parts that the actor may see now."""
    kept = {str(id) for id in opened.withheld}
    seen = [part for part in version.content["parts"] if part["section"] in opened.sections]
    return [part for part in seen if not kept & {part[key] for key in LINKS if part.get(key)}]


def agreements(opened: Opened, version: PlanVersion | None) -> list[Agreement]:
    """What the parties said of a version, oldest first."""
    if version is None:
        return []
    said = Agreement.objects.filter(version=version).select_related(
        "party_capacity__user", "party_capacity__person", "party_capacity__organisation",
        "created_by__user", "created_by__person", "created_by__organisation",
    )  # fmt: skip
    return list(opened.rows(said).order_by("created_at"))


def parties(opened: Opened) -> list[Member]:
    """Those whose agreement is asked for: family, foster carers, advocates, the key worker."""
    asked = Q(kind__in=["family", "foster_carer", "advocate"]) | Q(is_key_worker=True)
    now = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    members = Member.objects.filter(asked, now, capacity__isnull=False).select_related("organisation")
    return list(opened.rows(members).order_by("closeness", "name"))


def without_account(opened: Opened) -> list[Member]:
    """Those in the circle who cannot sign in, so that somebody else may write down their answer."""
    now = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return list(opened.rows(Member.objects.filter(now, capacity__isnull=True)).order_by("closeness", "name"))


def is_in_circle(opened: Opened, member: Member) -> bool:
    return opened.sees(member) and circle_rules.is_there(member.ends_on, clock.today())


def signs_in(person: Person) -> bool:
    """Whether the person has an account of their own."""
    own = Capacity.objects.filter(person=person, kind=Capacity.Kind.SELF)
    return own.exclude(ends_on__lt=clock.today()).exists()


def changes_since(opened: Opened, moment: datetime | None) -> QuerySet[Change]:
    """What changed in the plan after a moment, oldest first."""
    rows = opened.rows(Change.objects.select_related("created_by__user", "created_by__organisation"))
    return (rows.filter(created_at__gt=moment) if moment else rows).order_by("created_at")
