"""Rows become resources with an address each, for systems that read one kind at a time.

The same writers as for a file (`leaving`). Ids are those of the rows, so they stay; references lead to the other
resources here, and a reference that leads nowhere here says what it was called where it came from.
"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from unstori.access.door import Opened
from unstori.exchange import queries, seals
from unstori.exchange.fhir.canonical import digest, filled
from unstori.exchange.fhir.checks import walk
from unstori.exchange.fhir.write import resource
from unstori.exchange.leaving import proposals_of
from unstori.exchange.leaving.circle import NOT_WORKERS
from unstori.exchange.queries import Leaving

NOTED = ("facts", "statements", "entries", "promises", "ratings", "needs", "payments", "enquiries", "agreements",
         "reviews", "views", "assessed", "offers", "askings", "threads", "unheld", "boards")  # fmt: skip
PARTS_OF = {
    "Patient": ("person",), "RelatedPerson": ("members",), "CareTeam": ("members",), "Goal": ("outcomes",),
    "CarePlan": ("supports",), "Observation": NOTED, "DocumentReference": ("files", "version", "documents"),
    "Flag": ("adjustments",), "Condition": ("impairments",), "Consent": ("flag_consent",),
}  # fmt: skip
ELSEWHERE = "urn:x-unstori:source"
Resource = dict[str, Any]


def parts_of(kind: str) -> tuple[str, ...]:
    """What is written down as this type; nothing for a type that only ever comes from elsewhere."""
    return PARTS_OF.get(kind, ())


def resources_of(found: Leaving, parts: Collection[str], kinds: Collection[str] = ()) -> list[Resource]:
    """Those of these parts and types, the oldest first."""
    places, changed = _places(found), queries.changed_at([found])
    made = [*_ours(found, parts), *_whole(found)]
    wanted = [one for one in made if not kinds or one["resourceType"] in kinds]
    return [_finished(one, places, changed[UUID(one["id"])]) for one in wanted]


def patients(several: Collection[Opened]) -> list[Resource]:
    """Each of these people, and nothing else of them: in as many queries for a hundred as for one."""
    alone = [queries.nothing_of(opened) for opened in several]
    changed = queries.changed_at(alone)
    made = [(found, one) for found in alone for one in _ours(found, ("person",))]
    return [_finished(one, _places(found), changed[UUID(one["id"])]) for found, one in made]


def _ours(found: Leaving, parts: Collection[str]) -> Iterator[Resource]:
    for one in proposals_of(found, parts):
        yield resource(one) | {"id": one.source.key.removeprefix(seals.OURS)}


def _whole(found: Leaving) -> Iterator[Resource]:
    """What came, with its own content; a resource inside another stays inside that one."""
    names = {name for one in found.whole for name in one.names}
    for one in found.whole:
        owner, inside, _id = one.key.rpartition("#")
        if not (inside and owner in names):
            made = json.loads(one.raw, parse_float=Decimal)
            meta = made.get("meta", {}) | filled(source=one.key if "://" in one.key else "")
            yield made | {"id": str(one.pk), "meta": meta}


def _places(found: Leaving) -> dict[str, str]:
    """Where each thing that is referred to is found here."""
    person = f"Patient/{found.opened.person.pk}"
    places = {f"{seals.OURS}{found.opened.person.pk}": person} | dict.fromkeys(found.names_of_person, person)
    for kind, names in PARTS_OF.items():
        rows = [row for name in names if name != "person" for row in queries.rows_in(getattr(found, name))]
        places |= {f"{seals.OURS}{row.pk}": f"{kind}/{row.pk}" for row in rows}
    for row in found.members:
        kind = "RelatedPerson" if row.kind in NOT_WORKERS else "CareTeam"
        places[f"{seals.OURS}{row.pk}"] = f"{kind}/{row.pk}"
    return places | {name: f"{one.type}/{one.pk}" for one in found.whole for name in one.names}


def _finished(made: Resource, places: dict[str, str], changed: datetime) -> Resource:
    """With references that lead somewhere, the moment of its last change, its version and our seal."""
    for _path, value in walk(made):
        if isinstance(value, dict) and isinstance(value.get("reference"), str):
            _lead(value, places)
    bare = {name: part for name, part in made.items() if name != "meta"}
    meta = made.get("meta", {}) | {
        "versionId": digest(bare)[:32],
        "lastUpdated": changed.isoformat(timespec="milliseconds"),
    }
    return seals.sealed(made | {"meta": meta})


def _lead(reference: dict[str, Any], places: dict[str, str]) -> None:
    said = reference["reference"]
    if said in places:
        reference["reference"] = places[said]
    elif not said.startswith(("#", "http://", "https://", "Binary/")):
        del reference["reference"]
        reference.setdefault("identifier", {"system": ELSEWHERE, "value": said})
