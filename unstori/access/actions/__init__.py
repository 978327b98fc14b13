"""The only writes of `access`."""

from unstori.access.actions import drafts, grants, identity, refusals

__all__ = ["drafts", "grants", "identity", "refusals"]
