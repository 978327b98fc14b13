"""Who runs what."""

from unstori.governance.rules.erasing import check_another, check_open, check_typed
from unstori.governance.rules.running import ADMINISTRATOR, GOVERNANCE, INVITED_FOR, KINDS, STEWARD, can_run

__all__ = [
    "ADMINISTRATOR",
    "GOVERNANCE",
    "INVITED_FOR",
    "KINDS",
    "STEWARD",
    "can_run",
    "check_another",
    "check_open",
    "check_typed",
]
