"""Who runs what."""

from unstori.governance.rules.running import ADMINISTRATOR, GOVERNANCE, KINDS, STEWARD, can_run

__all__ = ["ADMINISTRATOR", "GOVERNANCE", "KINDS", "STEWARD", "can_run"]
