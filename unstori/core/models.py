"""The base of every row of ours."""

from typing import ClassVar

from django.db import models

from unstori.core import clock, ids


class BaseModel(models.Model):
    """UUIDv7 key and the instant of creation. Each model declares what it is and how long it is kept.

    `sensitivity` is one of: ordinary, personal, special (UK GDPR art. 9).
    `retention` is a trigger and period, as data. `evidence` rows are never updated or deleted:
    `core.evidence` holds that with triggers on both databases.
    """

    sensitivity: ClassVar[str]
    retention: ClassVar[str]
    evidence: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=ids.row_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
