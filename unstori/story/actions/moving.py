"""Somebody lives in the area of another authority: its law holds, and nobody is let in or shut out by it."""

from datetime import date
from typing import Any

from django.db import transaction

from unstori.access.actions import identity
from unstori.access.door import NotFound, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Organisation, Person
from unstori.story import queries, rules
from unstori.story.actions.timeline import record

MOVED = Words(en="Another authority answers now", cy="Mae awdurdod arall yn ateb nawr")


@transaction.atomic
def say_moved(
    *, by: Actor, person: Person, authority: Organisation, since: date, address: str = "", postcode: str = ""
) -> None:
    """What was told, planned and promised stays; what is asked for from now on is asked there. Raises NotFound.

    The story names no place: somebody from whom the address is kept may read it.
    """
    opened = require(by, person.pk, Permission.ADD, section="about_me")
    if not queries.may_say_moved(opened):
        raise NotFound(reference=str(person.pk), permission=Permission.DECIDE, person_id=person.pk)
    rules.check_moved(same=authority.pk == opened.person.authority_id, since=since, today=clock.today())
    home: dict[str, Any] = {"address": address.strip(), "postcode": postcode.strip()}
    home = {field: said for field, said in home.items() if said}
    if home:
        identity.correct_identity(by=by, person=opened.person, version=opened.person.version, **home)
    identity.answered_by(by=by, person=opened.person, authority=authority)
    record(by=by, person=opened.person, section="about_me", event="identity.moved", title=MOVED,
           happened_on=since.isoformat(), sort_on=since)  # fmt: skip
