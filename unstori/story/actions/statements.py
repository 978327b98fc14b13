"""Statements that come from somewhere else than a conversation: placed on a board, for one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.people.models import Person
from unstori.story.models import Statement


@transaction.atomic
def keep_statements(
    *, by: Actor, person: Person, section: str, said: Iterable[str], **how: Any
) -> list[Statement]:
    """Keep what was said, one statement each, verbatim. `how` says theme, said_by, said_how, said_on and the like."""
    opened = require(by, person.pk, Permission.ADD, section=section)
    stamp = audit.stamp(by=by, person=opened.person, section=section)
    statements = [Statement(words=words.strip(), **how, **stamp) for words in said if words.strip()]
    Statement.objects.bulk_create(statements)
    audit.record(by, "statements.keep", person_id=opened.person.pk, detail={"said": len(statements)})
    return statements
