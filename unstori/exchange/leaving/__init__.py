"""Rows become a FHIR Bundle, through the same neutral middle by which they come in."""

import json
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from unstori.exchange import seals
from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.checks import walk
from unstori.exchange.fhir.proposals import Proposal
from unstori.exchange.fhir.write import bundle
from unstori.exchange.fhir.write.address import address
from unstori.exchange.leaving.agreed import agreed, enquiries, needs, payments, reviews
from unstori.exchange.leaving.assessed import assessed
from unstori.exchange.leaving.circle import contacts, patient, team
from unstori.exchange.leaving.flag import consent, flags, impairments
from unstori.exchange.leaving.plan import outcomes, plans, ratings
from unstori.exchange.leaving.rights import askings, boards, offers, own, threads, unheld
from unstori.exchange.leaving.story import documents, entries, facts, files, promises, statements
from unstori.exchange.queries import PARTS, Leaving

# Each writer with the parts that it writes down.
WRITERS: tuple[tuple[Callable[[Leaving], list[Proposal]], tuple[str, ...]], ...] = (
    (patient, ("person",)), (contacts, ("members",)), (team, ("members",)), (facts, ("facts",)),
    (statements, ("statements",)), (entries, ("entries",)), (files, ("files",)), (promises, ("promises",)),
    (outcomes, ("outcomes",)), (plans, ("supports",)), (ratings, ("ratings",)), (needs, ("needs",)),
    (payments, ("payments",)), (enquiries, ("enquiries",)), (agreed, ("version", "agreements")),
    (reviews, ("reviews", "views")), (consent, ("flag_consent",)), (flags, ("adjustments",)),
    (impairments, ("impairments",)), (assessed, ("assessed",)), (documents, ("documents",)),
    (offers, ("offers",)), (askings, ("askings",)), (threads, ("threads",)), (unheld, ("unheld",)),
    (boards, ("boards",)), (own, ("own",)),
)  # fmt: skip


def proposals_of(found: Leaving, parts: Collection[str] = ("person", *PARTS, "own")) -> list[Proposal]:
    """What was written here, of these parts."""
    return [one for write, written in WRITERS if set(written) & set(parts) for one in write(found)]


def bundle_of(found: Leaving) -> dict[str, Any]:
    """One Bundle, each resource sealed. What came from outside leaves with its own content and address."""
    made = bundle(proposals_of(found))
    entries_of_ours = made.get("entry", [])
    names = {name for one in found.whole for name in one.names}
    whole = [_as_it_came(found, one, names) for one in found.whole]
    every = [one | {"resource": seals.sealed(one["resource"])} for one in [*entries_of_ours, *whole] if one]
    return {"resourceType": "Bundle", "type": "collection", "entry": every}


def _as_it_came(found: Leaving, one: Any, names: set[str]) -> dict[str, Any]:
    """Its own content; what it says of the person points at the person of this Bundle.

    A resource that lay inside another leaves inside that one.
    """
    owner, inside, _id = one.key.rpartition("#")
    if inside and owner in names:
        return {}
    resource = json.loads(one.raw, parse_float=Decimal)
    person = f"{seals.OURS}{found.opened.person.pk}"
    for _path, value in walk(resource):
        if isinstance(value, dict) and value.get("reference") in found.names_of_person:
            value["reference"] = person
    full_url, local_id = address(one.key)
    return filled(fullUrl=full_url, resource=filled(id=local_id) | resource)
