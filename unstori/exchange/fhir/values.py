"""The small things that resources are made of, in both directions.

Each keeps what a person would miss, and knows how to be read (`of`) and written (`fhir`). What is left out
(the version of a code system, for example) is still in the untouched source.
"""

from dataclasses import dataclass
from decimal import Decimal

from unstori.exchange.fhir.canonical import filled


def each(kind, found) -> tuple:
    return tuple(kind.of(one) for one in found or ())


def written(values) -> list:
    return [value.fhir() for value in values]


def spaced(*parts) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Coding:
    system: str = ""
    code: str = ""
    display: str = ""

    @classmethod
    def of(cls, found):
        return cls(found.get("system", ""), found.get("code", ""), found.get("display", ""))

    def fhir(self):
        return filled(system=self.system, code=self.code, display=self.display)


@dataclass(frozen=True, slots=True)
class Concept:
    """Something named in words, with the codes that stand for it."""

    text: str = ""
    codings: tuple[Coding, ...] = ()

    @classmethod
    def of(cls, found):
        found = found or {}
        return cls(found.get("text", ""), each(Coding, found.get("coding")))

    @property
    def words(self):
        shown = [coding.display for coding in self.codings if coding.display]
        codes = [coding.code for coding in self.codings if coding.code]
        return self.text or next(iter(shown + codes), "")

    def code(self, system):
        return next((coding.code for coding in self.codings if coding.system == system), "")

    def fhir(self):
        return filled(text=self.text, coding=written(self.codings))


NO_CONCEPT = Concept()


@dataclass(frozen=True, slots=True)
class Span:
    """From and until, each as exact as it was given: `2019`, `2019-04`, `2019-04-02`."""

    start: str = ""
    end: str = ""

    @classmethod
    def of(cls, found):
        found = found or {}
        return cls(found.get("start", ""), found.get("end", ""))

    @property
    def words(self):
        return " – ".join(part for part in (self.start, self.end) if part)

    def fhir(self):
        return filled(start=self.start, end=self.end)


NO_SPAN = Span()


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity. The number stays as it was written: 72.50 is not 72.5."""

    value: str = ""
    unit: str = ""
    system: str = ""
    code: str = ""
    comparator: str = ""

    @classmethod
    def of(cls, found):
        number = str(found["value"]) if "value" in found else ""
        return cls(number, *(found.get(name, "") for name in ("unit", "system", "code", "comparator")))

    @property
    def words(self):
        return spaced(self.comparator + self.value, self.unit or self.code)

    def fhir(self):
        rest = {name: getattr(self, name) for name in ("unit", "system", "code", "comparator")}
        return filled(value=Decimal(self.value) if self.value else None, **rest)


@dataclass(frozen=True, slots=True)
class Note:
    text: str = ""
    by: str = ""
    when: str = ""

    @classmethod
    def of(cls, found):
        author = found.get("authorReference") or {}
        by = found.get("authorString") or author.get("display") or author.get("reference", "")
        return cls(found.get("text", ""), by, found.get("time", ""))

    def fhir(self):
        return filled(text=self.text, authorString=self.by, time=self.when)
