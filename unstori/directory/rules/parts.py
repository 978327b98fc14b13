"""What a question asks of the index: its parts, each with the stems and meanings that would do. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from unstori.directory.rules import indexing, meaning, words
from unstori.directory.rules.asked import Asked

ALL = "*"  # among the numbers of words: how many entries there are
FEW = 300  # entries that have a word, which need no narrowing
MOST = 8  # parts of a question; what comes after says little more
ITSELF, NARROWER, OTHER_TONGUE = 1.0, 0.7, 0.8
COMMON = 0.15  # of a part that nearly everything has
# What it is, counts more than who it is for; a word that nobody has described counts less than either.
KINDS = {"need": 0.9, "access": 0.9, "people": 0.6, "way": 0.6, "place": 0.6}
TOPIC, BARE = 1.5, 0.8


@dataclass(frozen=True)
class Part:
    """A word or a phrase: whatever stands for it, with how much it is worth; `rare` is how telling it is."""

    said: str
    tokens: tuple[tuple[str, float], ...]
    group: str = ""
    optional: bool = False
    rare: float = 1.0
    known: bool = True
    few: bool = False

    @cached_property
    def kind(self) -> str:
        return str(meaning.groups()[self.group]["kind"]) if self.group else ""

    @cached_property
    def is_weak(self) -> bool:
        return bool(self.group and meaning.groups()[self.group].get("weak"))

    @cached_property
    def is_topic(self) -> bool:
        """What is looked for, and not for whom or how."""
        return bool(self.group) and self.kind not in KINDS

    @cached_property
    def weight(self) -> float:
        return self.rare * (TOPIC if self.is_topic else KINDS.get(self.kind, BARE))

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(token for token, _worth in self.tokens)

    @cached_property
    def held(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def best(self) -> float:
        """What the most telling of its words is worth."""
        return max((worth for _token, worth in self.tokens), default=0.0)


def parts_of(asked: Asked) -> list[Part]:
    """In the order in which they were said; those of filters and hints after them. Each meaning once."""
    found = list(_read(asked.words))
    if any(not part.optional and not part.is_weak for part in found):
        found = [replace(part, optional=part.optional or part.is_weak) for part in found]
    elif all(part.optional for part in found):
        found = [replace(part, optional=False) for part in found]
    found += [replace(part, optional=True) for hint in asked.hints for part in _read(words.spoken(hint))]
    groups = {part.group for part in found}
    for code in (*asked.access, *asked.need, *(["bsl"] if asked.language == "bsl" else [])):
        group = code.replace("_", "-")
        if group in meaning.groups() and group not in groups:
            found.append(_of_group(group, meaning.label(group, "en")))
            groups.add(group)
    return found[:MOST]


def _read(said: Iterable[str]) -> Iterable[Part]:
    spoken = [word for one in said for word in words.spoken(one)]
    meant = {one.start: one for one in reversed(meaning.meant(spoken))}
    place, seen = 0, set()
    while place < len(spoken):
        one = meant.get(place)
        length = one.length if one else 1
        phrase = spoken[place : place + length]
        place += length
        if (one and one.group in seen) or (not one and words.is_small(phrase[0])):
            continue
        if one:
            seen.add(one.group)
            yield _of_group(one.group, " ".join(phrase), narrower=one.narrower)
        elif len(phrase[0]) > 1 or phrase[0].isdigit():
            yield Part(phrase[0], _of_word(phrase[0]), optional=phrase[0] in words.listed("weak_words"))


def _of_word(word: str) -> tuple[tuple[str, float], ...]:
    return tuple(zip(words.asked_stems(word), (ITSELF, OTHER_TONGUE), strict=False))


def _of_group(group: str, said: str, *, narrower: bool = False) -> Part:
    """A single word counts for itself, too: who says "respite" finds first what says "respite"."""
    own = _of_word(said) if " " not in said else ()
    if narrower:
        return Part(said, own, group)
    tokens = dict([(meaning.sign_of(group), 0.95), (meaning.sign_of(group, meaning.WIDER), NARROWER), *own])
    return Part(said, tuple(tokens.items()), group)


def weighed(parts: Iterable[Part], numbers: Mapping[str, int], total: int) -> list[Part]:
    """How telling each is, from how many entries have it (the idf of BM25, brought to between COMMON and 1)."""
    most = log(1 + max(total, 1) / 1.5)
    found = []
    for part in parts:
        have = min(sum(numbers.get(token, 0) for token in part.names), total)
        rare = log(1 + (total - have + 0.5) / (have + 0.5)) / most if most else 1.0
        found.append(replace(part, rare=max(min(rare, 1.0), COMMON), known=have > 0, few=have <= FEW))
    return found


def marks_asked(asked: Asked, must: bool) -> list[tuple[str, ...]]:
    """What the index can narrow by: any of each. `must`: only what a filter of the page chose."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if asked.age is not None:
        found.append(("age", (indexing.age_mark(asked.age), f"{indexing.MARK}aall")))
    if asked.days:
        found.append(("day", tuple(f"{indexing.MARK}d{day}" for day in asked.days)))
    if asked.free:
        found.append(("free", (f"{indexing.MARK}free",)))
    if asked.no_referral:
        found.append(("no_referral", (f"{indexing.MARK}self",)))
    if asked.language and asked.language.isalpha() and asked.language not in ("bsl", "en"):
        found.append(("language", (f"{indexing.MARK}l{asked.language}",)))
    return [marks for kind, marks in found if not must or kind in asked.must]
