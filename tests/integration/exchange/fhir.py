"""Short, synthetic FHIR for tests of import and export."""

import json
from typing import Any

from unstori.exchange.actions import Result, import_files
from unstori.exchange.fhir.reading import Reading, read_bytes

NUMBER = "9990000018"


def patient(**more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Patient", "id": "mali", "name": [{"family": "Prys", "given": ["Mali"], "use": "official"}],
        "birthDate": "2015-06-01",
    } | more  # fmt: skip


def numbered(value: str = NUMBER) -> dict[str, Any]:
    return {"identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": value}]}


def about(kind: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": kind, "id": kind.lower(), "subject": {"reference": "Patient/mali"}} | more


def condition(words: str = "Epilepsy", **more: Any) -> dict[str, Any]:
    return about("Condition", code={"text": words}, **more)


def goal(words: str = "I want to swim", **more: Any) -> dict[str, Any]:
    return about("Goal", description={"text": words}, **({"lifecycleStatus": "proposed"} | more))


def observation(words: str = "Weight", **more: Any) -> dict[str, Any]:
    return about("Observation", status="final", code={"text": words}, effectiveDateTime="2024-03-02", **more)


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}


def read(*resources: Any) -> Reading:
    """Each resource as a file of its own."""
    reading = Reading()
    for place, resource in enumerate(resources):
        content = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
        read_bytes(content, f"{place}.json", reading)
    return reading


def send(by: Any, *resources: Any, dry_run: bool = False) -> Result:
    return import_files(by=by, reading=read(*resources), dry_run=dry_run)


def counts(result: Result) -> dict[str, int]:
    return {name: len(rows) for name, rows in result.as_rows().items() if rows}
