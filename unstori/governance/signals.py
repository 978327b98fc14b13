"""Within this room."""

from django.dispatch import Signal

# A message is to be sent. kwargs: invitation (the row), origin (our address).
invited_to_work = Signal()
