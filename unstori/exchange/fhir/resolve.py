"""Finds what a reference means among everything that was sent, whichever file it is in.

https://hl7.org/fhir/R4/references.html and https://hl7.org/fhir/R4/bundle.html#references. A full address
never falls back to a local id: two systems may each have a Patient/1, and mixing two people is worse than
asking.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from unstori.exchange.fhir.checks import walk
from unstori.exchange.fhir.findings import Finding, Why
from unstori.exchange.fhir.identity import Identifier
from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.proposals import Proposal, Ref, Told

PLAIN_PROVENANCE = {"resourceType", "id", "meta", "target", "recorded", "agent", "text"}


class Index:
    """All items of a batch by every name that they have."""

    def __init__(self, items: Iterable[Item]):
        self.items = list(items)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._contents: dict[str, set[str]] = defaultdict(set)
        self._persons = {item.key for item in self.items if item.type == "Patient"}
        for item in self.items:
            self._contents[item.key].add(item.digest)
            for name in (item.key, *item.also):
                self._keys[name].add(item.key)

    def keys(self, reference: dict, item: Item) -> set[str]:
        """Nothing: it was not sent. One: that is it. More: nobody can say which."""
        said = reference.get("reference", "").partition("/_history/")[0]
        if said.startswith("#"):
            owner = item.owner or item.key
            return {owner} if said == "#" else self._keys.get(owner + said, set())
        if said:
            return self._keys.get(item.base + said) or self._keys.get(said, set())
        number, kind = Identifier.of(reference.get("identifier")), reference.get("type")
        wanted = f"{number.system}|{number.value}"
        if not number.value:
            return set()
        names = [f"{kind}?{wanted}"] if kind else [name for name in self._keys if name.endswith("?" + wanted)]
        return set().union(*(self._keys.get(name, set()) for name in names))

    def ref(self, reference: dict | None, item: Item) -> Ref:
        if not reference:
            return Ref()
        display, number = reference.get("display", ""), Identifier.of(reference.get("identifier"))
        keys = self.keys(reference, item)
        if len(keys) == 1:
            return Ref(next(iter(keys)), display, "", number)
        return Ref("", display, reference.get("reference", ""), number)

    def lost(self, item: Item) -> list[Finding]:
        """Every reference of an item that leads nowhere, or to more than one thing."""
        found = []
        for path, value in walk(
            {key: part for key, part in item.resource.items() if key != "contained"}, item.path
        ):
            if isinstance(value, dict) and isinstance(value.get("reference"), str):
                keys = self.keys(value, item)
                if len(keys) != 1:
                    why = Why.AMBIGUOUS if keys else Why.NOWHERE
                    found.append(Finding(f"{path}.reference", why, value["reference"]))
        return found

    def pointed(self, item: Item) -> list[Ref]:
        """Everything that an item points to."""
        found = (value for _path, value in walk(item.resource) if isinstance(value, dict))
        return [self.ref(value, item) for value in found if isinstance(value.get("reference"), str)]

    def is_person(self, key: str) -> bool:
        return key in self._persons

    def sent_differently(self, item: Item) -> bool:
        return len(self._contents[item.key]) > 1

    @cached_property
    def told(self) -> dict[str, tuple[Told, ...]]:
        """What each Provenance says, by the key of what it is about."""
        found: dict[str, tuple[Told, ...]] = defaultdict(tuple)
        for item in self.items:
            if item.type == "Provenance":
                targets = [key for one in item.resource["target"] for key in self.keys(one, item)]
                for agent in item.resource["agent"]:
                    told = Told(self.ref(agent.get("who"), item), item.resource["recorded"], item.key)
                    found |= {key: (*found[key], told) for key in targets}
        return dict(found)

    def is_absorbed(self, item: Item) -> bool:
        """A Provenance that says no more than who and when, of things that were sent, needs no document of
        its own.
        """
        plain = item.type == "Provenance" and PLAIN_PROVENANCE.issuperset(item.resource)
        return (
            plain
            and all(set(one) <= {"who"} for one in item.resource["agent"])
            and all(len(self.keys(one, item)) == 1 for one in item.resource["target"])
        )


def by_person(proposals: Iterable[Proposal]) -> tuple[dict[str, list[Proposal]], list[Proposal]]:
    """Proposals by the key of their person, who comes first; and those about nobody here."""
    proposals = list(proposals)
    others: list[Proposal] = []
    persons = {one.source.key: [one] for one in proposals if one.source.type == "Patient"}
    for one in proposals:
        if one.source.type != "Patient":
            persons.get(one.about.key, others).append(one)
    return persons, others
