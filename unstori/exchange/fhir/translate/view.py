"""A resource as a translator sees it: its elements, what its references mean, what is unclear."""

from unstori.exchange.fhir.checks import walk
from unstori.exchange.fhir.findings import Finding, Why
from unstori.exchange.fhir.identity import NHS_NUMBER, Address, Identifier, Name, Telecom
from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.proposals import SECTIONS, Ref, Source
from unstori.exchange.fhir.resolve import Index
from unstori.exchange.fhir.values import Concept, Note, each
from unstori.people.rules import is_nhs_number

SECTION_TAG = "urn:x-unstori:section"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
USUAL = ("U", "L", "M", "N")
ABOUT = ("subject", "patient", "for", "individual", "beneficiary", "person")


class View:
    def __init__(self, item: Item, index: Index):
        self.item, self.index, self.resource = item, index, item.resource
        self._more: list[Finding] = []

    def get(self, name, default=""):
        return self.resource.get(name, default)

    def ref(self, found) -> Ref:
        return self.index.ref(found, self.item)

    def refs(self, found) -> tuple[Ref, ...]:
        return tuple(self.ref(one) for one in found or ())

    def concept(self, name) -> Concept:
        return Concept.of(self.get(name, {}))

    def concepts(self, name) -> tuple[Concept, ...]:
        return each(Concept, self.get(name, ()))

    def doubt(self, path, why: Why, detail=""):
        self._more.append(Finding(f"{self.item.path}{path}", why, detail))

    @property
    def about(self) -> Ref:
        return next((self.ref(self.get(name)) for name in ABOUT if isinstance(self.get(name), dict)), Ref())

    def common(self, section, about=None, by=(), when="", notes="note", needs_person=True) -> dict:
        """What every proposal has. Call it last: it gathers the doubts."""
        about = self.about if about is None else about
        if needs_person:
            self._doubt_about(about)
        return {
            "source": self._source(),
            "about": about,
            "section": self._section(section),
            "language": self.get("language"),
            "identifiers": self._identifiers(),
            "by": tuple(ref for ref in by if ref),
            "when": when or self.get("meta", {}).get("lastUpdated", ""),
            "notes": each(Note, self.get(notes, ())),
            "unclear": self._unclear(),
        }

    def reachable(self) -> dict:
        """Names, ways to reach, addresses: alike for everybody who has them."""
        address = self.get("address", [])
        return {
            "telecoms": each(Telecom, self.get("telecom", ())),
            "addresses": each(Address, address if isinstance(address, list) else [address]),
        }

    def names(self) -> tuple[Name, ...]:
        found = each(Name, self.get("name", ()))
        if not any(name.words for name in found):
            self.doubt(".name", Why.NO_NAME)
        return found

    def _source(self):
        item = self.item
        told = self.index.told.get(item.key, ())
        return Source(item.key, item.type, item.also, item.file, item.path, item.digest, told)

    def _section(self, usual):
        """The section that Unstori wrote into it. Whoever accepts a file sees it, and can change it."""
        said = next((tag["code"] for tag in self._tags("tag") if tag.get("system") == SECTION_TAG), usual)
        return said if said in SECTIONS else usual

    def _tags(self, name):
        return self.get("meta", {}).get(name, [])

    def _identifiers(self):
        found = self.get("identifier", [])
        return each(Identifier, found if isinstance(found, list) else [found])

    def _doubt_about(self, about):
        if not about:
            self.doubt("", Why.ABOUT_NOBODY)
        elif about.key and not self.index.is_person(about.key):
            self.doubt("", Why.NOT_A_PERSON, about.key)

    def _unclear(self):
        for path, value in walk({key: part for key, part in self.resource.items() if key != "contained"}):
            number = (
                value.get("value", "")
                if isinstance(value, dict) and value.get("system") == NHS_NUMBER
                else ""
            )
            if number and not is_nhs_number(number):
                self.doubt(path, Why.BAD_NHS_NUMBER, number)
        for tag in self._tags("security"):
            if tag.get("system") != CONFIDENTIALITY or tag.get("code") not in USUAL:
                self.doubt(".meta.security", Why.RESTRICTED, tag.get("display") or tag.get("code", ""))
        if self._entered_in_error():
            self.doubt(".status", Why.ENTERED_IN_ERROR)
        if self.index.sent_differently(self.item):
            self.doubt("", Why.SENT_TWICE, self.item.key)
        item = self.item
        name = item.local or item.type
        found = self._more + self.index.lost(item)
        return tuple(Finding(one.path, one.why, one.detail, item.file, name) for one in found)

    def _entered_in_error(self):
        states = [self.get("status"), self.get("lifecycleStatus"), self.concept("verificationStatus").words]
        codes = [coding.code for coding in self.concept("verificationStatus").codings]
        return "entered-in-error" in (*states, *codes)
