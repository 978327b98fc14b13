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
def above(group: str) -> tuple[str, ...]:
    """The wider groups, the nearest first."""
    wider = groups()[group].get("under")
    return (wider, *above(wider)) if wider else ()


def of_kind(kind: str) -> tuple[str, ...]:
    return tuple(id for id, group in groups().items() if group["kind"] == kind)


@cache
def _phrases(language: str) -> dict[str, list[tuple[Key, str, bool]]]:
    """By their first stem, the longest first."""
    found: dict[str, list[tuple[Key, str, bool]]] = {}
    for id, group in groups().items():
        for said, narrower in ((group[language], False), (group.get("narrower", ""), True)):
            for phrase in said.split(";"):
                if key := tuple(_stem(word, language) for word in words.spoken(phrase)):
                    found.setdefault(key[0], []).append((key, id, narrower))
    return {first: sorted(keys, key=lambda one: -len(one[0])) for first, keys in found.items()}


def _stem(word: str, language: str) -> str:
    return words.english(word) if language == "en" else words.welsh(word)


def meant(spoken: Sequence[str], *, language: str = "") -> list[Meant]:
    """What these words mean along a language or, where it is not known, along both; the longest at each place."""
    found = []
    for one in (language,) if language else LANGUAGES:
        stems = [_stem(word, one) for word in spoken]
        found += list(_scan(spoken, stems, one, sure=bool(language)))
    return _longest(found)


def _scan(spoken: Sequence[str], stems: list[str], language: str, *, sure: bool) -> Iterator[Meant]:
    phrases = _phrases(language)
    for start, first in enumerate(stems):
        for key, group, narrower in phrases.get(first, ()):
            if tuple(stems[start : start + len(key)]) != key:
                continue
            if len(key) == 1 and not sure and words.is_small(spoken[start]):
                continue
            yield Meant(group, start, len(key), narrower)


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
    found: list[str] = []
    for piece in words.pieces(text):
        spoken = words.spoken(piece)
        for one in meant(spoken, language=words.language_of(spoken)):
            found.append(sign_of(one.group))
            found += [sign_of(wider, WIDER) for wider in above(one.group)]
    return found
