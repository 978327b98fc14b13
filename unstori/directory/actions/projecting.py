"""Makes what finds entries anew from their live versions. Only this room's own actions call it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory.actions import seeking
from unstori.directory.models import (
    Entry,
    EntryMark,
    EntryPlace,
    EntryTerm,
    Opening,
    Provider,
    Taxonomy,
    Term,
)
from unstori.directory.rules import beyond, finding
from unstori.directory.rules.editing import keeps_all

FIELDS = ("provider", "name", "name_key", "status", "minimum_age", "maximum_age", "said",
          "kind", "needs_referral", "welsh", "check_due")  # fmt: skip
AT_ONCE = 500
Document = dict[str, Any]


def fill(entries: Sequence[Entry], *, by: Actor) -> None:
    """What stands in the entry's own row. Saving it is the caller's."""
    providers = _providers([_document(entry) for entry in entries], by)
    for entry in entries:
        document = _document(entry)
        entry.provider = providers.get(_organisation(document).get("id", "").lower())
        entry.name = document["name"].strip()[: finding.LONGEST]
        entry.name_key = finding.key_of(document["name"])
        entry.status = document["status"]
        entry.said = finding.said_in(document)
        _fill_beyond(entry, document)


def _fill_beyond(entry: Entry, document: Document) -> None:
    """What is said here beyond the standard is found by, too."""
    local = _local(entry)
    entry.minimum_age, entry.maximum_age = beyond.ages(document, local)
    entry.kind, entry.welsh = beyond.kind_of(local), local.get("welsh", "")
    entry.needs_referral = beyond.needs_referral(local)
    entry.said = f"{entry.said} {beyond.said_in(local)}".strip()
    checked = entry.checked_at.astimezone(clock.LONDON).date() if entry.checked_at else None
    said_on = beyond.last_said(document, today=clock.today(), checked_on=checked)
    entry.check_due = beyond.check_again_on(entry.kind, said_on)


def project(entries: Sequence[Entry], *, by: Actor) -> None:
    """Places, hours and terms, each time from nothing."""
    for model in (Opening, EntryPlace, EntryTerm, EntryMark):
        model.objects.filter(entry__in=entries).delete()
    places: list[EntryPlace] = []
    openings: list[Opening] = []
    for entry in entries:
        document = _document(entry)
        mine = [EntryPlace(entry=entry, **_fields(one)) for one in finding.places_in(document)]
        at = {one.hsds_id: one for one in mine}
        places += mine
        openings += [
            Opening(entry=entry, **_fields(one) | {"place": at.get(one.place) if one.place else None})
            for one in finding.openings_in(document)
        ]
    EntryPlace.objects.bulk_create(places, batch_size=AT_ONCE)
    Opening.objects.bulk_create(openings, batch_size=AT_ONCE)
    marks = [
        EntryMark(entry=entry, kind=kind, code=code)
        for entry in entries
        for kind, code in beyond.marks_in(_local(entry))
    ]
    EntryMark.objects.bulk_create(marks, batch_size=AT_ONCE)
    _tag(entries, by)
    seeking.index(entries, by=by)


def keep_taxonomies(documents: Sequence[Document], *, by: Actor) -> None:
    """Taxonomies, whole: their terms say which taxonomy they belong to."""
    inside: list[Document] = []
    for one in documents:
        named = {"taxonomy": one["name"], "taxonomy_id": one["id"].lower()}
        inside += [named | term for term in one.get("taxonomy_terms", ())]
    bare = [{key: value for key, value in one.items() if key != "taxonomy_terms"} for one in documents]
    _keep_taxonomies(bare, by, anew=True)
    keep_terms(inside, by=by)


def keep_terms(documents: Iterable[Document], *, by: Actor) -> dict[UUID, Term]:
    """Each term that is named, once, under its taxonomy. A term that says more than before is kept anew."""
    named = {UUID(one["id"]): one for one in documents}
    of = {id: found for id, one in named.items() if (found := finding.taxonomy_of(one))}
    taxonomies = _keep_taxonomies(list(of.values()), by)
    here = {row.hsds_id: row for row in Term.objects.filter(hsds_id__in=named)}
    new: list[Term] = []
    changed: list[Term] = []
    for id, one in named.items():
        owner = taxonomies[UUID(of[id]["id"])] if id in of else None
        said = one | ({"taxonomy_id": str(owner.hsds_id), "taxonomy": owner.name} if owner else {})
        row = here.setdefault(id, Term(hsds_id=id))
        if row.document != said:
            (new if row._state.adding else changed).append(row)
            row.document, row.taxonomy, row.name = said, owner, one["name"][: finding.LONGEST]
    Term.objects.bulk_create(new, batch_size=AT_ONCE)
    Term.objects.bulk_update(changed, ["document", "taxonomy", "name"], batch_size=AT_ONCE)
    audit.record_many(by, [("term.keep", None, row) for row in (*new, *changed)])
    return here


def _keep_taxonomies(documents: Sequence[Document], by: Actor, *, anew: bool = False) -> dict[UUID, Taxonomy]:
    """One that is only named by its terms never takes the place of one that was told."""
    named = {UUID(one["id"]): one for one in documents}
    here = {row.hsds_id: row for row in Taxonomy.objects.filter(hsds_id__in=named)}
    new: list[Taxonomy] = []
    changed: list[Taxonomy] = []
    for id, one in named.items():
        row = here.setdefault(id, Taxonomy(hsds_id=id))
        if row._state.adding or (anew and row.document != one):
            (new if row._state.adding else changed).append(row)
            row.document, row.name = one, one["name"][: finding.LONGEST]
    Taxonomy.objects.bulk_create(new)
    Taxonomy.objects.bulk_update(changed, ["document", "name"])
    audit.record_many(by, [("taxonomy.keep", None, row) for row in (*new, *changed)])
    return here


def _tag(entries: Sequence[Entry], by: Actor) -> None:
    said = {entry.pk: finding.terms_in(_document(entry)) for entry in entries}
    terms = keep_terms([one for found in said.values() for one in found], by=by)
    rows = [
        EntryTerm(entry=entry, term=terms[UUID(one["id"])]) for entry in entries for one in said[entry.pk]
    ]
    EntryTerm.objects.bulk_create(rows, batch_size=AT_ONCE)


def _providers(documents: Iterable[Document], by: Actor) -> dict[str, Provider]:
    """By the standard's id; the newest name holds, but nobody names another organisation that is here."""
    named = {
        UUID(one["id"]): one["name"].strip()[: finding.LONGEST]
        for one in map(_organisation, documents)
        if one
    }
    here = {row.hsds_id: row for row in Provider.objects.filter(hsds_id__in=named)}
    new = [Provider(hsds_id=id, name=name) for id, name in named.items() if id not in here]
    may = (None, by.organisation_id)
    changed = [
        row
        for id, row in here.items()
        if row.name != named[id] and (keeps_all(by) or row.organisation_id in may)
    ]
    for row in changed:
        row.name = named[row.hsds_id]
    Provider.objects.bulk_create(new)
    Provider.objects.bulk_update(changed, ["name"])
    audit.record_many(by, [("provider.keep", None, row) for row in (*new, *changed)])
    return {str(row.hsds_id): row for row in (*here.values(), *new)}


def _organisation(document: Document) -> Document:
    return document.get("organization") or {}


def _document(entry: Entry) -> Document:
    return entry.live.document if entry.live else {}


def _local(entry: Entry) -> Document:
    return entry.live.local if entry.live else {}


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}
