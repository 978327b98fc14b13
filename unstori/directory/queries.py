"""Organisations by name. They are public: any actor may read them."""

from django.db.models import Q, QuerySet

from unstori.access.rules import Actor
from unstori.people.models import Organisation


def organisations_named(text: str, by: Actor) -> QuerySet[Organisation]:
    """Organisations whose name in either language has the text."""
    return Organisation.objects.filter(Q(name_en__icontains=text) | Q(name_cy__icontains=text)).order_by(
        "name_en"
    )
