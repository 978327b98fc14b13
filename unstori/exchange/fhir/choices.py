"""FHIR's `value[x]`: one element that may be of many types.

Quantities, concepts and yes-or-no stay what they are. The rest become plain text, made of the source's own
words and punctuation only, so that it reads the same in Welsh and English.
"""

import re

from unstori.exchange.fhir.canonical import canonical, filled
from unstori.exchange.fhir.values import Concept, Measure, Span, spaced

Value = Measure | Concept | bool | str | None

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?")


def _two(found, first, second, between):
    return between.join(Measure.of(found[end]).words for end in (first, second) if end in found)


def timing(found) -> str:
    repeat = found.get("repeat", {})
    often = spaced(*(str(repeat[part]) for part in ("frequency", "period", "periodUnit") if part in repeat))
    days = " ".join(repeat.get("dayOfWeek", []) + repeat.get("when", []) + repeat.get("timeOfDay", []))
    bounds = Span.of(repeat.get("boundsPeriod")).words
    said = Concept.of(found.get("code")).words or spaced(often.replace(" ", " × ", 1), days, bounds)
    return said or " ".join(found.get("event", [])) or canonical(found)


WORDS = {
    "Range": lambda found: _two(found, "low", "high", " – "),
    "Ratio": lambda found: _two(found, "numerator", "denominator", " / "),
    "Period": lambda found: Span.of(found).words,
    "Age": lambda found: Measure.of(found).words,
    "Duration": lambda found: Measure.of(found).words,
    "SampledData": lambda found: found.get("data", ""),
    "Timing": timing,
}
KEPT = {"Quantity": Measure.of, "CodeableConcept": Concept.of, "Boolean": bool}


def read_choice(found: dict, stem: str) -> Value:
    """The value of `stem[x]`, whichever type it has."""
    for name, value in found.items():
        kind = name.removeprefix(stem)
        if name.startswith(stem) and kind[:1].isupper():
            if kind in KEPT:
                return KEPT[kind](value)
            return value if isinstance(value, str) else WORDS.get(kind, canonical)(value)
    return None


def words_of(value: Value) -> str:
    if isinstance(value, Measure | Concept):
        return value.words
    return {True: "✓", False: "✗", None: ""}[value] if not isinstance(value, str) else value


def read_text(found: dict, stem: str) -> str:
    return words_of(read_choice(found, stem))


def write_choice(stem: str, value: Value) -> dict:
    if isinstance(value, Measure):
        return filled(**{f"{stem}Quantity": value.fhir()})
    if isinstance(value, Concept):
        return filled(**{f"{stem}CodeableConcept": value.fhir()})
    return filled(**{f"{stem}Boolean" if isinstance(value, bool) else f"{stem}String": value})


def write_when(stem: str, text: str) -> dict:
    """A moment if it is one, and words ("24 years", "spring 2019") if not."""
    return filled(**{f"{stem}DateTime" if DATE.fullmatch(text) else f"{stem}String": text})
