"""All that a message says: the same few sentences whoever it is to and whatever it is about.

Whoever reads over a shoulder, or opens the letter, learns that somebody uses Unstori and nothing else.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

NEWS, ASKED, SAFETY = "news", "asked", "safety"


@dataclass(frozen=True)
class Said:
    """A subject, and the paragraphs under it."""

    subject: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """All of it in one line, as a text message has it."""
        return " ".join(self.paragraphs)


def say(kinds: list[str], language: str, way: str) -> Said:
    """In the reader's language. `kinds` decides between two openings only: look when you can, or: you are asked."""
    with override(language):
        subject = _("There is something for you in Unstori")
        first = _("There is something new in your Unstori.")
        if {ASKED, SAFETY} & set(kinds):
            first = _("Somebody is waiting for your answer in Unstori.")
        how = _("To look, sign in: %(address)s") % {"address": settings.SITE}
        if way == "text":
            return Said(subject, (first, how))
        choose = _("You choose how you are told: sign in and open “How I am told”.")
        if way == "letter":
            helped = _("If you cannot sign in, ask whoever helps you to look together with you.")
            return Said(subject, (first, how, helped, choose))
        return Said(subject, (first, how, choose))
