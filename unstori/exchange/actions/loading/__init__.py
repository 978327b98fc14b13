"""An authority's own tables: kept, checked, taken in as a whole, taken back as a whole (ADR 0064)."""

from unstori.exchange.actions.loading.asking import ask, keep_tables, run, say, throw_away
from unstori.exchange.actions.loading.carrying import carry_in, check
from unstori.exchange.actions.loading.inviting import AT_ONCE, invite
from unstori.exchange.actions.loading.undoing import carry_back

__all__ = [
    "AT_ONCE", "ask", "carry_back", "carry_in", "check", "invite", "keep_tables", "run", "say", "throw_away",
]  # fmt: skip
