"""What an import knows while it runs: whom its keys mean, and in which order its files can be taken."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from unstori.access.door import NotFound
from unstori.access.rules import Actor, Permission
from unstori.core.models import BaseModel
from unstori.exchange import queries, rules, seals
from unstori.exchange.fhir.findings import Finding, Why
from unstori.exchange.fhir.identity import NHS_NUMBER
from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.proposals import OrganisationProposal, PersonProposal, Proposal, Ref
from unstori.exchange.fhir.reading import Reading
from unstori.exchange.fhir.resolve import Index
from unstori.exchange.fhir.translate import translate, translate_all
from unstori.exchange.signing import Origin
from unstori.people.models import Person
from unstori.plan.models import Outcome

FULL = ("http://", "https://", "urn:")


@dataclass(frozen=True)
class Taken:
    """What became of one resource."""

    file: str
    resource: str
    path: str
    outcome: str
    became: str
    person: Person | None = None
    doubts: tuple[Finding, ...] = ()
    placed: bool = False

    def as_row(self) -> dict[str, Any]:
        """A row of `import_fhir --json`: why it is unclear, or what it became."""
        why = "; ".join(f"{one.why} {one.detail}".strip() for one in self.doubts) or str(self.became)
        return {"file": self.file, "resource": self.resource, "path": self.path, "why": why}


@dataclass
class Batch:
    by: Actor
    dry_run: bool
    proposals: list[Proposal]
    items: dict[tuple[str, str], Item]
    persons: dict[str, Person | None] = field(default_factory=dict)
    in_place_of: dict[UUID, Person] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refusals: list[NotFound] = field(default_factory=list)
    rows: dict[str, list[BaseModel]] = field(default_factory=dict)
    kept_only: set[tuple[str, str]] = field(default_factory=set)
    at: Proposal | None = None
    origins: dict[str, Origin] = field(default_factory=dict)  # by file

    @classmethod
    def of(cls, by: Actor, reading: Reading, dry_run: bool, origins: dict[str, Origin]) -> "Batch":
        """All that was read. A Provenance that only says who and when has no row of its own, and is kept."""
        items = {(item.key, item.digest): item for item in reading.items}
        batch = cls(by, dry_run, translate_all(reading.items), items, origins=origins)
        batch.proposals += [batch.quiet(item) for item in items.values() if batch.index.is_absorbed(item)]
        return batch

    def quiet(self, item: Item) -> Proposal:
        """A Provenance belongs to the person, and to the section, of what it is about."""
        one = translate(item, self.index)
        targets = [key for said in item.resource["target"] for key in self.index.keys(said, item)]
        about = next((found for key in targets if (found := self.named(Ref(key)))), None)
        self.kept_only.add((item.key, item.digest))
        if about is None:
            return one
        whose = Ref(about.source.key) if isinstance(about, PersonProposal) else about.about
        return replace(one, about=whose, section=about.section)

    def told_of(self, one: Proposal) -> list[BaseModel]:
        """The rows that a Provenance is about: it is seen, and leaves, only together with them."""
        item = self.items[one.source.key, one.source.digest]
        keys = [key for said in item.resource.get("target", []) for key in self.index.keys(said, item)]
        return [row for key in keys for row in self.rows.get(key, [])]

    @cached_property
    def index(self) -> Index:
        return Index(self.items.values())

    @property
    def patients(self) -> list[PersonProposal]:
        return [one for one in self.proposals if isinstance(one, PersonProposal)]

    @cached_property
    def by_key(self) -> dict[str, Proposal]:
        return {one.source.key: one for one in reversed(self.proposals)}

    def files(self) -> list[tuple[str, list[Proposal]]]:
        """File by file, so that a person is there before what is about them; inside a file likewise."""
        files: dict[str, list[Proposal]] = {}
        for one in self.proposals:
            files.setdefault(one.source.file, []).append(one)
        home = {one.source.key: one.source.file for one in self.proposals if isinstance(one, PersonProposal)}
        order = {name: len(self._wanted(found, home) - {name}) for name, found in files.items()}
        names = sorted(files, key=lambda name: (order[name], min(map(_rank, files[name]))))
        return [(name, sorted(files[name], key=_rank)) for name in names]

    @staticmethod
    def _wanted(proposals: list[Proposal], home: dict[str, str]) -> set[str]:
        return {home[one.about.key] for one in proposals if one.about.key in home}

    def person_of(self, one: Proposal) -> Person | None:
        """Whom something is about: somebody of this batch, or known by number or by a full address.

        A relative reference to what was not sent is nobody: two systems may each have a Patient/1.
        """
        if one.about.key:
            return self.persons.get(one.about.key)
        found = self._named_by(one.about)
        found = self.in_place_of.get(found.pk, found) if found else None
        return found if found and self.sees(found) else None

    @staticmethod
    def _named_by(about: Ref) -> Person | None:
        number = about.identifier.value.replace(" ", "") if about.identifier.system == NHS_NUMBER else ""
        if found := queries.person_by_nhs_number(number):
            return found
        if own := seals.own_id(about.reference):
            return queries.person_by_id(own)
        return queries.person_by_key([about.reference]) if about.reference.startswith(FULL) else None

    def sees(self, *people: Person) -> bool:
        """Whoever may not see somebody is answered as if nobody were there; the audit will say who asked."""
        seen = queries.is_seen(self.by, people)
        asked = {refusal.person_id for refusal in self.refusals}
        for one in people:
            if not seen and one.pk not in asked:
                self.refusals.append(
                    NotFound(reference=str(one.pk), permission=Permission.ADD, person_id=one.pk)
                )
        return seen

    def named(self, ref: Ref) -> Proposal | None:
        """What a reference means among all that was sent."""
        return self.by_key.get(ref.key) if ref.key else None

    def name_of(self, ref: Ref) -> str:
        """What somebody or something is called, here or by the source."""
        named = self.named(ref)
        names = [name.words for name in getattr(named, "names", ()) if name.words]
        worker = getattr(named, "worker", None)
        inner = self.name_of(worker) if worker and worker.key != ref.key else ""
        return ref.display or next(iter(names), "") or inner or getattr(named, "name", "")

    @staticmethod
    def is_restricted(one: Proposal) -> bool:
        """More confidential than usual, by its source: its author and the person alone see it first."""
        return any(found.why == Why.RESTRICTED for found in one.unclear)

    @staticmethod
    def is_about_nobody(one: Proposal) -> bool:
        """Organisations, workers, places, medicines: they need no person."""
        return not one.about and all(found.why != Why.ABOUT_NOBODY for found in one.unclear)

    def key(self, one: Proposal) -> str:
        return rules.short(one.source.key)

    def brought_from(self, one: Proposal) -> str:
        """The system where it was written, when the file says so and nobody changed it since."""
        origin = self.origins.get(one.source.file)
        return f"{origin.site}, " if origin else ""

    def label(self, one: Proposal) -> str:
        item = self.items[one.source.key, one.source.digest]
        return item.local or item.type

    @property
    def at_label(self) -> str:
        return self.label(self.at) if self.at else ""

    def doubt(self, one: Proposal, why: "rules.Doubt", detail: str = "") -> Finding:
        return Finding(one.source.path, why, detail, one.source.file, self.label(one))

    def taken(
        self, one: Proposal, outcome: str, person: Person | None = None, doubts: tuple[Finding, ...] = ()
    ) -> Taken:
        became = rules.BECAME[type(one).__name__]
        source = one.source
        return Taken(source.file, self.label(one), source.path, outcome, became, person, doubts)


def _rank(one: Proposal) -> int:
    last = {"CarePlan": 3, "Provenance": 4}
    return {PersonProposal: 0, OrganisationProposal: 1}.get(type(one), last.get(one.source.type, 2))
