"""Writes of organisations and teams, of who is away, and of the directory's entries."""

from unstori.directory.actions.entries import (
    Coming,
    Took,
    feed_at,
    go_back,
    leave_out,
    say_same,
    stand,
    take_entries,
    take_taxonomies,
    taken_whole,
)
from unstori.directory.actions.teams import (
    add_organisation,
    add_team,
    close_team,
    end_absence,
    go_on_duty,
    put_on_duty,
    rename_team,
    write_absence,
)

__all__ = [
    "Coming", "Took", "add_organisation", "add_team", "close_team", "end_absence", "feed_at", "go_back", "go_on_duty",
    "leave_out", "put_on_duty", "rename_team", "say_same", "stand", "take_entries", "take_taxonomies", "taken_whole",
    "write_absence",
]  # fmt: skip
