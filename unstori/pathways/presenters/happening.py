"""What is happening, in words: who holds it, where each service is, what comes next, by when and whose it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.circle.queries import kept_from
from unstori.core import clock
from unstori.core.dates import count, format_date, format_due, format_when
from unstori.core.words import Words, capital, spoken
from unstori.directory.rules.finding import Document
from unstori.pathways.models import Offer, Pathway, Request, Sent, Turn
from unstori.pathways.presenters import criteria
from unstori.pathways.presenters import desks as desk_words
from unstori.pathways.queries import desks, offers
from unstori.pathways.queries import happening as queries
from unstori.pathways.queries.requests import definition, item
from unstori.pathways.rules import happening as rules
from unstori.pathways.rules import requests as table
from unstori.people.models import Capacity

Item = dict[str, Any]
FAMILY = ("self", "family", "advocate")
KINDS = {table.DECLINED: "late", table.ACTIVE: "calm", table.ENDED: "quiet", table.WITHDRAWN: "quiet",
         table.REDIRECTED: "quiet", table.DRAFTED: "quiet", table.MET: "calm"}  # fmt: skip
ORDINALS = {
    2: gettext_lazy("second service"), 3: gettext_lazy("third service"), 4: gettext_lazy("fourth service"),
    5: gettext_lazy("fifth service"),
}  # fmt: skip
DID = {
    "begin": gettext_lazy("Help was asked with this"), "hold": gettext_lazy("Somebody else holds it"),
    "step": gettext_lazy("The next step was agreed"), "over": gettext_lazy("It ended"),
    "again": gettext_lazy("It is open again"), "contact": gettext_lazy("Somebody spoke with the family"),
    "note": gettext_lazy("A word"), "offer": gettext_lazy("A time was offered"),
    "answer": gettext_lazy("The time was answered"), "unoffer": gettext_lazy("The time was taken back"),
    "lead": gettext_lazy("Who works with the family there"), "tell": gettext_lazy("Their question was answered"),
    "not_yet": gettext_lazy("It has not really started yet"), "triage": gettext_lazy("How soon it is needed"),
}  # fmt: skip


class Teller:
    """Tells one reader, who is around the person or holds it without being so, of several pathways."""

    def __init__(
        self, rows: Iterable[Pathway], turns: queries.Turns, *, me: UUID, opened: Opened | None = None,
        times: Iterable[Offer] = (),
    ):  # fmt: skip
        self.rows, self.turns, self.me, self.opened = list(rows), turns, me, opened
        self.kept = kept_from(opened) if opened else frozenset()
        self.is_family = opened is not None and opened.actor.kind in FAMILY
        holders = {row.holder_id for row in self.rows if row.holder_id}
        self.phones = queries.phones(opened, holders) if opened else {}
        requests = [one for row in self.rows for one in row.requests.all()]
        self.told = desks.newest(one.service for one in requests)
        self.offered: dict[UUID, list[Offer]] = {}
        for offer in offers.seen(opened, requests) if opened and requests else times:
            self.offered.setdefault(offer.request_id, []).append(offer)

    def phone_of(self, row: Pathway) -> str:
        return self.phones.get(row.holder_id, "") if row.holder_id else ""

    def cards(self) -> list[Item]:
        return [self.card(row) for row in self.rows]

    def card(self, row: Pathway) -> Item:
        """One pathway: enough for the page of all."""
        requests, turns = list(row.requests.all()), self.turns.get(row.pk, [])
        quiet, days = queries.silence(row, requests)
        return {
            "id": row.pk, "href": self._at(row), **self.worry(row), "asked": asked(row.first_asked_on),
            "first": format_date(row.first_asked_on, year=True), "nth": nth(requests),
            "holder": self.name(row.holder), "mine": row.holder_id == self.me,
            "since": format_date(queries.held_since(row, turns)), "phone": self.phone_of(row),
            "requests": [self.line(one, turns) for one in requests], "next": self.next(row, requests),
            "quiet": self._quiet(row, quiet, days), "is_open": row.ended_at is None, "ended": self._ended(row),
            "drafts": any(one.state == table.DRAFTED for one in requests),
            "is_asked": any(one.is_open for one in requests),
        }  # fmt: skip

    def line(self, row: Request, turns: list[Turn]) -> Item:
        """One service that is asked."""
        mine = [turn for turn in turns if turn.request_id == row.pk]
        return {
            "id": row.pk, "name": row.service_name, "tag": row.get_state_display(),
            "kind": KINDS.get(row.state, "waiting"), "is_here": row.is_here, "state": row.state,
            "href": self._at_request(row), "asked": format_date(row.asked_on) if row.asked_on else "",
            "days": asked(row.asked_on) if row.asked_on else "", "way": way(row, turns),
            "meanwhile": _meanwhile(row, mine), "wait": self._wait(row), "offers": [_offer(one) for one in self.offered.get(row.pk, ())],
            "phone": phone(row), "lead": label_of(row.lead) if row.lead else row.lead_words,
            "is_open": row.is_open, "is_draft": row.state == table.DRAFTED, "then": self._then(row, mine),
            "due": due_words(row, late=_is_late(row)),
        }  # fmt: skip

    def _then(self, row: Request, mine: Iterable[Turn]) -> Item:
        """What happens after a no, whose it is and by when: it stands beside the no for as long as that stands."""
        no = [turn for turn in mine if turn.move == "decline"] if row.state == table.DECLINED else []
        return _step(no[-1].next_words, self.name(no[-1].next_by), no[-1].next_on) if no else {}

    def _wait(self, row: Request) -> str:
        """By its own record where there is one, else as the directory has it; while it is waited for."""
        if row.state not in table.UNSTARTED or row.service_id is None:
            return ""
        told = self.told.get(row.service_id)
        return " ".join(desk_words.estimate(told)) or criteria.wait(row.service)

    def worry(self, row: Pathway) -> Item:
        """What help was asked with, and to the reader nothing that is kept from them."""
        outcome = row.outcome if row.outcome and self.opened and self.opened.sees(row.outcome) else None
        said = outcome or row
        return {"words": said.words or _("What was asked for"), "lang": said.language}

    def next(self, row: Pathway, requests: Iterable[Request]) -> Item:
        """One next step, whose it is and by when: the one that was agreed, else what the earliest due day asks for."""
        if row.ended_at:
            return {}
        if row.next_words:
            return _step(row.next_words, self.name(row.next_by), row.next_on)
        requests = list(requests)
        drafts = [one for one in requests if one.state == table.DRAFTED]
        waiting = [one for one in requests if one.is_open] or drafts
        if not waiting:
            return _step(
                _("It is decided what to do now: ask another service, or end it."),
                self.name(row.holder),
                None,
            )
        time = self._time(waiting)
        if time:
            return time
        instead = next((one for one in drafts if one.after_id), None)
        if instead:
            return _step(
                _("%(service)s could be asked instead: look at it, and send it")
                % {"service": instead.service_name},
                self.name(row.holder), None,
            )  # fmt: skip
        first = min(waiting, key=lambda one: (one.due_on is None, one.due_on or date.max))
        return _step(f"{first.service_name}: {step_words(first)}", self._whose(row, first), first.due_on)

    def _time(self, requests: Iterable[Request]) -> Item:
        """A time to come goes before what is still looked for: it waits for an answer, or is when they meet."""
        now = clock.now()
        times = [
            (one, each)
            for one in requests
            if one.state in table.UNSTARTED
            for each in self.offered.get(one.pk, ())
        ]
        soon = [(one, each) for one, each in times if each.at > now and each.answer in ("", "yes")]
        if not soon:
            return {}
        request, offer = min(soon, key=lambda pair: (bool(pair[1].answer), pair[1].at))
        said = {"service": request.service_name, "when": format_when(offer.at), "place": offer.place}
        if offer.answer:
            return _step(_("%(service)s: first meeting %(when)s, %(place)s") % said, "", None)
        return _step(
            _("%(service)s offers a time: %(when)s, %(place)s. Does it suit?") % said, self._family(), None
        )

    def _family(self) -> str:
        return _("You") if self.is_family else _("The family")

    def _whose(self, row: Pathway, request: Request) -> str:
        """Nobody beside the service, where the words begin with it."""
        whose = definition()["due"].get(request.state, {"whose": "holder"})["whose"]
        if whose == "service":
            return ""
        return self.name(row.holder) if whose == "holder" else self._family()

    def name(self, capacity: Capacity | None) -> str:
        """By name, unless their place in the circle is kept from this reader."""
        if capacity is None:
            return ""
        if capacity.pk == self.me:
            return _("You")
        return _("Somebody who works with you") if capacity.pk in self.kept else label_of(capacity)

    def timeline(self, turns: Iterable[Turn]) -> list[Item]:
        """What was done, newest first."""
        return [self._turn(turn) for turn in reversed(list(turns))]

    def _turn(self, turn: Turn) -> Item:
        service = turn.request.service_name if turn.request else ""
        did = str(DID.get(turn.move) or _state(turn.state))
        who = "" if turn.created_by.kind == "system" else self.name(turn.created_by)
        own = turn.created_by.kind in ("self", "family", "advocate")
        extra = [("", reason_words(turn.reason))] if turn.reason else []
        extra += [(_("What would change it:"), turn.would_change)] if turn.would_change else []
        extra += [(_("What happens next:"), turn.next_words)] if turn.next_words else []
        suggested = ", ".join(one["name"] for one in turn.detail.get("services", ()))
        extra += [(_("They suggest:"), suggested)] if suggested else []
        extra += [(_("Holds it now:"), self.name(turn.holder))] if turn.move == "hold" else []
        return {
            "heading": f"{service}: {did}" if service else did, "when": format_date(turn.on, year=True),
            "who": _("%(told)s, written down by %(who)s") % {"told": turn.told_by, "who": who} if turn.told_by else who,
            "text": "" if own else turn.words, "lang": turn.language, "words": turn.words if own else "",
            "by": who, "more": [{"head": head, "words": words} for head, words in extra if words],
        }  # fmt: skip

    def for_others(self, row: Pathway) -> list[str]:
        """For how many days each held it for another organisation's wait."""
        turns = self.turns.get(row.pk, [])
        names = {turn.holder_id: turn.holder for turn in turns if turn.holder}
        counted = queries.days_for_others(row, turns)
        return [
            _("%(who)s held it for %(days)s while another organisation was waited for.")
            % {"who": self.name(names[id]), "days": count(number, "day")}
            for id, number in counted.items() if id in names
        ]  # fmt: skip

    def _quiet(self, row: Pathway, kind: str, days: int) -> str:
        """Nobody spoke with them for long, and who is told."""
        if kind == rules.SPOKEN:
            return ""
        long = {"days": count(days, "day")}
        if self.is_family:
            said = _("Nobody has spoken with you for %(days)s.") % long
        else:
            said = _("Nobody has spoken with the family for %(days)s.") % long
        mine = row.holder_id == self.me
        if kind == rules.HOLDER:
            return (
                said if mine else " ".join([said, _("%(who)s is reminded.") % {"who": self._name_alone(row)}])
            )
        if mine:
            return " ".join([said, _("Whoever manages you is told, too.")])
        return " ".join([said, _("Whoever manages %(who)s is told, too.") % {"who": self._name_alone(row)}])

    def _name_alone(self, row: Pathway) -> str:
        """Who holds it, where what they are stands above already."""
        named = self.name(row.holder)
        return row.holder.user.name if row.holder and named == label_of(row.holder) else named

    def _ended(self, row: Pathway) -> str:
        return _("Ended %(day)s") % {"day": format_date(row.ended_at, year=True)} if row.ended_at else ""

    def _at(self, row: Pathway) -> str:
        if self.opened is None:
            return reverse("pathways:held_one", args=[row.pk])
        return reverse("pathways:pathway", args=[self.opened.person.reference, row.pk])

    def _at_request(self, row: Request) -> str:
        if self.opened is None:
            return reverse("pathways:held_request", args=[row.pk])
        return reverse("pathways:request", args=[self.opened.person.reference, row.pk])


