"""What every written resource has: its numbers, language, section and notes, and who stood behind it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.checks import walk
from unstori.exchange.fhir.proposals import DocumentProposal, Proposal, Ref
from unstori.exchange.fhir.translate.view import SECTION_TAG
from unstori.exchange.fhir.values import written
from unstori.exchange.fhir.write.address import ref, written_key

NO_NOTES = (
    "Patient",
    "RelatedPerson",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Flag",
    "DocumentReference",
    "Consent",
)
OWN_MOMENT = (
    "CarePlan",
    "Goal",
    "Condition",
    "AllergyIntolerance",
    "Observation",
    "DocumentReference",
    "Consent",
)


def with_common(made: dict, proposal: Proposal) -> dict:
    tag = [{"system": SECTION_TAG, "code": proposal.section}]
    later = "" if made["resourceType"] in OWN_MOMENT else proposal.when
    common = filled(
        meta=filled(tag=tag, lastUpdated=later),
        language=proposal.language,
        identifier=written(proposal.identifiers),
        note=[] if made["resourceType"] in NO_NOTES else written(proposal.notes),
    )
    return common | made


def as_it_came(proposal: DocumentProposal) -> dict:
    """The resource itself. One that lay inside another loses what only meant something there: its id, its `#`
    links.
    """
    kept = json.loads(proposal.kept, parse_float=Decimal)
    owner, inside, _id = proposal.source.key.rpartition("#")
    if inside:
        del kept["id"]
        for _path, value in walk(kept):
            if isinstance(value, dict) and str(value.get("reference", "")).startswith("#"):
                value["reference"] = written_key(owner + value["reference"].removesuffix("#"))
    return kept


def provenances(proposals: Iterable[Proposal]) -> list[dict]:
    """One entry for each time that somebody stood behind something."""
    there = {one.source.key for one in proposals}
    targets: dict[tuple[str, Ref, str], list[str]] = defaultdict(list)
    for one in proposals:
        for told in one.source.told:
            if told.key not in there:
                targets[told.key, told.by, told.when].append(written_key(one.source.key))
    return [_provenance(*said, keys) for said, keys in targets.items()]


def _provenance(key, by, when, keys):
    # Not one entry with many agents: each agent is a different saying, and an address of its own.
    name = "|".join([key, by.key, by.display, by.reference, by.identifier.value, when])
    made = filled(
        resourceType="Provenance",
        recorded=when,
        agent=[{"who": ref(by)}],
        target=[{"reference": one} for one in keys],
    )
    return {"fullUrl": f"urn:uuid:{uuid5(NAMESPACE_URL, name)}", "resource": made}
