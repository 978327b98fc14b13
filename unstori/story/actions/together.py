"""Observed together: each one's words stand beside the others', and what the circle agrees is told as theirs."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.queries.safety import kept_from_anybody
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.story import definitions, rules
from unstori.story.actions.facts import tell_fact
from unstori.story.models import Agreed, Answer, Conversation, Echo, Presence, SaidHow, Statement
from unstori.story.queries import Said
from unstori.story.queries.missing import missing

JOINED_AGAIN = timedelta(minutes=10)
SEEN_EVERY = timedelta(seconds=20)  # a page that looks every few seconds writes now and then


def open_conversation(*, by: Actor, conversation: Conversation) -> tuple[Opened, Conversation]:
    """The conversation, locked, for somebody who may add to it. Raises NotFound."""
    opened = require(by, conversation.person_id, Permission.ADD, section=conversation.section)
    rows = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation.pk)
    held = opened.rows(rows).first()
    if held is None:
        raise missing(opened)
    return opened, held


@transaction.atomic
def echo(*, by: Actor, answer: Answer, so_too: bool, version: int, words: str = "") -> Echo:
    """I see it so too, or differently. `version` is what was read: words changed since are read first. Raises Clash.

    Somebody who is here as a mother and as a worker is one who saw it, and seconds herself in neither.
    """
    opened, held = open_conversation(by=by, conversation=answer.conversation)
    kept = opened.rows(held.answers.filter(pk=answer.pk)).first()
    if kept is None:
        raise missing(opened)
    rules.check_echo(
        finished=held.finished_at is not None, own=kept.created_by.user_id == by.user_id,
        so_too=so_too, words=words,
    )  # fmt: skip
    if kept.version != version:
        raise Clash(theirs={"words": kept.words}, mine={"words": words}, version=kept.version)
    said = Echo.objects.create(
        answer=kept, answer_version=version, so_too=so_too, words="" if so_too else words.strip(),
        narrowed=held.narrowed, **audit.stamp(by=by, person=opened.person, section=held.section),
    )  # fmt: skip
    audit.record(by, "answer.echo", person_id=opened.person.pk, row=said)
    return said


@transaction.atomic
def be_there(*, by: Actor, conversation: Conversation) -> Presence:
    """Somebody has the conversation open. The audit says so once, not with every look."""
    opened, held = open_conversation(by=by, conversation=conversation)
    now, rows = clock.now(), Presence.objects.filter(conversation=held, created_by_id=by.capacity_id)
    seen = opened.rows(rows).first()
    if seen is None:
        seen = Presence.objects.create(
            conversation=held, seen_at=now, seen_by=by.capacity_id, narrowed=held.narrowed,
            **audit.stamp(by=by, person=opened.person, section=held.section),
        )  # fmt: skip
        audit.record(by, "conversation.join", person_id=opened.person.pk, row=held)
    elif now - seen.seen_at > SEEN_EVERY:
        before, seen.seen_at = seen.seen_at, now
        seen.save(update_fields=["seen_at"])
        if now - before > JOINED_AGAIN:
            audit.record(by, "conversation.join", person_id=opened.person.pk, row=held)
    return seen


def keep_who_agreed(
    *, by: Actor, opened: Opened, held: Conversation, said: list[Said], statements: list[Statement]
) -> None:
    """Which echoes stand behind each statement, and by it behind its fact: kept from somebody, all of it is."""
    stamp = audit.stamp(by=by, person=opened.person, section=held.section)
    Agreed.objects.bulk_create(
        Agreed(echo=echo, about_id=statement.pk, narrowed=held.narrowed, **stamp)
        for each, statement in zip(said, statements, strict=True)
        for echo in (each.answer.echoes.all() if each.agreed_by else ())
        if echo.so_too and echo.answer_version == each.answer.version
    )


def tell_facts(
    *, by: Actor, opened: Opened, held: Conversation, guide: definitions.Guide, said: list[Said]
) -> dict[UUID, UUID]:
    """What was agreed is known from now on, wherever facts about me are shown; nobody types it again.

    What is kept from anybody stays with the answer alone. Returns which answer became which fact: the statement points
    at both, so that a withholding that comes later keeps the fact too.
    """
    told: dict[UUID, UUID] = {}
    kept, sections = kept_from_anybody(opened.person)
    for each in said:
        heard = {row.pk for row in each.answer.echoes.all()} if each.agreed_by else set()
        if held.section in sections or each.answer.pk in kept or heard & kept:
            continue
        question = guide.question(each.answer.question)
        if question is None or not question.fact or question.lead is None:
            continue
        if not opened.may(Permission.ADD, definitions.facts()[question.fact].section):
            continue
        lead = getattr(question.lead, each.answer.language)
        told[each.answer.pk] = tell_fact(
            by=by, person=opened.person, key=question.fact, words=f"{lead}: {each.answer.words.strip()}",
            said_by=", ".join((each.answer.said_by, *each.agreed_by))[:200], said_how=SaidHow.OBSERVED,
            said_on=held.held_on, narrowed=held.narrowed, language=each.answer.language,
        ).pk  # fmt: skip
    return told
