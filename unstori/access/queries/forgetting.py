"""What there is of somebody, what is past its time, what was erased and came back. Read by erasing alone."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import FileField, Model, Q, QuerySet
from django.utils.crypto import salted_hmac

from unstori.access.models import Draft, LegalHold, Tombstone
from unstori.access.queries.own import own_matters
from unstori.access.rules import Actor
from unstori.core import clock, definitions
from unstori.core.models import BaseModel
from unstori.people.models import Capacity, Person, User

FOLDER = Path(__file__).parents[1] / "definitions"
ASKED = 200  # people at once whose addresses are looked for among the drafts


def retention() -> dict[str, dict[str, Any]]:
    """How long what is kept (`definitions/retention.toml`)."""
    rules: dict[str, dict[str, Any]] = definitions.current(FOLDER, "retention", clock.today())["rules"]
    return rules


def kept_until(model: type[BaseModel]) -> datetime:
    """When the time of a row that is written now is over, by the rule of its model."""
    return clock.now() + timedelta(**retention()[model.retention]["period"])


def _kinds() -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Our models, each with its rule."""
    rules = retention()
    for model in apps.get_models():
        if model.__module__.startswith("unstori."):
            yield model, rules[getattr(model, "retention", "")]


def _names_of_person(model: type[Model]) -> list[str]:
    """The fields that point at a person."""
    return [field.name for field in model._meta.concrete_fields if field.related_model is Person]


def erased_with_person() -> dict[type[Model], list[str]]:
    """The models whose rows go with the person, and by which fields they are theirs."""
    return {
        model: names
        for model, rule in _kinds()
        if rule["erased_with_person"] and (names := _names_of_person(model))
    }


def rows_about(person: Person) -> list[QuerySet[Any]]:
    """All that goes with a person. Other people's rows that mention them are those people's story."""
    those: list[QuerySet[Any]] = [
        model._base_manager.filter(reduce(or_, (Q(**{name: person}) for name in names)))
        for model, names in erased_with_person().items()
    ]
    own = Q(user_id__in=[user.pk for user in own_accounts(person)])
    return [*those, Draft.objects.filter(own | _typed_about(person))]


def rows_about_many(people: list[Person]) -> list[QuerySet[Any]]:
    """The same of several who have no account yet."""
    those: list[QuerySet[Any]] = [
        model._base_manager.filter(reduce(or_, (Q(**{f"{name}__in": people}) for name in names)))
        for model, names in erased_with_person().items()
    ]
    drafts = [
        Draft.objects.filter(_typed_about(*people[start : start + ASKED]))
        for start in range(0, len(people), ASKED)
    ]
    return [*those, *drafts]


def held_among(people: list[Person]) -> bool:
    """Whether a legal hold stands on any of these."""
    return LegalHold.objects.filter(person__in=people, ended_at__isnull=True).exists()


def _typed_about(*people: Person) -> Q:
    """Drafts stand on pages whose address says whose they are, by reference or by id."""
    names = (name for person in people for name in (person.reference, person.pk))
    return reduce(or_, (Q(path__contains=name) for name in names), Q(pk__in=()))


def what_goes(person: Person) -> dict[str, int]:
    """How many rows of which kind erasing the person would take."""
    counted = ((rows.model._meta.label, rows.count()) for rows in rows_about(person))
    return {label: count for label, count in counted if count}


def own_accounts(person: Person) -> list[User]:
    """The person's account, unless somebody is something else with it too."""
    as_self = Q(kind=Capacity.Kind.SELF, person=person)
    more = Capacity.objects.exclude(as_self).values("user_id")
    return list(
        User.objects.filter(pk__in=Capacity.objects.filter(as_self).values("user_id")).exclude(pk__in=more)
    )


def holds_on(person: Person) -> QuerySet[LegalHold]:
    """The legal holds that stand."""
    return LegalHold.objects.filter(person=person, ended_at__isnull=True)


def holds_answered_for(by: Actor) -> QuerySet[LegalHold]:
    """All that stand on records for which the actor's organisation answers."""
    if by.kind != "governance" or by.organisation_id is None:
        return LegalHold.objects.none()
    ours = LegalHold.objects.filter(person__authority_id=by.organisation_id, ended_at__isnull=True)
    ours = ours.exclude(person__in=own_matters(by))
    return ours.select_related("person").order_by("created_at")


def expired() -> Iterator[QuerySet[Any]]:
    """What is past its time by a rule that somebody has verified, except of people on hold."""
    held = Person.objects.filter(pk__in=LegalHold.objects.filter(ended_at__isnull=True).values("person_id"))
    of_held = _typed_about(*held)
    for model, rule in _kinds():
        if "field" not in rule or not rule["verified"]:
            continue
        rows = model._base_manager.filter(**{f"{rule['field']}__lte": clock.now()})
        for name in _names_of_person(model):
            rows = rows.exclude(**{f"{name}__in": held})
        if model is Draft:
            rows = rows.exclude(of_held)
        yield rows


def digest_of(rows: QuerySet[Any]) -> str:
    """Over everything that rows say. Keyed, so that nobody finds a short text by trying."""
    return _digest(rows.order_by("pk").values().iterator())


def digest_of_each(rows: QuerySet[Any]) -> dict[UUID, str]:
    """The same of each row by itself, in one question."""
    return {row["id"]: _digest([row]) for row in rows.order_by("pk").values().iterator()}


def _digest(rows: Iterable[dict[str, Any]]) -> str:
    said = salted_hmac("unstori.tombstone", "", algorithm="sha256")
    for row in rows:
        said.update(json.dumps(row, default=_plain, sort_keys=True).encode() + b"\n")
    return said.hexdigest()


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def files_of(rows: QuerySet[Any]) -> list[str]:
    """What the rows keep in the storage."""
    fields = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, FileField)]
    return [name for field in fields for name in rows.exclude(**{field: ""}).values_list(field, flat=True)]


def journal() -> dict[UUID, UUID | None]:
    """Every erasure that the file outside the database knows, and of whom."""
    path = settings.ERASURE_JOURNAL
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    said = (json.loads(line) for line in lines)
    return {UUID(one["erasure"]): UUID(one["person"]) if one["person"] else None for one in said}


def stones(*, unfinished: bool) -> list[Tombstone]:
    """Tombstones with something outside the database: a person, files. Unfinished: not in the journal yet."""
    outside = Tombstone.objects.filter(Q(label=Person._meta.label) | ~Q(files=[])).order_by(
        "created_at", "pk"
    )
    known = journal() if unfinished else {}
    return [stone for stone in outside if stone.erasure not in known]


def come_back() -> set[UUID]:
    """People of whom there is something again: from a backup, or from whoever was still writing."""
    erased = {person for person in journal().values() if person}
    gone = Person.everybody.filter(erased_at__isnull=False).values("pk")  # few: IN starts from them
    back = set(Person.objects.filter(pk__in=erased).values_list("pk", flat=True))
    for model, names in erased_with_person().items():
        for name in names:
            late = model._base_manager.filter(**{f"{name}__in": gone})
            back.update(late.values_list(f"{name}_id", flat=True).distinct())
    return back
