"""Boards, the sets that symbols are drawn from, a person's own pictures, and what was placed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unstori.access.models import AboutPerson
from unstori.core.models import BaseModel
from unstori.core.words import Words
from unstori.people.models import Capacity, Organisation


class Shared(models.TextChoices):
    OWN = "own", _("Only me")
    ORGANISATION = "organisation", _("My organisation")
    REGION = "region", _("Everyone in the region")


class Board(BaseModel):
    """A question, pictures and a scale, made once for many people: it names nobody.

    Retired, it is no longer offered; what was placed on it stays as it was, because a use keeps its own copy.
    """

    sensitivity, retention = "ordinary", "named"

    title_en = models.CharField(max_length=120, blank=True)
    title_cy = models.CharField(max_length=120, blank=True)
    scale = models.CharField(max_length=20, help_text="Stable id in definitions/scales")
    theme = models.CharField(max_length=40, default="board")
    options = models.JSONField(default=list, help_text="key, symbol, en, cy of each picture")
    words = models.TextField(blank=True, help_text="All its words, small and without accents, to be found by")
    shared = models.CharField(max_length=12, choices=Shared.choices, default=Shared.OWN)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    made_from = models.CharField(max_length=60, blank=True, help_text="The board that it was copied from")
    version = models.PositiveIntegerField(default=1)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [
            models.Index(fields=["shared"], condition=Q(retired_at__isnull=True), name="board_offered"),
            models.Index(fields=["created_by"], name="board_by"),
        ]

    @property
    def title(self) -> Words:
        return Words(en=self.title_en or self.title_cy, cy=self.title_cy or self.title_en)


class SymbolSet(BaseModel):
    """Drawings that an organisation has a licence for, instead of OpenMoji's."""

    sensitivity, retention = "ordinary", "named"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    licence = models.TextField(help_text="Whose drawings they are, and what the licence allows")
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True, help_text="Capacity")


def drawing_kept_as(row: "SetPicture", name: str) -> str:
    """Where a drawing is stored: by its id."""
    return f"boards/sets/{row.pk}"


class SetPicture(BaseModel):
    """One idea as one set draws it. A newer drawing replaces an older one."""

    sensitivity, retention = "ordinary", "named"

    of = models.ForeignKey(SymbolSet, on_delete=models.PROTECT, related_name="pictures")
    symbol = models.CharField(max_length=40, help_text="Stable id of the idea")
    media_type = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=drawing_kept_as)
    created_by = models.ForeignKey(Capacity, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "symbol"], name="one_drawing_each")]


class ChosenSet(AboutPerson):
    """The set that this person reads. Another choice ends it."""

    of = models.ForeignKey(SymbolSet, on_delete=models.PROTECT, related_name="chosen")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_set_at_a_time"
            )
        ]


def picture_kept_as(row: "OwnPicture", name: str) -> str:
    """Where a picture is stored: by its id, because the name that it came with may say whose it is."""
    return f"boards/own/{row.pk}"


class OwnPicture(AboutPerson):
    """A photo of the person's own: their dog, their nan, their cup. It may stand for an idea on every board."""

    words = models.CharField(max_length=120)
    symbol = models.CharField(max_length=40, blank=True, help_text="The idea that it stands for")
    media_type = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=picture_kept_as)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["person"], name="own_picture_of")]


class BoardUse(AboutPerson):
    """A board used with a person: a draft while it is placed, then what they said.

    It keeps its own copy of the board, so that nobody who changes the board later changes what was said.
    """

    board = models.ForeignKey(Board, null=True, on_delete=models.PROTECT, related_name="+")
    ready = models.CharField(max_length=60, blank=True, help_text="Id of the ready-made board")
    title = models.CharField(max_length=120)
    scale = models.CharField(max_length=20)
    theme = models.CharField(max_length=40)
    options = models.JSONField(help_text="key, symbol, words, photo of each picture")
    placed = models.JSONField(default=dict, help_text="Place by key")
    used_on = models.DateField()
    with_help_of = models.CharField(max_length=200, blank=True)
    on_paper = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True, help_text="Capacity")

    class Meta:
        indexes = [models.Index(fields=["person", "finished_at"], name="board_use_of")]
