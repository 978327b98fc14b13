"""Who exists: accounts, capacities, persons and corrections of their identity."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unstori.access import audit
from unstori.access.door import require
from unstori.access.queries.safety import TRY, changed_since, tries_of
from unstori.access.rules import Actor, Permission, safety
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.core.once import once
from unstori.people.models import Capacity, Organisation, Person, User
from unstori.people.rules import jurisdiction_of

CORRECTABLE = ("full_name", "called", "born_on", "nhs_number", "language", "postcode", "address", "phone")
ADDRESS = ("postcode", "address", "phone")
# Two records with one number are for an identity steward: the page does not say whose it is.
SYSTEM = "system@unstori.invalid"
TAKEN = gettext_noop("This NHS number cannot be used here. Check it with whoever gave it to you.")


@once
def system_actor() -> Actor:
    """The actor of commands and jobs that nobody is named for. Asked for at each search, so in one query."""
    known = Capacity.objects.filter(user__email=SYSTEM, kind=Capacity.Kind.SYSTEM).order_by("pk")
    found = known.values_list("user_id", "pk").first()
    if found is None:
        user, _new = User.objects.get_or_create(
            email=SYSTEM, defaults={"name": "Unstori", "is_active": False}
        )
        capacity, _new = Capacity.objects.get_or_create(
            user=user, kind=Capacity.Kind.SYSTEM, defaults={"role": ""}
        )
        found = user.pk, capacity.pk
    return Actor(user_id=found[0], capacity_id=found[1], kind="system", label="Unstori", user_name="Unstori")


@transaction.atomic
def open_account(
    *,
    by: Actor,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "en",
    is_demo: bool | None = None,
) -> User:
    """A new account. What it may do comes with its capacities. Accounts made in a demo are the demo's."""
    demo = settings.DEMO if is_demo is None else is_demo
    user = User.objects.create_user(email, password, name=name, language=language, is_demo=demo)
    audit.record(by, "account.open", row=user)
    return user


@transaction.atomic
def give_capacity(*, by: Actor, user: User, kind: str, **anchor: Any) -> Capacity:
    """Let a user act as something: `person` for self and family; `organisation`, `role` for workers."""
    capacity = Capacity.objects.create(user=user, kind=kind, **{"starts_on": clock.today(), **anchor})
    audit.record(by, "capacity.give", row=capacity, person_id=capacity.person_id)
    return capacity


@transaction.atomic
def end_capacity(*, by: Actor, capacity: Capacity) -> None:
    """From tomorrow the user no longer acts in this capacity; grants to it are `circle`'s to end."""
    Capacity.objects.filter(pk=capacity.pk).update(ends_on=clock.today())
    audit.record(by, "capacity.end", row=capacity, person_id=capacity.person_id)


@transaction.atomic
def register_person(*, by: Actor, **identity: Any) -> Person:
    """A new person. The caller gives the first grants, or nobody can open the record."""
    identity.setdefault("called", identity["full_name"].split()[0])
    person = Person.objects.create(**identity)
    audit.record(by, "person.register", person_id=person.pk, row=person)
    return person


@transaction.atomic
def register_people(*, by: Actor, people: list[dict[str, Any]]) -> list[Person]:
    """Many at once, from a table that was checked. The caller gives the first grants, as for one."""
    made = Person.objects.bulk_create([Person(**identity) for identity in people])
    audit.record_many(by, [("person.register", person.pk, person) for person in made])
    return made


def correct_identity(*, by: Actor, person: Person, version: int, **new: Any) -> Person:
    """Correct who somebody is, if nobody else did meanwhile. Raises Clash, NotFound, RuleBroken.

    A number that somebody else has tells that they are known here, so it counts as looking somebody up.
    """
    number = new.get("nhs_number")
    if number and number != person.nhs_number:
        require(by, person.pk, Permission.ADD, section="about_me")
        safety.check_tries(tries_of(by))
        if Person.everybody.filter(nhs_number=number).exclude(pk=person.pk).exists():
            audit.record(by, TRY, person_id=person.pk, detail={"by": "identity"})
            raise RuleBroken(_(TAKEN))
    try:
        return _correct(by=by, person=person, version=version, new=new)
    except IntegrityError as somebody_took_it_meanwhile:
        raise RuleBroken(_(TAKEN)) from somebody_took_it_meanwhile


@transaction.atomic
def answered_by(*, by: Actor, person: Person, authority: Organisation) -> None:
    """Another authority answers for somebody from now on, and its country's law holds. The caller has authorised it."""
    law = jurisdiction_of(authority.code)
    held = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    Person.objects.filter(pk=held.pk).update(authority=authority, jurisdiction=law, version=held.version + 1)
    detail = {"from": str(held.authority_id), "to": str(authority.pk)}
    audit.record(by, "identity.move", person_id=held.pk, row=held, detail=detail)


@transaction.atomic
def _correct(*, by: Actor, person: Person, version: int, new: dict[str, Any]) -> Person:
    # First: who has asked already shares the row, and two who share it would each wait for the other. A number is a key.
    locked = Person.objects.select_for_update(no_key="nhs_number" not in new).filter(pk=person.pk)
    held, opened = locked.first(), require(by, person.pk, Permission.ADD, section="about_me")
    assert held is not None
    open_to_them = [key for key in CORRECTABLE if not (opened.address_withheld and key in ADDRESS)]
    changed = {
        key: value for key, value in new.items() if key in open_to_them and getattr(held, key) != value
    }
    # only what both changed: that an address was changed is no business of whom it is kept from
    if changed_since(held, version) & changed.keys():
        theirs = {key: str(getattr(held, key) or "") for key in changed}
        raise Clash(theirs=theirs, mine={k: str(v or "") for k, v in changed.items()}, version=held.version)
    if changed:
        Person.objects.filter(pk=held.pk).update(version=held.version + 1, **changed)
        audit.record(by, "identity.correct", person_id=held.pk, row=held, detail={"fields": sorted(changed)})
        held.refresh_from_db()
    return held
