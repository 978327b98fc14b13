"""What people and organisations are known by: names, numbers, ways to reach them, languages."""

from dataclasses import dataclass

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.values import NO_CONCEPT, NO_SPAN, Concept, Span, spaced

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"


def extension(found: dict, name: str) -> dict:
    """One UK Core extension by its short name; `{}` when it is not there."""
    wanted = (UK_CORE + name, name)
    return next((one for one in found.get("extension", []) if one.get("url") in wanted), {})


def _said(parts) -> tuple[str, ...]:
    """FHIR holds a place with null where a part has only an extension."""
    return tuple(part or "" for part in parts or ())


@dataclass(frozen=True, slots=True)
class Name:
    text: str = ""
    family: str = ""
    given: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()
    use: str = ""
    span: Span = NO_SPAN

    @classmethod
    def of(cls, found):
        given, prefix, suffix = (_said(found.get(name)) for name in ("given", "prefix", "suffix"))
        text, family, use = (found.get(name, "") for name in ("text", "family", "use"))
        return cls(text, family, given, prefix, suffix, use, Span.of(found.get("period")))

    @property
    def words(self):
        """Blanks alone are no name."""
        return self.text.strip() or spaced(*self.prefix, *self.given, self.family, *self.suffix).strip()

    def fhir(self):
        lists = {name: list(getattr(self, name)) for name in ("given", "prefix", "suffix")}
        return filled(text=self.text, family=self.family, use=self.use, period=self.span.fhir(), **lists)


NO_NAME = Name()


@dataclass(frozen=True, slots=True)
class Identifier:
    system: str = ""
    value: str = ""
    use: str = ""
    status: Concept = NO_CONCEPT  # UK Core: whether an NHS number was traced and verified

    @classmethod
    def of(cls, found):
        found = found or {}
        traced = extension(found, "NHSNumberVerificationStatus").get("valueCodeableConcept")
        system, value, use = (found.get(name, "") for name in ("system", "value", "use"))
        return cls(system, value, use, Concept.of(traced))

    def fhir(self):
        traced = {"url": UK_CORE + "NHSNumberVerificationStatus", "valueCodeableConcept": self.status.fhir()}
        extensions = [traced] if self.status.words else []
        return filled(system=self.system, value=self.value, use=self.use, extension=extensions)


NO_IDENTIFIER = Identifier()


@dataclass(frozen=True, slots=True)
class Telecom:
    system: str = ""
    value: str = ""
    use: str = ""

    @classmethod
    def of(cls, found):
        return cls(*(found.get(name, "") for name in ("system", "value", "use")))

    def fhir(self):
        return filled(system=self.system, value=self.value, use=self.use)


@dataclass(frozen=True, slots=True)
class Address:
    text: str = ""
    lines: tuple[str, ...] = ()
    city: str = ""
    district: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    use: str = ""
    span: Span = NO_SPAN

    @classmethod
    def of(cls, found):
        found = found or {}
        names = ("text", "city", "district", "state", "postalCode", "country", "use")
        text, city, district, state, postcode, country, use = (found.get(name, "") for name in names)
        span = Span.of(found.get("period"))
        return cls(text, _said(found.get("line")), city, district, state, postcode, country, use, span)

    @property
    def words(self):
        parts = (*self.lines, self.city, self.district, self.state, self.postcode, self.country)
        return self.text or ", ".join(part for part in parts if part)

    def fhir(self):
        same = {name: getattr(self, name) for name in ("text", "city", "district", "state", "country", "use")}
        return filled(line=list(self.lines), postalCode=self.postcode, period=self.span.fhir(), **same)


NO_ADDRESS = Address()


@dataclass(frozen=True, slots=True)
class Language:
    """A language or way of communicating. The preferred one is marked by the source, never guessed."""

    name: Concept = NO_CONCEPT
    preferred: bool | None = None

    @classmethod
    def of(cls, found):
        return cls(Concept.of(found.get("language")), found.get("preferred"))

    def fhir(self):
        return filled(language=self.name.fhir(), preferred=self.preferred)
