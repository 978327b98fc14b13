"""Short lines for Easy Read: one idea a line, and no word changed."""

import re

# A sentence ends, and the next begins with a capital, a number or a quotation mark.
ENDS = re.compile(r"(?<=[.!?…])\s+(?=[\"“‘'(]?[A-ZÀ-ÖØ-ÞŴŶ0-9])")
NO_END = ("Mr.", "Mrs.", "Ms.", "Dr.", "St.", "No.", "e.g.", "i.e.", "etc.")


def short_lines(text: str) -> list[str]:
    """The same words, a sentence a line. Put together again they are what was said."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        for sentence in ENDS.split(paragraph.strip()):
            if lines and lines[-1].endswith(NO_END):
                lines[-1] += f" {sentence}"
            elif sentence:
                lines.append(sentence)
    return lines
