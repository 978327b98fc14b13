"""The story in a copy: who is around, what is known, what was said, promised, and what happened."""

from collections import defaultdict

from django.utils.translation import gettext as _

from unstori.access.queries import label_of
from unstori.core import dates
from unstori.core.dates import format_date
from unstori.exchange.leaving.copy.lines import Item, full, quote
from unstori.exchange.queries import Leaving
from unstori.people.who import role_said
from unstori.story import definitions
from unstori.story.models import Entry


def around(found: Leaving) -> list[Item]:
    """Everybody in the circle; no number that would give a withheld address away."""
    near = not found.opened.address_withheld
    return [
        {
            "heading": row.name,
            "text": ", ".join(
                str(part) for part in (role_said(row.relation), row.organisation and row.organisation.name) if part
            ),
            "lines": full((_("Phone"), near and row.phone), (_("Email"), near and row.email)),
        }
        for row in found.members
    ]  # fmt: skip


def facts(found: Leaving) -> list[Item]:
    labels = definitions.facts()
    return [
        {
            "heading": str(labels[row.key].label) if row.key in labels else row.key,
            "words": [quote(row, row.said_by, row.said_on)],
        }
        for row in found.facts
    ]


def statements(found: Leaving) -> list[Item]:
    return [{"words": [quote(row, row.said_by, row.said_on)]} for row in found.statements]


def promises(found: Leaving) -> list[Item]:
    return [
        {
            "heading": row.what,
            "lang": row.language,
            "lines": full(
                (_("Who promised"), label_of(row.owner)),
                (_("By when"), format_date(row.due_on, year=True)),
                (_("Kept"), format_date(row.kept_at, year=True) if row.kept_at else _("not yet")),
                (_("What came of it"), row.outcome),
            ),
        }
        for row in found.promises
    ]


def story(found: Leaving) -> list[Item]:
    """What happened, the oldest first, with the names of the files that hang on it."""
    files = defaultdict(list)
    for file in found.files:
        files[file.entry_id].append((_("File"), file.name))
    rows = sorted(found.entries, key=lambda row: (row.sort_on, row.created_at))
    return [_entry(row, files[row.pk]) for row in rows]


def _entry(row: Entry, files: list[tuple[str, str]]) -> Item:
    day, wrote = dates.format_partial(row.happened_on), label_of(row.created_by)
    by = (
        _("%(who)s, written down by %(wrote)s") % {"who": row.said_by, "wrote": wrote}
        if row.said_by
        else wrote
    )
    told = ", ".join((by, day))
    words = [{"text": row.words, "by": told, "lang": row.language}] if row.words else []
    return {
        "heading": row.headline or str(row.get_kind_display()),
        "lang": row.language if row.title and not row.title_cy else dates.language(),
        "text": "" if words else told,
        "words": words,
        "lines": full(*files),
    }  # fmt: skip
