"""Takes back what tables brought in, in one step: all on which nobody has acted since. The rest stays, and is listed."""

from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.actions import erasing
from unstori.access.rules import Actor
from unstori.circle.models import Member
from unstori.core import clock
from unstori.exchange.models import Load, Loaded, LoadTable
from unstori.exchange.queries import loading as queries
from unstori.people.models import Person
from unstori.story.models import Entry

WHY = "It was brought in from a table, and taken back before anybody had acted on it."
ACTED = "acted"
INVITED = "invited"


@transaction.atomic
def carry_back(*, by: Actor, load_id: UUID) -> None:
    """Raises what erasing raises: then nothing has changed."""
    load = Load.objects.select_for_update().filter(pk=load_id, state=Load.State.UNDOING).first()
    actor = queries.actor_named(load.undone_by) if load else None
    if load is None or load.loaded_at is None:
        return
    if actor is None or not queries.can_load(actor):
        Load.objects.filter(pk=load.pk).update(state=Load.State.LOADED, broken=True)
        return
    _hold(load)
    load.rows.update(stays="")
    every = load.rows.count()
    people = _people(load)
    members = _members(load)
    _workers(load)
    rows = [
        model._base_manager.filter(**{f"{field}__in": some})
        for some in queries.in_parts([row for _person, row in members])
        for model, field in ((Member, "pk"), (Entry, "about_id"))
    ]
    for some in queries.in_parts([row for _person, row in members]):
        Loaded.objects.filter(load=load, row_id__in=some).delete()
    erasing.take_back(by=actor, organisation_id=load.organisation_id, people=people, rows=rows, reason=WHY)
    LoadTable.objects.filter(load=load).delete()
    stays = load.rows.exclude(stays="").count()
    counts = {**load.counts, "undone": {"went": every - stays, "stays": stays}}
    audit.record(actor, "load.take_back", row=load, detail=counts["undone"])
    Load.objects.filter(pk=load.pk).update(
        state=Load.State.UNDONE, counts=counts, undone_at=clock.now(), broken=False
    )


def _hold(load: Load) -> None:
    """All whom the tables speak of, before it is looked at who was acted on: whoever is writing comes first."""
    whose = sorted(set(load.rows.filter(person__isnull=False).values_list("person_id", flat=True)))
    for some in queries.in_parts([person for person in whose if person]):
        list(Person.everybody.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))


def _people(load: Load) -> list[UUID]:
    """Those who go. Whoever stays keeps their circle."""
    assert load.loaded_at is not None  # it was taken in
    rows = load.rows.filter(of="people", person__isnull=False)
    people = [person for person in rows.values_list("person_id", flat=True) if person]
    acted = queries.acted_on(people, load.loaded_at)
    for some in queries.in_parts(sorted(acted)):
        load.rows.filter(person_id__in=some).update(stays=ACTED)
    return [person for person in people if person not in acted]


def _members(load: Load) -> list[tuple[UUID, UUID]]:
    """In circles of people who were here before these tables."""
    assert load.loaded_at is not None
    own = load.rows.filter(of="people").values("person_id")
    rows = load.rows.filter(of="circle", row_id__isnull=False).exclude(person_id__in=own)
    pairs = [(person, row) for person, row in rows.values_list("person_id", "row_id") if person and row]
    changed = queries.changed_since(pairs, load.loaded_at)
    for some in queries.in_parts(sorted(changed)):
        load.rows.filter(row_id__in=some).update(stays=ACTED)
    return [pair for pair in pairs if pair[1] not in changed]


def _workers(load: Load) -> None:
    """Whoever was invited stays: that is ended where workers are."""
    load.rows.filter(of="workers", invited_at__isnull=False).update(stays=INVITED)
    load.rows.filter(of="workers", invited_at__isnull=True).delete()
