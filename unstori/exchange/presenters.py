"""What an import would do, or did, in plain words."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unstori.core import clock, dates
from unstori.exchange import rules
from unstori.exchange.actions import Result
from unstori.exchange.actions.batch import Taken
from unstori.exchange.fhir.findings import Finding
from unstori.exchange.models import Imported, Token

SHOWN = 100  # doubts of one person on a page; the rest are counted


@dataclass
class About:
    """All that is said of one person."""

    name: str
    is_somebody: bool = True
    new: list[str] = field(default_factory=list)
    known: int = 0
    unclear: list[str] = field(default_factory=list)
    more: int = 0


def preview(result: Result) -> dict[str, Any]:
    """People first, then what is about nobody, then what was not taken."""
    people: dict[Any, About] = {}
    for name in ("added", "known", "unclear"):
        for one in getattr(result, name):
            about = people.setdefault(one.person.pk if one.person else None, _about(one))
            _count(about, name, one)
    for about in people.values():
        about.new = [f"{_(became).capitalize()}: {count}" for became, count in Counter(about.new).items()]
        about.more, about.unclear = max(len(about.unclear) - SHOWN, 0), about.unclear[:SHOWN]
    ordered = sorted(people.values(), key=lambda about: (not about.is_somebody, about.name))
    return {
        "people": ordered,
        "refused": [said(found) for found in result.refused],
        "skipped": [said(found) for found in result.skipped],
        "nothing": not (result.added or result.unclear),
    }


def said(found: Finding) -> str:
    """'file.json, Patient.birthDate: There is no such date. 2024-02-31'."""
    where = ", ".join(part for part in (found.file, found.path) if part)
    return f"{where}: {_(str(found.why))} {found.detail}".strip()


def done(result: Result) -> str:
    """One sentence of what was done."""
    added, unclear = len(result.added), len(result.unclear)
    words = [
        ngettext("%(count)s thing was added.", "%(count)s things were added.", added) % {"count": added},
        ngettext("%(count)s thing is unclear.", "%(count)s things are unclear.", unclear)
        % {"count": unclear},
    ]
    return " ".join(words)


def came(row: Imported) -> dict[str, Any]:
    """One resource that came from elsewhere."""
    return {
        "heading": _(rules.BECAME.get(row.became, row.type)).capitalize(),
        "type": row.type,
        "file": row.file,
        "when": dates.format_when(row.created_at),
        "unclear": row.status == Imported.Status.UNCLEAR,
        "why": [f"{_(why)} {detail}".strip() for _path, why, detail in row.why],
        "person": row.person.full_name if row.person else "",
        "until": dates.format_date(row.waits_until) if row.waits_until else "",
    }


def _about(one: Taken) -> About:
    if one.person:
        return About(one.person.full_name)
    return About(_("Nobody here, or not clear who"), is_somebody=False)


def _count(about: About, name: str, one: Taken) -> None:
    if name == "added":
        about.new.append(one.became)
    elif name == "known":
        about.known += 1
    else:
        about.unclear.append("; ".join(said(found) for found in one.doubts) or one.resource)


def token(row: Token) -> dict[str, Any]:
    """One system that reads, or read, in somebody's name."""
    stands = row.ended_at is None and row.valid_until > clock.now()
    ends = dates.format_date(row.valid_until, year=True)
    if stands:
        status = _("Until %(day)s") % {"day": ends}
    elif row.ended_at:
        status = _("Ended %(day)s") % {"day": dates.format_date(row.ended_at, year=True)}
    else:
        status = _("Ran out %(day)s") % {"day": ends}
    used = dates.format_date(row.last_used_on, year=True) if row.last_used_on else ""
    return {
        "id": row.pk,
        "name": row.name,
        "stands": stands,
        "status": status,
        "used": _("Last used %(day)s") % {"day": used} if used else _("Not used yet"),
    }
