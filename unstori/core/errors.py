"""Errors that carry a reason in plain words. Rules raise them; pages show the reason."""

import traceback
from pathlib import Path


def gettext_noop(words: str) -> str:
    """Marks a reason for the catalogues, as Django's of the same name does: rules know no Django."""
    return words


class RuleBroken(Exception):
    """A rule says no. `reason` is a translatable sentence for the person who tried."""

    def __init__(self, reason: str):
        super().__init__(str(reason))
        self.reason = reason


class Clash(Exception):
    """Somebody else changed the row since the form was read. Nothing was written.

    `theirs` maps each field to what stands now, `mine` to what was sent, `version` is the current version.
    """

    def __init__(self, *, theirs: dict[str, str], mine: dict[str, str], version: int):
        super().__init__("changed by someone else")
        self.theirs, self.mine, self.version = theirs, mine, version


def places(error: BaseException) -> list[str]:
    """Where in our code something broke, and in the end, for the log. Never the message: it may quote words."""
    *before, last = traceback.extract_tb(error.__traceback__)
    ours = [f for f in before if "site-packages" not in f.filename][-7:]
    return [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in [*ours, last]]
