"""The only writes of `access`."""

from unstori.access.actions import (
    accounts,
    drafts,
    erasing,
    glass,
    grants,
    holds,
    identity,
    refusals,
    sealing,
    withholding,
    workplace,
)

__all__ = [
    "accounts",
    "drafts",
    "erasing",
    "glass",
    "grants",
    "holds",
    "identity",
    "refusals",
    "sealing",
    "withholding",
    "workplace",
]
