"""A person's own pictures, and sets of an organisation."""

from typing import Any

from django.urls import reverse

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.boards import queries, rules
from unstori.boards.models import SetPicture
from unstori.boards.presenters.library import Picture
from unstori.boards.presenters.using import photo_address
from unstori.core.words import Words
from unstori.ui import symbols


def own(opened: Opened) -> list[dict[str, Any]]:
    """Their own pictures that are offered."""
    return [
        {"row": row, "address": photo_address(opened, row.pk), "stands_for": symbols.said(row.symbol)}
        for row in queries.own_pictures(opened)
    ]


def keeps_sets(by: Actor) -> bool:
    """Whether the actor may bring in a set."""
    return rules.can_keep_sets(
        kind=by.kind, manages=by.manages, vouched=by.vouched, organisation=by.organisation_id
    )


def drawn(rows: dict[str, SetPicture]) -> list[Picture]:
    """What a set draws, in the order of ideas."""
    return [
        {"words": str(symbol.words), "address": reverse("boards:drawing", args=[rows[id].pk])}
        for id, symbol in symbols.everything().items()
        if id in rows
    ]


def missing_ideas(drawn: set[str]) -> list[tuple[Words, list[symbols.Symbol]]]:
    """Which ideas a set does not draw yet, by heading."""
    missing = [symbol for symbol in symbols.everything().values() if symbol.id not in drawn]
    found = [
        (words, [symbol for symbol in missing if symbol.group == group])
        for group, words in symbols.groups().items()
    ]
    return [(words, those) for words, those in found if those]
