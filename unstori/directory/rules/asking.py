"""What somebody asks the directory for, in their own words or with the filters of a page. Pure."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from unstori.directory.rules import finding

LONGEST = 200  # characters that are looked at


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
    age: float | None = None
    day: int | None = None  # Monday is 0
    opens: time | None = None  # open at some time from here
    closes: time | None = None  # … to here
    holidays: bool = False
    place: str = ""  # a postcode, or the name of a place
    within: float | None = None  # metres; further away is left out
    free: bool = False
    language: str = ""  # "cy", "en", "bsl"
    access: tuple[str, ...] = ()
    need: tuple[str, ...] = ()  # they stay among the words too
    no_referral: bool = False
    spans: tuple[Span, ...] = ()
    must: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: everything there is may be shown."""
        return self == Asked(text=self.text)


def understood(text: str, *, leave: frozenset[str] = frozenset()) -> Asked:
    """What the words in the box ask for. `leave`: kinds of spans that somebody took away; their words are not used."""
    text = " ".join(text[:LONGEST].split())
    return Asked(text=text, words=tuple(finding.folded(text).split()))


def merged(asked: Asked, **chosen: Any) -> Asked:
    """With what the filters of the page say, which counts more than the box. Empty ones say nothing."""
    said = {name: value for name, value in chosen.items() if value not in (None, "", (), False)}
    spans = tuple(span for span in asked.spans if span.kind not in said)
    return replace(asked, spans=spans, must=asked.must | frozenset(said) - {"place", "age"}, **said)
