"""An import: each file whole or not at all, everything known again the second time, nothing dropped."""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from unstori.access import audit
from unstori.access.actions import refusals
from unstori.access.door import NotFound
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.exchange import queries, seals, signing
from unstori.exchange.actions import keeping, persons, placing
from unstori.exchange.actions.batch import Batch, Taken
from unstori.exchange.fhir.findings import Finding, Why
from unstori.exchange.fhir.proposals import PersonProposal, Proposal
from unstori.exchange.fhir.reading import Reading
from unstori.exchange.rules import Doubt
from unstori.exchange.signing import Origin
from unstori.people.models import Person

OUTCOMES = ("added", "known", "unclear")


@dataclass
class Result:
    """What became of everything that was sent."""

    added: list[Taken] = field(default_factory=list)
    known: list[Taken] = field(default_factory=list)
    unclear: list[Taken] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    skipped: list[Finding] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def as_rows(self) -> dict[str, list[dict[str, Any]]]:
        """What the command prints."""
        return {
            name: [one.as_row() for one in getattr(self, name)] for name in (*OUTCOMES, "refused", "skipped")
        }


def import_files(*, by: Actor, reading: Reading, dry_run: bool = False) -> Result:
    """Take what was read. A dry run does all of it and leaves nothing behind: a preview cannot be wrong."""
    reading, origins = _unchanged(reading)
    result = Result(refused=list(reading.refused), skipped=list(reading.skipped), origins=origins)
    batch = Batch.of(by, reading, dry_run, origins)
    with transaction.atomic() if dry_run else nullcontext():
        for name, proposals in batch.files():
            _take_file(batch, name, proposals, result)
        audit.record(by, "import", detail={name: len(getattr(result, name)) for name in OUTCOMES})
        if dry_run:
            transaction.set_rollback(True)
    for refusal in batch.refusals:  # after the preview has left no trace: who asked for whom is never lost
        refusals.record(by=by, error=refusal)
    return result


def _unchanged(reading: Reading) -> tuple[Reading, dict[str, Origin]]:
    """Without files that were signed by a system and changed since: nothing of them can be believed."""
    said = {name: signing.origin(bundle) for name, bundle in reading.signed.items()}
    origins = {name: one for name, one in said.items() if one}
    changed = {name: one for name, one in origins.items() if one.state == signing.CHANGED}
    found = [Finding("Bundle.signature", Why.CHANGED_SINCE, one.site, name) for name, one in changed.items()]
    left = [item for item in reading.items if item.file not in changed]
    whole = replace(reading, items=left, refused=[*reading.refused, *found])
    return whole, {name: one for name, one in origins.items() if name not in changed}


def _take_file(batch: Batch, name: str, proposals: list[Proposal], result: Result) -> None:
    persons_before = dict(batch.persons)
    try:
        with transaction.atomic():
            taken = [_take(batch, one) for one in proposals]
    except (DatabaseError, ValidationError, ValueError) as error:
        batch.persons = persons_before
        path = batch.at.source.path if batch.at else ""
        result.refused.append(Finding(path, Doubt.NOT_CREATED, type(error).__name__, name, batch.at_label))
        return
    for done in taken:
        getattr(result, done.outcome).append(done)


def _take(batch: Batch, one: Proposal) -> Taken:
    batch.at = one
    if _is_our_own(batch, one):
        return batch.taken(one, "known", batch.person_of(one))
    if isinstance(one, PersonProposal):
        return persons.take_person(batch=batch, one=one, by=batch.by)
    person = batch.person_of(one)
    if queries.is_kept(batch.by, batch.key(one), one.source.digest, person):
        return batch.taken(one, "known", person)
    if person is None:
        doubts = [] if batch.is_about_nobody(one) else [batch.doubt(one, Doubt.WAITS)]
        rows = placing.place_nobody(batch=batch, one=one, by=batch.by)
        return keeping.keep(batch=batch, one=one, person=None, rows=rows, doubts=doubts, by=batch.by)
    return _take_about(batch, one, person)


def _take_about(batch: Batch, one: Proposal, person: Person) -> Taken:
    """Through the rooms' own doors; whatever they refuse is kept for its sender alone."""
    doubts = _doubts(batch, one, person)
    try:
        with transaction.atomic():
            rows = placing.place(batch=batch, one=one, person=person, whole=not doubts, by=batch.by)
    except NotFound as refusal:
        batch.refusals.append(refusal)
        if queries.is_kept(batch.by, batch.key(one), one.source.digest, None):
            return batch.taken(one, "known", None)
        mine = [batch.doubt(one, Doubt.NOT_YOURS)]
        return keeping.keep(batch=batch, one=one, person=None, rows=[], doubts=mine, by=batch.by)
    except RuleBroken as broken:
        rows, doubts = [], [*doubts, batch.doubt(one, Doubt.NOT_TAKEN, str(broken.reason))]
    return keeping.keep(batch=batch, one=one, person=person, rows=rows, doubts=doubts, by=batch.by)


def _doubts(batch: Batch, one: Proposal, person: Person) -> list[Finding]:
    """What comes back changed, or again in another version, is kept beside the first and never over it."""
    own = seals.own_id(one.source.key)
    if own and queries.is_ours(own, person):
        return [batch.doubt(one, Doubt.CHANGED_ELSEWHERE)]
    return [batch.doubt(one, Doubt.NEWER)] if queries.earlier(batch.key(one), person) else []


def _is_our_own(batch: Batch, one: Proposal) -> bool:
    """Whether we wrote exactly this about somebody who is here: nothing to add, whoever brings it."""
    resource = batch.items[one.source.key, one.source.digest].resource
    if not seals.is_sealed(resource):
        return _came_back(batch, one, resource)
    whose = [one.about.key, one.about.reference, *(found.source.key for found in batch.patients)]
    keys = [one.source.key] if isinstance(one, PersonProposal) else [key for key in whose if key]
    told = next((id for key in keys if (id := seals.own_id(key))), None)
    person = queries.person_by_id(told) if told else None
    if person and isinstance(one, PersonProposal):
        batch.persons[one.source.key] = (
            person if persons.may_add(batch=batch, person=person, by=batch.by) else None
        )
    return person is not None


def _came_back(batch: Batch, one: Proposal, resource: dict[str, Any]) -> bool:
    """Whether we wrote it, and another system sent it on as it came, pointing at its own record of the person."""
    own, person = seals.own_id(one.source.key), batch.person_of(one)
    if own is None or person is None or not queries.is_ours(own, person):
        return False
    theirs = {key for key, found in batch.persons.items() if found and found.pk == person.pk}
    return seals.is_sealed(_pointing(resource, theirs, f"{seals.OURS}{person.pk}"))


def _pointing(value: Any, theirs: set[str], ours: str) -> Any:
    """The same, with what points at one of these pointing at ours."""
    if isinstance(value, list):
        return [_pointing(each, theirs, ours) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: _pointing(each, theirs, ours) for name, each in value.items()}
    return found | {"reference": ours} if found.get("reference") in theirs else found
