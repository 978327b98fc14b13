"""Documents in a line, and what changed since one was made."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Actor, Permission
from unstori.core.dates import format_date, format_when
from unstori.people.who import who
from unstori.plan import queries, wording
from unstori.plan.models import Document


def stale(opened: Opened, document: Document) -> list[str]:
    """What changed since a document was made, in the parts that it draws on and the reader sees."""
    rows = queries.changes_since(opened, document.created_at)
    changed = [row for row in rows if row.section in document.sections_used]
    titles = queries.row_names(None, opened=opened, ids={row.row_id for row in changed}) if changed else {}
    names = {id: title for id, (title, _address) in titles.items()}
    return [wording.change_sentence(row, names) for row in changed]


def document_line(opened: Opened, document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "when": format_date(document.created_at, year=True),
        "who": document.created_by.user.name,
        "href": reverse("plan:document", args=[opened.person.reference, document.pk]),
        "pdf": reverse("plan:document_pdf", args=[opened.person.reference, document.pk]),
        "language": document.get_language_display(),
    }


def own_reading(by: Actor, document: Document, opened: Opened | None) -> dict[str, Any]:
    """Whether the reader said that they read this, and whether there is a newer one that they may open."""
    said = queries.own_reading(by, document)
    newer = queries.newer_than(opened, document) if opened else queries.newer_for_reader(by, document)
    reference = document.person.reference
    return {
        "when": format_when(said.created_at) if said else "",
        "may": said is None and not (opened and opened.is_self),
        "newer": reverse("plan:document", args=[reference, newer.pk]) if newer else "",
        "newer_when": format_date(newer.created_at, year=True) if newer else "",
    }


def readers(opened: Opened, document: Document) -> list[dict[str, str]]:
    """Who read which version, for those who see to it: whoever has not said so stands first."""
    if not (opened.decides or opened.may(Permission.ADD, document.section)):
        return []
    return [_reader_line(one, document) for one in queries.readers(opened, document)]


def _reader_line(one: queries.Reader, document: Document) -> dict[str, str]:
    name = str(who(one.capacity))
    if one.reading is None:
        return {"who": name, "said": _("Has not said yet"), "kind": "waiting", "when": ""}
    version = one.reading.document
    made, when = format_date(version.created_at, year=True), format_when(one.reading.created_at)
    if version.pk == document.pk:
        return {"who": name, "said": _("Has read this one"), "kind": "calm", "when": when}
    if version.created_at > document.created_at:
        said = _("Has read a newer one, made %(day)s") % {"day": made}
        return {"who": name, "said": said, "kind": "calm", "when": when}
    said = _("Has read an earlier one, made %(day)s") % {"day": made}
    return {"who": name, "said": said, "kind": "waiting", "when": when}
