"""The lives that are written by hand, and what every life has. A life is plain data, told by `tell`."""

import tomllib
from typing import Any

from unstori.exchange.region.cast import FOLDER

Life = dict[str, Any]

# The order in which one becomes somebody in the demo's first minutes.
RICH = ("geth", "ela", "dan", "seren", "ianto", "gwil")


def rich() -> list[Life]:
    """The lives worth showing, in order."""
    return [read(f"lives/{name}.toml") for name in RICH]


def read(name: str) -> dict[str, Any]:
    """One of the region's files."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
