"""The only writes of `access`."""

from unstori.access.actions import accounts, drafts, glass, grants, identity, refusals, sealing, withholding

__all__ = ["accounts", "drafts", "glass", "grants", "identity", "refusals", "sealing", "withholding"]
