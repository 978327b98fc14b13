"""An answer that is asked for again within a minute. Kept in this process's memory alone, so much and no longer."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

R = TypeVar("R")


@dataclass
class Kept(Generic[R]):
    """`most` answers, none older than `seconds`; what is oldest goes first. With `most` 0 nothing is kept.

    Answers must not be changed by who gets them.
    """

    seconds: float
    most: int
    now: Callable[[], float] = time.monotonic
    held: "OrderedDict[Hashable, tuple[float, R]]" = field(default_factory=OrderedDict)

    def get(self, key: Hashable) -> R | None:
        since, answer = self.held.get(key, (0.0, None))
        return answer if answer is not None and self.now() - since < self.seconds else None

    def keep(self, key: Hashable, answer: R) -> R:
        """In the order in which they came, so that the first ones are the oldest."""
        now = self.now()
        self.held.pop(key, None)
        self.held[key] = (now, answer)
        for old, (since, _answer) in list(self.held.items()):
            if len(self.held) <= self.most and now - since < self.seconds:
                break
            self.held.pop(old, None)
        return answer
