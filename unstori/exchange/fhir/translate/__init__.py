"""Resources become proposals: one for each, whatever its type. What we have no place for is kept as a
document.
"""

from unstori.exchange.fhir.items import Item
from unstori.exchange.fhir.proposals import Proposal
from unstori.exchange.fhir.resolve import Index
from unstori.exchange.fhir.translate.contacts import organisation, practitioner, related_person, role, team
from unstori.exchange.fhir.translate.documents import anything, document
from unstori.exchange.fhir.translate.health import allergy, condition, flag, observation
from unstori.exchange.fhir.translate.person import person
from unstori.exchange.fhir.translate.plans import goal, plan
from unstori.exchange.fhir.translate.told import appointment, communication, consent, request, response, task
from unstori.exchange.fhir.translate.view import View

FAMILIES = {
    "Patient": person,
    "RelatedPerson": related_person,
    "Practitioner": practitioner,
    "PractitionerRole": role,
    "Organization": organisation,
    "CareTeam": team,
    "Goal": goal,
    "CarePlan": plan,
    "Condition": condition,
    "AllergyIntolerance": allergy,
    "Flag": flag,
    "Observation": observation,
    "DocumentReference": document,
    "ServiceRequest": request,
    "Task": task,
    "Appointment": appointment,
    "Communication": communication,
    "QuestionnaireResponse": response,
    "Consent": consent,
}


def translate(item: Item, index: Index) -> Proposal:
    view = View(item, index)
    return FAMILIES.get(item.type, anything)(view)


def translate_all(items: list[Item]) -> list[Proposal]:
    """Every proposal of a batch; exact repeats of one resource once."""
    index = Index(items)
    once = {(item.key, item.digest): item for item in reversed(index.items)}
    return [translate(item, index) for item in reversed(once.values()) if not index.is_absorbed(item)]
