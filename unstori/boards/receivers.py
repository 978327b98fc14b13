"""What the circle asks of boards, and what the story shows of them."""

from unstori.boards import telling
from unstori.circle.signals import naming_rows

naming_rows.connect(telling.row_names, dispatch_uid="boards.row_names")
