"""Invitations to those who came in tables: none before somebody says so, and then so many at once."""

from django.db import transaction
from django.db.models import Q

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import Actor
from unstori.circle.actions import loading as circle
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.exchange import rules
from unstori.exchange.actions.loading.asking import require_loads
from unstori.exchange.models import Load, Loaded
from unstori.exchange.queries import loading as queries
from unstori.exchange.signals import worker_to_invite

AT_ONCE = 100


def invite(*, by: Actor, load: Load, of: str, origin: str = "") -> tuple[int, int]:
    """The next of them. How many were invited, and how many could not be. Raises NotFound, RuleBroken."""
    require_loads(by=by)
    rules.check_load_state(
        load.state in (Load.State.LOADED, Load.State.UNDONE) and load.organisation_id == by.organisation_id
    )
    done = 0
    rows = list(queries.to_invite(load, of)[:AT_ONCE])
    for row in rows:
        try:
            done += _invite(row, by, origin)
        except (NotFound, RuleBroken):  # they can sign in meanwhile, left, or have no address any more
            Loaded.objects.filter(pk=row.pk).update(invited_at=clock.now(), invited_by=by.capacity_id)
    return done, len(rows) - done


@transaction.atomic
def _invite(row: Loaded, by: Actor, origin: str) -> int:
    """Once: of two who press at once the second finds it done."""
    free = Loaded.objects.filter(pk=row.pk, invited_at__isnull=True)
    if not free.update(invited_at=clock.now(), invited_by=by.capacity_id, waits_until=None):
        return 0
    if row.of == "workers":
        team = queries.team_of(row.organisation_id, row.said.get("team", ""))
        worker_to_invite.send(
            sender=Loaded, by=by, organisation=row.organisation, said=row.said, team=team, origin=origin
        )
    else:
        member = Member.objects.filter(Q(pk=row.row_id)).select_related("person").first()
        if member is None:
            return 0
        language = row.said.get("language", "en")
        circle.invite_loaded(by=by, member=member, language=language, origin=origin)
    audit.record(by, "load.invite", row=row)
    return 1
