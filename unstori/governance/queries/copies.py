"""The copy that a request gets: what whoever asked may see, with what was decided row by row, without what stays out.

Worked out anew each time: what was withdrawn or withheld meanwhile is not in it, whatever was decided before.
"""

from dataclasses import replace
from uuid import UUID

from unstori.access import queries as access
from unstori.access.door import Opened, look_across
from unstori.access.models import Withholding
from unstori.access.policy import standing
from unstori.access.rules import SECTIONS, SHAREABLE, Permission
from unstori.access.telling import with_all_that_tells
from unstori.exchange.queries import Leaving, as_they_came, may_leave
from unstori.governance.models import DataRequest
from unstori.governance.queries.requests import newest_choices
from unstori.story.models import Entry
from unstori.story.queries.timeline import files_of
from unstori.story.queries.timeline import standing as standing_entries

SAFEGUARDING = "safeguarding"
NOBODY = UUID(int=0)


def whose_view(request: DataRequest) -> Opened:
    """The person as whoever asked may see them, less the parts that stay out."""
    out = {key for key, one in newest_choices(request).items() if isinstance(key, str) and not one.give}
    seen = _of_account(request) if request.asker else _of_nobody(request)
    rights = {part: right for part, right in seen.rights.items() if part not in out}
    return Opened(
        seen.person, seen.actor, rights, seen.let_in, seen.withheld,
        seen.withheld_sections | out, seen.address_withheld,
    )  # fmt: skip


def _of_account(request: DataRequest) -> Opened:
    assert request.asker is not None
    by = access.actor_of(request.asker)
    return look_across(by, [request.person]).open([request.person])[0]


def _of_nobody(request: DataRequest) -> Opened:
    """Somebody without an account: whatever is kept from anybody stays out, and safeguarding for all but the person."""
    held = list(Withholding.objects.filter(standing(), person=request.person))
    kept = {one.section for one in held if one.section}
    parts = [
        part for part in SHAREABLE if part not in kept and (request.asker_is_self or part != SAFEGUARDING)
    ]
    rows = with_all_that_tells([one.row_id for one in held if one.row_id], [request.person_id])
    away = any(one.kind == Withholding.Kind.ADDRESS for one in held)
    by = replace(access.actor_of(request.created_by), capacity_id=NOBODY)  # who typed it wrote narrowed rows
    rights = {part: Permission.SEE for part in parts}
    return Opened(request.person, by, rights, frozenset(), rows, frozenset(kept), away)


def of_others(request: DataRequest) -> list[Entry]:
    """What speaks of somebody else: left out, unless somebody decides otherwise about each."""
    rows = standing_entries(whose_view(request)).filter(names_others=True)
    return list(rows.select_related("created_by__user", "created_by__organisation").order_by("sort_on", "pk"))


def copy_for(request: DataRequest) -> Leaving:
    """All that goes into the copy."""
    opened = whose_view(request)
    found = may_leave(opened)
    given = {key for key, one in newest_choices(request).items() if not isinstance(key, str) and one.give}
    more = [row for row in of_others(request) if row.pk in given]
    entries = sorted([*found.entries, *more], key=lambda row: row.created_at)
    files = [*found.files, *files_of(opened, more)] if more else found.files
    return replace(found, entries=entries, files=files)


def bundle_for(request: DataRequest) -> Leaving:
    """The same for another system."""
    return as_they_came(copy_for(request))


def parts_in(request: DataRequest) -> list[str]:
    """The parts of which whoever asked could see anything, before any stays out."""
    seen = _of_account(request) if request.asker else _of_nobody(request)
    return [part for part in SECTIONS if part in seen.rights]
