"""A move in words: what becomes of each thing, who says what by when, who is there on both sides."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.circle.queries import kept_from
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.core.words import spoken
from unstori.pathways import catalogue, moving
from unstori.pathways.models import Move, MoveStep
from unstori.pathways.moving import Direction, Thing
from unstori.pathways.presenters import clocks
from unstori.pathways.presenters.running import full, tag
from unstori.pathways.queries import moves as queries
from unstori.pathways.rules import Instance, StepNow, run
from unstori.pathways.rules import moves as rules
from unstori.people.models import Capacity

Item = dict[str, Any]
EFFECTS = {
    rules.GOES: (gettext_lazy("Goes with you"), "calm"),
    rules.LAPSES: (gettext_lazy("Lapses on the day"), "late"),
    rules.ANEW: (gettext_lazy("Must be asked for anew"), "waiting"),
    rules.STAYS: (gettext_lazy("Stays as it is"), "calm"),
}
ANSWERS = frozenset({"authority", "new_authority", "old_authority", "nhs"})  # whose days a family waits for
EASY = {
    rules.GOES: gettext_lazy("It comes with me: %(thing)s."),
    rules.STAYS: gettext_lazy("It stays as it is: %(thing)s."),
    rules.LAPSES: gettext_lazy("It stops there: %(thing)s. We ask for a new one."),
    rules.ANEW: gettext_lazy("We must ask for it again: %(thing)s."),
}
TAGS = {rules.THINKING: "quiet", rules.COMING: "waiting", rules.MOVED: "waiting", rules.SETTLED: "calm", rules.OFF: "quiet"}  # fmt: skip


def place(row: Move) -> str:
    return str(row.to_authority.name) if row.to_authority else row.to_name


def line(row: Move, *, name: str = "") -> Item:
    """One of a list; with a name on a worker's."""
    return {
        "href": reverse("pathways:move", args=[row.person.reference, row.pk]),
        "name": name, "here": str(row.from_authority.name), "there": place(row),
        "day": format_date(row.moves_on, year=True) if row.moves_on else "",
        "tag": row.get_state_display(), "tag_kind": TAGS[row.state],
        "nobody": queries.is_nobody_named(row), "waits": len(queries.still_waits(row)) if row.state == rules.MOVED else 0,
    }  # fmt: skip


def page(opened: Opened, row: Move) -> Item:
    """All of one."""
    way = queries.direction(row)
    mine = way.of(row.things)
    adds, says = opened.may(queries.Permission.ADD, queries.SECTION), queries.may_move(opened)
    return {
        **line(row), "about": way.about, "law": way.name, "things": [_thing(opened, row, each) for each in mine],
        "who": _who(opened, row, may=adds and rules.can("name", row.state)), "left": _left(row), "id": row.pk,
        "there_name": _named(row.worker_there, kept_from(opened)) or row.there_name,
        "is_kept": row.narrowed, "has_moved": row.state in (rules.MOVED, rules.SETTLED), "is_easy": row.state != rules.OFF,
        "is_here": row.to_authority_id is not None, "is_open": row.state in rules.OPEN,
        "may": {step: (says if step in ("day", "arrive", "off") else adds) and rules.can(step, row.state)
                for step in rules.STEPS},
        "steps": [_said(step, way) for step in row.steps.all()],
    }  # fmt: skip


def _who(opened: Opened, row: Move, *, may: bool) -> list[Item]:
    """Who sees it through on this side, and who is there on the other."""
    kept, args = kept_from(opened), [opened.person.reference, row.pk]
    there = _named(row.worker_there, kept) or row.there_name
    could = may and bool(queries.workers(opened, row.from_authority_id))
    sides = (
        (_("On this side"), _named(row.worker_here, kept), str(row.from_authority.name), could, "here"),
        (_("In the new place"), there, _("Nobody yet"), may, "there"),
    )
    return [
        {
            "key": side,
            "value": ", ".join(part for part in (name or nobody, row.there_how if at == "there" else "") if part),
            "actions": [{
                "words": _("Change") if name else _("Say who"), "about": side,
                "href": reverse(f"pathways:move_{at}", args=args),
            }] if can else [],
        }
        for side, name, nobody, can, at in sides
    ]  # fmt: skip


