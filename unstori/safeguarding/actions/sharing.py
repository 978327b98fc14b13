"""What the team shares, with whom and why; and that somebody of the team read it."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.safeguarding import queries, rules
from unstori.safeguarding.models import Concern, Disclosure


@transaction.atomic
def read(*, by: Actor, concern: Concern) -> None:
    """It is not a `read` of the person: the page of who looked would give it away."""
    audit.record(by, "concern.read", row=concern)


@transaction.atomic
def list_read(*, by: Actor) -> None:
    """The team's list was read."""
    audit.record(by, "concern.list")


@transaction.atomic
def share(
    *,
    by: Actor,
    concern: Concern,
    to_name: str,
    what: str,
    why: str,
    data_basis: str,
    confidentiality_basis: str,
    family_told: bool,
    why_not_told: str = "",
) -> Disclosure:
    """Two questions for every sharing: why data law allows it, and why it breaks no confidence."""
    held = queries.one_for_team(by, concern.pk)
    rules.check_step("share", held.state)
    rules.check_share(what=what, why=why, to=to_name, family_told=family_told, why_not=why_not_told)
    law = queries.definition_of(held)
    for basis, offered in ((data_basis, "data_bases"), (confidentiality_basis, "confidentiality_bases")):
        if basis not in {one["id"] for one in law[offered]}:
            raise RuleBroken(_("Choose why it may be shared."))
    made = Disclosure.objects.create(
        concern=held, person=held.person, created_by_id=by.capacity_id, to_name=to_name.strip(), what=what, why=why,
        data_basis=data_basis, confidentiality_basis=confidentiality_basis, family_told=family_told,
        why_not_told=why_not_told,
    )  # fmt: skip
    audit.record(by, "concern.share", row=held)
    return made
