"""Which rows tell of which: what is kept from somebody takes with it every row that would give it away."""

from collections.abc import Iterable, Iterator
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from unstori.access.models import AboutPerson

# Fields that point at a row of any room, without a foreign key.
LOOSE = frozenset({"about_id", "row_id"})
# Where both ends are one thing said again: to keep the one is to keep the other, whichever was named.
ONE_THING = frozenset({"about_id", "corrects_id", "replaces_id"})


@cache
def pointers() -> tuple[tuple[type[Model], str], ...]:
    """Every field by which a row about a person points at another: found in the models, so none is forgotten."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields if issubclass(model, AboutPerson) else ():
            to = field.related_model
            if field.attname in LOOSE or (isinstance(to, type) and issubclass(to, AboutPerson)):
                found.append((model, field.attname))
    return tuple(found)


def is_about(person_id: UUID, row_id: UUID) -> bool:
    """Whether a row of this person has this id, whatever it is."""
    models = (model for model in apps.get_models() if issubclass(model, AboutPerson))
    return any(model._default_manager.filter(pk=row_id, person_id=person_id).exists() for model in models)


def with_all_that_tells(rows: Iterable[UUID], people: Iterable[UUID]) -> frozenset[UUID]:
    """These rows of these people, what tells of them, what tells of that: until there is no more.

    One query a step, and none where nothing is kept.
    """
    found: set[UUID] = set()
    new, people = set(rows), list(people)
    while new:
        found |= new
        steps = list(_steps(new, people))
        new = set(steps[0].union(*steps[1:], all=True)) - found
    return frozenset(found)


def _steps(rows: set[UUID], people: list[UUID]) -> Iterator[QuerySet]:
    for model, field in pointers():
        theirs = model._default_manager.filter(person_id__in=people).order_by()
        yield theirs.filter(**{f"{field}__in": rows}).values_list("pk", flat=True)
        if field in ONE_THING:
            named = theirs.filter(pk__in=rows, **{f"{field}__isnull": False})
            yield named.values_list(field, flat=True)
