"""Bilingual text: Welsh and English are equals, so neither is optional."""

from dataclasses import dataclass

from django.utils.translation import get_language


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
