"""What may be kept of what somebody looked for: words that many use, an age band, half a postcode. Pure.

Whoever looks is not asked for consent, so nothing is kept that could be about one person (ADR 0072).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.rules import meaning, words
from unstori.directory.rules.keeping import KEEPERS, is_keeper

READERS = (*KEEPERS, "governance")
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})?\b", re.IGNORECASE)
FULL_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
ADDRESS = re.compile(r"\S*@\S*|https?://\S*|www\.\S*", re.IGNORECASE)
TELEPHONE = re.compile(r"(?:\+?\d[\s()-]?){9,}")
ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|http-client|monitor|preview|scan", re.IGNORECASE)
Themes = dict[str, int]


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers and lists of `definitions/questions`."""

    most_words: int
    names: frozenset[str]
    before_a_name: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is left of a question: words that are known, and words that nobody knows yet."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def left_of(text: str, *, vocabulary: Collection[str], policy: Policy) -> Asking:
    """Names, numbers, addresses and small words go; what the directory does not know waits until many ask it.

    The order stays: "short break" means something that "break, short" does not.
    """
    plain = ADDRESS.sub(" ", FULL_POSTCODE.sub(" ", text))
    known: dict[str, None] = {}
    unknown: dict[str, None] = {}
    skip = 0
    for word in words.spoken(plain):
        if word in policy.before_a_name:
            skip = 2
            continue
        named = skip == 2 or (skip == 1 and word not in vocabulary)  # a first name, and what may be a surname
        skip = max(skip - 1, 0)
        if named or word in policy.names or len(word) < 2 or not word.isalpha() or words.is_small(word):
            continue
        (known if word in vocabulary else unknown)[word] = None
    return Asking(tuple(known)[: policy.most_words], tuple(unknown)[: policy.most_words])


def area_in(*texts: str) -> str:
    """The first half of a postcode, some thousands of homes; nothing finer is ever kept."""
    for text in texts:
        if found := POSTCODE.search(text):
            return found.group(1).upper()
    return ""


def band_of(age: float | None, bands: Iterable[tuple[str, int, int]]) -> str:
    return next((id for id, least, before in bands if age is not None and least <= age < before), "")


def week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def outcome_of(*, total: int, relaxed: bool) -> str:
    """What came of a question, before anybody opens anything."""
    return "relaxed" if total and relaxed else "found" if total else "nothing"


def is_robot(agent: str) -> bool:
    return not agent or bool(ROBOT.search(agent))


def themes_of(terms: str) -> tuple[str, ...]:
    """The groups of synonyms that these words mean; else the words themselves, each by its stem."""
    spoken = terms.split()
    groups = tuple(dict.fromkeys(one.group for one in meaning.meant(spoken)))
    return groups or tuple(dict.fromkeys(f"~{word}" for word in spoken[:1]))


def clustered(terms: Iterable[str]) -> dict[str, str]:
    """The theme of each question. Of several, the one that most questions share: so alike questions stand together."""
    every = {one: themes_of(one) for one in terms}
    shared: Themes = defaultdict(int)
    for themes in every.values():
        for theme in themes:
            shared[_stem(theme)] += 1
    return {
        one: max(themes, key=lambda theme: (shared[_stem(theme)], not theme.startswith("~")))
        if themes
        else ""
        for one, themes in every.items()
    }


def _stem(theme: str) -> str:
    return words.english(theme[1:]) if theme.startswith("~") else theme


def shown(count: int, least: int) -> int | None:
    """A small number could be one family: it is not told."""
    return count if count >= least else None


can_keep = is_keeper  # who writes answers: whoever keeps the directory


def check_keeps(by: Actor) -> None:
    if not can_keep(by):
        raise RuleBroken(_("Only an administrator or a steward can write answers."))


def can_read(by: Actor | None) -> bool:
    """Who plans services: whoever runs or governs an organisation, or leads a team. By kind, never by a role's name."""
    return by is not None and by.vouched and (by.kind in READERS or (by.is_professional and by.manages))


def check_wish(text: str, *, longest: int, today: int, most: int) -> None:
    """Nobody's name can be seen by a machine, but how to reach them can."""
    if not text.strip():
        raise RuleBroken(_("Write what you looked for."))
    if len(text) > longest:
        raise RuleBroken(_("Write it in fewer words."))
    if ADDRESS.search(text) or TELEPHONE.search(text) or FULL_POSTCODE.search(text):
        raise RuleBroken(_("Leave out telephone numbers, addresses and whole postcodes: others may read it."))
    if today >= most:
        raise RuleBroken(_("So much was told today that no more can be read. Please come back tomorrow."))


def check_answer(*, asked: tuple[str, str], said: tuple[str, str]) -> None:
    """Welsh and English are equals: an answer in one language is none."""
    if not all(text.strip() for text in (*asked, *said)):
        raise RuleBroken(_("Write the question and the answer in both languages."))


def check_found(*, found: tuple[str, str]) -> None:
    if bool(found[0].strip()) != bool(found[1].strip()):
        raise RuleBroken(_("Write what was found in both languages, or in neither."))
