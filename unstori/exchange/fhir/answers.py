"""What the read API answers with: bundles of matches, faults, and what it can do.

https://hl7.org/fhir/R4/http.html, https://hl7.org/fhir/R4/capabilitystatement.html
"""

from urllib.parse import urlencode

from unstori.exchange.fhir.asking import BY_PERSON, Ask
from unstori.exchange.fhir.canonical import filled

DATE = "2026-11-22"  # of this statement of what the API can do
# What is written here, and what most often comes from elsewhere. Any other type is answered too when it came.
KINDS = (
    "AllergyIntolerance", "Appointment", "CarePlan", "CareTeam", "Communication", "Condition", "Consent",
    "DocumentReference", "Flag", "Goal", "Observation", "QuestionnaireResponse", "RelatedPerson", "ServiceRequest",
    "Task",
)  # fmt: skip
SEARCH = {
    "_id": ("token", "The id of the resource"),
    "_lastUpdated": ("date", "When it was last changed"),
    "identifier": ("token", "An NHS number, for who may read it"),
    "patient": ("reference", "Whose it is"),
    "subject": ("reference", "Whose it is"),
}


def known_for(kind: str) -> tuple[str, ...]:
    """Search parameters beside those that every type has."""
    return ("identifier",) if kind == "Patient" else BY_PERSON


def searchset(base: str, path: str, ask: Ask, found: list[dict], total: int) -> dict:
    """One page, with the way to the next. `found` is what is on it, `total` all there is."""
    links = [("self", ask.page)]
    if ask.count and ask.page * ask.count < total:
        links.append(("next", ask.page + 1))
    if ask.page > 1:
        links.append(("previous", ask.page - 1))
    entries = [
        {"fullUrl": f"{base}{one['resourceType']}/{one['id']}", "resource": one, "search": {"mode": "match"}}
        for one in found
    ]
    return filled(
        resourceType="Bundle",
        type="searchset",
        link=[{"relation": name, "url": _link(base, path, ask, page)} for name, page in links],
        entry=entries,
    ) | {"total": total}


def _link(base: str, path: str, ask: Ask, page: int) -> str:
    said = [*ask.used, *([("page", str(page))] if page > 1 else [])]
    return f"{base}{path}" + (f"?{urlencode(said)}" if said else "")


def outcome(code: str, words: str) -> dict:
    """https://hl7.org/fhir/R4/operationoutcome.html"""
    issue = filled(severity="error", code=code, diagnostics=words)
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def capability(base: str) -> dict:
    """What this API can do: read, and nothing else."""
    whole = {"name": "everything", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything"}
    patient = _resource("Patient") | {"operation": [whole]}
    binary = {"type": "Binary", "interaction": [{"code": "read"}]}
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DATE,
        "kind": "instance",
        "software": {"name": "Unstori"},
        "implementation": {"description": "One person's story, as far as the token's owner may see it", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "security": {"cors": False, "description": "A bearer token, made by its owner in Unstori."},
                "resource": [patient, *map(_resource, KINDS), binary],
            }
        ],
    }  # fmt: skip


def _resource(kind: str) -> dict:
    names = [name for name in ("_id", "_lastUpdated", *known_for(kind)) if name in SEARCH]
    return {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "searchParam": [
            {"name": name, "type": SEARCH[name][0], "documentation": SEARCH[name][1]} for name in names
        ],
    }
