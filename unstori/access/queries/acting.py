"""Whom a command may act as."""

from uuid import UUID

from unstori.access.queries.accounts import capacities_of
from unstori.people.models import Capacity, User


def capacities_for(user: str) -> list[Capacity]:
    """Capacities in which the account with this e-mail, or the capacity with this id, can act today."""
    try:
        capacity = Capacity.objects.select_related("user").filter(pk=UUID(user)).first()
    except ValueError:
        account = User.objects.filter(email__iexact=user).first()
        return list(capacities_of(account)) if account else []
    return [one for one in capacities_of(capacity.user) if one.pk == capacity.pk] if capacity else []
