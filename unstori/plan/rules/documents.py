"""A frozen document is seen whole or not at all."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def opens_whole(
    *,
    sections_used: Iterable[str],
    sections_seen: Iterable[str],
    sources: Iterable[str] = (),
    withheld: Iterable[str] = (),
) -> bool:
    """A frozen document is seen whole or not at all: all its sections, nothing in it kept from the reader."""
    return set(sections_used) <= set(sections_seen) and not set(sources) & set(withheld)


def digest_of(content: Any) -> str:
    """SHA-256 of what stood on the page, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
