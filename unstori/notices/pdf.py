"""Letters on paper: tagged PDF (PDF/UA-1), one page each, the address where a window envelope shows it."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from unstori.core import clock
from unstori.core.dates import format_date
from unstori.notices import wording
from unstori.notices.models import Message
from unstori.plan.pdf import on_paper

SHEET = """
.letter:last-child { break-after: auto; }
.letter h1 { font-size: 15pt; }
.letter p { margin-bottom: 8pt; }
"""


def letters(found: Iterable[tuple[Message, list[str]]]) -> bytes:
    """All of them in one file; each in the language of its reader."""
    said = [
        {
            "said": wording.say(message.kinds, message.language, "letter"),
            "address": address,
            "lang": message.language,
            "day": format_date(clock.today(), message.language, year=True),
        }
        for message, address in found
    ]
    return on_paper(render_to_string("notices/letters_pdf.html", {"letters": said}), SHEET)
