"""Checks tables, and takes in what is good: all of it or nothing, in one transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import identity
from unstori.access.queries import forgetting
from unstori.access.rules import Actor
from unstori.circle.actions import loading as circle
from unstori.core import clock
from unstori.core.words import Words
from unstori.exchange.loading.checking import check_all
from unstori.exchange.loading.choices import Settings, cells_of
from unstori.exchange.loading.columns import definition
from unstori.exchange.loading.lines import Checked
from unstori.exchange.models import Load, Loaded, LoadTable
from unstori.exchange.queries import loading as queries
from unstori.people.models import Organisation, Person, Team
from unstori.story import actions as story

IDENTITY = ("full_name", "called", "born_on", "language", "address", "postcode", "phone")
CONTACT = ("kind", "relation", "parental_responsibility", "phone", "email")


@transaction.atomic
def check(*, by: Actor, load_id: UUID) -> None:
    """Every row. Nothing is written but what was found."""
    load = Load.objects.select_for_update().filter(pk=load_id, state=Load.State.CHECKING).first()
    if load is None:
        return
    actor = queries.actor_named(load.checked_by)
    checked = _checked(load, actor)
    for of, one in checked.items():
        faults = [[fault.line, fault.column, fault.kind] for fault in one.faults]
        LoadTable.objects.filter(load=load, of=of).update(faults=faults)
    counts = {of: _counted(one) for of, one in checked.items()}
    Load.objects.filter(pk=load.pk).update(state=Load.State.CHECKED, counts=counts, broken=False)
    audit.record(actor or by, "load.check", row=load, detail=counts)


@transaction.atomic
def carry_in(*, by: Actor, load_id: UUID) -> None:
    """What is good when it is taken in, which is looked at again: somebody may have come meanwhile."""
    load = Load.objects.select_for_update().filter(pk=load_id, state=Load.State.LOADING).first()
    actor = queries.actor_named(load.loaded_by) if load else None
    if load is None:
        return
    if actor is None or not queries.can_load(actor) or not queries.tables(load):
        Load.objects.filter(pk=load.pk).update(state=Load.State.CHECKED, broken=True)
        return
    Organisation.objects.select_for_update(no_key=True).get(
        pk=load.organisation_id
    )  # one table after the other
    checked = _checked(load, actor)
    aside = _set_aside(load, checked, actor)
    people = _people(load, checked.get("people"), actor)
    _circle(load, checked.get("circle"), people, actor)
    _workers(load, checked.get("workers"), actor)
    counts = {of: {**_counted(one), "loaded": len(one.good)} for of, one in checked.items()}
    _forget_tables(load, checked)
    audit.record(actor, "load.take_in", row=load, detail={**counts, "aside": aside})
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.LOADED, counts=counts, loaded_at=clock.now(), broken=False
    )


def _checked(load: Load, by: Actor | None) -> dict[str, Checked]:
    sheets, settings = queries.sheets(load), Settings.of(load.settings)
    heading = settings.columns.get("circle", {}).get("person", "")
    whose = set(cells_of(sheets["circle"], heading)) if "circle" in sheets and heading else set()
    plain = {one.replace(" ", "").replace("-", "") for one in whose}
    return check_all(sheets, settings, queries.known(load.organisation, whose | plain, by=by))


def _counted(one: Checked) -> dict[str, int]:
    return {"good": len(one.good), "known": one.known, "faulty": len(one.faulty_lines)}


def _set_aside(load: Load, checked: dict[str, Checked], by: Actor) -> int:
    """Whoever is somebody's of another authority is not made a second time; why is not said (ADR 0041)."""
    people = checked.get("people")
    lost = queries.elsewhere(load.organisation, people.good, by=by) if people else {}
    if not people or not lost:
        return 0
    gone = {one[name] for one in people.good if one["line"] in lost for name in ("key", "nhs_number")} - {""}
    people.good = [one for one in people.good if one["line"] not in lost]
    for line in lost:
        people.wrong(line, "key", "not_certain")
    audit.record_many(by, [("load.not_placed", person, None) for person in lost.values()])
    if around := checked.get("circle"):
        for one in around.good:
            if one["person"] in gone:
                around.wrong(one["line"], "person", "not_certain")
        around.good = [one for one in around.good if one["person"] not in gone]
    return len(lost)