def _offer(offer: Offer) -> Item:
    """A time that a service offers, and whether it waits for an answer; what is over waits for none."""
    over = offer.at <= clock.now()
    unsaid = _("This time is over") if over else _("They wait for your answer")
    return {
        "words": f"{offer.get_kind_display()}: {format_when(offer.at)}, {offer.place}",
        "waits": not offer.answer and not over, "tag": offer.get_answer_display() if offer.answer else unsaid,
        "kind": "calm" if offer.answer == "yes" else "quiet" if over else "waiting",
        "href": reverse("pathways:offer", args=[offer.person.reference, offer.pk]),
    }  # fmt: skip


def _step(words: str, who: str, day: date | None) -> Item:
    late = day is not None and day < clock.today()
    return {"words": words, "who": who, "day": capital(format_due(day)) if day else "", "late": late}


def asked(day: date) -> str:
    """ "Asked 412 days ago": the day on which help was first asked stays."""
    days = table.days_since(day, clock.today())
    return _("Asked %(days)s ago") % {"days": count(days, "day")} if days > 0 else _("Asked today")


def nth(requests: Iterable[Request]) -> str:
    number = rules.nth(one.state for one in requests)
    if number < 2:
        return ""
    return str(ORDINALS.get(number) or _("service number %(number)s") % {"number": number})


