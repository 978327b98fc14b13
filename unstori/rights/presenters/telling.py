"""Who cannot sign in, and the letter that carries an answer to them."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.plan import pdf
from unstori.rights import queries
from unstori.rights.models import Turn
from unstori.rights.presenters.disagreeing import steps_ahead

Item = dict[str, Any]


def to_write_for(opened: Opened) -> list[Item]:
    """Whose words a worker can write down."""
    at = reverse("rights:disagree", args=[opened.person.reference])
    return [
        {"name": queries.name_of(one), "href": f"{at}?for={one.pk}"}
        for one in queries.without_account(opened)
    ]


def parties(opened: Opened) -> list[tuple[str, str]]:
    """The same, to choose from."""
    return [(str(one.pk), queries.name_of(one)) for one in queries.without_account(opened)]


def letter(opened: Opened, turn: Turn) -> bytes:
    """The answer, who gave it and what can be done next. Without an address where it is kept from who prints it."""
    row = turn.disagreement
    with override(turn.language):
        named = queries.named(opened, [row])
        about = named.get(row.row_id, ("", ""))[0] if row.row_id else row.about
        page = render_to_string("rights/letter.html", {
            "language": turn.language,
            "address": [] if opened.address_withheld else row.reply_to.splitlines(),
            "day": format_date(clock.today(), year=True),
            "name": row.said_by,
            "about": about,
            "words": turn.words.strip().split("\n"),
            "who": label_of(turn.created_by),
            "when": format_date(turn.created_at, year=True),
            "ahead": steps_ahead(row),
        })  # fmt: skip
        return pdf.on_paper(page)
