"""The neutral middle: what a resource claims, in our words. Nothing changes until somebody accepts it.

One resource gives one proposal. Facts and contacts that sit inside a person's own resource are drawn from it
by `derive`, so that writing and reading again gives the same.
"""

from unstori.exchange.fhir.proposals.base import SECTIONS, Proposal, Ref, Source, Told
from unstori.exchange.fhir.proposals.documents import (
    Answer,
    Attachment,
    ConsentProposal,
    ConversationProposal,
    DocumentProposal,
    EventProposal,
)
from unstori.exchange.fhir.proposals.people import (
    ContactProposal,
    Kin,
    Member,
    OrganisationProposal,
    PersonProposal,
    Preference,
    TeamProposal,
)
from unstori.exchange.fhir.proposals.plan import OutcomeProposal, PlanProposal, Support, Target
from unstori.exchange.fhir.proposals.story import EntryProposal, FactProposal, Part

__all__ = [
    "SECTIONS",
    "Answer",
    "Attachment",
    "ConsentProposal",
    "ContactProposal",
    "ConversationProposal",
    "DocumentProposal",
    "EntryProposal",
    "EventProposal",
    "FactProposal",
    "Kin",
    "Member",
    "OrganisationProposal",
    "OutcomeProposal",
    "Part",
    "PersonProposal",
    "PlanProposal",
    "Preference",
    "Proposal",
    "Ref",
    "Source",
    "Support",
    "Target",
    "TeamProposal",
    "Told",
]
