"""Boards are made, changed, copied and retired. Nobody makes their own again."""

from typing import Any

from django.db import transaction
from django.http import Http404

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.boards import rules
from unstori.boards.definitions import option, scales
from unstori.boards.models import Board
from unstori.boards.queries.library import board as seen
from unstori.boards.queries.library import maker, who
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.ui import symbols

Options = list[dict[str, str]]


@transaction.atomic
def make_board(
    *,
    by: Actor,
    scale: str,
    options: Options,
    title_en: str = "",
    title_cy: str = "",
    shared: str = rules.OWN,
    made_from: str = "",
    theme: str = "board",
) -> Board:
    """A board of one's own, or one to share."""
    said = _checked(by, title_en=title_en, title_cy=title_cy, scale=scale, options=options, shared=shared)
    made = Board.objects.create(
        **said,
        theme=theme,
        made_from=made_from,
        created_by_id=by.capacity_id,
        organisation_id=who(by).organisation,
    )
    audit.record(by, "board.make", row=made)
    return made


@transaction.atomic
def copy_board(*, by: Actor, said: dict[str, Any], made_from: str) -> Board:
    """One's own copy, to change: of anybody's board that may be seen, or of a ready-made one."""
    said = {name: said[name] for name in ("title_en", "title_cy", "scale", "options", "theme")}
    return make_board(by=by, made_from=made_from, **said)


@transaction.atomic
def change_board(*, by: Actor, board: Board, version: int, **said: Any) -> Board:
    """What the board shall be. Whoever changed it meanwhile is not written over: raises Clash."""
    held = _mine(by, board)
    checked = _checked(by, **said)
    if held.version != version:
        mine = {name: str(checked[name]) for name in ("title_en", "title_cy")}
        raise Clash(theirs={name: getattr(held, name) for name in mine}, mine=mine, version=held.version)
    for name, value in {**checked, "version": version + 1}.items():
        setattr(held, name, value)
    held.save(update_fields=[*checked, "version"])
    audit.record(by, "board.change", row=held, detail={"version": held.version})
    return held


@transaction.atomic
def retire_board(*, by: Actor, board: Board) -> Board:
    """No longer offered; what was placed on it stays."""
    held = _mine(by, board)
    if held.retired_at is None:
        held.retired_at, held.retired_by = clock.now(), by.capacity_id
        held.save(update_fields=["retired_at", "retired_by"])
        audit.record(by, "board.retire", row=held)
    return held


@transaction.atomic
def bring_back_board(*, by: Actor, board: Board) -> Board:
    """Offered again."""
    held = _mine(by, board)
    if held.retired_at is not None:
        held.retired_at, held.retired_by = None, None
        held.save(update_fields=["retired_at", "retired_by"])
        audit.record(by, "board.bring_back", row=held)
    return held


def _mine(by: Actor, board: Board) -> Board:
    """The row as it stands, locked, if the actor may change it. One that may not be seen is not there."""
    held = Board.objects.select_for_update().filter(pk=board.pk).first()
    if held is None:
        raise Http404
    seen(by, held.pk)
    rules.check_change(maker=maker(held), who=who(by))
    return held


def _checked(
    by: Actor, *, title_en: str, title_cy: str, scale: str, options: Options, shared: str
) -> dict[str, Any]:
    """A board that can be used, with the words that it is found by."""
    kept = [
        option(one["key"], one.get("symbol", ""), one.get("en", ""), one.get("cy", "")) for one in options
    ]
    kept = list({one["key"]: one for one in kept}.values())
    organisation = who(by).organisation
    rules.check_board(
        titles=[title_en, title_cy],
        options=kept,
        shared=shared,
        organisation=organisation,
        known=scale in scales(),
    )
    words = [title_en, title_cy, *(one[language] for one in kept for language in ("en", "cy"))]
    found_by = " " + " ".join(symbols.plain(" ".join(words)).split())
    return {
        "title_en": title_en.strip(), "title_cy": title_cy.strip(), "scale": scale, "options": kept,
        "shared": shared, "words": found_by,
    }  # fmt: skip
