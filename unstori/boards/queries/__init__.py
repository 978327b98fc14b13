"""The only reads of `boards`: the library by what an actor may see, a person's boards through the door."""

from unstori.boards.queries.drawing import drawings
from unstori.boards.queries.library import board, boards, retired, who
from unstori.boards.queries.sets import (
    chosen_set,
    drawing,
    drawings_by_id,
    own_sets,
    sets_around,
    symbol_set,
)
from unstori.boards.queries.using import own_picture, own_pictures, use, use_before, uses, uses_by_id

__all__ = [
    "board", "boards", "chosen_set", "drawing", "drawings", "drawings_by_id", "own_picture", "own_pictures", "own_sets", "retired",
    "sets_around", "symbol_set", "use", "use_before", "uses", "uses_by_id", "who",
]  # fmt: skip
