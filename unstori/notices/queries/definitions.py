"""What can be told, as it holds today."""

from pathlib import Path
from typing import Any

from unstori.core import clock, definitions

FOLDER = Path(__file__).resolve().parents[1] / "definitions"


def terms() -> dict[str, Any]:
    """Kinds, defaults, how far ahead, how often at most."""
    return definitions.current(FOLDER, "kinds", clock.today())


def kinds() -> list[dict[str, Any]]:
    """Every kind, in the order of need."""
    found: list[dict[str, Any]] = terms()["kinds"]
    return found


def chosen_kinds() -> list[dict[str, Any]]:
    """Those of which each chooses how soon they are told. The others are always told, and nobody stops them."""
    return [kind for kind in kinds() if not kind.get("always")]
