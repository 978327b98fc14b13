"""What happens next, told as a thread: late first, then by day, then what waits without one."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.queries import label_of
from unstori.access.rules import Permission
from unstori.circle import queries as circle
from unstori.core import clock
from unstori.core.dates import format_ago, format_due, format_when
from unstori.core.words import spoken
from unstori.directory.wording import away_said
from unstori.pathways.models import Offer, Request, Visit
from unstori.pathways.rules import requests as rules
from unstori.plan.models import Outcome, Review, Support
from unstori.plan.presenters import chart
from unstori.story.models import Promise

Item = dict[str, Any]
FAR = date.max
FAMILY = ("self", "family", "advocate")


def thread(
    opened: Opened,
    promises: Iterable[Promise],
    review: Review | None,
    waiting: Iterable[Support],
    asked: Iterable[Request] = (),
    times: Iterable[Offer] = (),
    visits: Iterable[Visit] = (),
) -> list[Item]:
    """Items for ui's thread; the day is only for sorting. What was saved from the directory and asked for stands once."""
    promises = list(promises)
    owners = {promise.owner_id for promise in promises} | ({review.owner_id} if review else set())
    away = {id: away_said(row) for id, row in circle.away_around(opened, owners).items()}
    items = [_promise(opened, promise, away.get(promise.owner_id, "")) for promise in promises]
    items += (
        [_review(opened, review, away.get(review.owner_id, "") if review.owner_id else "")] if review else []
    )
    asked = list(asked)
    services = {row.service_id for row in asked if row.service_id}
    offered = {row.request_id: row for row in reversed(list(times))}
    items += [_asked(opened, row, offered.pop(row.pk, None)) for row in asked]
    # A meeting to find a way forward, offered with a no.
    items += [_asked(opened, row.request, row) for row in offered.values()]
    items += [_visit(opened, row) for row in visits]
    items += [_waiting(opened, support) for support in waiting if support.service_id not in services]
    return sorted(items, key=lambda item: item["day"])


def _promise(opened: Opened, promise: Promise, away: str) -> Item:
    late = promise.due_on < clock.today()
    mine = promise.owner_id == opened.actor.capacity_id
    who = _("You") if mine else label_of(promise.owner)
    said = _("You promised this.") if mine else ""
    return {
        "day": promise.due_on,
        "state": "late" if late else "now",
        "heading": spoken(promise.what, promise.language),
        "href": reverse("story:promises", args=[opened.person.reference]),
        "tag": format_due(promise.due_on),
        "tag_kind": "late" if late else "calm",
        "body": (_paragraph(said) if said else _paragraph(_("Promised by {who}."), who=who)) + _also(away),
    }


def _review(opened: Opened, review: Review, away: str) -> Item:
    late = review.due_on < clock.today()
    if review.owner is None:
        body = _paragraph(_("Nobody is named to arrange it yet."))
    elif review.owner_id == opened.actor.capacity_id:
        body = _paragraph(_("You will ask %(name)s for a time.") % {"name": opened.person.called})
    else:
        body = _paragraph(_("{who} will ask you for a time."), who=label_of(review.owner))
    return {
        "day": review.due_on,
        "state": "late" if late else "later",
        "heading": _("Plan review"),
        "href": reverse("plan:review", args=[opened.person.reference]),
        "tag": format_due(review.due_on),
        "tag_kind": "late" if late else "calm",
        "body": body + _also(away),
    }


def _asked(opened: Opened, row: Request, time: Offer | None) -> Item:
    """A service that was asked and has not started: what it waits for from the reader, who holds it, how long ago help was
    first asked. A time that is offered leads to its answer."""
    late = bool(row.due_on and row.due_on < clock.today())
    holder = row.pathway.holder
    mine = holder is not None and holder.pk == opened.actor.capacity_id
    held = _paragraph(_("You hold this.")) if mine else SafeString("")
    if holder is not None and not mine:
        held = _paragraph(_("{who} holds this."), who=label_of(holder))
    first = _("Help was first asked %(ago)s.") % {"ago": format_ago(row.pathway.first_asked_on)}
    answers = time is not None and opened.may(Permission.ADD, row.section)
    return {
        "day": row.due_on or FAR,
        "state": "late" if late else "later" if row.state == rules.WAITING else "now",
        "heading": row.service_name,
        "href": reverse(
            "pathways:offer" if answers else "pathways:request",
            args=[opened.person.reference, time.pk if time and answers else row.pk],
        ),
        "tag": format_due(row.due_on) if late and row.due_on else row.get_state_display(),
        "tag_kind": "late" if late else "waiting",
        "body": _yours(opened, row, time) + held + _paragraph(first),
    }


def _yours(opened: Opened, row: Request, time: Offer | None) -> SafeString:
    """What the service waits for; of the family alone where it is theirs to say."""
    if time:
        return _paragraph(
            _("They offer {when}, {place}. Does it suit?"), when=format_when(time.at), place=time.place
        )
    if row.state == rules.ASKED:
        return _paragraph(_("They ask something before they can go on."))
    if row.state == rules.MET and opened.actor.kind in FAMILY:
        return _paragraph(_("Has it really started? You say so."))
    return SafeString("")


def _visit(opened: Opened, row: Visit) -> Item:
    """Several services come once: the family chooses the time."""
    mine = opened.actor.kind in FAMILY
    return {
        "day": clock.today(),
        "state": "now",
        "heading": _("One visit for several services"),
        "href": reverse("pathways:visit", args=[opened.person.reference, row.pk]),
        "tag": row.get_state_display(),
        "tag_kind": "waiting",
        "body": _paragraph(_("Choose a time that suits you.") if mine else _("The family chooses a time.")),
    }


def _waiting(opened: Opened, support: Support) -> Item:
    tag = _("Waiting")
    if support.starts_on and support.starts_on <= clock.today():
        tag = _("Waiting: asked %(ago)s") % {"ago": format_ago(support.starts_on)}
    return {
        "day": FAR,
        "state": "later",
        "heading": spoken(support.what, support.language),
        "href": reverse("plan:index", args=[opened.person.reference]),
        "tag": tag,
        "tag_kind": "waiting",
        "body": _paragraph(_("From {who}."), who=support.who),
    }


def _paragraph(words: str, **who: str) -> SafeString:
    """A sentence with the one who does it in bold."""
    bold = {key: format_html("<b>{}</b>", name) for key, name in who.items()}
    return format_html("<p>{}</p>", format_html(words, **bold) if bold else words)


def _also(words: str) -> SafeString:
    """A sentence more, where there is one."""
    return format_html("<p>{}</p>", words) if words else SafeString("")


def going(outcomes: Iterable[Outcome]) -> list[Item]:
    """Outcomes that somebody rated, as the plan draws them."""
    return [
        {"words": spoken(outcome.words, outcome.language), **chart(list(outcome.ratings.all()))}
        for outcome in outcomes
    ]
