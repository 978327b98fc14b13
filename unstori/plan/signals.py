"""What the plan asks of rooms above."""

from django.dispatch import Signal

# Something that was agreed is about to stop: may it? kwargs: opened (Opened), row (the support, outcome, payment or
# review that closes the plan). A receiver that says no raises RuleBroken, and nothing is written.
stopping = Signal()
