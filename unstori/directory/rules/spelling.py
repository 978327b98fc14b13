"""The word that somebody meant, among those that the directory has. Pure."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from rapidfuzz.distance import OSA

from unstori.directory.rules.finding import folded

LEAST = 4  # letters: shorter words are too near to one another
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("dd", "d"),
    ("w", ""),
    ("h", ""),
)


def sound(word: str) -> str:
    """What is left without vowels and doubled letters: "otism" and "autism" sound alike."""
    for form, as_ in _SOUNDS:
        word = word.replace(form, as_)
    bare = re.sub(r"[aeiouy]", "", word)
    return "".join(letter for letter, _same in groupby(bare))


def may_mend(word: str) -> bool:
    return len(word) >= LEAST and word.isalpha()


def said_right(text: str, instead: Mapping[str, str]) -> str:
    """What somebody typed, whole and in their order, with only those words mended."""
    return re.sub(r"[^\W\d_]+", lambda found: instead.get(folded(found[0]), found[0]), text)


def meant(word: str, known: Iterable[tuple[str, int]]) -> str:
    """The nearest of the known ones; of those as near, what most entries have. Nothing when none is near.

    One slip in a short word, two in a longer one or where both sound alike; a change of places is one (Damerau 1964).
    """
    most = 1 if len(word) < 6 else 2
    best: tuple[int, bool, int, str] | None = None
    for one, number in known:
        away = OSA.distance(word, one, score_cutoff=2)
        if one != word and away <= 2 and (away <= most or sound(word) == sound(one)):
            found = (away, sound(word) != sound(one), -number, one)
            best = min(best, found) if best else found
    return best[3] if best else ""
