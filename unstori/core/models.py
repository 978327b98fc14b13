"""The base of every row of ours."""

from typing import ClassVar

from django.db import models

from unstori.core import clock, ids


class BaseModel(models.Model):
    """UUIDv7 key and the instant of creation. Each model declares what it is and how long it is kept.

    `sensitivity` is one of: ordinary, personal, special (UK GDPR art. 9).
    `retention` names a rule in `access/definitions/retention.toml`: trigger and period, as data. `evidence` rows are
    never updated, and deleted by erasing alone; those that `outlives` what they speak of are deleted by nobody.
    `core.evidence` holds that with triggers on both databases.
    """

    sensitivity: ClassVar[str]
    retention: ClassVar[str]
    evidence: ClassVar[bool] = False
    outlives: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=ids.row_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
