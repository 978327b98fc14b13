"""Words brought to the form that finds them, in Welsh and in English. Pure.

No stemmer for Welsh is kept anywhere, so initial mutations and endings are folded by a table of ours
(`definitions/language-1.toml`). A text that is surely in one language is folded along that alone: otherwise "mind" would
be found by "find". Nobody says in which language they ask, so a word that is asked for is folded along both.
"""

import re
from functools import cache, lru_cache
from itertools import chain
from threading import local
from typing import Any

import snowballstemmer

from unstori.core import definitions
from unstori.directory.rules.finding import folded
from unstori.directory.rules.hsds import FOLDER

WELSH = "qy"  # before a stem of Welsh, so that it meets no English one
KEPT = 200_000  # stems that are remembered
LONGEST = 40  # letters of a word; what is longer is none
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_PIECE = re.compile(r"[.!?;|/\n\r•]+|\s[–—-]\s|<[^<>]+>")
_here = local()


@cache
def _language() -> dict[str, Any]:
    return definitions.version(FOLDER, "language", 1)


@cache
def stop_words(language: str) -> frozenset[str]:
    return frozenset(_language()["function_words"][language].split())


@cache
def listed(name: str) -> frozenset[str]:
    """Words of both languages that are listed under a name."""
    return frozenset(word for one in _language()[name].values() for word in one.split())


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    pairs = [(form, first) for first, forms in _language()["mutations"].items() for form in forms]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_language()["endings"]["words"].split(), key=len, reverse=True))


@cache
def _dropped() -> tuple[frozenset[str], frozenset[str]]:
    said = _language()["dropped"]
    return frozenset(said["words"].split()), frozenset(said["kept"].split())


def spoken(text: str) -> list[str]:
    """The words as they stand, folded: "Children's" and "children's" are "childrens"."""
    plain = folded(text).replace("'", "").replace("’", "")
    return [word for word in _WORD.findall(plain) if len(word) <= LONGEST]


def pieces(text: str) -> list[str]:
    """Sentences and lines: bilingual texts change the language between them."""
    return [piece for piece in _PIECE.split(text) if piece and piece.strip()]


def language_of(words: list[str]) -> str:
    """`en` or `cy` when its small words say so, else nothing."""
    english = sum(word in stop_words("en") for word in words)
    welsh = sum(word in stop_words("cy") for word in words)
    if max(english, welsh) < 2 or english == welsh:
        return ""
    return "en" if english > 2 * welsh else "cy" if welsh > 2 * english else ""


@lru_cache(KEPT)
def english(word: str) -> str:
    """Snowball's English stem. Its stemmers hold what they work on, so each thread has its own."""
    if not hasattr(_here, "stemmer"):
        _here.stemmer = snowballstemmer.stemmer("english")
    return str(_here.stemmer.stemWord(word))


@lru_cache(KEPT)
def welsh(word: str) -> str:
    """Without mutation and ending: "glybiau" and "clwb", "ofalwyr" and "gofalwr" are one."""
    irregular: dict[str, str] = _language()["irregular"]
    word = irregular.get(word, word)
    return WELSH + _without_ending(_unmutated(word))


def _unmutated(word: str) -> str:
    dropped, kept = _dropped()
    if len(word) < 3 or not word.isalpha():
        return word
    if word in dropped:
        word = f"g{word}"
    if word.startswith("gw") and word not in kept:
        return word[1:]
    if word.startswith("h") and word[1] in "aeiouwy":  # after "ei" and "eu"; few words have one of their own
        return word[1:]
    for form, first in _alike():
        if word.startswith(form) and len(word) > len(form) + 1:
            return first + word[len(form) :]
    return word


def _without_ending(word: str) -> str:
    for ending in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def stems(text: str) -> list[str]:
    """What a text is found by, in its order, without the words that everything has."""
    return list(
        chain.from_iterable(stems_of(said := spoken(piece), language_of(said)) for piece in pieces(text))
    )


def stems_of(words: list[str], language: str) -> list[str]:
    """Along the language that they are in or, where nobody can tell, along both."""
    found = []
    for word in words:
        if language != "cy" and word not in stop_words("en"):
            found.append(english(word))
        if language != "en" and word not in stop_words("cy") and not word.isdigit():
            found.append(welsh(word))
    return found


def is_small(word: str) -> bool:
    """It says nothing of what is looked for, in whichever language."""
    return word in stop_words("en") or word in stop_words("cy")


def asked_stems(word: str) -> tuple[str, ...]:
    """A word that somebody asks for, along both languages."""
    return tuple(dict.fromkeys((english(word), *(() if word.isdigit() else (welsh(word),)))))
