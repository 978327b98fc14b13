"""What the library does not see: impossible dates, codes that R4 does not allow, ids.

`fhirkit` is the first opinion on structure (every resource and datatype of R4, with the path of each fault).
These are the second. R4's value sets are those with a *required* binding on elements that we read:
https://hl7.org/fhir/R4/
"""

import re
from datetime import date

import fhirkit

from unstori.exchange.fhir.canonical import canonical
from unstori.exchange.fhir.choices import DATE
from unstori.exchange.fhir.findings import Finding, Why

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # R4 string; PostgreSQL keeps no NUL
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
FREE_TEXT = (
    "text",
    "display",
    "value",
    "valueString",
    "div",
    "data",
    "note",
    "description",
    "title",
    "comment",
)

REQUIRED = {
    key: frozenset(codes.split())
    for key, codes in {
        "gender": "male female other unknown",
        "Goal.lifecycleStatus": "proposed planned accepted active on-hold completed cancelled "
        "entered-in-error rejected",
        "CarePlan.status": "draft active on-hold revoked completed entered-in-error unknown",
        "CarePlan.intent": "proposal plan order option",
        "CarePlan.activity.detail.status": "not-started scheduled in-progress on-hold completed cancelled "
        "stopped unknown entered-in-error",
        "CareTeam.status": "proposed active suspended inactive entered-in-error",
        "Observation.status": "registered preliminary final amended corrected cancelled "
        "entered-in-error unknown",
        "DocumentReference.status": "current superseded entered-in-error",
        "Flag.status": "active inactive entered-in-error",
        "name.use": "usual official temp nickname anonymous old maiden",
        "telecom.system": "phone fax email pager url sms other",
        "telecom.use": "home work temp old mobile",
        "address.use": "home work temp old billing",
    }.items()
}  # fmt: skip


def walk(value, path=""):
    """Every element of a resource with its path: `Patient.name[0].family`."""
    if isinstance(value, dict):
        yield path, value
        for name, inner in value.items():
            yield from walk(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from walk(inner, f"{path}[{place}]")
    else:
        yield path, value


def faults(resource: dict, path: str) -> list[Finding]:
    """Everything for which a resource is refused. Warnings of the library are not: real files are full of
    them.
    """
    try:
        issues = fhirkit.validate(canonical(resource))
    except ValueError as error:
        return [Finding(path, Why.STRUCTURE, str(error))]
    found = [
        Finding(_under(path, one.path), Why.STRUCTURE, one.message)
        for one in issues
        if one.severity == "error"
    ]
    return found + [fault for where, value in walk(resource, path) for fault in _of_value(where, value)]


def _under(path, inner):
    """The library begins paths with the type; ours begin where the resource lies in its file."""
    return path + inner[inner.find(".") :] if "." in inner else path


def _of_value(path, value):
    name = path.rpartition(".")[2]
    if name == "id" and isinstance(value, str) and not ID.fullmatch(value) and "extension" not in path:
        yield Finding(path, Why.BAD_ID, value)
    if isinstance(value, str) and NO_TEXT.search(value):
        yield Finding(path, Why.BAD_TEXT)
    if isinstance(value, str) and name not in FREE_TEXT and DATE.fullmatch(value) and not _is_date(value):
        yield Finding(path, Why.BAD_DATE, value)
    if isinstance(value, str) and value not in _codes(path, value):
        yield Finding(path, Why.BAD_CODE, value)


def _codes(path, value):
    """The codes that are allowed at this path; whatever is there, where R4 leaves it open."""
    parts = re.sub(r"\[\d+\]", "", path).rpartition("resource.")[2].split(".")
    endings = [".".join(parts)] + [".".join(parts[-length:]) for length in (1, 2)]
    return next((REQUIRED[end] for end in endings if end in REQUIRED), (value,))


def _is_date(text) -> bool:
    if not text[:4] >= "0001":
        return False
    try:
        date.fromisoformat((text[:10] + "-01-01")[:10] if len(text) < 10 else text[:10])
    except ValueError:
        return False
    return True
