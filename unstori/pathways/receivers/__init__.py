"""What the rooms below ask, and what it does here; each part has a module of its own."""

from unstori.pathways.receivers import processes, requests

__all__ = ["processes", "requests"]
