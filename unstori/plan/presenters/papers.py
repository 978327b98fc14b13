"""Documents in a line, and what changed since one was made."""

from typing import Any

from django.urls import reverse

from unstori.access.door import Opened
from unstori.core.dates import format_date
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
