"""What this room asks of rooms above."""

from django.dispatch import Signal

# Is this row somebody's own, who cares for the person, and so no part of the person's story? kwargs: row_id.
# A receiver answers True of its own rows: a thread about one is read by its author and by who must answer, and is told
# to nobody's story.
apart = Signal()
