"""Words that mean the same to those who look (`definitions/synonyms-1.toml`), across both languages. Pure.

An entry is found by what its words mean: each phrase of a group puts the group's mark on it, and a question in any of its
words asks for that mark. A group's wider groups are marked apart, so that who asks for sport finds swimming after sport.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from unstori.core import definitions
from unstori.directory.rules import words
from unstori.directory.rules.hsds import FOLDER

MEANS, WIDER = "qc", "qd"  # before a group: said itself; said by something narrower
LANGUAGES = ("en", "cy")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A phrase of a group: which group, where in the words it begins, and how many words it is."""

    group: str
    start: int
    length: int
    narrower: bool = False


@cache
def groups() -> dict[str, dict[str, Any]]:
    return dict(definitions.version(FOLDER, "synonyms", 1)["groups"])


def sign_of(group: str, before: str = MEANS) -> str:
    return before + group.replace("-", "")


def label(group: str, language: str) -> str:
    """The first word for it in a language."""
    return str(groups()[group][language].partition(";")[0].strip())


@cache
def vocabulary() -> frozenset[str]:
    """Every word of every group."""
    return frozenset(
        word for group in groups().values() for one in LANGUAGES for word in words.spoken(group[one])
    )


@cache
def above(group: str) -> tuple[str, ...]:
    """The wider groups, the nearest first."""
    wider = groups()[group].get("under")
    return (wider, *above(wider)) if wider else ()


def of_kind(kind: str) -> tuple[str, ...]:
    return tuple(id for id, group in groups().items() if group["kind"] == kind)


@cache
def _phrases(language: str, bare: bool) -> dict[str, list[tuple[Key, str, bool]]]:
    """By their first stem, the longest first. `bare`: without small words, where two others are left."""
    found: dict[str, list[tuple[Key, str, bool]]] = {}
    for id, group in groups().items():
        for said, narrower in ((group[language], False), (group.get("narrower", ""), True)):
            for phrase in (*said.split(";"), *said.replace("someone", "somebody").split(";")):
                spoken = [word for word in words.spoken(phrase) if not (bare and words.is_small(word))]
                if len(spoken) > int(bare):
                    key = tuple(_stem(word, language) for word in spoken)
                    found.setdefault(key[0], []).append((key, id, narrower))
    return {first: sorted(set(keys), key=lambda one: (-len(one[0]), one)) for first, keys in found.items()}


def _stem(word: str, language: str) -> str:
    return words.english(word) if language == "en" else words.welsh(word)


def meant(spoken: Sequence[str], *, language: str = "") -> list[Meant]:
    """What these words mean along a language or, where it is not known, along both; the longest at each place."""
    found = []
    telling = [at for at, word in enumerate(spoken) if not words.is_small(word)]
    for one in (language,) if language else LANGUAGES:
        stems = [_stem(word, one) for word in spoken]
        found += [meant for meant in _scan(stems, one, range(len(stems)), bare=False)
                  if language or meant.length > 1 or not words.is_small(spoken[meant.start])]  # fmt: skip
        found += _scan(stems, one, telling, bare=True)
    return _longest(found)


def _scan(stems: list[str], language: str, places: Sequence[int], *, bare: bool) -> Iterator[Meant]:
    """Phrases among the stems at these places; what lies between two of them belongs to the phrase."""
    phrases = _phrases(language, bare)
    said = tuple(stems[place] for place in places)
    for start, first in enumerate(said):
        if first not in phrases:
            continue
        for key, group, narrower in phrases[first]:
            if said[start : start + len(key)] == key:
                length = places[start + len(key) - 1] - places[start] + 1
                yield Meant(group, places[start], length, narrower)


def _longest(found: list[Meant]) -> list[Meant]:
    """ "Play therapy" is no play: what lies inside a longer phrase does not count."""
    taken: list[Meant] = []
    for one in sorted(found, key=lambda meant: (-meant.length, meant.start, meant.narrower)):
        inside = any(
            other.length > one.length
            and other.start <= one.start
            and one.start + one.length <= other.start + other.length
            for other in taken
        )
        if not inside and one not in taken:
            taken.append(one)
    return sorted(taken, key=lambda meant: (meant.start, -meant.length))


def signs(text: str) -> list[str]:
    """The marks of a text: what it says, and apart what that is a part of."""
    spoken = map(words.spoken, words.pieces(text))
    return [sign for one in spoken for sign in signs_of(one, words.language_of(one))]


def signs_of(spoken: Sequence[str], language: str) -> list[str]:
    found: list[str] = []
    for one in meant(spoken, language=language):
        found.append(sign_of(one.group))
        found += [sign_of(wider, WIDER) for wider in above(one.group)]
    return found
