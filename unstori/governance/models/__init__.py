"""Rows of those who run it."""

from unstori.governance.models.erasing import Erasure
from unstori.governance.models.invitations import WorkInvitation

__all__ = ["Erasure", "WorkInvitation"]
