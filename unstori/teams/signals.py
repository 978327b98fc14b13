"""What this room's actions want done later."""

from django.dispatch import Signal

# Somebody's people are to go to colleagues: `handover` (the row).
handover_begun = Signal()
