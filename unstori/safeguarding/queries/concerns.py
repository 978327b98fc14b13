"""Concerns and where they go. One question decides each: does this reader see all of it, their own part, or nothing?

Who may be the danger is nobody here, in each of their capacities and whatever team they work in.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.door import NotFound, look_across
from unstori.access.models import Grant
from unstori.access.queries import workplace
from unstori.access.rules import Actor, Permission
from unstori.access.rules import workplace as workplace_rules
from unstori.circle import queries as circle
from unstori.circle.models import Member
from unstori.core import clock, definitions, workdays
from unstori.directory import queries as directory
from unstori.people.models import Capacity, Organisation, Person, Team
from unstori.safeguarding import rules
from unstori.safeguarding.models import Concern, Place, Source

FOLDER = Path(__file__).resolve().parents[1] / "definitions"
SECTION = "safeguarding"
# Whoever they work for as well: nobody handles a concern about themselves or their own family, whenever they were it.
NEAREST = ("self", "family")
AT_HOME = (Member.Kind.FAMILY, Member.Kind.FRIEND, Member.Kind.FOSTER_CARER)
Item = dict[str, Any]


def definition_in(jurisdiction: str) -> Item:
    """What holds there today."""
    return definitions.current(FOLDER, f"concerns-{jurisdiction}", clock.today())


def definition_of(concern: Concern) -> Item:
    """What held when it was raised."""
    return definitions.version(FOLDER, concern.definition, concern.definition_version)


def calls() -> list[Item]:
    """Whom to call in danger, wherever one is: 999 first."""
    return circle.danger_calls()


def missing(id: object = "") -> NotFound:
    """Not there, or not for you."""
    return NotFound(reference=str(id), permission=Permission.SEE)


def authorities() -> QuerySet[Organisation]:
    """Who answers for somebody, or takes concerns."""
    answers = Q(pk__in=Person.objects.order_by().values("authority"))
    takes = Q(pk__in=Place.objects.values("authority"))
    return Organisation.objects.filter(answers | takes).order_by("name_en")


def _related(rows: QuerySet[Concern]) -> QuerySet[Concern]:
    return rows.select_related(
        "person", "authority", "team__organisation", "holder__user", "holder__organisation", "created_by__user",
        "created_by__organisation", "created_by__person", "created_by__team",
    )  # fmt: skip


def mine(by: Actor) -> QuerySet[Concern]:
    """Those that the actor raised, the newest first."""
    return _related(Concern.objects.filter(created_by_id=by.capacity_id)).order_by("-created_at", "-pk")


def one_of_mine(by: Actor, id: UUID) -> Concern:
    """Raises NotFound."""
    found = mine(by).filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found


def kept_from(by: Actor) -> QuerySet[Any, Any]:
    """The concerns in which the actor is named as a danger, by account, and those about them or their family.

    No page, list or audit shows them.
    """
    named = Source.objects.filter(capacity__user_id=by.user_id).values("concern")
    own = Capacity.objects.filter(kind__in=NEAREST, user_id=by.user_id, person__isnull=False)
    circled = Member.objects.filter(kind__in=AT_HOME, capacity__user_id=by.user_id)
    near = Q(person__in=own.values("person")) | Q(person__in=circled.values("person"))
    return Concern.objects.filter(Q(pk__in=named) | near).values("pk")


def team_of(by: Actor) -> UUID | None:
    """The team whose concerns could be the actor's to see; none for whoever is not vouched for."""
    return by.team_id if by.kind == "worker" and by.vouched else None


def _with_team(by: Actor, team: UUID) -> Q:
    """Those with this team that the actor may see."""
    hidden = [person for person, sections in policy.kept_from(by).sections.items() if SECTION in sections]
    seen = Q(team_id=team) & ~Q(pk__in=kept_from(by))
    return seen & ~Q(person_id__in=hidden) if hidden else seen


def for_team(by: Actor) -> QuerySet[Concern]:
    """All with the actor's team; the longest wait first."""
    team = team_of(by)
    rows = Concern.objects.filter(_with_team(by, team)) if team else Concern.objects.none()
    return _related(rows).order_by("created_at", "pk")


def one_for_team(by: Actor, id: UUID) -> Concern:
    """Raises NotFound, alike for nobody, another team's and one in which the actor is named."""
    found = for_team(by).filter(pk=id).first()
    if found is None:
        raise missing(id)
    return found


def team_takes_concerns(by: Actor) -> bool:
    """An authority said that the actor's team takes them, or it has some."""
    team = team_of(by)
    if team is None:
        return False
    return Place.objects.filter(team_id=team).exists() or for_team(by).exists()


@dataclass(frozen=True)
class Waits:
    """For the ways in on the first page: numbers alone."""

    takes: bool  # an authority said that the actor's team takes concerns, or some wait for it
    undecided: int  # wait for the team
    to_phone: int  # the actor raised them where no team is here, and has not phoned yet


def waits_for(by: Actor) -> Waits:
    """Asked by everybody's first page: one query and a small one. What is over is found from `mine`."""
    team = team_of(by)
    waiting = Q(created_by_id=by.capacity_id, state=rules.WITH_RAISER)
    if team:
        waiting |= _with_team(by, team) & Q(state__in=[rules.WAITING, rules.ACCEPTED])
    states = list(Concern.objects.filter(waiting).values_list("state", flat=True))
    to_phone = states.count(rules.WITH_RAISER)
    undecided = len(states) - to_phone
    takes = bool(undecided) or (team is not None and Place.objects.filter(team_id=team).exists())
    return Waits(takes, undecided, to_phone)


