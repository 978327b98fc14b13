"""Rows of those who run it."""

from unstori.governance.models.erasing import Erasure
from unstori.governance.models.identity import IdentityDecision, LikelyPair
from unstori.governance.models.invitations import WorkInvitation
from unstori.governance.models.requests import DataRequest, RequestChoice, RequestStep

__all__ = [
    "DataRequest", "Erasure", "IdentityDecision", "LikelyPair", "RequestChoice", "RequestStep", "WorkInvitation",
]  # fmt: skip
