"""Inviting somebody to work at an organisation: a single-use link to one address, that expires.

Who is to run it is confirmed by a second person first (ADR 0065).
"""

from django.db import models

from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Language, Organisation, Team, User


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
    ended_why = models.TextField(blank=True, help_text="Why a second person did not confirm it")
    account = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="Who works here already and becomes this too: without a link",
    )  # fmt: skip
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True, help_text="Capacity of the second person")

    class Meta:
        indexes = [models.Index(fields=["organisation", "valid_until"])]
