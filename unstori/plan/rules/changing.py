"""Changing a row that somebody else may have changed since the form was read: no word is lost."""

from typing import Any

from unstori.core.errors import Clash


def differs(row: Any, new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not as it stands: before and after."""
    return {key: (getattr(row, key), value) for key, value in new.items() if getattr(row, key) != value}


def check_version(changed: dict[str, tuple[Any, Any]], *, now: int, version: int) -> None:
    """Raises Clash with both texts."""
    if changed and now != version:
        theirs, mine = ({key: said(pair[side]) for key, pair in changed.items()} for side in (0, 1))
        raise Clash(theirs=theirs, mine=mine, version=now)


def said(value: Any) -> str:
    """A value of a field as text, for what changed."""
    return "" if value is None else str(getattr(value, "words", value))