def _people(load: Load, people: Checked | None, by: Actor) -> dict[str, Person]:
    """Those who are new, open to their first team. By what their sender's system, and the NHS, call them."""
    if people is None or not people.good:
        return {}
    said = [
        {
            **{name: one[name] for name in IDENTITY}, "nhs_number": one["nhs_number"] or None,
            "authority": load.organisation, "jurisdiction": load.settings.get("jurisdiction", "wales"),
        }
        for one in people.good
    ]  # fmt: skip
    made = identity.register_people(by=by, people=said)
    teams = {str(pk): team for pk, team in queries.teams(load.organisation_id).items()}
    pairs = [(person, teams[one["team"]]) for person, one in zip(made, people.good, strict=True)]
    until = clock.midnight(clock.today() + timedelta(days=definition()["opened_for_days"]))
    circle.begin_many(by=by, people=pairs, valid_until=until, protocol=load.settings.get("protocol", ""))
    _tell_begun(load, pairs, by)
    _remember(load, "people", [(one, {"key": one["key"], "person": person}) for person, one in
                               zip(made, people.good, strict=True)])  # fmt: skip
    return {
        name: person for person, one in zip(made, people.good, strict=True)
        for name in (one["key"], one["nhs_number"]) if name
    }  # fmt: skip


def _tell_begun(load: Load, pairs: list[tuple[Person, Team]], by: Actor) -> None:
    """The first line of each story: who began it, and for whom."""
    place = load.organisation
    told = [
        (person, "load.begun", Words(
            en=f"{place.name_en} began this record, for {team.name_en}",
            cy=f"Dechreuodd {place.name_cy} y cofnod hwn, ar gyfer {team.name_cy}",
        ), None)
        for person, team in pairs
    ]  # fmt: skip
    story.record_many(by=by, told=told, section="about_me")


def _circle(load: Load, around: Checked | None, new: dict[str, Person], by: Actor) -> None:
    if around is None or not around.good:
        return
    whose = {one["person"] for one in around.good} - set(new)
    before = queries.known(load.organisation, whose, by=by).fresh if whose else {}
    here = queries.persons_by_id(before.values())
    contacts = [
        (new.get(one["person"]) or here[before[one["person"]]],
         {"name": one["full_name"], **{name: one[name] for name in CONTACT}})
        for one in around.good
    ]  # fmt: skip
    made = circle.add_many(by=by, contacts=contacts)
    told = [
        (row.person, "circle.joined", Words(
            en=f"{row.name} joined the circle", cy=f"Mae {row.name} wedi ymuno â’r cylch"
        ), row.pk)
        for row in made
    ]  # fmt: skip
    story.record_many(by=by, told=told, section="about_me")
    _remember(load, "circle", [
        (one, {"person": row.person, "row_id": row.pk, "said": _address(one)})
        for row, one in zip(made, around.good, strict=True)
    ])  # fmt: skip


def _address(one: dict[str, Any]) -> dict[str, str]:
    """Only what an invitation needs; a worker is invited as a worker."""
    return {"email": one["email"] if one["kind"] != "worker" else "", "language": one["language"]}


def _workers(load: Load, workers: Checked | None, by: Actor) -> None:
    """Nobody works here through a table: each is invited when somebody says so."""
    names = ("full_name", "email", "role", "team", "manages", "language")
    good = workers.good if workers else []
    until = forgetting.kept_until(Loaded)
    rows = [(one, {"key": one["email"], "said": {name: one[name] for name in names}, "waits_until": until})
            for one in good]  # fmt: skip
    _remember(load, "workers", rows)


def _remember(load: Load, of: str, rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """So that it can be taken back, and known again."""
    Loaded.objects.bulk_create(
        Loaded(load=load, organisation_id=load.organisation_id, of=of, line=one["line"], **more)
        for one, more in rows
    )


def _forget_tables(load: Load, checked: dict[str, Checked]) -> None:
    """A table without faults is needed no more; of the others the faulty rows can be fetched for seven days."""
    for of, one in checked.items():
        held = LoadTable.objects.filter(load=load, of=of)
        if one.faults:
            held.update(faults=[[fault.line, fault.column, fault.kind] for fault in one.faults])
        else:
            held.delete()