def _left(row: Move) -> str:
    if row.moves_on is None or row.state != rules.COMING:
        return ""
    days = (row.moves_on - clock.today()).days
    return _("Today") if days == 0 else (_("Past") if days < 0 else clocks.count(days, "day"))


def _named(capacity: Capacity | None, kept: frozenset[Any]) -> str:
    if capacity is None:
        return ""
    return _("Somebody who works with you") if capacity.pk in kept else label_of(capacity)


def _thing(opened: Opened, row: Move, thing: Thing) -> Item:
    words, kind = EFFECTS[thing.effect]
    answer = queries.answers_of(row).get(thing.id)
    asked = queries.asked_of(row).get(thing.id)
    starts = row.moves_on if thing.counts_from == "moved" else asked
    return {
        "id": thing.id, "name": thing.name, "tag": words, "tag_kind": kind, "effect": thing.effect,
        "easy": EASY[thing.effect] % {"thing": thing.name}, "day": thing.day, "until": thing.until,
        "ask": thing.ask, "asked": format_date(asked, year=True) if asked else "",
        "when": _when(opened, thing, starts), "needs_asking": thing.counts_from == "asked" and asked is None,
        "source": thing.source, "verified": thing.verified, "is_asked": thing.effect in (rules.ANEW, rules.LAPSES),
        "answer": moving.answers().get(answer.answer) if answer else "",
        "answer_kind": "late" if answer and answer.answer == "no" else "calm",
        "answer_on": format_date(answer.happened_on, year=True) if answer else "",
        "answer_words": spoken(answer.words, answer.language) if answer else "",
        "waits": thing.id in queries.still_waits(row),
    }  # fmt: skip


def _when(opened: Opened, thing: Thing, starts: date | None) -> list[Item]:
    """Who says what by when: with days where the start is known, else with the periods."""
    if not thing.clock:
        return []
    try:
        law = catalogue.clock(thing.clock, starts or clock.today())
    except KeyError:
        return []  # a move before that law held
    if starts is None:
        return [
            {"who": clocks.party(each.who), "what": each.name, "day": clocks.step_words(law, each), "tag": "", "href": _law(law.id)}
            for each in law.steps if each.periods and each.who in ANSWERS
        ]  # fmt: skip
    born = opened.person.born_on if queries.SECTION in opened.sections else None
    instance = Instance(start=starts, born=born if born and born <= starts else None)
    told = run(law, instance, catalogue.calendar(law.jurisdiction), clock.today())
    return [_by(now, law.id) for now in told.steps if now.counted and now.step.who in ANSWERS]


def _by(now: StepNow, id: str) -> Item:
    assert now.counted is not None
    return {
        "who": clocks.party(now.step.who), "what": now.step.name, "day": full(now.counted.last_day),
        "tag": tag(now) if now.state == "due" else "", "href": _law(id), "only_if": now.step.only_if,
    }  # fmt: skip


def _law(id: str) -> str:
    return reverse("clocks:clock", args=[id])


def _said(step: MoveStep, way: Direction) -> Item:
    names = {thing.id: str(thing.name) for thing in way.things}
    answer = moving.answers().get(step.answer)
    parts = [str(step.get_kind_display()), names.get(step.thing, ""), str(answer or "")]
    return {
        "heading": ": ".join(part for part in parts if part), "when": format_date(step.happened_on, year=True),
        "who": step.created_by.user.name, "words": step.words, "by": step.created_by.user.name, "lang": step.language,
    }  # fmt: skip


def things(opened: Opened) -> list[tuple[str, Any]]:
    """What there may be at this age, to be ticked: the same whichever way one moves."""
    way = queries.things_for(opened.person, opened.person.jurisdiction)
    return [(each.id, each.name) for each in way.at_age(queries.age_of(opened, clock.today()))]


def people(those: list[Capacity]) -> list[tuple[str, Any]]:
    return [(str(each.pk), label_of(each)) for each in those]
