"""A question that a page asks many times is answered once while the page is read: nothing changes under it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_answered: ContextVar[dict[Any, Any] | None] = ContextVar("answered", default=None)


@contextmanager
def while_reading() -> Iterator[None]:
    """Around a request that only reads. Where something is written, every question is asked anew."""
    token = _answered.set({})
    try:
        yield
    finally:
        _answered.reset(token)


def once(ask: Callable[P, R]) -> Callable[P, R]:
    """For a query whose arguments can be compared and whose answer nobody changes."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        answered = _answered.get()
        if answered is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in answered:
            answered[key] = ask(*args, **kwargs)
        found: R = answered[key]
        return found

    return answer
