"""Preparing a transition: who takes what, what is done, and how it ends."""

from datetime import date
from uuid import UUID

from django.db import transaction

from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.directory.models import Entry
from unstori.pathways.actions.transition_steps import stamp, step
from unstori.pathways.models import ToAsk, Transition, TransitionItem
from unstori.pathways.queries import gaps
from unstori.pathways.queries import lifespan as stages
from unstori.pathways.queries import transitions as queries
from unstori.pathways.rules import transitions as rules
from unstori.people.models import Capacity
from unstori.story import actions as story


@transaction.atomic
def take(
    *, by: Actor, item: TransitionItem, due_on: date, owner: Capacity | None = None, name: str = ""
) -> TransitionItem:
    """Somebody does it, by name and by a day: whoever can sign in promises it; others are written down."""
    opened, held = _item(by, item)
    rules.check_item_open(done=queries.is_done(held), dropped=held.state == TransitionItem.State.DROPPED)
    rules.check_owner(named=owner is not None, name=name)
    if owner is None:
        _let_go(by, held, "")
        held.owner_name, held.promise, held.due_on = name.strip(), None, due_on
    elif held.promise and not held.promise.kept_at and held.promise.due_on == due_on:
        if held.promise.owner_id != owner.pk:
            story.hand_over_promise(by=by, promise=held.promise, to=owner)
    else:
        _let_go(by, held, "")
        held.owner_name, held.due_on = "", due_on
        held.promise = story.promise(
            by=by, person=opened.person, section=held.section, what=held.plain, due_on=due_on, owner=owner,
            about_id=held.transition_id, language=held.language if held.words else "",
        )  # fmt: skip
    held.save(update_fields=["owner_name", "promise", "due_on"])
    step(by=by, row=held.transition, kind="taken", item=held, name=owner.user.name if owner else name.strip())
    return held


@transaction.atomic
def done(*, by: Actor, item: TransitionItem, done_for: str = "", words: str = "") -> TransitionItem:
    """It is prepared. `done_for`: who did it, where another writes it down."""
    _opened, held = _item(by, item)
    rules.check_item_open(done=queries.is_done(held), dropped=held.state == TransitionItem.State.DROPPED)
    _let_go(by, held, words)
    held.state, held.done_on, held.done_for = TransitionItem.State.DONE, clock.today(), done_for.strip()
    held.save(update_fields=["state", "done_on", "done_for"])
    step(by=by, row=held.transition, kind="done", item=held, name=held.done_for, words=words)
    return held


@transaction.atomic
def drop(*, by: Actor, item: TransitionItem, why: str) -> TransitionItem:
    """It is not needed, for a reason."""
    _opened, held = _item(by, item)
    rules.check_item_open(done=queries.is_done(held), dropped=held.state == TransitionItem.State.DROPPED)
    rules.check_drop(why)
    _let_go(by, held, why)
    held.state = TransitionItem.State.DROPPED
    held.save(update_fields=["state"])
    step(by=by, row=held.transition, kind="dropped", item=held, words=why)
    return held


@transaction.atomic
def put_back(*, by: Actor, item: TransitionItem) -> TransitionItem:
    """It has to be done after all. Who does it is asked anew."""
    _opened, held = _item(by, item)
    held.state, held.promise, held.owner_name = TransitionItem.State.OPEN, None, ""
    held.done_on, held.done_for = None, ""
    held.due_on = max(
        held.due_on, min(clock.today() + rules.LAST_LOOK, max(held.transition.day, clock.today()))
    )
    held.save(update_fields=["state", "promise", "owner_name", "done_on", "done_for", "due_on"])
    step(by=by, row=held.transition, kind="back", item=held)
    return held


@transaction.atomic
def add_item(*, by: Actor, transition: Transition, words: str, side: str, due_on: date) -> TransitionItem:
    """Something more, in own words."""
    _opened, row = _transition(by, transition)
    rules.check_own_item(words)
    made = TransitionItem.objects.create(
        transition=row, words=words, side=side, due_on=due_on, **stamp(by=by, row=row)
    )
    step(by=by, row=row, kind="added", item=made)
    return made