def reader(by: Actor, concern: Concern) -> rules.Reader:
    """The actor as the rule sees them; a test shows that rule and queries agree."""
    return rules.Reader(
        raised_it=concern.created_by_id == by.capacity_id,
        works=by.kind == "worker" and by.vouched,
        in_team=concern.team_id is not None and concern.team_id == by.team_id,
        is_source=kept_from(by).filter(pk=concern.pk).exists(),
        kept=SECTION in policy.kept_from(by).sections.get(concern.person_id, ())
        if concern.person_id
        else False,
    )


def administers(by: Actor) -> bool:
    """Whether the actor says which teams of their organisation take concerns."""
    return workplace_rules.can_administer(by, by.organisation_id)


def places_of(authority_id: UUID) -> dict[str, Place]:
    """Where concerns go there, by kind; a team that was closed takes none."""
    rows = Place.objects.filter(authority_id=authority_id).select_related(
        "team__organisation", "team__on_duty__user"
    )
    found = {row.kind: row for row in rows}
    for row in found.values():
        if row.team and row.team.ends_on:
            row.team = None
    return found


def place_now(authority_id: UUID, kind: str, held: Item, jurisdiction: str) -> Place | None:
    """Where one goes at this moment; by day where nobody is named for the night, and none where nobody is at all."""
    moment: datetime = clock.now().astimezone(clock.LONDON)
    is_open = rules.is_open(
        moment, working_day=workdays.is_working_day(moment.date(), jurisdiction),
        opens=held["open_from"], closes=held["open_until"],
    )  # fmt: skip
    found = places_of(authority_id)
    night = None if is_open else found.get(rules.OUT_OF_HOURS)
    return night or found.get(kind)


def phones(concern: Concern) -> list[Place]:
    """The numbers that the authority gave: now, and at night."""
    found = places_of(concern.authority_id)
    return [found[kind] for kind in (concern.kind, rules.OUT_OF_HOURS) if kind in found and found[kind].phone]


def teams_of(by: Actor) -> QuerySet[Team]:
    """The teams that an administrator can name."""
    return directory.teams().filter(organisation_id=workplace.place_of(by))


def users_of(concern: Concern) -> frozenset[UUID]:
    """The accounts from whom it is kept: whoever is named, whom it is about and their family, named or not."""
    rows = Source.objects.filter(concern=concern, capacity__isnull=False)
    found = frozenset(rows.values_list("capacity__user_id", flat=True))
    if concern.person_id is None:
        return found
    own = Capacity.objects.filter(kind__in=NEAREST, person_id=concern.person_id)
    circled = Member.objects.filter(kind__in=AT_HOME, person_id=concern.person_id, capacity__isnull=False)
    near = own.values_list("user_id", flat=True), circled.values_list("capacity__user_id", flat=True)
    return found.union(*near)


def named_so(
    name: str, *, authority: Organisation, team: Team | None, person: Person | None
) -> list[Capacity]:
    """Everybody of that name who could come to see it: rather kept from one too many than from one too few.

    In the authority, by the name in full; of its teams that take concerns and around the person, by any part of it.
    """
    near = Q(team__in=[place.team_id for place in places_of(authority.pk).values() if place.team_id])
    near |= Q(team=team) if team else Q()
    called: dict[UUID, list[str]] = {}
    if person:
        circled = Member.objects.filter(person=person, capacity__isnull=False)
        for capacity, as_called in circled.values_list("capacity_id", "name"):
            called.setdefault(capacity, []).append(as_called)
        granted = Grant.objects.filter(person=person).values("capacity_id")
        near |= Q(person=person) | Q(pk__in=granted) | Q(pk__in=list(called))
    rows = Capacity.objects.select_related("user")
    full = rows.filter(near | Q(organisation=authority), user__name__iexact=" ".join(name.split()))
    # Whoever shares a surname with the danger may be who is in danger: what they are told must reach them.
    others = rows.filter(near).exclude(kind=Capacity.Kind.SELF)
    part = [each for each in others if rules.could_be(name, each.user.name, *called.get(each.pk, ()))]
    return list({each.pk: each for each in [*full, *part]}.values())


def outcomes(concern: Concern) -> list[Item]:
    """What can be decided about a child, or about an adult."""
    held = definition_of(concern)["outcomes"]
    return [one for one in held if one.get("for", concern.kind) == concern.kind]


def duties(kind: str, jurisdiction: str) -> list[Item]:
    """Who must tell, by law; of both kinds where it is not known yet."""
    held = definition_in(jurisdiction)["duties"]
    return [one for one in held if kind in ("", one["for"])]


def writes_in_record(by: Actor, concern: Concern) -> bool:
    """Whether the actor may write about safety in the record of whom it is about."""
    if concern.person is None:
        return False
    seen = look_across(by, [concern.person]).open([concern.person])[0]
    return seen.may(Permission.ADD, SECTION)


def sources_of(concern: Concern) -> list[str]:
    """Who was named as a danger, for the team."""
    return sorted(set(Source.objects.filter(concern=concern).values_list("name", flat=True)))
