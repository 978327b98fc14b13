"""Whom a command acts as: the one capacity of an account, a capacity by its id, or the system itself."""

from django.core.management.base import CommandError

from unstori.access.actions import identity
from unstori.access.queries import acting, actor_of, label_of
from unstori.access.rules import Actor


def acting_as(user: str) -> Actor:
    """The actor for `--as`. Two capacities are never mixed, so an account with several must say which."""
    if not user:
        return identity.system_actor()
    found = acting.capacities_for(user)
    if len(found) == 1:
        return actor_of(found[0])
    if not found:
        raise CommandError(f"No account that can act today: {user}")
    choices = "\n".join(f"  {capacity.pk}  {label_of(capacity)}" for capacity in found)
    raise CommandError(f"This account has several capacities. Give the id of one of them instead:\n{choices}")
