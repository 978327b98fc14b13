"""A service's side of requests, in words: the queue's lines, one request, its steps."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unstori.access.queries import label_of
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.dates import format_date, format_due, format_when
from unstori.core.words import Words
from unstori.directory.models import Entry
from unstori.pathways.models import Desk, Estimate, Offer, Request
from unstori.pathways.presenters import criteria, happening
from unstori.pathways.presenters import desks as desk_words
from unstori.pathways.queries.requests import definition, item
from unstori.pathways.queries.waits import Waits
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity, Person

Item = dict[str, Any]
# In the order in which they are offered: the first that can be taken is the main one.
BUTTONS: dict[str, Any] = {
    "receive": gettext_lazy("We have it"), "accept": gettext_lazy("Say yes"), "list": gettext_lazy("Put it on the list"),
    "offer": gettext_lazy("Offer a time"), "meet": gettext_lazy("We have met"), "contact": gettext_lazy("We spoke with the family"),
    "ask": gettext_lazy("Ask for more"), "triage": gettext_lazy("Say how soon it is needed"),
    "lead": gettext_lazy("Name who works with them"), "note": gettext_lazy("Write a word"),
    "redirect": gettext_lazy("Another service fits better"), "decline": gettext_lazy("Say no"),
    "end": gettext_lazy("End it"), "reconsider": gettext_lazy("Take the no back"),
}  # fmt: skip
TITLES: dict[str, Any] = {
    "receive": gettext_lazy("Say that you have it"), "ask": gettext_lazy("Ask for more"), "accept": gettext_lazy("Say yes"),
    "list": gettext_lazy("Put it on the list"), "triage": gettext_lazy("How soon it is needed"),
    "contact": gettext_lazy("You spoke with the family"), "meet": gettext_lazy("First contact"),
    "lead": gettext_lazy("Who works with the family"), "offer": gettext_lazy("Offer a time"),
    "note": gettext_lazy("A word to all who are with it"),
    "end": gettext_lazy("End it"), "decline": gettext_lazy("Say no, and what happens instead"),
    "redirect": gettext_lazy("Another service fits better"), "reconsider": gettext_lazy("Take the no back"),
}  # fmt: skip
NOTES: dict[str, Any] = {
    "ask": gettext_lazy("Whoever asked you answers. Your own days go on counting."),
    "meet": gettext_lazy("Whoever asked holds it until the family says that it has really started."),
    "decline": gettext_lazy("The family reads all of this. Nobody is left with a no alone: somebody goes on holding it."),
    "redirect": gettext_lazy("The day on which help was first asked stays. Where the family agreed it goes on at once."),
    "reconsider": gettext_lazy("It stands again as before, with the day on which you were asked."),
    "note": gettext_lazy("The family, who holds it and your team read it."),
    "list": gettext_lazy("The family reads what helps while they wait."),
}  # fmt: skip


STATES: dict[str, Any] = {
    rules.SENT: gettext_lazy("New"), rules.RECEIVED: gettext_lazy("We have it"), rules.ASKED: gettext_lazy("We asked for more"),
    rules.ACCEPTED: gettext_lazy("We said yes"), rules.DECLINED: gettext_lazy("We said no"),
}  # fmt: skip


def line(
    row: Request, waits: Waits | None, services: Mapping[UUID | None, Entry], kept: Collection[UUID]
) -> Item:
    """One of the queue: of whom, for what, how long asked, here since, last contact, who, where, by when; and what it waits for."""
    today = clock.today()
    late = row.is_open and row.due_on is not None and row.due_on < today
    beside = list(_waits(row, waits, services.get(row.service_id), late=late))
    return {
        "heading": f"{whole_name(row.person)}: {row.service_name}", "href": reverse("pathways:asked_of_us", args=[row.pk]),
        "state": "late" if late else "now", "tag": _tag(row, late=late),
        "tag_kind": "late" if late else happening.KINDS.get(row.state, "waiting"), "body": _body(row, beside, kept),
    }  # fmt: skip


def services(desks: Iterable[Desk], told: Mapping[UUID, Estimate]) -> list[Item]:
    """For what the team answers, and how long one waits by its own record."""
    return [
        {"name": one.service.name, "wait": " ".join(desk_words.estimate(told.get(one.service_id)))}
        for one in desks
    ]


def state(row: Request) -> str:
    """Where it is, as the service itself says it."""
    return str(STATES.get(row.state) or row.get_state_display())


def _tag(row: Request, *, late: bool) -> str:
    return f"{state(row)} · {format_due(row.due_on)}" if late and row.due_on else state(row)


def holder(row: Request, kept: Collection[UUID]) -> str:
    """By name, unless their place around the person is kept from who reads."""
    held = row.pathway.holder
    return held.user.name if held and held.pk not in kept else ""


def _waits(row: Request, waits: Waits | None, service: Entry | None, *, late: bool) -> Iterator[str]:
    """What it waits for; and what the family was told helps meanwhile, itself or all."""
    if waits and waits.offer:
        said = {"when": format_when(waits.offer.at), "place": waits.offer.place}
        yield _("Waits for the family’s answer to the time that you offered: %(when)s, %(place)s") % said
    elif words := happening.due_words(row, late=late):
        yield words
    meanwhile = waits.meanwhile or criteria.meanwhile(service) if waits else ""
    if meanwhile:
        yield _("Meanwhile: %(what)s") % {"what": _short(meanwhile)}


def _short(words: str) -> str:
    return f"{words[:160]}…" if len(words) > 160 else words


def _body(row: Request, waits: list[str], kept: Collection[UUID]) -> str:
    worry = row.pathway.words or row.words
    said = [need(row), happening.asked(row.pathway.first_asked_on), _here(row), _spoken(row)]
    who = (
        _("%(name)s works with them") % {"name": row.lead.user.name}
        if row.lead
        else _("Nobody works with them yet")
    )
    holds = holder(row, kept)
    return format_html(
        '{}<p class="small">{}</p>{}',
        format_html('<p lang="{}">{}</p>', row.language, _short(worry)) if worry else "",
        " · ".join(
            str(one) for one in (*said, who, _("%(name)s holds it") % {"name": holds} if holds else "") if one
        ),
        format_html_join("", '<p class="small">{}</p>', ((one,) for one in waits)),
    )


def _here(row: Request) -> str:
    if row.asked_on is None or row.asked_on == row.pathway.first_asked_on:
        return ""
    return _("here since %(day)s") % {"day": format_date(row.asked_on)}


def _spoken(row: Request) -> str:
    if row.last_contact_on is None:
        return ""
    days = rules.days_since(row.last_contact_on, clock.today())
    if not days:
        return _("last word with the family today")
    said = ngettext(
        "last word with the family %(n)s day ago", "last word with the family %(n)s days ago", days
    )
    return said % {"n": days}


def need(row: Request) -> str:
    return str(Words.read(item("needs", row.need)["words"])) if row.need else ""


def whole_name(person: Person) -> str:
    """The name they like, and the rest of it: a service must know whom it is asked for."""
    rest = f"{person.full_name} ".removeprefix(f"{person.called} ").strip()
    return f"{person.called} {rest}".strip()


def facts(row: Request, *, holder: str) -> list[Item]:
    """The short answers at the head of one request."""
    asked = happening.asked(row.pathway.first_asked_on)
    said = [
        (_("Help was first asked"), f"{format_date(row.pathway.first_asked_on, year=True)} ({asked})"),
        (_("You were asked"), format_date(row.asked_on, year=True) if row.asked_on else ""),
        (_("Who holds it"), holder),
        (_("Who works with them here"), label_of(row.lead) if row.lead else _("Nobody yet")),
        (_("How soon it is needed"), need(row) or _("Not said yet")),
        (_("Last word with the family"), format_date(row.last_contact_on, year=True) if row.last_contact_on else ""),
        (_("Your next step"), f"{happening.step_words(row)}, {format_due(row.due_on)}" if row.is_open and row.due_on else ""),
    ]  # fmt: skip
    return [{"key": key, "value": value} for key, value in said if value]


def buttons(row: Request) -> list[Item]:
    """What the service can do now."""
    found: list[Item] = []
    for step, words in BUTTONS.items():
        if rules.may_move(step, state=row.state, whose={rules.SERVICE}, here=True):
            href = reverse("pathways:service_step", args=[row.pk, step])
            found.append({"words": words, "href": href, "kind": "quiet" if found else "main"})
    return found


def offers(rows: Iterable[Offer]) -> list[Item]:
    """Times, what the family said to them, and what can be taken back."""
    return [
        {"id": row.pk, "words": f"{row.get_kind_display()}: {format_when(row.at)}, {row.place}",
         "tag": _("Taken back") if row.withdrawn_at else row.get_answer_display() if row.answer else _("Waits for their answer"),
         "kind": "calm" if row.answer == "yes" else "quiet" if row.withdrawn_at else "waiting", "said": row.answer_words,
         "lang": row.language, "may": not row.withdrawn_at and row.at > clock.now(),
         "open": not row.answer and not row.withdrawn_at}
        for row in rows
    ]  # fmt: skip


def to_offer(rows: Iterable[Request]) -> list[tuple[str, Any]]:
    """Who could be offered a time: who, for what, and how long ago help was first asked."""
    return [
        (str(row.pk), f"{whole_name(row.person)}: {row.service_name} ({happening.asked(row.pathway.first_asked_on)})")
        for row in rows
    ]  # fmt: skip


def others(rows: Iterable[Request]) -> list[str]:
    return [f"{row.service_name}: {row.get_state_display()}" for row in rows]


def needs() -> list[tuple[str, Any]]:
    return [(one["id"], str(Words.read(one["words"]))) for one in definition()["needs"]]


def reasons() -> list[tuple[str, Any]]:
    """As professionals say it, with the words that the family reads."""
    return [
        (one["id"], f"{Words.read(one['professional'])} ({Words.read(one['words'])})") for one in definition()["reasons"]
    ]  # fmt: skip


def people(those: Iterable[Capacity], by: Actor) -> list[tuple[str, Any]]:
    return [(str(one.pk), _("You") if one.pk == by.capacity_id else one.user.name) for one in those]
