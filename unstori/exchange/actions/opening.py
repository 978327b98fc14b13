"""Makes what others fetch of the directory as tables."""

import hashlib

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.rules import keeping
from unstori.exchange.hsds.unjoining import packed
from unstori.exchange.models import OpenFile
from unstori.exchange.queries import opening as queries


def make_open_file(*, by: Actor) -> OpenFile:
    """One row, made anew; where nothing has changed it stays as it is."""
    keeping.check_keeps(by)
    content, count = packed(queries.documents())
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        before = queries.open_file()
        if before is not None and before.digest == digest:
            return before
        OpenFile.objects.exclude(digest=digest).delete()
        made = OpenFile.objects.create(
            content=content, services=count, digest=digest, made_at=clock.now(), made_by=by.capacity_id
        )
        audit.record(by, "open_data.make", row=made, detail={"services": count})
    return made
