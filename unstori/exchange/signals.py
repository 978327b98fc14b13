"""What this room's actions want done, by its own jobs and by the room that invites workers."""

from django.dispatch import Signal

# A load is to be checked, taken in or taken back. kwargs: load (the row), what ("check", "take_in", "take_back").
load_asked = Signal()

# A worker who came in a table is to be invited. kwargs: by (Actor), organisation, said (what the row says),
# team (or None), origin (our address). Receivers raise RuleBroken where that may not be.
worker_to_invite = Signal()

# The demo region is being told. kwargs: running (its `Running`), said (running.toml). Receivers return steps: days ago, and what to call.
region_told = Signal()

# Services are to be read, tried, taken in or taken back. kwargs: bringing (the row).
bringing_asked = Signal()
