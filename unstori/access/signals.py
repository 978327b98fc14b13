"""What higher rooms may want to know."""

from django.dispatch import Signal

# A professional opened a record without a grant: `glass_break` (the row) and `by` (the actor).
# The story tells the person.
glass_broken = Signal()

# Somebody asked for a new password: `users` (ids of the accounts with that address, mostly one or none) and `origin`.
reset_asked = Signal()

# How somebody signs in was changed by somebody else: `user` and `origin`. They are told, without content.
account_touched = Signal()

# Somebody is signed out wherever they are, or has another password: `user`. Nothing else goes on in their name.
signed_out_everywhere = Signal()

# Another way to sign in was added to an account: `user`, `provider` (its id) and `origin`. Its owner is told.
way_added = Signal()

# Somebody works in a team from now on: `capacity`, and `by` whom. Whoever looks after the team is told: nobody comes into it unseen.
joined_team = Signal()
