"""A what matters conversation: kept as it is typed, and statements when it is finished."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Case, When

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.people.models import Person
from unstori.story import definitions, rules
from unstori.story.actions.timeline import record
from unstori.story.models import Answer, Conversation, Entry, Statement
from unstori.story.queries.missing import missing

SECTION = "what_matters"


@transaction.atomic
def start_conversation(
    *,
    by: Actor,
    person: Person,
    guide: str = "first-conversation",
    held_on: date | None = None,
    language: str = "en",
    who_was_there: str = "",
    narrowed: bool = False,
) -> Conversation:
    """Begin a conversation along the version of the guide that holds today."""
    opened = require(by, person.pk, Permission.ADD, section=SECTION)
    begun = Conversation.objects.create(
        guide=guide, guide_version=definitions.guide(guide).version, held_on=held_on or clock.today(),
        language=language, who_was_there=who_was_there, narrowed=narrowed,
        **audit.stamp(by=by, person=opened.person, section=SECTION),
    )  # fmt: skip
    audit.record(by, "conversation.start", person_id=opened.person.pk, row=begun)
    return begun


@transaction.atomic
def save_answer(
    *,
    by: Actor,
    conversation: Conversation,
    question: str,
    words: str,
    said_by: str,
    version: int = 0,
    **how: Any,
) -> Answer:
    """Keep one answer as it is typed. `version` is what the page had read, 0 for none. Raises Clash."""
    opened, held = _open(by, conversation)
    rules.check_open(finished=held.finished_at is not None)
    new = {"words": words, **how}
    # the conversation is locked, so of two first answers the second finds the first; what is kept from its author
    # is passed over, as if it were not there
    same = Answer.objects.select_for_update(of=("self",)).filter(
        conversation=held, question=question, said_by=said_by
    )
    own_first = Case(When(created_by_id=by.capacity_id, then=0), default=1)
    kept = opened.rows(same).order_by(own_first, "created_at").first()
    if kept is None:
        kept = Answer.objects.create(
            conversation=held, question=question, said_by=said_by, narrowed=held.narrowed,
            **audit.stamp(by=by, person=opened.person, section=held.section), **new,
        )  # fmt: skip
        audit.record(by, "answer.add", person_id=opened.person.pk, row=kept)
    elif any(getattr(kept, name) != value for name, value in new.items()):
        _change(by, opened, kept, version, new)
    return kept


@transaction.atomic
def finish_conversation(*, by: Actor, conversation: Conversation) -> list[Statement]:
    """Answers become statements, verbatim, that the plan and the profile cite."""
    opened, held = _open(by, conversation)
    answers = [answer for answer in held.answers.order_by("created_at") if answer.words.strip()]
    seen = sum(opened.sees(answer) for answer in answers)
    rules.check_finish(finished=held.finished_at is not None, answers=seen)
    held.finished_at, held.finished_by = clock.now(), by.capacity_id
    held.save(update_fields=["finished_at", "finished_by"])
    guide = definitions.guide(held.guide, held.guide_version)
    statements = [_statement(by, opened, held, guide, answer) for answer in answers]
    Statement.objects.bulk_create(statements)
    audit.record(
        by, "conversation.finish", person_id=opened.person.pk, row=held, detail={"said": len(statements)}
    )
    record(
        by=by, person=opened.person, section=held.section, event="conversation.finished", about_id=held.pk,
        kind=Entry.Kind.CONVERSATION, title=getattr(guide.title, held.language), language=held.language,
        narrowed=held.narrowed, happened_on=held.held_on.isoformat(), sort_on=held.held_on,
    )  # fmt: skip
    return statements


def _open(by: Actor, conversation: Conversation) -> tuple[Opened, Conversation]:
    opened = require(by, conversation.person_id, Permission.ADD, section=conversation.section)
    rows = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation.pk)
    held = opened.rows(rows).first()
    if held is None:
        raise missing(opened)
    return opened, held


def _change(by: Actor, opened: Opened, kept: Answer, version: int, new: dict[str, Any]) -> None:
    """Two people type at once: nothing is written over; both versions are shown."""
    if kept.version != version:
        raise Clash(
            theirs={name: str(getattr(kept, name)) for name in new},
            mine={name: str(value) for name, value in new.items()},
            version=kept.version,
        )
    for name, value in {**new, "version": version + 1}.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*new, "version"])
    audit.record(by, "answer.change", person_id=opened.person.pk, row=kept, detail={"version": kept.version})


def _statement(
    by: Actor, opened: Opened, held: Conversation, guide: definitions.Guide, answer: Answer
) -> Statement:
    """Whoever wrote the words down stays their author, whoever finishes."""
    question = guide.question(answer.question)
    return Statement(
        answer=answer, theme=question.theme if question else answer.question, words=answer.words.strip(),
        language=answer.language, said_by=answer.said_by, said_how=answer.said_how,
        with_help_of=answer.with_help_of, said_on=held.held_on, narrowed=held.narrowed,
        **{**audit.stamp(by=by, person=opened.person, section=held.section), "created_by_id": answer.created_by_id},
    )  # fmt: skip
