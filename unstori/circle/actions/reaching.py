"""How somebody is reached without danger."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.circle import queries, rules
from unstori.circle.models import SafeContact
from unstori.people.models import Person

SECTION = "about_me"


@transaction.atomic
def say_how_to_reach(
    *, by: Actor, person: Person, way: str, to: str = "", times: str = "", hidden_from: str = ""
) -> SafeContact:
    """Their own way, from now on. It is told to nobody: no line in the story."""
    opened = require(by, person.pk, Permission.SEE)
    if not rules.can_say_how_to_reach(queries.standing_of(opened)):
        rules.check_decides(None)
    rules.check_safe_contact(way=way, to=to, is_email=_is_email(to.strip()))
    made = SafeContact.objects.create(
        way=way, to=to.strip(), times=times, hidden_from=hidden_from,
        **audit.stamp(by=by, person=opened.person, section=SECTION),
    )  # fmt: skip
    audit.record(by, "safe_contact.say", person_id=opened.person.pk, row=made)
    return made


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
