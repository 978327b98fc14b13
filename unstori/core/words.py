"""Bilingual text: Welsh and English are equals, so neither is optional."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import get_language, override

from unstori.core import dates


@dataclass(frozen=True)
class Words:
    """A text in both languages; `str()` gives the language of the page."""

    en: str
    cy: str

    def __str__(self) -> str:
        return self.cy if (get_language() or "en").startswith("cy") else self.en

    @classmethod
    def read(cls, value: dict[str, str]) -> "Words":
        """From a definition's `{en, cy}`; raises KeyError when a language is missing."""
        return cls(en=value["en"], cy=value["cy"])

    @classmethod
    def both(cls, say: Callable[[], object]) -> "Words":
        """What Unstori says itself, in both languages, to be kept: each reader reads it in theirs."""
        said = {}
        for language in ("en", "cy"):
            with override(language):
                said[language] = str(say())
        return cls.read(said)


def capital(words: object) -> str:
    """With a capital at its start, and the rest as it is (GP, ALNCo)."""
    said = str(words)
    return said[:1].upper() + said[1:]


def spoken(text: object, language: str = "") -> str:
    """Words as somebody wrote them, marked with their language where the page speaks another."""
    if not text or language in ("", dates.language()):
        return str(text)
    return format_html('<span lang="{}">{}</span>', language, text)
