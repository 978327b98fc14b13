"""What other rooms show of boards: in the story, the board as it was placed; elsewhere, what a board is called."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from unstori.access.door import Opened
from unstori.boards import presenters, queries
from unstori.story.beside import register
from unstori.story.models import Entry


@register("board.placed")
def as_placed(opened: Opened, entries: list[Entry]) -> dict[UUID, SafeString]:
    """Each board, in two reads for all of them."""
    rows = {
        row.pk: row for row in queries.uses_by_id(opened, {one.about_id for one in entries if one.about_id})
    }
    theirs = presenters.photos(opened) if rows else {}
    return {
        entry.pk: mark_safe(
            render_to_string("boards/told.html", presenters.told(opened, rows[entry.about_id], theirs))
        )
        for entry in entries
        if entry.about_id in rows
    }


def row_names(sender: Any, *, opened: Opened, ids: set[UUID], **more: Any) -> dict[UUID, tuple[str, str]]:
    """Title and address of boards used and pictures kept that the actor may see."""
    reference = opened.person.reference
    named = {
        row.pk: (row.title, reverse("boards:use", args=[reference, row.pk]))
        for row in queries.uses(opened).filter(pk__in=ids)
    }
    own = reverse("boards:own_pictures", args=[reference])
    return named | {
        row.pk: (row.words, own) for row in queries.own_pictures(opened, retired=True).filter(pk__in=ids)
    }
