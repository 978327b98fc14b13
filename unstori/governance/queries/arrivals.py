"""What came in and could not be placed, for an identity steward: who it says it is about, and who that may be."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from unstori.access import policy
from unstori.access.door import NotFound, find
from unstori.access.models import Withholding
from unstori.access.rules import Actor, Permission
from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.proposals import PersonProposal
from unstori.exchange.fhir.resolve import Index
from unstori.exchange.fhir.translate import translate
from unstori.exchange.models import Imported
from unstori.exchange.queries import unplaced
from unstori.governance.queries.likeness import identities
from unstori.governance.rules.likeness import Identity
from unstori.people.models import Capacity, Person

waiting = unplaced.waiting_at
MOST = 200  # born on one day, or of one name


@dataclass(frozen=True)
class Said:
    """Who a record says that it is about: identity alone."""

    name: str = ""
    born: str = ""
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def born_on(self) -> date | None:
        with suppress(ValueError):
            return date.fromisoformat(self.born)
        return None


def said_by(row: Imported) -> Said:
    """Read from the record as it came."""
    item = Item(row.file, row.path, json.loads(row.raw))
    one = translate(item, Index([item]))
    if not isinstance(one, PersonProposal):
        return Said()
    home = one.addresses[0] if one.addresses else None
    return Said(
        next((name.words for name in one.names if name.words), ""),
        one.birth_date,
        one.nhs_number,
        home.words if home else "",
        home.postcode if home else "",
    )


def likely(by: Actor, said: Said) -> list[Person]:
    """Who it may be: of the number, of the birthday and a name like it, or of the very name."""
    wanted = Q(full_name__iexact=said.name) if said.name else Q(pk__in=())
    if said.nhs_number:
        wanted |= Q(nhs_number=said.nhs_number)
    if said.born_on:
        wanted |= Q(born_on=said.born_on)
    found = list(_of(by).filter(wanted).select_related("authority").order_by("full_name", "pk")[:MOST])
    asked, *those = identities([_as_person(said), *found])
    return [person for person, one in zip(found, those, strict=True) if _alike(asked, one)][:10]


def _as_person(said: Said) -> Person:
    return Person(
        full_name=said.name, born_on=said.born_on, postcode=said.postcode, nhs_number=said.nhs_number or None
    )


def _alike(asked: Identity, one: Identity) -> bool:
    if asked.nhs and asked.nhs == one.nhs:
        return True
    same_day = bool(asked.born) and asked.born == one.born
    sounds = (
        asked.sound == one.sound or asked.first_sound == one.first_sound or asked.last_sound == one.last_sound
    )
    return asked.words == one.words or (same_day and sounds)


def _of(by: Actor) -> QuerySet[Person]:
    """Nobody whom the steward is close to, or of whom something is kept from them."""
    close = Capacity.objects.filter(user_id=by.user_id, person__isnull=False).values("person")
    kept = Withholding.objects.filter(policy.standing(), withheld_from__user_id=by.user_id).values("person")
    return Person.objects.exclude(pk__in=close).exclude(pk__in=kept)


def chosen(by: Actor, reference: str | UUID) -> Person:
    """Somebody by reference or id. Raises NotFound."""
    person = find(reference)
    if person is None or not _of(by).filter(pk=person.pk).exists():
        raise NotFound(reference=str(reference), permission=Permission.SEE)
    return person
