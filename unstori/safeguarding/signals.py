"""For rooms above. kwargs: concern (the row, as it stands in this transaction)."""

from django.dispatch import Signal

# A concern waits for somebody by name, who has not opened it yet: to be told, without a word of what it says.
concern_waits = Signal()
