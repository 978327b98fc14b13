"""Whose matters are somebody's own: nobody decides in those of their family, nor in what is kept from themselves."""

from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.models import Withholding
from unstori.access.rules import Actor
from unstori.people.models import Capacity, Person


def close_to(by: Actor) -> QuerySet[Person]:
    """Whom the user is or was family, advocate or themselves to, in whichever capacity they act now."""
    as_anything = Capacity.objects.filter(user_id=by.user_id, person__isnull=False)
    return Person.objects.filter(pk__in=as_anything.values("person"))


def has_own_here(by: Actor) -> bool:
    """Whether the actor's organisation answers for anybody of theirs: a page then says that it leaves these out.

    Asked of whom they are close to, never of what is kept from them: it tells nothing that they do not know.
    """
    return close_to(by).filter(authority_id=by.organisation_id).exists() if by.organisation_id else False


def own_matters(by: Actor) -> QuerySet[Person]:
    """Those, and whoever has something kept from the user: another decides. Never said to them which it is."""
    kept = Withholding.objects.filter(policy.standing(), withheld_from__user_id=by.user_id)
    close = Q(pk__in=close_to(by).values("pk"))
    return Person.objects.filter(close | Q(pk__in=kept.values("person")))


def is_own_matter(by: Actor, person_id: UUID) -> bool:
    """Whether somebody else must decide about this person."""
    return not by.is_system and own_matters(by).filter(pk=person_id).exists()
