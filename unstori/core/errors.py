"""Errors that carry a reason in plain words. Rules raise them; pages show the reason."""


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
