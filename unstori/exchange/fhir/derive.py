"""Facts and people that sit inside the person's own resource, for a record that keeps each on its own."""

from unstori.exchange.fhir.proposals import ContactProposal, FactProposal, PersonProposal, Ref
from unstori.exchange.fhir.values import Concept


def facts_of(person: PersonProposal) -> list[FactProposal]:
    """How I communicate, how to reach me, where my family is from: each with its source."""
    found = [("language", language.name) for language in person.languages]
    found += [("reach_me", said.name) for said in person.preferences]
    found += [("ethnicity", person.ethnicity)] if person.ethnicity.words else []
    return [_fact(person, kind, name) for kind, name in found]


def _fact(person: PersonProposal, kind: str, name: Concept) -> FactProposal:
    return FactProposal(
        kind=kind, title=name, section="about_me", source=person.source, when=person.when,
        about=Ref(person.source.key),
    )  # fmt: skip


def contacts_of(person: PersonProposal) -> list[ContactProposal]:
    return [
        ContactProposal(
            kind="family",
            section="about_me",
            source=person.source,
            about=Ref(person.source.key),
            when=person.when,
            names=(kin.name,) if kin.name.words else (),
            relations=kin.relations,
            telecoms=kin.telecoms,
            addresses=(kin.address,) if kin.address.words else (),
            organisation=kin.organisation,
            span=kin.span,
        )
        for kin in person.kin
    ]
