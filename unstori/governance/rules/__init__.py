"""Who runs what."""

from unstori.governance.rules.erasing import check_another, check_open, check_typed
from unstori.governance.rules.running import (
    ADMINISTRATOR,
    GOVERNANCE,
    INVITED_FOR,
    KINDS,
    KNOWN_BY,
    STEWARD,
    can_confirm,
    can_run,
    check_confirmed,
    check_somebody_confirms,
    check_why_not,
    takes_two,
)

__all__ = [
    "ADMINISTRATOR",
    "GOVERNANCE",
    "INVITED_FOR",
    "KINDS",
    "KNOWN_BY",
    "STEWARD",
    "can_confirm",
    "can_run",
    "check_another",
    "check_confirmed",
    "check_open",
    "check_somebody_confirms",
    "check_typed",
    "check_why_not",
    "takes_two",
]
