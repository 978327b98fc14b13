"""Who works at the actor's organisation. Counts and names of workers; never anybody's story."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from unstori.access.door import NotFound
from unstori.access.queries import workplace
from unstori.access.queries.workplace import place_of
from unstori.access.rules import Actor, Permission
from unstori.access.rules.workplace import can_administer
from unstori.people.models import Capacity, Team, User
from unstori.people.who import roles_like

SHOW = ("now", "vouch", "left")


def check_administers(by: Actor) -> None:
    """For pages that name no row. Raises NotFound."""
    if by.organisation_id is None or not can_administer(by, by.organisation_id):
        raise NotFound(reference="", permission=Permission.SEE)


def workers(by: Actor, *, words: str = "", team: str = "", show: str = "now") -> QuerySet[User]:
    """Accounts, by name: those who work here, those nobody here has vouched for, or those who left."""
    check_administers(by)
    here = Q(organisation_id=place_of(by))
    standing = Capacity.objects.filter(workplace.standing_now(), here, user=OuterRef("pk"))
    found = workplace.accounts_at(by)
    if show == "left":
        found = found.exclude(Exists(standing))
    elif show == "vouch":
        found = found.filter(Exists(standing.filter(vouched=False)))
    else:
        found = found.filter(Exists(standing))
    if team:
        found = found.filter(Exists(standing.filter(team_id=team)))
    for word in words.split():
        theirs = Capacity.objects.filter(here, user=OuterRef("pk"))
        said = theirs.filter(
            Q(role__icontains=word) | Q(role__in=roles_like(word))
            | Q(team__name_en__icontains=word) | Q(team__name_cy__icontains=word)
        )  # fmt: skip
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Exists(said))
    return found.order_by("name", "pk")


def capacities_by_account(by: Actor, accounts: Iterable[User]) -> dict[UUID, list[Capacity]]:
    """What these accounts are, or were, at the actor's organisation; those that stand first."""
    ids = [each.pk for each in accounts]
    rows = workplace.capacities_at(place_of(by)).filter(user_id__in=ids)
    found: dict[UUID, list[Capacity]] = defaultdict(list)
    for each in rows.order_by("ends_on", "created_at"):
        found[each.user_id].append(each)
    return {pk: sorted(those, key=lambda each: each.ends_on is not None) for pk, those in found.items()}


def worker(by: Actor, id: UUID) -> User:
    """One account that works or worked here. Raises NotFound."""
    check_administers(by)
    found = workplace.accounts_at(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def capacity(by: Actor, id: UUID) -> Capacity:
    """One thing that somebody is here now. Raises NotFound."""
    check_administers(by)
    standing = workplace.capacities_at(place_of(by)).filter(workplace.standing_now())
    found = standing.filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def who_looks_after(capacity_id: UUID) -> list[User]:
    """Of the team that somebody came into: who manages it, or is on duty for it; else who says who works here."""
    came = Capacity.objects.filter(pk=capacity_id, team__isnull=False).select_related("team").first()
    if came is None:
        return []
    others = Capacity.objects.filter(workplace.standing_now(), vouched=True, user__is_active=True)
    others = others.exclude(user_id=came.user_id)
    managers, administrators = (
        others.filter(team=came.team, manages=True),
        others.filter(organisation=came.organisation, kind=Capacity.Kind.ADMINISTRATOR),
    )
    on_duty = others.filter(Q(pk=came.team.on_duty_id)) if came.team else others.none()
    for those in (managers, on_duty, administrators):
        if found := list(User.objects.filter(pk__in=those.values("user_id"))):
            return found
    return []


def colleagues(of: Capacity) -> QuerySet[Capacity]:
    """Who could take what somebody owes: workers of the organisation, those of their team first said."""
    here = Capacity.objects.filter(workplace.standing_now(), organisation=of.organisation, vouched=True)
    return (
        here.filter(kind=Capacity.Kind.WORKER, user__is_active=True)
        .exclude(user_id=of.user_id)
        .select_related("user", "team")
        .order_by("user__name", "pk")
    )


def teams(by: Actor) -> QuerySet[Team]:
    """The teams that are not closed."""
    check_administers(by)
    here = Team.objects.filter(organisation_id=place_of(by), ends_on__isnull=True)
    return here.select_related("on_duty__user").order_by("name_en", "pk")


def team(by: Actor, id: UUID) -> Team:
    """One of them. Raises NotFound."""
    found = teams(by).filter(pk=id).first()
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def in_teams(by: Actor) -> dict[UUID, int]:
    """How many work in each team."""
    check_administers(by)
    standing = workplace.capacities_at(place_of(by)).filter(workplace.standing_now(), team__isnull=False)
    counted = standing.order_by().values_list("team_id").annotate(number=Count("pk"))
    return dict(counted.values_list("team_id", "number"))
