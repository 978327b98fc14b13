"""The service's own steps; for a service that is not here, written down by who holds the request, with who said so."""

from datetime import date
from typing import Any

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.core.errors import gettext_noop as _
from unstori.directory.models import Entry
from unstori.pathways.actions.requests.turning import Held, hold, move
from unstori.pathways.models import Pathway, Request, Sent, Turn, UnmetNeed
from unstori.pathways.queries import holders, pieces
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.people.models import Capacity


@transaction.atomic
def receive(
    *, by: Actor, request: Request, words: str = "", told_by: str = "", seen: int | None = None
) -> Turn:
    """They have it. Raises RuleBroken, NotFound."""
    return move(hold(request, by=by, seen=seen), "receive", by=by, words=words, told_by=told_by)


@transaction.atomic
def ask_more(*, by: Actor, request: Request, words: str, told_by: str = "", seen: int | None = None) -> Turn:
    """A question to whoever asked; the clock of the service does not stop for it. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    return move(held, "ask", by=by, words=words, told_by=told_by)


@transaction.atomic
def accept(
    *,
    by: Actor,
    request: Request,
    words: str = "",
    told_by: str = "",
    lead: Capacity | None = None,
    lead_words: str = "",
    seen: int | None = None,
) -> Turn:
    """They said yes. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    changes = {"waiting_since": clock.today(), **_lead(held, lead, lead_words)}
    return move(held, "accept", by=by, words=words, told_by=told_by, changes=changes)


@transaction.atomic
def put_on_list(
    *,
    by: Actor,
    request: Request,
    words: str = "",
    meanwhile: str = "",
    next_on: date | None = None,
    told_by: str = "",
    seen: int | None = None,
) -> Turn:
    """It waits. `meanwhile`: what helps while it does; `next_on`: by when somebody speaks again. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    return move(held, "list", by=by, words=words, next_words=meanwhile, next_on=next_on, told_by=told_by)


@transaction.atomic
def triage(*, by: Actor, request: Request, need: str, words: str, seen: int | None = None) -> Turn:
    """How soon it is needed, and why. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    order = {one["id"]: place for place, one in enumerate(queries.definition()["needs"])}
    if need not in order:
        raise RuleBroken(_("Say how soon it is needed."))
    detail = {"before": held.request.need, "need": need}
    return move(
        held, "triage", by=by, words=words, changes={"need": need, "need_order": order[need]}, detail=detail
    )


@transaction.atomic
def contact(
    *,
    by: Actor,
    request: Request,
    words: str,
    on: date | None = None,
    told_by: str = "",
    seen: int | None = None,
) -> Turn:
    """Somebody spoke with the family about it. Silence ends with this. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    day = on or clock.today()
    newest = max(day, held.request.last_contact_on or day)
    return move(
        held, "contact", by=by, words=words, on=on, told_by=told_by, changes={"last_contact_on": newest}
    )


@transaction.atomic
def note(*, by: Actor, request: Request, words: str, seen: int | None = None) -> Turn:
    """A word to all who are with it, also from the family. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    return move(held, "note", by=by, words=words)


@transaction.atomic
def meet(
    *,
    by: Actor,
    request: Request,
    words: str = "",
    on: date | None = None,
    lead: Capacity | None = None,
    lead_words: str = "",
    told_by: str = "",
    seen: int | None = None,
) -> Turn:
    """First contact. Who asked goes on holding it until the family says that it has really started. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    day = on or clock.today()
    changes = {"met_on": day, "last_contact_on": day, **_lead(held, lead, lead_words)}
    return move(held, "meet", by=by, words=words, on=on, told_by=told_by, changes=changes)


@transaction.atomic
def end(
    *,
    by: Actor,
    request: Request,
    words: str,
    next_words: str = "",
    told_by: str = "",
    seen: int | None = None,
) -> Turn:
    """Somebody decides that it has ended, and says why. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    return move(held, "end", by=by, words=words, next_words=next_words, told_by=told_by)


@transaction.atomic
def decline(
    *,
    by: Actor,
    request: Request,
    reason: str,
    would_change: str,
    next_words: str,
    words: str,
    next_by: Capacity | None,
    next_on: date | None = None,
    told_by: str = "",
    detail: dict[str, Any] | None = None,
    seen: int | None = None,
) -> Turn:
    """No bare no. What was needed and not given is kept for planning. `detail`: other services. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    _check_no(held, reason, would_change, next_words, words, next_by)
    done = move(
        held, "decline", by=by, words=words, reason=reason, would_change=would_change, next_words=next_words,
        next_by=next_by, next_on=next_on, told_by=told_by, detail=detail or {},
    )  # fmt: skip
    _unmet(by, held, reason)
    _next(held.pathway, next_words, next_by, next_on)
    return done


@transaction.atomic
def reconsider(
    *, by: Actor, request: Request, words: str, told_by: str = "", seen: int | None = None
) -> Turn:
    """The no is taken back: it was a mistake, or something has changed. What was said stays. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    rules.check_words(words)
    if held.pathway.ended_at is not None:
        raise RuleBroken(_("What help was asked with has ended."))
    return move(held, "reconsider", by=by, words=words, told_by=told_by)


