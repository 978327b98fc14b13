"""Information governance reads what a request needs to be decided on, and the person can see that it did."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.governance.models import DataRequest
from unstori.governance.queries import requests as queries


@transaction.atomic
def look(*, by: Actor, request: DataRequest, what: str = "data") -> None:
    """A read like any other: it stands on the person's page of who looked."""
    held = queries.one_answered_for(by, request.pk)
    audit.record(by, "read", person_id=held.person_id, detail={"what": what})
