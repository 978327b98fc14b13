"""Within this room."""

from django.dispatch import Signal

# A message is to be sent. kwargs: invitation (the row), origin (our address).
invited_to_work = Signal()

# Somebody wants the audit checked.
verification_asked = Signal()

# An erasure was agreed, and is to be done by a job. kwargs: erasure (the row).
erasure_agreed = Signal()

# A steward wants it to be looked for records of one person now.
looking_asked = Signal()

# A steward said whose a record is. kwargs: said (the row).
whose_said = Signal()

# Who is to run it waits for a second person, or one has answered. kwargs: invitation (the row), origin (our address).
confirming_asked = Signal()
confirming_answered = Signal()
