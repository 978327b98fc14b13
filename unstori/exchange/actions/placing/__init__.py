"""Puts what was sent into the rooms, through their own actions. Each answers with the rows that it made."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core.models import BaseModel
from unstori.exchange import rules
from unstori.exchange.actions.batch import Batch
from unstori.exchange.actions.placing.circle import add_contact, add_organisation, add_team
from unstori.exchange.actions.placing.plan import add_outcome, add_plan
from unstori.exchange.actions.placing.story import add_document, add_entry, add_fact
from unstori.exchange.actions.placing.told import add_adjustment, add_consent, add_conversation, add_event
from unstori.exchange.fhir.derive import contacts_of, facts_of
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.proposals import (
    ConsentProposal,
    ContactProposal,
    ConversationProposal,
    DocumentProposal,
    EntryProposal,
    EventProposal,
    FactProposal,
    OrganisationProposal,
    OutcomeProposal,
    PersonProposal,
    PlanProposal,
    Proposal,
    TeamProposal,
)
from unstori.exchange.fhir.values import Concept
from unstori.people.models import Person

LANGUAGE = "language_and_format"
PLACES: dict[type[Proposal], Callable[..., list[BaseModel]]] = {
    ContactProposal: add_contact,
    TeamProposal: add_team,
    OutcomeProposal: add_outcome,
    PlanProposal: add_plan,
    FactProposal: add_fact,
    EntryProposal: add_entry,
    DocumentProposal: add_document,
    EventProposal: add_event,
    ConversationProposal: add_conversation,
    ConsentProposal: add_consent,
}
# Taken as it came, but never told as if it were so.
NOT_TOLD = (Why.ENTERED_IN_ERROR,)


@transaction.atomic
def place(*, batch: Batch, one: Proposal, person: Person, whole: bool, by: Actor) -> list[BaseModel]:
    """What a proposal becomes; `whole` is false when it only stands beside what is there. Raises NotFound."""
    opened = require(by, person.pk, Permission.ADD, section=one.section)
    if (one.source.key, one.source.digest) in batch.kept_only:
        return batch.told_of(one)
    if any(found.why in NOT_TOLD for found in one.unclear):
        return []
    put = PLACES[type(one)] if whole else add_document
    if whole and isinstance(one, FactProposal) and one.kind == "adjustment":
        put = add_adjustment
    return put(batch=batch, one=one, person=opened.person, by=by)


@transaction.atomic
def place_nobody(*, batch: Batch, one: Proposal, by: Actor) -> list[BaseModel]:
    """What is about nobody: an organisation finds its place in the directory, the rest is kept as it came."""
    return add_organisation(batch=batch, one=one, by=by) if isinstance(one, OrganisationProposal) else []


@transaction.atomic
def place_about_person(*, batch: Batch, one: PersonProposal, person: Person, by: Actor) -> list[BaseModel]:
    """Facts and people that sit inside a Patient. Raises NotFound."""
    opened = require(by, person.pk, Permission.ADD, section=one.section)
    rows: list[BaseModel] = []
    for fact in _told_together(facts_of(one)):
        rows += add_fact(batch=batch, one=fact, person=opened.person, by=by)
    for contact in contacts_of(one):
        rows += add_contact(batch=batch, one=contact, person=opened.person, by=by)
    return rows


def _told_together(facts: list[FactProposal]) -> list[FactProposal]:
    """Several languages and formats are one fact about somebody, not several that contradict each other."""
    language = [one for one in facts if rules.FACT_KEYS.get(one.kind) == LANGUAGE]
    words = "; ".join(one.title.words for one in language)
    rest = [one for one in facts if one not in language]
    return [*(replace(one, title=Concept(words)) for one in language[:1]), *rest]
