"""What somebody asks the directory for, in their own words or with the filters of a page. Pure."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Something that was understood out of what somebody wrote: what it is, its value, and their words for it."""

    kind: str
    value: Any
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """All of one question. What is None, empty or False is not asked.

    `spans` is what was read out of the box, so that a page can say it and take each away (`leave`). `must` names what a
    filter of the page chose: what does not meet it is left out. Everything else is put lower and says why.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # words that raise what has them, and are not missed elsewhere
    age: float | None = None
    grown: bool | None = None  # said to be for an adult, or for a child, where no age is said
    day: int | None = None  # Monday is 0
    weekend: bool = False  # Saturday or Sunday
    opens: time | None = None  # open at some time from here
    closes: time | None = None  # … to here
    holidays: bool = False
    place: str = ""  # a postcode, or the name of a place
    within: float | None = None  # metres; further away is left out
    free: bool = False
    language: str = ""  # "cy", or another that a filter names
    access: tuple[str, ...] = ()  # groups of kind "access" (`meaning`), with _; they stay among the words too
    need: tuple[str, ...] = ()  # groups of kind "need", likewise
    no_referral: bool = False
    spans: tuple[Span, ...] = ()
    must: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: everything there is may be shown."""
        return self == Asked(text=self.text)

    @property
    def days(self) -> tuple[int, ...]:
        return (self.day,) if self.day is not None else (5, 6) if self.weekend else ()


def merged(asked: Asked, **chosen: Any) -> Asked:
    """With what the filters of the page say, which counts more than the box. Empty ones say nothing."""
    said = {name: value for name, value in chosen.items() if value not in (None, "", (), False)}
    spans = tuple(span for span in asked.spans if span.kind not in said)
    must = asked.must | (frozenset(said) - {"place", "age"})
    return replace(asked, spans=spans, must=must, **said)
