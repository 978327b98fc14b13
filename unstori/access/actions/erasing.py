"""The one door by which what was written goes (ADR 0024): all of it or nothing, and a tombstone stays.

What a transaction cannot hold, files and the journal outside the database, follows when it is committed, and is
made up for by the next run after a crash.
"""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet

from unstori.access import audit
from unstori.access.actions import holds, workplace
from unstori.access.door import NotFound
from unstori.access.models import DocumentGrant, Grant, RowGrant, Tombstone
from unstori.access.queries import forgetting as queries
from unstori.access.rules import Actor, Permission
from unstori.access.rules import forgetting as rules
from unstori.core import clock, evidence, ids
from unstori.people.models import Capacity, Person, User

STAYS = {"id", "created_at", "reference", "authority", "erased_at", "erased_by"}
CAME_BACK = "It was erased before, and had come back."
EXPIRED = "Its time was over."
AT_ONCE = 1000  # people


@transaction.atomic
def look(*, by: Actor, reference: str) -> dict[str, int]:
    """How many rows of which kind would go. Raises NotFound."""
    person = holds.answered_for(by=by, reference=reference)
    audit.record(by, "read", person_id=person.pk, detail={"what": "erasing"})
    return queries.what_goes(person)


@transaction.atomic
def erase_person(*, by: Actor, reference: str, reason: str) -> dict[str, int]:
    """Erase all that is kept of somebody. Returns how many rows of which kind went. NotFound, RuleBroken."""
    person = holds.answered_for(by=by, reference=reference)
    rules.check_erasing(reason, (person.full_name, person.called))
    held = Person.everybody.select_for_update().get(pk=person.pk)  # whoever adds a row meanwhile waits
    rules.check_not_held(queries.holds_on(held).exists())
    return _erase(by=by, person=held, reason=reason.strip())


@transaction.atomic
def erase_rows(*, by: Actor, rows: QuerySet[Any], reason: str) -> int:
    """Erase rows whose time is over. Returns how many. Raises NotFound for all but the system."""
    if not by.is_system:
        raise NotFound(reference="", permission=Permission.DECIDE)
    went = _bury(by=by, those=[rows], reason=reason, erasure=ids.row_id())
    for label, gone in went.items():
        audit.record(by, "rows.erase", detail={"label": label, "gone": gone})
    transaction.on_commit(partial(finish, by=by))
    return sum(went.values())


def expire(*, by: Actor) -> int:
    """Erase what is past its time and what came back. Again changes nothing. Returns how many rows went."""
    came_back = reapply(by=by)
    gone = sum(erase_rows(by=by, rows=rows, reason=EXPIRED) for rows in queries.expired())
    finish(by=by)
    return came_back + gone


def reapply(*, by: Actor) -> int:
    """Whoever was erased is erased again. No hold is asked for: none stood when it was decided."""
    gone = 0
    for person_id in sorted(queries.come_back()):
        with transaction.atomic():
            person = Person.everybody.select_for_update().get(pk=person_id)
            gone += sum(_erase(by=by, person=person, reason=CAME_BACK).values())
    return gone


