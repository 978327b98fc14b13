"""How each kind of thing in a life is told: around the person, in the story, in the plan."""

from unstori.exchange.region.telling.around import join, once
from unstori.exchange.region.telling.assessed import assessed_steps
from unstori.exchange.region.telling.planned import plan_steps
from unstori.exchange.region.telling.safe import safe_steps
from unstori.exchange.region.telling.told import entry, fact, keep, promise
from unstori.exchange.region.telling.voices import voice_steps

__all__ = [
    "assessed_steps", "entry", "fact", "join", "keep", "once", "plan_steps", "promise",
    "safe_steps", "voice_steps",
]  # fmt: skip