@transaction.atomic
def redirect(
    *,
    by: Actor,
    request: Request,
    to: Entry,
    would_change: str,
    words: str,
    told_by: str = "",
    seen: int | None = None,
) -> tuple[Turn, Request]:
    """Another service fits better. It is asked at once where that was agreed or is the same organisation; else it is
    written, and who holds it asks the family. The first day stays. Raises RuleBroken."""
    held = hold(request, by=by, seen=seen)
    if to.pk == held.request.service_id:
        raise RuleBroken(_("Choose another service."))
    next_words, holder = f"{to.name}", held.pathway.holder
    _check_no(held, rules.NOT_HERE, would_change, next_words, words, holder)
    done = move(
        held, "redirect", by=by, words=words, reason=rules.NOT_HERE, would_change=would_change, next_words=next_words,
        next_by=holder, told_by=told_by,
    )  # fmt: skip
    # What was agreed before stays the next step; that the new one is not sent yet is told from where it stands.
    return done, _passed_on(by, held, to)


def _passed_on(by: Actor, held: Held, to: Entry) -> Request:
    old = held.request
    desk = queries.desk_of(to)
    team = desk.team if desk else None
    ours = team is not None and old.team is not None and team.organisation_id == old.team.organisation_id
    new = Request.objects.create(
        pathway=held.pathway, service=to, service_seen=to.live, service_name=to.name[:500], team=team, words=old.words,
        after=old, may_pass_on=old.may_pass_on, narrowed=old.narrowed,
        **audit.stamp(by=by, person=old.person, section=old.section),
    )  # fmt: skip
    if ours or old.may_pass_on:
        for sent in old.sendings.order_by("created_at"):
            Sent.objects.create(
                request=new, to=new.service_name, purpose=sent.purpose, agreed=sent.agreed, agreed_how=sent.agreed_how,
                pieces=sent.pieces, digest=pieces.digest(sent.pieces), narrowed=sent.narrowed,
                **audit.stamp(by=by, person=old.person, section=old.section),
            )  # fmt: skip
        onward = Held(new, held.pathway, {rules.CIRCLE}, held.opened)
        changes = {"asked_on": clock.today(), "last_contact_on": old.last_contact_on}
        move(onward, "send", by=by, words=new.words, changes=changes)
    return new


def _check_no(
    held: Held, reason: str, would_change: str, next_words: str, words: str, owner: Capacity | None
) -> None:
    said: dict[str, Any] = {"would_change": would_change, "next_words": next_words, "words": words}
    rules.check_no(reason=reason, has_owner=owner is not None, **said)
    able = {held.pathway.holder_id, *(_team(held))}
    if owner is not None and owner.pk not in able:
        raise RuleBroken(_("Choose who holds it, or somebody of your team."))


def _team(held: Held) -> set[Any]:
    """Who is there now: nobody who has left is named to a family."""
    return {one.pk for one in holders.working_in(held.request.team)}


def _lead(held: Held, lead: Capacity | None, words: str) -> dict[str, Any]:
    """Who works with the family there: of the team, or in words where the service is not here."""
    if lead is not None and lead.pk not in _team(held):
        raise RuleBroken(_("Choose somebody of your team."))
    said: dict[str, Any] = {"lead": lead} if lead else {}
    return said | ({"lead_words": words} if words else {})


def _unmet(by: Actor, held: Held, reason: str) -> None:
    request, pathway = held.request, held.pathway
    if reason not in rules.UNMET:
        return
    UnmetNeed.objects.create(
        request=request, what=request.service_name, service=request.service, why=reason,
        district=request.person.postcode.split(" ")[0][:4], narrowed=request.narrowed,
        days_asked=rules.days_since(pathway.first_asked_on, clock.today()),
        **audit.stamp(by=by, person=request.person, section=request.section),
    )  # fmt: skip


def _next(pathway: Pathway, words: str, by: Capacity | None, on: date | None) -> None:
    pathway.next_words, pathway.next_by, pathway.next_on = words, by, on
    pathway.version += 1
    pathway.save(update_fields=["next_words", "next_by", "next_on", "version"])
