"""What somebody is entitled to, and what was offered of it, in words."""

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access import queries as access
from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.circle.queries import circle_of
from unstori.core import clock
from unstori.core.dates import format_date, format_due
from unstori.core.words import Words, spoken
from unstori.people.rules import age_on
from unstori.rights import queries, rules
from unstori.rights.models import Asking, Offer, OfferNews
from unstori.rights.presenters.disagreeing import said
from unstori.story.models import Promise

Item = dict[str, Any]
TAG = {
    "offered": "waiting", "not_yet": "waiting", "accepted": "calm", "declined": "quiet", "asked": "waiting",
    "came": "calm", "result": "calm",
}  # fmt: skip


def title(opened: Opened) -> str:
    """The page's name, as its reader would say it."""
    if opened.is_self:
        return _("What I am entitled to")
    return _("What %(name)s’s family is entitled to") % {"name": opened.person.called}


def entitlements(opened: Opened) -> list[Item]:
    """All that holds where the person lives and at their age, in parts of the story that this actor sees."""
    person, made, asked = opened.person, defaultdict(list), defaultdict(list)
    for row in queries.offers(opened):
        made[row.kind].append(row)
    rows = list(queries.askings(opened))
    promised = queries.promised(opened, [row.pk for row in rows])
    for asking in rows:
        asked[asking.kind].append((asking, promised.get(asking.pk)))
    writes = queries.may_write_for(opened) and bool(queries.without_account(opened))
    age = age_on(person.born_on, clock.today()) if person.born_on else None
    found = [
        _entitlement(opened, one, made.pop(one["id"], []), asked.pop(one["id"], []), writes)
        for one in queries.offers_in(person.jurisdiction)
        if one["section"] in opened.sections and rules.offered_for(one, age)
    ]
    return found + [_earlier(opened, kind_rows) for kind_rows in made.values()]


def missing(items: list[Item]) -> list[str]:
    """What everybody must be offered and nobody has offered."""
    return [item["name"] for item in items if item["due"]]


def _entitlement(
    opened: Opened, one: Item, made: list[Offer], asked: list[tuple[Asking, Promise | None]], writes: bool
) -> Item:
    by, ref = opened.actor, opened.person.reference
    due = rules.is_due(one, len(made))
    waiting = [_asking(asking, promise) for asking, promise in asked]
    may_offer = opened.may(Permission.ADD, one["section"]) and not rules.can_ask(by.kind)
    may_ask = rules.can_ask(by.kind) and not _open(asked) and not _goes_on(made)
    return {
        "id": one["id"],
        "name": str(Words.read(one["name"])),
        "what": str(Words.read(one["what"])),
        "source": one["source"],
        "verified": one["verified"],
        "due": due,
        "carers": one["for"] in ("carer", "young_carer"),
        "tag": "" if made else _("Nobody has offered this yet"),
        "tag_kind": "late" if due else "quiet",
        "offers": [_offer_line(opened, row) for row in made],
        "asked": waiting,
        "ask": reverse("rights:ask", args=[ref, one["id"]]) if may_ask else "",
        "ask_for": reverse("rights:ask", args=[ref, one["id"]])
        if may_offer and writes and not _open(asked)
        else "",
        "offer": reverse("rights:offer", args=[ref, one["id"]]) if may_offer else "",
    }


def _earlier(opened: Opened, made: list[Offer]) -> Item:
    """Offered where other law held, before a move or a birthday: it stays to be seen."""
    first = made[0]
    name = str(queries.offer_named(first.definition, first.definition_version, first.kind))
    lines = [_offer_line(opened, row) for row in made]
    return {"id": first.kind, "name": name, "offers": lines, "asked": [], "due": False, "earlier": True}


def _open(asked: list[tuple[Asking, Promise | None]]) -> bool:
    return any(promise and promise.kept_at is None for _asking, promise in asked)


def _goes_on(made: list[Offer]) -> bool:
    """The newest offer waits for an answer, or for what was said yes to."""
    return bool(made) and rules.stands([one.what for one in made[0].news.all()]) not in ("declined", "result")


def _offer_line(opened: Opened, row: Offer) -> Item:
    told = list(row.news.all())
    stands = rules.stands([one.what for one in told])
    last = told[-1] if told else None
    return {
        "href": reverse("rights:offered", args=[opened.person.reference, row.pk]),
        "to": row.to_name,
        "by": access.label_of(row.created_by),
        "when": format_date(row.offered_on),
        "how": row.get_format_display(),
        "language": row.in_language,
        "stands": OfferNews.What(stands).label if last else _("No answer yet"),
        "kind": TAG[stands],
        "may_answer": rules.can_ask(opened.actor.kind) and stands in ("offered", "not_yet"),
        "last": spoken(last.words, last.language) if last else "",
    }


def _asking(asking: Asking, promise: Promise | None) -> Item:
    kept = bool(promise and promise.kept_at)
    return {
        "id": asking.pk,
        "who": _who(asking),
        "when": format_date(asking.said_on or asking.created_at),
        "words": asking.words,
        "lang": asking.language,
        "owner": access.label_of(promise.owner) if promise else "",
        "due": format_due(promise.due_on) if promise and not kept else "",
        "kept": kept,
        "late": bool(promise and not kept and promise.due_on < clock.today()),
        "outcome": spoken(promise.outcome, promise.language) if promise and kept else "",
    }


def _who(row: Asking | OfferNews) -> str:
    """Whose words; and by whose hand, where they cannot sign in."""
    wrote = access.label_of(row.created_by)
    return said(row, wrote) if row.said_by else wrote


def offer_page(opened: Opened, row: Offer) -> Item:
    """One offer with all that followed, and what can be said next."""
    told = list(row.news.all())
    stands = rules.stands([one.what for one in told])
    can_say = rules.news_choices(stands)
    if not rules.can_answer_offer(opened.actor.kind, **queries.answers_as(opened, row)):
        can_say = ()
    elif rules.can_ask(opened.actor.kind):
        can_say = tuple(what for what in can_say if what in rules.ANSWERS)
    elif not opened.may(Permission.ADD, row.section):
        can_say = ()
    line = _offer_line(opened, row)
    return {
        **line,
        "name": str(queries.offer_named(row.definition, row.definition_version, row.kind)),
        "words": spoken(row.words, row.language),
        "news": [
            {
                "heading": one.get_what_display(),
                "when": format_date(one.happened_on),
                "who": _who(one),
                "text": "" if one.said_by else one.words,
                "words": one.words if one.said_by else "",
                "by": one.said_by,
                "lang": one.language,
            }
            for one in told
        ],
        "can_say": can_say,
    }


def people_choices(opened: Opened) -> list[tuple[str, str]]:
    """To whom something can be offered: the person, then who is around them."""
    here = [(str(member.pk), member.said) for member in circle_of(opened) if member.kind != "worker"]
    return [(str(opened.person.pk), opened.person.called), *here]
