"""Provision: what the law secures of a support, said exactly."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.people.models import Person
from unstori.plan import rules
from unstori.plan.actions.supports import add_support
from unstori.plan.actions.telling import change, note_changes
from unstori.plan.models import Need, Outcome, Provision, Support
from unstori.plan.queries.holding import check_seen, hold
from unstori.plan.rules.changing import check_version, differs
from unstori.story.actions.timeline import tell

OF_SUPPORT = ("outcome", "what", "who", "organisation", "place", "starts_on", "ends_on")
OF_PROVISION = (
    "need", "kind", "every", "times", "minutes", "how", "in_welsh", "why", "adulthood", "by_payment", "review_on",
)  # fmt: skip


@transaction.atomic
def add_provision(*, by: Actor, person: Person, section: str, what: str, who: str, **more: Any) -> Provision:
    """Something new that helps, said exactly from the start."""
    require(by, person.pk, Permission.ADD, section=section, about=[more.get("need"), more.get("outcome")])
    mine = {key: more[key] for key in OF_SUPPORT if key in more}
    support = add_support(
        by=by, person=person, section=section, what=what, who=who, comes_from=Support.Comes.SERVICE,
        tier=Support.Tier.SPECIALIST, **mine,
    )  # fmt: skip
    return specify(by=by, support=support, **{key: more[key] for key in OF_PROVISION if key in more})


@transaction.atomic
def specify(*, by: Actor, support: Support, kind: str, need: Need | None = None, **more: Any) -> Provision:
    """Say exactly what a support that is in the plan already secures. Said before, it is changed instead."""
    opened = require(by, support.person_id, Permission.ADD, section=support.section)
    held = hold(opened, support)
    check_seen(opened, need)
    rules.check_not_exact(is_exact=Provision.objects.filter(support=held).exists())
    _check({}, {**more, **_days(held, more)})
    made = Provision.objects.create(
        support=held, kind=kind, need=need, section=held.section,
        **{key: value for key, value in more.items() if key in OF_PROVISION},
        **{**audit.stamp(by=by, person=opened.person), "narrowed": held.narrowed},
    )  # fmt: skip
    note_changes(by=by, row=made, changed={"what": ("", held.what)})
    tell(by=by, row=made, event="provision.added", says=_("Provision was said exactly"), words=held.what)
    return made


@transaction.atomic
def edit_provision(*, by: Actor, provision: Provision, version: int, **new: Any) -> Provision:
    """Change it, if nobody else did since the form was read. Raises Clash with both texts."""
    opened = require(by, provision.person_id, Permission.ADD, section=provision.section)
    held = hold(opened, provision)
    support = hold(opened, held.support)
    need: Need | None = new.get("need")
    outcome: Outcome | None = new.get("outcome")
    check_seen(opened, need, outcome)
    _check({name: getattr(held, name) for name in OF_PROVISION}, {**new, **_days(support, new)})
    here = differs(held, {key: new[key] for key in OF_PROVISION if key in new})
    there = differs(support, {key: new[key] for key in OF_SUPPORT if key in new})
    check_version({**here, **there}, now=held.version, version=version)
    if not (here or there):
        return held
    change(by=by, row=held, changed=here)
    if there:
        change(by=by, row=support, changed=there)
    tell(by=by, row=held, event="provision.changed", says=_("A provision changed"), words=support.what)
    return held


def _check(now: dict[str, Any], new: dict[str, Any]) -> None:
    """What would stand after the change."""
    then = {**now, **new}
    rules.check_provision(
        every=then.get("every", ""), times=then.get("times"), minutes=then.get("minutes"),
        starts_on=then["starts_on"], ends_on=then["ends_on"],
    )  # fmt: skip


def _days(support: Support, new: dict[str, Any]) -> dict[str, Any]:
    return {name: new.get(name, getattr(support, name)) for name in ("starts_on", "ends_on")}
