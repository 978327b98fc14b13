"""The only writes of `story`. Rooms above call `record`."""

from unstori.story.actions.timeline import record

__all__ = ["record"]
