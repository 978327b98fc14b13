"""Who is around the person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.actions.telling import tell
from unstori.circle.models import Member
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.core.words import Words
from unstori.people.models import Person

CHANGEABLE = (
    "name", "relation", "organisation", "team", "closeness", "parental_responsibility", "delegated_authority",
    "authority", "phone", "email",
)  # fmt: skip
AUTHORITY = ("parental_responsibility", "delegated_authority", "authority")


@transaction.atomic
def add_member(
    *,
    by: Actor,
    person: Person,
    kind: str,
    name: str,
    relation: str,
    section: str = "about_me",
    starts_on: date | None = None,
    **more: Any,
) -> Member:
    """Put somebody in the circle, with an account (`capacity`) or without. It opens nothing by itself."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    _check_authority(opened, more)
    more.setdefault("closeness", rules.CLOSENESS[kind])
    member = Member.objects.create(
        kind=kind, name=name, relation=relation, starts_on=starts_on or clock.today(),
        **audit.stamp(by=by, person=opened.person, section=section), **more,
    )  # fmt: skip
    audit.record(by, "member.add", person_id=person.pk, row=member)
    said = Words(en=f"{name} joined the circle", cy=f"Mae {name} wedi ymuno â’r cylch")
    tell(by=by, person=opened.person, event="circle.joined", title=said, section=section,
         about_id=member.pk)  # fmt: skip
    return member


@transaction.atomic
def change_member(*, by: Actor, member: Member, version: int, **new: Any) -> Member:
    """Correct what is known of somebody, if nobody else did since the form was read. Raises Clash."""
    opened = require(by, member.person_id, Permission.ADD, section=member.section)
    held = opened.rows(Member.objects.select_for_update()).filter(pk=member.pk).first()
    if held is None:
        raise NotFound(reference=str(member.pk), permission=Permission.ADD, person_id=opened.person.pk)
    changed = {key: value for key, value in new.items() if key in CHANGEABLE and getattr(held, key) != value}
    _check_authority(opened, dict.fromkeys(changed, True))  # taking it away counts as much as giving it
    if changed and held.version != version:
        theirs = {key: str(getattr(held, key) or "") for key in changed}
        raise Clash(theirs=theirs, mine={key: str(new[key] or "") for key in changed}, version=held.version)
    if changed:
        for key, value in changed.items():
            setattr(held, key, value)
        held.version += 1
        held.save()
        audit.record(
            by, "member.change", person_id=held.person_id, row=held, detail={"fields": sorted(changed)}
        )
    return held


def _check_authority(opened: Opened, fields: Mapping[str, Any]) -> None:
    if any(fields.get(name) for name in AUTHORITY):
        rules.check_record_authority(
            queries.standing_of(opened),
            decides=queries.deciding_as(opened) is not None,
            is_system=opened.actor.is_system,
        )


@transaction.atomic
def set_key_worker(*, by: Actor, person: Person, member: Member | None) -> None:
    """Exactly one, or plainly nobody (`member` None)."""
    opened = require(by, person.pk, Permission.ADD, section="about_me", about=[member])
    if member is not None:
        there = rules.is_there(member.ends_on, clock.today())
        rules.check_handover(
            from_person=person.pk, to_person=member.person_id, same=False, is_there=there, has_account=True
        )
    make_key_worker(by=by, person=opened.person, member=member)


def make_key_worker(*, by: Actor, person: Person, member: Member | None) -> None:
    """The change itself, for actions that have authorised it. Two at once wait for each other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Member.objects.filter(person=person, is_key_worker=True).update(is_key_worker=False)
    if member is None:
        said = Words(en="Nobody is key worker now", cy="Does neb yn weithiwr allweddol nawr")
    else:
        here = Member.objects.filter(pk=member.pk).exclude(ends_on__lte=clock.today())
        rules.check_still_there(here.update(is_key_worker=True) == 1)
        said = Words(en=f"{member.name} became key worker", cy=f"Daeth {member.name} yn weithiwr allweddol")
    audit.record(by, "member.key_worker", person_id=person.pk, row=member)
    tell(by=by, person=person, event="circle.key_worker", title=said,
         section=member.section if member else "about_me", about_id=member.pk if member else None)  # fmt: skip
