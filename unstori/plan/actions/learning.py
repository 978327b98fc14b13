"""Parts of a plan for learning beside its provision: the place, parts in words, advice, and what kind a need is."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.people.models import Organisation, Person
from unstori.plan import catalogue, rules
from unstori.plan.actions.telling import change, note_changes
from unstori.plan.models import Advice, Need, Placement, PlanPart
from unstori.plan.queries.holding import hold
from unstori.plan.rules.changing import check_version, differs
from unstori.story.actions.timeline import tell

SECTION = "learning"


@transaction.atomic
def set_placement(
    *, by: Actor, person: Person, version: int, basis: str, name: str = "", type: str = "", **more: Any
) -> Placement:
    """Where the person learns, as the plan says it. Raises Clash when somebody else said it meanwhile."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    rules.check_placement(basis=basis, name=name, type=type, why=more.get("why", ""))
    # two at once would say two places
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    there = Placement.objects.filter(person=opened.person).first()
    stamp = audit.stamp(by=by, person=opened.person)
    held = hold(opened, there) if there else Placement(section=SECTION, version=0, **stamp)
    changed = differs(held, {"basis": basis, "name": name, "type": type, **more})
    check_version(changed, now=held.version, version=version)
    if changed:
        change(by=by, row=held, changed=changed)
        says = _("The place in the plan for learning was written down")
        tell(by=by, row=held, event="placement.set", says=says, words=held.name or held.type)
    return held


@transaction.atomic
def write_part(
    *, by: Actor, person: Person, key: str, version: int, words: str = "", none: bool = False
) -> PlanPart:
    """A part in words, or that it was looked for and there is none. Raises Clash."""
    spec = catalogue.part(person.jurisdiction, key)
    if spec is None:
        raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=person.pk)
    opened = require(by, person.pk, Permission.ADD, section=spec["section"])
    rules.check_part(none=none, words=words, none_allowed=bool(spec.get("none")))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    there = PlanPart.objects.filter(person=opened.person, key=key).first()
    new = {"section": spec["section"], "key": key, "version": 0, **audit.stamp(by=by, person=opened.person)}
    held = hold(opened, there) if there else PlanPart(**new)
    changed = differs(held, {"none": none, "words": words})
    check_version(changed, now=held.version, version=version)
    if changed or not held.version:
        change(by=by, row=held, changed=changed)
        says = _("A part of the plan for learning was written")
        tell(by=by, row=held, event="plan_part.written", says=says, words=words)
    return held


@transaction.atomic
def add_advice(
    *, by: Actor, person: Person, kind: str, who: str, words: str, given_on: date, role: str = "",
    organisation: Organisation | None = None,
) -> Advice:  # fmt: skip
    """What somebody answered for the plan, whole."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    rules.check_advice(given_on=given_on, today=clock.today())
    made = Advice.objects.create(
        section=SECTION, kind=kind, who=who, words=words, given_on=given_on, role=role, organisation=organisation,
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    note_changes(by=by, row=made, changed={"who": ("", who)})
    tell(by=by, row=made, event="advice.added", says=_("Advice came for the plan"), words=words, said_by=who)
    return made


@transaction.atomic
def take_out_advice(*, by: Actor, advice: Advice) -> Advice:
    """Written down by mistake. Documents that were made keep it."""
    opened = require(by, advice.person_id, Permission.ADD, section=advice.section)
    held = hold(opened, advice)
    if held.taken_out_at is None:
        held.taken_out_at, held.taken_out_by = clock.now(), by.capacity_id
        held.save()
        note_changes(by=by, row=held, changed={"taken_out": (held.who, "")})
        tell(by=by, row=held, event="advice.taken_out", says=_("Advice was taken out of the plan again"))
    return held


@transaction.atomic
def place_need(*, by: Actor, need: Need, area: str) -> Need:
    """Whether it is a need of learning, health or social care: so it stands in its part of the plan."""
    opened = require(by, need.person_id, Permission.ADD, section=need.section)
    held = hold(opened, need)
    rules.check_area(area)
    if held.area != area:
        before, held.area = held.area, area
        held.save()
        note_changes(by=by, row=held, changed={"area": (before, area)})
        audit.record(by, "need.placed", person_id=held.person_id, row=held)
    return held
