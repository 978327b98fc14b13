"""Which team answers for which service, who may say so, its places, and how long one waits by its own record."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.directory import queries as directory
from unstori.directory.models import Entry
from unstori.directory.queries import editing
from unstori.directory.queries.entries import listed
from unstori.pathways.models import Desk, DeskAsk, Estimate, Places, Request
from unstori.pathways.queries.requests import definition
from unstori.pathways.rules import requests as table
from unstori.pathways.rules.desks import speaks_for_team
from unstori.pathways.rules.estimating import Seen
from unstori.people.models import Team

FOUND = 10


def of_team(by: Actor) -> list[Desk]:
    """For what the actor's team answers."""
    if by.team_id is None:
        return []
    rows = Desk.objects.filter(team=by.team_id, closed_at__isnull=True)
    return list(rows.select_related("service__live", "service__provider", "team").order_by("service__name"))


def desk(service: Entry) -> Desk | None:
    return Desk.objects.filter(service=service, closed_at__isnull=True).first()


def speaks(by: Actor) -> list[Team]:
    """Teams for which the actor may say that they answer: their own, or those of where they administer."""
    if by.kind == "administrator" and by.vouched:
        return list(directory.teams().filter(organisation=by.organisation_id).order_by("name_en"))
    team = directory.team(by.team_id) if by.team_id else None
    mine = team is not None and speaks_for_team(by, team=team.pk, organisation=team.organisation_id)
    return [team] if team and mine else []


def sees(by: Actor) -> bool:
    """Whether the page of desks is theirs: who works in a team, runs an organisation, or keeps entries."""
    return by.kind in ("worker", "administrator", "steward") and by.vouched


def to_decide(by: Actor) -> list[DeskAsk]:
    """What waits for the actor's side."""
    rows = DeskAsk.objects.filter(decided_at__isnull=True).select_related(
        "service__provider", "team__organisation"
    )
    mine = [team.pk for team in speaks(by)]
    asked = rows.filter(by_team=False, team__in=mine)
    kept = rows.filter(by_team=True, service__in=editing.kept_by(by).values("pk"))
    return [*asked[:50], *kept[:50]]


def asked_by(by: Actor) -> list[DeskAsk]:
    """What waits for the other side."""
    teams = [team.pk for team in speaks(by)]
    rows = DeskAsk.objects.filter(decided_at__isnull=True, by_team=True, team__in=teams)
    return list(rows.select_related("service", "team"))


def one_ask(by: Actor, id: UUID) -> DeskAsk:
    """One that waits for the actor. Raises NotFound."""
    found = next((row for row in to_decide(by) if row.pk == id), None)
    if found is None:
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def one_desk(by: Actor, id: UUID) -> Desk:
    """One that the actor may close or say places for. Raises NotFound."""
    rows = Desk.objects.filter(pk=id, closed_at__isnull=True)
    found = rows.select_related("service__provider", "service__live", "team").first()
    team = found.team if found else None
    if (
        found is None
        or team is None
        or not (
            speaks_for_team(by, team=team.pk, organisation=team.organisation_id)
            or editing.edits(by, found.service)
        )
    ):
        raise NotFound(reference=str(id), permission=Permission.SEE)
    return found


def found(words: str) -> list[Entry]:
    """Services by name, for who says that a team answers for one."""
    rows = listed().filter(name__icontains=words.strip()) if words.strip() else listed().none()
    return list(rows.order_by("name", "pk")[:FOUND])


def service(id: UUID) -> Entry | None:
    return listed().filter(hsds_id=id).select_related("provider").first()


def places(desks: Collection[Desk]) -> dict[UUID, list[Places]]:
    """What holds of each kind, by desk: the newest."""
    newest: dict[tuple[UUID, str], Places] = {}
    for row in Places.objects.filter(desk__in=desks).order_by("created_at", "pk"):
        newest[row.desk_id, row.kind] = row
    said: dict[UUID, list[Places]] = {}
    for (id, _kind), row in newest.items():
        said.setdefault(id, []).append(row)
    return said


def history(desk: Desk) -> list[Places]:
    return list(desk.places.order_by("-created_at", "-pk")[:50])


# By their own record.


def record(service: Entry, today: date) -> list[Seen]:
    """Each that was asked in the years that count: until the first contact, or as long as it was seen."""
    since = today - timedelta(days=365 * definition()["estimate"]["years"])
    rows = Request.objects.filter(service=service, asked_on__gt=since).exclude(state=table.DRAFTED)
    said = rows.values_list("asked_on", "met_on", "over_on").iterator(chunk_size=2000)
    return [
        Seen(max(0, ((met or over or today) - asked).days), met is not None) for asked, met, over in said if asked
    ]  # fmt: skip


def to_estimate() -> QuerySet[Entry]:
    """Services that were asked here."""
    asked = Request.objects.exclude(state=table.DRAFTED).filter(service__isnull=False).order_by()
    return Entry.objects.filter(pk__in=asked.values("service").distinct()).select_related("live")


def newest(services: Iterable[Entry | None]) -> dict[UUID, Estimate]:
    """The last estimate of each, however many were counted before."""
    wanted = {one.pk for one in services if one}
    last = (
        Estimate.objects.filter(service=OuterRef("service")).order_by("-counted_at", "-pk").values("pk")[:1]
    )
    rows = Estimate.objects.filter(service__in=wanted, pk=Subquery(last)) if wanted else ()
    return {row.service_id: row for row in rows}
