"""Pages of signing in, of emergencies and of who somebody is."""

from unstori.access.views.drafts import kept, throw_away
from unstori.access.views.glass import glass, glass_breaks, review_glass
from unstori.access.views.health import health, health_of_web
from unstori.access.views.identity import identity
from unstori.access.views.refusals import csrf_failure, locked_out
from unstori.access.views.signing_in import become, choose_capacity
from unstori.access.views.withholding import lift, look_up, withhold

__all__ = [
    "become",
    "choose_capacity",
    "csrf_failure",
    "glass",
    "glass_breaks",
    "health",
    "health_of_web",
    "identity",
    "kept",
    "lift",
    "locked_out",
    "look_up",
    "review_glass",
    "throw_away",
    "withhold",
]
