"""A transition in words: what would be missing, who will be there, who does what by when, who will be asked."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.door import Opened
from unstori.access.models import Section
from unstori.access.queries import label_of
from unstori.access.rules import SECTIONS, Permission
from unstori.circle.queries import kept_from
from unstori.core import clock
from unstori.core.dates import count, format_date, format_due
from unstori.directory.models import Entry
from unstori.directory.queries import Hit
from unstori.pathways.lifespan import Age
from unstori.pathways.models import Transition, TransitionItem, TransitionStep
from unstori.pathways.presenters import criteria
from unstori.pathways.presenters.lifespan import tag_kind, until
from unstori.pathways.queries import transitions as queries
from unstori.pathways.queries.gaps import Gap
from unstori.pathways.rules import transitions as rules
from unstori.people.models import Capacity

Item = dict[str, Any]
GAPS = {
    "support_ends": gettext_lazy("%(what)s ends on %(day)s, and nothing is written of what follows."),
    "support_age": gettext_lazy("%(what)s is for people up to %(age)s."),
    "support_edge": gettext_lazy("%(what)s is for people up to %(age)s: ask whether it goes on."),
    "key_worker_ends": gettext_lazy("%(who)s is key worker until %(day)s only."),
    "key_worker_age": gettext_lazy("The team of %(who)s, the key worker, works with people up to %(age)s."),
    "no_key_worker": gettext_lazy("Nobody is key worker."),
    "nobody_after": gettext_lazy("Nobody is named who will be there after."),
}


def page(opened: Opened, row: Transition, gaps: list[Gap]) -> Item:
    """All of one, for both sides and the family alike."""
    age = queries.age_of(row)
    may = opened.may(Permission.ADD, row.section)
    items = list(row.items.all())
    return {
        "id": row.pk, "name": age.name if age else row.age, "what": age.what if age else "", "day": format_date(row.day, year=True),
        "in": until(row.day), "tag": row.get_state_display(), "tag_kind": tag_kind(row),
        "is_open": row.state == rules.OPEN, "may": may and row.state == rules.OPEN, "may_reopen": may and row.state != rules.OPEN,
        "changes": reverse("pathways:changes", args=[opened.person.reference, row.age]) if age and age.easy else "",
        "gaps": [gap_said(one) for one in gaps], "checked": row.state == rules.OPEN and row.day >= clock.today(),
        "receiver": receiver(opened, row), "sides": sides(opened, row, age, items),
        "nobodys": sum(queries.nobodys(one) for one in items), "asks": asks(opened, row, age),
        "steps": [_step(opened, one) for one in row.steps.all()],
        "sources": [{"source": source, "verified": read} for source, read in age.sources] if age else [],
    }  # fmt: skip


def gap_said(gap: Gap) -> str:
    """One thing that would be missing, in a sentence."""
    said = {
        "day": format_date(gap.on, year=True) if gap.on else "",
        "age": f"{gap.age:g}" if gap.age is not None else "",
    }
    if gap.kind == "access":
        parts = ", ".join(str(Section(one).label) for one in SECTIONS if one in gap.sections)
        words = _("%(who)s no longer sees from %(day)s: %(parts)s.")
        return words % {**said, "who": _holder(gap), "parts": parts}
    who = gap.member.name if gap.member else ""
    return str(GAPS[gap.kind]) % {**said, "what": gap.support.what if gap.support else "", "who": who}


def _holder(gap: Gap) -> str:
    return label_of(gap.holder) if isinstance(gap.holder, Capacity) else str(getattr(gap.holder, "name", ""))


def receiver(opened: Opened, row: Transition) -> Item:
    """Who is there after the day, by name."""
    name = row.receiver_name
    if row.receiver:
        name = (
            _("Somebody who works with you")
            if row.receiver_id in kept_from(opened)
            else label_of(row.receiver)
        )
    return {"name": name, "how": row.receiver_how}


def sides(opened: Opened, row: Transition, age: Age | None, items: list[TransitionItem]) -> list[Item]:
    """The checklist, of each side its part."""
    kept = kept_from(opened)
    found = []
    for side in rules.SIDES:
        mine = [one for one in items if one.side == side]
        if mine:
            heading = age.sides.get(side) if age else None
            found.append({
                "heading": heading or TransitionItem.Side(side).label,
                "items": [line(opened, row, one, kept) for one in sorted(mine, key=_order)],
            })  # fmt: skip
    return found


def _order(one: TransitionItem) -> tuple[bool, Any]:
    return (not queries.is_open(one), queries.due(one))


def line(opened: Opened, row: Transition, one: TransitionItem, kept: frozenset[Any]) -> Item:
    """One thing: who does it and by when, or that it is done."""
    status, kind = _status(one)
    return {
        "words": one.title, "href": reverse("pathways:transition_item", args=[opened.person.reference, row.pk, one.pk]),
        "status": status, "kind": kind, "hint": _who(one, kept), "is_open": queries.is_open(one),
    }  # fmt: skip


def _status(one: TransitionItem) -> tuple[str, str]:
    if one.state == TransitionItem.State.DROPPED:
        return str(one.get_state_display()), "quiet"
    if queries.is_done(one):
        return _("Done"), "calm"
    due = queries.due(one)
    return format_due(due), "late" if due < clock.today() else "waiting"


def _who(one: TransitionItem, kept: frozenset[Any]) -> str:
    if queries.is_done(one):
        return _("Done by %(who)s") % {"who": one.done_for} if one.done_for else ""
    if one.state == TransitionItem.State.DROPPED:
        return ""
    if one.promise:
        return (
            _("Somebody who works with you") if one.promise.owner_id in kept else label_of(one.promise.owner)
        )
    return one.owner_name or _("Nobody does it yet")


def item(opened: Opened, row: Transition, one: TransitionItem) -> Item:
    """The page of one."""
    age = queries.age_of(row)
    said = line(opened, row, one, kept_from(opened))
    ended = one.state == TransitionItem.State.DROPPED or queries.is_done(one)
    may = opened.may(Permission.ADD, row.section) and row.state == rules.OPEN
    steps = [_step(opened, step) for step in row.steps.all() if step.item_id == one.pk]
    side = age.sides.get(one.side) if age else None
    return {
        **said, "id": one.pk, "side": side or one.get_side_display(), "may": may and not ended, "may_back": may and ended,
        "due": format_date(queries.due(one), year=True), "nobodys": queries.nobodys(one), "steps": steps,
    }  # fmt: skip


def asks(opened: Opened, row: Transition, age: Age | None) -> list[Item]:
    """What will be asked of whom before the day; and where something was asked already."""
    chosen = list(row.to_ask.all())
    asked = queries.requests_of(opened, [one.service_id for one in chosen]) if chosen else {}
    listed = [
        {
            "id": one.pk, "name": one.service.name, "href": reverse("finding:entry", args=[one.service.hsds_id]),
            "on": format_due(one.ask_on), "late": one.ask_on < clock.today() and one.service_id not in asked,
            "asked": asked[one.service_id].get_state_display() if one.service_id in asked else "",
            "ask": f"{reverse('pathways:ask', args=[opened.person.reference])}?service={one.service.hsds_id}",
            "criteria": criteria.own_words(one.service),
        }
        for one in chosen
    ]  # fmt: skip
    kinds = [
        {
            "id": one.id, "name": one.name, "by": _ask_by(rules.months_before(row.day, one.months)),
            "href": reverse("pathways:transition_ask", args=[opened.person.reference, row.pk, one.id]),
        }
        for one in (age.asks if age else ())
    ]  # fmt: skip
    return [{"kinds": kinds, "listed": listed}] if kinds or listed else []


def _ask_by(day: date) -> str:
    if day <= clock.today():
        return _("To be asked now")
    return _("To be asked by %(day)s") % {"day": format_date(day, year=True)}


def found(hits: tuple[Hit, ...], row: Transition) -> list[Item]:
    """Services to choose from, each with its own words of whom it is for."""
    there = {one.service_id for one in row.to_ask.all()}
    return [_found(hit.entry, hit.entry.pk in there) for hit in hits]


def _found(service: Entry, listed: bool) -> Item:
    ages = [service.minimum_age, service.maximum_age]
    least, most = (None if one is None else int(one) for one in ages)
    said = ""
    if least is not None and most is not None:
        said = _("%(from)s to %(to)s years") % {"from": least, "to": most}
    elif least is not None:
        said = _("From %(age)s") % {"age": count(least, "year")}
    elif most is not None:
        said = _("Up to %(age)s") % {"age": count(most, "year")}
    return {
        "id": service.hsds_id, "name": service.name, "by": service.provider.name if service.provider else "", "ages": said,
        "href": reverse("finding:entry", args=[service.hsds_id]), "criteria": criteria.own_words(service), "listed": listed,
    }  # fmt: skip


def _step(opened: Opened, step: TransitionStep) -> Item:
    by_itself = step.created_by.kind == "system"
    who = "" if by_itself else step.created_by.user.name
    parts = [str(step.get_kind_display()), step.item.plain if step.item else "", step.name]
    return {
        "heading": ": ".join(part for part in parts if part), "when": format_date(step.created_at, year=True), "who": who,
        "words": step.words, "by": who, "lang": step.language,
    }  # fmt: skip


def people(could: list[Capacity], by: Any) -> list[tuple[str, str]]:
    """To choose from; the last is somebody who cannot sign in."""
    mine = by.capacity_id
    named = [(str(one.pk), _("I do") if one.pk == mine else label_of(one)) for one in could]
    return [*named, ("other", _("Somebody who cannot sign in here"))]
