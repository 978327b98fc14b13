"""A board used with a person: what stands where, and what moved since the last time."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.boards import queries, rules
from unstori.boards.definitions import Scale, scales
from unstori.boards.models import BoardUse, OwnPicture
from unstori.boards.presenters.library import Picture, Shown, page_language
from unstori.ui import symbols


def photos(opened: Opened) -> dict[str, OwnPicture]:
    """The person's own pictures that this reader may see, by id."""
    return {str(row.pk): row for row in queries.own_pictures(opened, retired=True)}


def photo_address(opened: Opened, id: UUID | str) -> str:
    return reverse("boards:own_picture", args=[opened.person.reference, id])


def used(opened: Opened, row: BoardUse, theirs: dict[str, OwnPicture]) -> list[Picture]:
    """The pictures of a board as it was used: a photo is seen by those who may see it, its words by all."""
    return [
        {"key": one["key"], "words": one["words"], "place": row.placed.get(one["key"], ""),
         "address": photo_address(opened, one["photo"]) if one["photo"] in theirs else symbols.picture(one["symbol"])}
        for one in row.options
    ]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One place of the scale with what stands there."""

    id: str
    words: str
    address: str
    pictures: list[Picture]


def columns(row: BoardUse, shown: list[Picture]) -> list[Column]:
    """The board as it stands: each place, and in it what was placed, in the language in which it was used."""
    return [
        Column(place.id, getattr(place.words, row.language), symbols.picture(place.symbol),
               [one for one in shown if one["place"] == place.id])
        for place in scales()[row.scale].places
    ]  # fmt: skip


def compared(row: BoardUse, before: BoardUse | None) -> list[dict[str, str]]:
    """What moved since the last time, each as a sentence; what stayed is not told one by one."""
    if before is None or before.scale != row.scale:
        return []
    scale = scales()[row.scale]
    words = {one["key"]: one["words"] for one in [*before.options, *row.options]}
    order = [place.id for place in scale.places]
    moved = rules.moves(before=before.placed, now=row.placed, places=order)
    return [
        {"key": move.key, "way": move.way, "words": _sentence(move, words.get(move.key, ""), scale),
         "before": _place(scale, move.before)}
        for move in moved if move.way != "same"
    ]  # fmt: skip


def _sentence(move: rules.Move, words: str, scale: Scale) -> str:
    said = {"what": words, "before": _place(scale, move.before), "now": _place(scale, move.now)}
    if move.way == "new":
        return _("%(what)s is new: “%(now)s”.") % said
    if move.way == "gone":
        return _("%(what)s was “%(before)s”, and was not placed this time.") % said
    return _("%(what)s moved from “%(before)s” to “%(now)s”.") % said


def _place(scale: Scale, id: str) -> str:
    place = scale.place(id)
    return str(place.words) if place else ""


def places(row: BoardUse) -> list[Picture]:
    """The scale of a board, in the language in which it is used."""
    return _places(scales()[row.scale], row.language)


def _places(scale: Scale, language: str) -> list[Picture]:
    return [
        {"id": one.id, "words": getattr(one.words, language), "address": symbols.picture(one.symbol)}
        for one in scale.places
    ]


def all_used(opened: Opened) -> dict[str, Any]:
    """Boards that were begun, and boards that were saved with who helped and what moved."""
    rows = list(queries.uses(opened))
    begun = [row for row in rows if row.finished_at is None]
    saved = [row for row in rows if row.finished_at]
    shown = []
    for number, row in enumerate(saved):
        before = next((one for one in saved[number + 1 :] if _same_board(one, row)), None)
        shown.append({"row": row, "moved": len(compared(row, before)), "again": before is not None})
    return {"begun": begun, "saved": shown}


def _same_board(one: BoardUse, other: BoardUse) -> bool:
    return one.board_id == other.board_id and one.ready == other.ready


def result(
    opened: Opened, row: BoardUse, theirs: dict[str, OwnPicture], before: BoardUse | None
) -> dict[str, Any]:
    """A board as it was placed, and beside it what moved."""
    shown = used(opened, row, theirs)
    moved = compared(row, before)
    marks = {one["key"]: one["before"] for one in moved if one["way"] in ("up", "down")}
    again = row.board_id if row.board and not row.board.retired_at else ""
    return {
        "row": row,
        "columns": columns(row, [{**one, "before": marks.get(one["key"], "")} for one in shown]),
        "left": [one for one in shown if not one["place"]],
        "before": before,
        "moved": moved,
        "who": label_of(row.created_by),
        "again": str(again) or (f"ready:{row.ready}" if row.ready else ""),
    }


def told(opened: Opened, row: BoardUse, theirs: dict[str, OwnPicture]) -> dict[str, Any]:
    """A board as the story shows it."""
    return {
        "opened": opened,
        "row": row,
        "columns": columns(row, used(opened, row, theirs)),
        "by": said(opened.person.called, row.with_help_of),
    }


def said(who: str, helper: str) -> str:
    """Whose words a board is: 'Geth, with symbols or pictures, with help from Mam'."""
    parts = [who, _("with symbols or pictures")]
    return ", ".join([*parts, _("with help from %(name)s") % {"name": helper}] if helper else parts)


def library_paper(shown: Shown) -> dict[str, Any]:
    """A board of the library for paper, in the language of the page."""
    language = page_language()
    return {
        "title": getattr(shown.title, language), "language": language, "places": _places(shown.scale, language),
        "pictures": [{**one, "place": ""} for one in shown.pictures], "name": "", "saved": False,
    }  # fmt: skip


def use_paper(opened: Opened, row: BoardUse) -> dict[str, Any]:
    """A board with the person's own pictures for paper; once saved, as it was placed."""
    shown = used(opened, row, photos(opened))
    placed = shown if row.finished_at else [{**one, "place": ""} for one in shown]
    return {
        "title": row.title, "language": row.language, "places": places(row), "pictures": placed,
        "name": opened.person.called, "saved": bool(row.finished_at), "used_on": row.used_on,
    }  # fmt: skip
