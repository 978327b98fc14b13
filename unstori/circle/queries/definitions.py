"""The circle's definitions that hold today: the law of deciding, legal statuses, whom to call in danger."""

from pathlib import Path
from typing import Any

from unstori.core import clock, definitions

FOLDER = Path(__file__).resolve().parents[1] / "definitions"


def law() -> dict[str, Any]:
    """The rules of deciding that hold today."""
    return definitions.current(FOLDER, "deciding", clock.today())


def statuses() -> list[dict[str, Any]]:
    """The legal statuses that can be recorded."""
    found: list[dict[str, Any]] = definitions.current(FOLDER, "statuses", clock.today())["statuses"]
    return found


def danger_calls(where: str = "") -> list[dict[str, Any]]:
    """Whom to call when in danger: those for everybody, and those who answer for where somebody lives."""
    found: list[dict[str, Any]] = definitions.current(FOLDER, "danger", clock.today())["calls"]
    return [call for call in found if call.get("where", where) == where]
