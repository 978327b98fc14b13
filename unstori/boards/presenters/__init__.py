"""The words and pictures that pages of `boards` use."""

from unstori.boards.presenters.library import READY, Shown, board, library, may_change, page_language, ready
from unstori.boards.presenters.own import drawn, keeps_sets, missing_ideas, own
from unstori.boards.presenters.using import (
    all_used,
    library_paper,
    photo_address,
    photos,
    places,
    result,
    told,
    use_paper,
    used,
)

__all__ = [
    "READY", "Shown", "all_used", "board", "drawn", "keeps_sets", "library", "library_paper", "may_change",
    "missing_ideas", "own", "page_language", "photo_address", "photos", "places", "ready", "result", "told", "use_paper", "used",
]  # fmt: skip
