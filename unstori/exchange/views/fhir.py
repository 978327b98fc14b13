"""What other systems read. The same door, policy and audit as for pages; a token says in whose name.

https://hl7.org/fhir/R4/http.html. Somebody who is not there and somebody who is not for the asker are alike: a read
finds nothing, a search finds none.
"""

import base64
from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from unstori.access.actions import lists, refusals
from unstori.access.door import NotFound, Opened, look_across, open_person
from unstori.access.rules import Actor, Permission
from unstori.exchange import queries
from unstori.exchange.fhir import answers
from unstori.exchange.fhir.asking import Ask, BadAsk, read_ask
from unstori.exchange.fhir.identity import NHS_NUMBER
from unstori.exchange.fhir.reading import TYPES
from unstori.exchange.leaving.api import Resource, parts_of, patients, resources_of
from unstori.exchange.views.bearer import answered, base_of, fault, for_anybody, given

EVERYTHING = ("person", *queries.PARTS)
READ = "api"


@for_anybody
def metadata(request: HttpRequest) -> HttpResponse:
    """What can be asked here; it says nothing about anybody."""
    return given(request, answers.capability(base_of(request)))


@for_anybody
def nothing(request: HttpRequest) -> HttpResponse:
    return fault(404, "not-found", _("There is nothing here."))


@answered
def read(request: HttpRequest, by: Actor, kind: str, id: str) -> HttpResponse:
    """One resource by its id."""
    _check_kind(kind)
    found = _one(by, kind, id)
    if found is None:
        raise NotFound(reference="", permission=Permission.SEE)
    return given(request, found)


@answered
def binary(request: HttpRequest, by: Actor, id: str) -> HttpResponse:
    """A file's bytes, as they are or, for who asks for it, inside a resource."""
    row = queries.as_id(id)
    person = queries.whose(row, ("files",), "Binary") if row else None
    if row is None or person is None:
        raise NotFound(reference="", permission=Permission.SEE)
    opened = open_person(by, str(person[0]), what=f"{READ}.Binary")
    file = next(
        (one for one in queries.leaving(opened, ("files",), with_bytes=False).files if one.pk == row), None
    )
    if file is None:
        raise NotFound(reference="", permission=Permission.SEE, person_id=person[0])
    with file.file.open("rb") as content:
        data = content.read()
    if "fhir+json" in request.headers.get("Accept", "") or request.GET.get("_format"):
        inside = {"contentType": file.media_type, "data": base64.b64encode(data).decode()}
        return given(request, {"resourceType": "Binary", "id": str(row), **inside})
    response = HttpResponse(data, content_type=file.media_type)
    response["Content-Disposition"] = "attachment"
    return response


@answered
def search(request: HttpRequest, by: Actor, kind: str) -> HttpResponse:
    """Of one type: a person's, or everybody whom the asker may see."""
    _check_kind(kind)
    ask = _ask(request, answers.known_for(kind))
    if kind == "Patient":
        found, total = _people(by, ask)
        return given(request, answers.searchset(base_of(request), kind, ask, found, total))
    if not ask.patient and len(ask.ids or ()) != 1:
        raise BadAsk("A search needs patient, or one _id.")
    try:
        every = _of_person(by, ask, kind)
    except NotFound as refusal:
        refusals.record(by=by, error=refusal)
        every = []
    return _paged(request, kind, ask, every)


@answered
def everything(request: HttpRequest, by: Actor, id: str) -> HttpResponse:
    """All that the asker may see of one person."""
    ask = _ask(request, ("_type", "_since", "start", "end"))
    opened = open_person(by, id, what=f"{READ}.everything")
    parts = {part for kind in ask.kinds for part in parts_of(kind)} if ask.kinds else EVERYTHING
    every = _made(opened, parts, ask.kinds)
    return _paged(
        request, f"Patient/{opened.person.pk}/$everything", ask, [one for one in every if ask.takes(one)]
    )


def _paged(request: HttpRequest, path: str, ask: Ask, every: list[Resource]) -> HttpResponse:
    first = (ask.page - 1) * ask.count
    found = every[first : first + ask.count]
    return given(request, answers.searchset(base_of(request), path, ask, found, len(every)))


def _ask(request: HttpRequest, known: tuple[str, ...]) -> Ask:
    said: dict[str, list[str]] = {}
    for sent in (request.GET, request.POST):
        for name, values in sent.lists():
            said[name] = [*said.get(name, []), *map(str, values)]
    strict = "handling=strict" in request.headers.get("Prefer", "").replace(" ", "")
    return read_ask(said, known, strict=strict)


def _check_kind(kind: str) -> None:
    if kind not in TYPES:
        raise BadAsk(_("FHIR R4 has no resource of this type."), "not-supported", 404)


def _made(opened: Opened, parts: Collection[str], kinds: Collection[str]) -> list[Resource]:
    found = queries.leaving(opened, [part for part in parts if part in queries.PARTS], with_bytes=False)
    return resources_of(found, parts, kinds)


def _one(by: Actor, kind: str, id: str) -> Resource | None:
    """One resource of somebody; None, or NotFound, when it is not there or not for the asker."""
    row = queries.as_id(id)
    if row is None:
        return None
    if kind == "Patient":
        opened = open_person(by, str(row), what=f"{READ}.Patient")
        return next(iter(_made(opened, ("person",), (kind,))), None)
    where = queries.whose(row, parts_of(kind), kind)
    if where is None:
        return None
    opened = open_person(by, str(where[0]), what=f"{READ}.{kind}")
    made = _made(opened, (where[1],) if where[1] else (), (kind,))
    return next((one for one in made if one["id"] == str(row)), None)


def _of_person(by: Actor, ask: Ask, kind: str) -> list[Resource]:
    if not ask.patient:
        found = _one(by, kind, (ask.ids or ("",))[0])
        return [found] if found and ask.takes(found) else []
    opened = open_person(by, ask.patient, what=f"{READ}.{kind}")
    return [one for one in _made(opened, parts_of(kind), (kind,)) if ask.takes(one)]


def _people(by: Actor, ask: Ask) -> tuple[list[Resource], int]:
    """Being in a list is no opening of a story: one event names them all, as for pages that list."""
    numbers = [one.removeprefix(f"{NHS_NUMBER}|") for one in ask.numbers or ()]
    people = queries.patients_of(by, ids=ask.ids, numbers=numbers if ask.numbers is not None else None)
    first, in_rows = (ask.page - 1) * ask.count, not (ask.changed or numbers)
    chosen = list(people[first : first + ask.count] if in_rows else people)
    opened = look_across(by, chosen).open(chosen)
    made = patients([one for one in opened if not numbers or queries.sees_numbers(one)])
    made = [one for one in made if ask.takes(one)]
    total = people.count() if in_rows else len(made)
    shown = made if in_rows else made[first : first + ask.count]
    lists.shown(by=by, what=READ, people=[one["id"] for one in shown])
    return shown, total
