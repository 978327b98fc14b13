"""DocumentReference becomes a document. So does every other type: whole, with a title and its own words."""

import re
from html.parser import HTMLParser

from unstori.exchange.fhir.canonical import canonical
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.proposals import Attachment, DocumentProposal, Ref
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Concept

CARE = "Task Appointment AppointmentResponse Communication CommunicationRequest Consent HealthcareService "
CARE += "Location Schedule Slot Provenance AuditEvent Questionnaire EpisodeOfCare Encounter Endpoint Device"
MONEY = "Account Claim ClaimResponse Coverage ExplanationOfBenefit Invoice PaymentNotice Contract"
SECTION = {kind: "care" for kind in CARE.split()} | {kind: "money" for kind in MONEY.split()}
ABOUT_NO_ONE = {"Location", "HealthcareService", "Questionnaire", "Medication", "Schedule", "Slot"}
ABOUT_NO_ONE |= {
    "Substance",
    "Endpoint",
    "ValueSet",
    "CodeSystem",
    "MessageHeader",
    "AuditEvent",
    "Provenance",
}
TITLES = ("title", "name", "description", "subject")
CONCEPTS = (
    "code",
    "type",
    "vaccineCode",
    "medicationCodeableConcept",
    "serviceType",
    "category",
    "scope",
    "topic",
)
WHEN = (
    "date",
    "dateTime",
    "authored",
    "authoredOn",
    "recorded",
    "created",
    "start",
    "sent",
    "performedDateTime",
)
BY = ("author", "recorder", "requester", "performer", "source", "sender", "owner", "informationSource")


def document(view: View) -> DocumentProposal:
    contents = [one.get("attachment", {}) for one in view.get("content", ())]
    return DocumentProposal(
        title=next((one["title"] for one in contents if one.get("title")), ""),
        kind=view.concept("type"),
        status=view.get("status"),
        description=view.get("description"),
        attachments=tuple(_attachment(view, place, found) for place, found in enumerate(contents)),
        text=_narrative(view.resource),
        **view.common("health", by=view.refs(view.get("author", [])), when=view.get("date")),
    )


def _attachment(view, place, found):
    if not found.get("data"):
        view.doubt(f".content[{place}].attachment", Why.NO_CONTENT, found.get("url", ""))
    names = ("title", "contentType", "url", "data", "language", "creation")
    return Attachment(*(found.get(name, "") for name in names))


def anything(view: View) -> DocumentProposal:
    """Types that we have no place for yet. `kept` is the resource itself."""
    return DocumentProposal(**whole(view, SECTION.get(view.item.type, "health")))


def whole(view: View, section: str, title: str = "") -> dict:
    """What any resource says of itself, with itself."""
    kind = _kind(view)
    titles = (view.get(name) for name in TITLES)
    type_name = view.item.type
    said = next((one for one in titles if isinstance(one, str) and one), kind.words or type_name)
    return {
        "title": title or said,
        "kind": kind,
        "status": view.get("status"),
        "text": _narrative(view.resource),
        "kept": canonical(view.resource),
        **view.common(
            section,
            about=_about(view),
            by=_by(view),
            when=_when(view),
            needs_person=type_name not in ABOUT_NO_ONE,
        ),
    }


def _kind(view):
    """What it says that it is: the first concept that it has."""
    found = next((one for one in map(view.resource.get, CONCEPTS) if one), None)
    found = found[0] if isinstance(found, list) else found
    return Concept.of(found if isinstance(found, dict) else None)


def _when(view):
    return next((view.get(name) for name in WHEN if isinstance(view.get(name), str) and view.get(name)), "")


def _by(view):
    found = next((view.get(name) for name in BY if isinstance(view.get(name), dict | list)), None) or []
    found = found if isinstance(found, list) else [found]
    return view.refs([one for one in found if isinstance(one, dict) and {"reference", "display"} & set(one)])


def _about(view):
    """The subject; failing that the only person pointed to (an Appointment's participant)."""
    if view.about.key:
        return view.about
    pointed = {ref for ref in view.index.pointed(view.item) if view.index.is_person(ref.key)}
    keys = {ref.key for ref in pointed}
    return Ref(keys.pop()) if len(keys) == 1 else view.about


class _Words(HTMLParser):
    BLOCKS = frozenset(
        ["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"]
    )

    def __init__(self):
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.said.append("\n" if tag in self.BLOCKS else " " if tag in ("td", "th") else "")

    def handle_data(self, data):
        self.said.append(re.sub(r"\s+", " ", data))


def _narrative(resource) -> str:
    """The words of the narrative, without its markup: nothing from outside is ever shown as HTML."""
    words = _Words()
    words.feed(resource.get("text", {}).get("div", ""))
    lines = (" ".join(line.split()) for line in "".join(words.said).splitlines())
    return "\n".join(line for line in lines if line)