def finish(*, by: Actor, again: bool = False) -> int:
    """Let files go, then tell the journal. `again` for all, as a backup may have brought files back."""
    for stone in queries.stones(unfinished=not again):
        for name in stone.files:
            default_storage.delete(name)
    late = {stone.erasure: stone for stone in queries.stones(unfinished=True)}
    if late:
        settings.ERASURE_JOURNAL.parent.mkdir(parents=True, exist_ok=True)
        with settings.ERASURE_JOURNAL.open("a", encoding="utf-8") as file:
            for stone in late.values():
                file.write(json.dumps(_said(stone)) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return len(late)


def _said(stone: Tombstone) -> dict[str, str]:
    person = str(stone.person_id) if stone.person_id else ""
    return {"erasure": str(stone.erasure), "person": person, "at": stone.created_at.isoformat()}


def _erase(*, by: Actor, person: Person, reason: str) -> dict[str, int]:
    """Rows, grants, capacities, the account and who they were."""
    erasure, accounts = ids.row_id(), queries.own_accounts(person)
    identity = Person.everybody.filter(pk=person.pk)
    stone = _stone(identity, by=by, reason=reason, erasure=erasure, person_id=person.pk)
    went = _bury(by=by, those=queries.rows_about(person), reason=reason, erasure=erasure, person_id=person.pk)
    _end_what_was_given([person], by)
    for user in accounts:
        _close(user)
    identity.update(**_nobody(by))
    stone.save(force_insert=True)
    detail = {"erasure": str(erasure), "rows": sum(went.values())}
    audit.record(by, "person.erase", person_id=person.pk, detail=detail)
    transaction.on_commit(partial(finish, by=by))
    return went


def _nobody(by: Actor) -> dict[str, Any]:
    """What stands in place of who somebody was."""
    empty = {f.name: None if f.null else f.get_default() for f in Person._meta.concrete_fields}
    kept = {name: value for name, value in empty.items() if name not in STAYS}
    return {**kept, "erased_at": clock.now(), "erased_by": by.capacity_id}


@transaction.atomic
def take_back(
    *, by: Actor, organisation_id: UUID, people: Sequence[UUID], rows: Iterable[QuerySet[Any]], reason: str
) -> None:
    """What an authority brought in by mistake goes again, many at once (ADR 0064). NotFound, RuleBroken.

    The caller has made sure that nobody has acted on it. `rows` are of others, whom the authority keeps.
    """
    workplace.require_administers(by=by, organisation_id=organisation_id)
    about: dict[str, Any] = {"by": by, "reason": reason}
    _bury(those=rows, erasure=ids.row_id(), **about)
    for start in range(0, len(people), AT_ONCE):
        those = Person.everybody.filter(pk__in=people[start : start + AT_ONCE], erased_at__isnull=True)
        held = list(those.select_for_update())
        if any(person.authority_id != organisation_id for person in held):
            raise NotFound(reference="", permission=Permission.DECIDE)
        rules.check_not_held(queries.held_among(held))
        _take_back(held, about)
    transaction.on_commit(partial(finish, by=by))


def _take_back(people: list[Person], about: dict[str, Any]) -> None:
    """A tombstone for each person, so that a restored backup brings nobody back."""
    by, reason = about["by"], about["reason"]
    them = Person.everybody.filter(pk__in=[person.pk for person in people])
    stones = [
        Tombstone(erasure=ids.row_id(), person_id=pk, label=Person._meta.label, size=1, digest=digest,
                  reason=reason, created_by=by.capacity_id)
        for pk, digest in queries.digest_of_each(them).items()
    ]  # fmt: skip
    _bury(those=queries.rows_about_many(people), erasure=ids.row_id(), **about)
    _end_what_was_given(people, by)
    them.update(**_nobody(by))
    Tombstone.objects.bulk_create(stones)
    audit.record_many(by, [("person.erase", person.pk, None) for person in people])


def _bury(
    *, by: Actor, those: Iterable[QuerySet[Any]], reason: str, erasure: UUID, person_id: UUID | None = None
) -> dict[str, int]:
    """A tombstone for each kind, then the rows go. The databases look at foreign keys at the end."""
    about: dict[str, Any] = {"by": by, "reason": reason, "erasure": erasure, "person_id": person_id}
    stones = {rows: stone for rows in those if (stone := _stone(rows, **about)).size}
    if not stones:
        return {}
    with evidence.erasing():
        for rows in stones:
            for field in rows.model._meta.many_to_many:
                links = field.remote_field.through._base_manager
                links.filter(**{f"{field.m2m_field_name()}__in": rows})._raw_delete(links.db)
            rows._raw_delete(rows.db)
    Tombstone.objects.bulk_create(stones.values())
    return {stone.label: stone.size for stone in stones.values()}


def _stone(rows: QuerySet[Any], *, by: Actor, **about: Any) -> Tombstone:
    return Tombstone(
        label=rows.model._meta.label,
        size=rows.count(),
        digest=queries.digest_of(rows),
        files=queries.files_of(rows),
        created_by=by.capacity_id,
        **about,
    )


def _end_what_was_given(people: Iterable[Person], by: Actor) -> None:
    """Nobody may see anything of them from now on, and nobody acts as or for them."""
    now = {"ended_at": clock.now(), "ended_by": by.capacity_id}
    for held in (Grant, RowGrant, DocumentGrant):
        held.objects.filter(person__in=people, ended_at__isnull=True).update(**now)
    Capacity.objects.filter(person__in=people).update(role="")
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    Capacity.objects.filter(standing, person__in=people).update(ends_on=clock.today() - timedelta(days=1))


def _close(user: User) -> None:
    """The account of somebody who was erased opens nothing and names nobody; what libraries keep of it goes."""
    for relation in User._meta.related_objects:
        if not relation.related_model.__module__.startswith("unstori."):
            relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    for model in apps.get_app_config("axes").get_models():
        if "username" in {field.name for field in model._meta.fields}:
            model._base_manager.filter(username=user.email).delete()
    User.objects.filter(pk=user.pk).update(
        email=f"{user.pk}@erased.invalid", name="", password=make_password(None), is_active=False,
        language=User._meta.get_field("language").get_default(), last_login=None,
    )  # fmt: skip
