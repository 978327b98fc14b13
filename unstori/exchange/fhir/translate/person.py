"""Patient: the person. https://hl7.org/fhir/R4/patient.html, UK Core Patient."""

from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.identity import NHS_NUMBER, Address, Identifier, Language, Name, Telecom, extension
from unstori.exchange.fhir.proposals import Kin, PersonProposal, Preference, Ref
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Concept, Span, each
from unstori.people.rules import is_nhs_number

ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal"
INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
UK_INTERPRETER = "NHSCommunication"
PREFERENCES = ("PreferredContactMethod", "PreferredWrittenCommunicationFormat")
LIKED, CURRENT = ("nickname", "usual"), ("official", "")


def person(view: View) -> PersonProposal:
    _doubts(view)
    names = view.names()
    return PersonProposal(
        names=names,
        preferred_name=_preferred(view, names),
        birth_date=view.get("birthDate"),
        nhs_number=_nhs_number(view),
        sex=view.get("gender"),
        deceased=view.get("deceasedDateTime", view.get("deceasedBoolean", None)),
        languages=each(Language, view.get("communication", ())),
        interpreter=_interpreter(view.resource),
        ethnicity=Concept.of(extension(view.resource, "EthnicCategory").get("valueCodeableConcept")),
        preferences=_preferences(view.resource),
        kin=tuple(_kin(view, found) for found in view.get("contact", ())),
        doctors=view.refs(view.get("generalPractitioner", ())),
        organisation=view.ref(view.get("managingOrganization", None)),
        **view.reachable(),
        **view.common("about_me", about=Ref(), needs_person=False),
    )


def _doubts(view):
    if any(one["url"] == ANIMAL for one in view.get("extension", [])):
        view.doubt(".extension", Why.NOT_HUMAN)
    for place, link in enumerate(view.get("link", [])):
        view.doubt(
            f".link[{place}]", Why.LINKED, f"{link.get('type', '')} {link['other'].get('reference', '')}"
        )


def _preferred(view, names):
    """The name that the person likes, if the source says so. Two official names are a question, not a choice
    of ours.
    """
    now = [name for name in names if not name.span.end]
    for use in LIKED:
        liked = [name for name in now if name.use == use]
        if liked:
            return liked[0].words if liked[0].text else " ".join(liked[0].given) or liked[0].words
    if len([name for name in now if name.use in CURRENT]) > 1:
        view.doubt(".name", Why.SEVERAL_NAMES)
    return ""


def _nhs_number(view):
    """The number when it passes its check and is the only one. A failed one stays among the identifiers,
    unclear.
    """
    numbers = [one.value for one in each(Identifier, view.get("identifier", ())) if one.system == NHS_NUMBER]
    good = {number.replace(" ", "") for number in numbers if is_nhs_number(number)}
    if len(good) > 1:
        view.doubt(".identifier", Why.SEVERAL_NHS_NUMBERS)
    return good.pop() if len(good) == 1 else ""


def _interpreter(resource):
    """From HL7's own extension, or UK Core's, which sits with the languages."""
    found = next((one for one in resource.get("extension", []) if one["url"] == INTERPRETER), None)
    inner = extension(resource, UK_INTERPRETER).get("extension", [])
    found = found or next((one for one in inner if one["url"] == "interpreterRequired"), None)
    return found.get("valueBoolean") if found else None


def _preferences(resource):
    inner = extension(resource, "ContactPreference").get("extension", [])
    said = ((one["url"], one.get("valueCodeableConcept")) for one in inner if one["url"] in PREFERENCES)
    return tuple(Preference(kind, Concept.of(found)) for kind, found in said)


def _kin(view, found):
    name, address = Name.of(found.get("name", {})), Address.of(found.get("address"))
    relations, telecoms = each(Concept, found.get("relationship")), each(Telecom, found.get("telecom"))
    return Kin(
        name, relations, telecoms, address, view.ref(found.get("organization")), Span.of(found.get("period"))
    )
