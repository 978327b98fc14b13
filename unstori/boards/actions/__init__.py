"""The only writes of `boards`."""

from unstori.boards.actions.library import (
    bring_back_board,
    change_board,
    copy_board,
    make_board,
    retire_board,
)
from unstori.boards.actions.own import add_own_picture, retire_own_picture
from unstori.boards.actions.sets import (
    add_set,
    bring_back_set,
    choose_set,
    draw_with,
    retire_set,
)
from unstori.boards.actions.using import begin_use, drop_use, finish_use, place, say_with

__all__ = [
    "add_own_picture",
    "add_set",
    "begin_use",
    "bring_back_board",
    "bring_back_set",
    "change_board",
    "choose_set",
    "copy_board",
    "draw_with",
    "drop_use",
    "finish_use",
    "make_board",
    "place",
    "retire_board",
    "retire_own_picture",
    "retire_set",
    "say_with",
]  # fmt: skip
