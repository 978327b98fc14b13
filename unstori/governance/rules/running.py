"""The three kinds of capacity that run it. Who may do what is decided by them, never by a role."""

from datetime import timedelta

from unstori.access.rules import Actor

ADMINISTRATOR, STEWARD, GOVERNANCE = KINDS = ("administrator", "steward", "governance")
INVITED_FOR = timedelta(days=14)  # as an invitation to a circle; the message says two weeks


def can_run(by: Actor) -> bool:
    """Whether there is anything here for them."""
    return by.kind in KINDS and by.vouched and by.organisation_id is not None
