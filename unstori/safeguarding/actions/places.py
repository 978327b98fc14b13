"""Which team takes concerns, and to whom one falls there. An administrator says it for their organisation."""

from django.db import transaction

from unstori.access import audit
from unstori.access.actions.workplace import require_administers
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Organisation, Team
from unstori.safeguarding import queries
from unstori.safeguarding.models import Place


@transaction.atomic
def say_place(*, by: Actor, authority: Organisation, kind: str, team: Team | None, phone: str) -> Place:
    """From now on concerns of this kind go to this team, or to this number where it is not here."""
    require_administers(by=by, organisation_id=authority.pk)
    if kind not in Place.Kind.values or (team and team.organisation_id != authority.pk):
        raise queries.missing(kind)
    if team is None and not phone.strip():
        raise RuleBroken(_("Choose a team, or give the number to phone."))
    made, _new = Place.objects.update_or_create(
        authority=authority, kind=kind, defaults={"team": team, "phone": phone.strip()}
    )
    audit.record(by, "concern.place", row=made)
    return made
