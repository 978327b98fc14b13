"""The register of agreements: kept by information governance of an organisation that is a party."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle.models import Protocol
from unstori.circle.queries import protocols as queries
from unstori.circle.rules import protocols as rules
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.people.models import Organisation


@transaction.atomic
def keep_protocol(
    *, by: Actor, parties: Collection[Organisation], protocol: Protocol | None = None, **said: Any
) -> Protocol:
    """A new one, or one changed. Its reference stays, because decisions name it. Raises NotFound, RuleBroken."""
    _check_may(by, {one.pk for one in parties}, protocol)
    dates = {name: said[name] for name in ("valid_from", "valid_until", "review_on")}
    bases = {name: said[name] for name in ("data_basis", "confidence_basis")}
    rules.check_protocol(
        parties=len(set(parties)), sections=said["sections"], known=SHAREABLE, **dates, **bases
    )
    if protocol is None:
        if queries.protocol(said["reference"]) is not None:
            raise RuleBroken(_("This reference is in the register already."))
        made = Protocol.objects.create(created_by_id=by.capacity_id, **said)
    else:
        said.pop("reference", None)
        Protocol.objects.filter(pk=protocol.pk).update(
            changed_at=clock.now(), changed_by=by.capacity_id, **said
        )
        made = Protocol.objects.get(pk=protocol.pk)
    made.parties.set(parties)
    audit.record(by, "protocol.change" if protocol else "protocol.add", row=made)
    return made


def _check_may(by: Actor, parties: set[UUID], protocol: Protocol | None) -> None:
    """Of an organisation that is a party, before and after."""
    before = {one.pk for one in protocol.parties.all()} if protocol else {by.organisation_id}
    governs = by.kind == "governance" and by.vouched and by.organisation_id is not None
    if not governs or by.organisation_id not in before:
        raise NotFound(reference="", permission=Permission.DECIDE)
    if by.organisation_id not in parties:
        raise RuleBroken(_("Your own organisation must be a party."))
