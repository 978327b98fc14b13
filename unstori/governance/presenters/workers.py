"""Words about who works here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.access.rules import Actor
from unstori.access.rules.workplace import ROLE
from unstori.circle.actions.working import Left
from unstori.circle.queries import Owed
from unstori.core import clock
from unstori.core.dates import format_ago, format_date
from unstori.core.words import capital
from unstori.governance.models import WorkInvitation
from unstori.people.models import Capacity, User
from unstori.people.who import role_said

Row = dict[str, Any]
UNVOUCHED, LEFT = "waiting", "quiet"


def what(capacity: Capacity | WorkInvitation) -> str:
    """ "Social worker, Disabled Children's Team, manages it"; an administrator is said to be one."""
    kind, role = str(capacity.get_kind_display()), role_said(capacity.role)
    known = role and (capacity.kind == "worker" or ROLE.get(capacity.kind) == capacity.role)
    parts = ["" if known else kind, role, str(capacity.team.name) if capacity.team else ""]
    parts.append(_("manages the team") if capacity.manages else "")
    return capital(", ".join(part for part in parts if part))


def is_now(capacity: Capacity) -> bool:
    return capacity.ends_on is None or capacity.ends_on >= clock.today()


def row(account: User, capacities: list[Capacity], last: dict[UUID, datetime], by: Actor) -> Row:
    """One account in the list."""
    now = [each for each in capacities if is_now(each)]
    days = [last[each.pk] for each in capacities if each.pk in last]
    return {
        "id": account.pk,
        "name": account.name,
        "is_me": account.pk == by.user_id,
        "what": [what(each) for each in now or capacities],
        "tags": tags(now),
        "active": format_ago(max(days).astimezone(clock.LONDON).date()) if days else _("never yet"),
        "second": account.second_step,  # type: ignore[attr-defined]
    }


def tags(now: list[Capacity]) -> list[tuple[str, str]]:
    """What needs a look."""
    if not now:
        return [(_("Left"), LEFT)]
    if not all(each.vouched for each in now):
        return [(_("Invited by others"), UNVOUCHED)]
    return []


def capacity(each: Capacity, last: dict[UUID, datetime], by: Actor) -> Row:
    """One thing that somebody is or was here."""
    now, mine = is_now(each), each.user_id == by.user_id
    since = format_date(each.starts_on, year=True) if each.starts_on else ""
    until = format_date(each.ends_on, year=True) if each.ends_on else ""
    seen = last.get(each.pk)
    return {
        "id": each.pk,
        "what": what(each),
        "since": _("since %(day)s") % {"day": since} if since and now else "",
        "until": _("until %(day)s") % {"day": until} if until else "",
        "active": format_ago(seen.astimezone(clock.LONDON).date()) if seen else _("never yet"),
        "vouched": each.vouched,
        "now": now,
        "may_change": now and not mine,
    }


def owed(found: Owed) -> list[str]:
    """What ending somebody moves, in numbers: an administrator learns of nobody."""
    said = []
    if found.circles:
        words = ngettext("They leave %(n)s circle.", "They leave %(n)s circles.", found.circles)
        said.append(words % {"n": found.circles})
    if found.key_worker_of:
        words = ngettext(
            "%(n)s person loses their key worker.", "%(n)s people lose their key worker.", found.key_worker_of
        )
        said.append(words % {"n": found.key_worker_of})
    if found.duties:
        words = ngettext("They owe %(n)s thing to people.", "They owe %(n)s things to people.", found.duties)
        said.append(words % {"n": found.duties})
    if found.stays:
        said.append(_stays(found.stays))
    return said or [_("They are in no circle and owe nobody anything.")]


def _stays(number: int) -> str:
    words = ngettext(
        "%(n)s thing cannot be taken by who is on duty, because the person has not let them in.",
        "%(n)s things cannot be taken by who is on duty, because the people have not let them in.",
        number,
    )
    return words % {"n": number}


def left(found: Left) -> str:
    """What became of what they owed."""
    said = []
    if found.went:
        words = ngettext("%(n)s thing went to a colleague.", "%(n)s things went to a colleague.", found.went)
        said.append(words % {"n": found.went})
    if found.stays:
        words = ngettext(
            "%(n)s thing is with nobody: the person and their circle see it, and can choose who takes it.",
            "%(n)s things are with nobody: the people and their circles see them, and can choose who takes them.",
            found.stays,
        )
        said.append(words % {"n": found.stays})
    return " ".join(said)


def invitation(made: WorkInvitation) -> Row:
    """Who was invited and has not come."""
    return {
        "id": made.pk, "name": made.name, "email": made.email, "what": what(made),
        "until": format_date(made.valid_until),
    }  # fmt: skip