def way(row: Request, turns: list[Turn]) -> list[Item]:
    """The thread: filled = been there, hollow = to come, red = late; each also said in words."""
    late = _is_late(row)
    return [
        {
            "state": "later" if place.at == rules.LATER else "late" if late and place.at == rules.NOW else "now",
            "words": str(_state(place.state)), "day": format_date(place.day) if place.day else "",
            "here": place.at == rules.NOW, "due": due_words(row, late=late) if place.at == rules.NOW else "",
        }
        for place in rules.way(row.state, queries.reached(row, turns))
    ]  # fmt: skip


def _is_late(row: Request) -> bool:
    return row.is_open and row.due_on is not None and row.due_on < clock.today()


def due_words(row: Request, *, late: bool) -> str:
    """What comes next from where it stands, and by when."""
    if not row.is_open or row.due_on is None:
        return ""
    said = {"what": step_words(row), "day": format_due(row.due_on)}
    return (_("Next, and late: %(what)s (%(day)s)") if late else _("Next: %(what)s (%(day)s)")) % said


def step_words(row: Request) -> str:
    """What comes next from where it stands."""
    return str(Words.read(item("next", row.state)["words"])).rstrip(".")


def reason_words(reason: str) -> str:
    return str(Words.read(item("reasons", reason)["words"]))


