"""Within this room: a message was written and wants sending. kwargs: message (the row)."""

from django.dispatch import Signal

message_written = Signal()
