"""Inviting somebody to work at an organisation: a single-use link to one address, that expires."""

from django.db import models

from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Organisation, Team


class WorkInvitation(BaseModel):
    """Only its token's digest is kept."""

    sensitivity, retention = "personal", "work_invitation"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Capacity.Kind.choices)
    role = models.CharField(max_length=120, blank=True, help_text="As a capacity's: a code, or own words")
    manages = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    token_digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.UUIDField(null=True, help_text="User")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["organisation", "valid_until"])]