def _state(state: str) -> Any:
    return dict(Request.State.choices).get(state, "")


def _meanwhile(row: Request, mine: Iterable[Turn]) -> str:
    """What helps while one waits: as they said it to this family, else what they say to all."""
    if row.state not in table.UNSTARTED:
        return ""
    said = [turn.next_words for turn in mine if turn.move == "list" and turn.next_words]
    return said[-1] if said else criteria.meanwhile(row.service)


def phone(row: Request) -> Item:
    """The first telephone of the service, as the directory has it."""
    document: Document = row.service.live.document if row.service and row.service.live else {}
    for holder in (*document.get("contacts", ()), document):
        for one in holder.get("phones", ()):
            number = str(one.get("number", ""))
            return {
                "words": number,
                "href": f"tel:{''.join(sign for sign in number if sign in '+0123456789')}",
            }
    return {}


def sendings(found: Iterable[Sent]) -> list[Item]:
    """What was sent where, newest first, with its parts."""
    return [
        {
            "to": one.to, "when": format_date(one.created_at, year=True), "who": label_of(one.created_by),
            "purpose": str(Words.read(item("purposes", one.purpose)["words"])),
            "agreed": str(Words.read(item("agreed", one.agreed)["words"])) if one.agreed else "", "how": one.agreed_how,
            "pieces": [
                {"title": str(Words.read(piece["title"])), "words": spoken(piece["words"], piece["language"]),
                 "by": piece["by"], "on": format_date(piece["on"], year=True) if piece["on"] else ""}
                for piece in one.pieces
            ],
        }
        for one in reversed(list(found))
    ]  # fmt: skip