@transaction.atomic
def name_receiver(
    *, by: Actor, transition: Transition, receiver: Capacity | None = None, name: str = "", how: str = ""
) -> Transition:
    """The key worker of after, by name and before the day. It lets nobody in."""
    _opened, row = _transition(by, transition)
    rules.check_receiver(named=receiver is not None, name=name)
    row.receiver, row.receiver_name = receiver, "" if receiver else name.strip()
    row.receiver_how = how.strip()
    row.save(update_fields=["receiver", "receiver_name", "receiver_how"])
    step(by=by, row=row, kind="receiver", name=receiver.user.name if receiver else name.strip())
    return row


@transaction.atomic
def will_ask(*, by: Actor, transition: Transition, service: Entry, ask_on: date) -> ToAsk:
    """A service to be asked before the day. Nobody is asked by this."""
    _opened, row = _transition(by, transition)
    if before := ToAsk.objects.filter(transition=row, service=service, off_at__isnull=True).first():
        return before
    made = ToAsk.objects.create(
        transition=row, service=service, service_seen=service.live, ask_on=ask_on, **stamp(by=by, row=row)
    )
    step(by=by, row=row, kind="to_ask", name=service.name)
    return made


@transaction.atomic
def will_not_ask(*, by: Actor, transition: Transition, id: UUID) -> None:
    """It is taken off the list; it can be put there again."""
    opened, row = _transition(by, transition)
    asks = ToAsk.objects.select_for_update(of=("self",)).select_related("service")
    held = opened.rows(asks.filter(pk=id, transition=row, off_at__isnull=True)).first()
    if held is None:
        raise stages.missing(opened, id)
    held.off_at, held.off_by = clock.now(), by.capacity_id
    held.save(update_fields=["off_at", "off_by"])
    step(by=by, row=row, kind="not_ask", name=held.service.name)


@transaction.atomic
def end(*, by: Actor, transition: Transition, to: str, why: str = "") -> Transition:
    """Everything is there; or it does not apply. With something open only for a reason."""
    opened, row = _transition(by, transition)
    shown = queries.transition(opened, row.pk)
    undone = sum(queries.is_open(one) for one in shown.items.all())
    rules.check_end(state=row.state, to=to, why=why, gaps=len(gaps.gaps_of(opened, shown)), undone=undone)
    row.state = to
    row.save(update_fields=["state"])
    step(by=by, row=row, kind="ended", words=why)
    return row


@transaction.atomic
def reopen(*, by: Actor, transition: Transition) -> Transition:
    _opened, row = _transition(by, transition, ended=True)
    rules.check_reopen(row.state)
    row.state = rules.OPEN
    row.save(update_fields=["state"])
    step(by=by, row=row, kind="reopened")
    return row


def _transition(by: Actor, row: Transition, *, ended: bool = False) -> tuple[Opened, Transition]:
    """Locked, for who adds to its part. Raises NotFound."""
    opened = require(by, row.person_id, Permission.ADD, section=row.section, about=[row])
    rows = Transition.objects.select_for_update(of=("self",)).select_related("person")
    held = opened.rows(rows.filter(pk=row.pk)).first()
    if held is None:
        raise stages.missing(opened, row.pk)
    if not ended:
        rules.check_open(held.state)
    return opened, held


def _item(by: Actor, item: TransitionItem) -> tuple[Opened, TransitionItem]:
    opened, row = _transition(by, item.transition)
    rows = TransitionItem.objects.select_for_update(of=("self",)).select_related("person")
    held = opened.rows(rows.filter(pk=item.pk, transition=row)).first()
    if held is None:
        raise stages.missing(opened, item.pk)
    held.transition = row
    return opened, held


def _let_go(by: Actor, held: TransitionItem, words: str) -> None:
    """What was promised is kept with it: nobody is late with what is done, or is another's now."""
    if held.promise and not held.promise.kept_at:
        story.keep_promise(by=by, promise=held.promise, outcome=words)
