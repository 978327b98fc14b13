"""Proposals become resources again, so that reading what was written gives the same proposals.

What Unstori knows of a person is put into proposals and leaves through here, in a Bundle of type collection.
What came in as another type leaves exactly as it came.
"""

from collections.abc import Callable

from unstori.exchange.fhir.canonical import canonical, filled
from unstori.exchange.fhir.proposals import (
    ConsentProposal,
    ContactProposal,
    DocumentProposal,
    EntryProposal,
    FactProposal,
    OrganisationProposal,
    OutcomeProposal,
    PersonProposal,
    PlanProposal,
    Proposal,
    TeamProposal,
)
from unstori.exchange.fhir.write.address import address
from unstori.exchange.fhir.write.elements import as_it_came, provenances, with_common
from unstori.exchange.fhir.write.health import consent, document, entry, fact
from unstori.exchange.fhir.write.person import contact, organisation, person, team
from unstori.exchange.fhir.write.plans import outcome, plan

WRITERS: dict[type[Proposal], Callable[..., dict]] = {
    PersonProposal: person,
    ContactProposal: contact,
    OrganisationProposal: organisation,
    TeamProposal: team,
    OutcomeProposal: outcome,
    PlanProposal: plan,
    FactProposal: fact,
    EntryProposal: entry,
    DocumentProposal: document,
    ConsentProposal: consent,
}


def bundle(proposals: list[Proposal]) -> dict:
    """One Bundle. A resource that lay inside another is an entry of its own, unless the other leaves as it
    came.
    """
    whole = {one.source.key for one in proposals if isinstance(one, DocumentProposal) and one.kept}
    leaving = [one for one in proposals if one.source.key.rpartition("#")[0] not in whole]
    entries = [_entry(one.source.key, resource(one)) for one in leaving]
    return filled(resourceType="Bundle", type="collection", entry=entries + provenances(proposals))


def resource(proposal: Proposal) -> dict:
    if isinstance(proposal, DocumentProposal) and proposal.kept:
        return as_it_came(proposal)
    return with_common(WRITERS[type(proposal)](proposal), proposal)


def _entry(key, made):
    full_url, local_id = address(key)
    made = filled(id=local_id) | made if local_id else made
    return filled(fullUrl=full_url, resource=made)


def to_json(made: dict) -> str:
    return canonical(made)
