"""Who may do what: pure, so that truth tables can test it."""

from unstori.access.rules.actor import PRIVATE, RUNS, SECTIONS, SHAREABLE, Actor, Permission, check_grant

__all__ = ["PRIVATE", "RUNS", "SECTIONS", "SHAREABLE", "Actor", "Permission", "check_grant"]
