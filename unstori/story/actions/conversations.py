"""A what matters conversation: kept as it is typed, and statements when it is finished."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, When

from unstori.access import audit
from unstori.access.door import Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.story import definitions, queries, rules
from unstori.story.actions import together
from unstori.story.actions.timeline import record
from unstori.story.actions.together import open_conversation
from unstori.story.definitions import TOGETHER
from unstori.story.models import Answer, Conversation, Entry, Statement
from unstori.story.queries import Said

SECTION = "what_matters"
SHOWED = Words(en="Showed a picture or a recording", cy="Dangosodd lun neu recordiad")


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
    held_on = held_on or clock.today()
    rules.check_held(held_on=held_on, today=clock.today())
    begun = Conversation.objects.create(
        guide=guide, guide_version=definitions.guide(guide).version, held_on=held_on,
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
    opened, held = open_conversation(by=by, conversation=conversation)
    rules.check_open(finished=held.finished_at is not None)
    new = {"words": words, **how}
    kept = _so_far(by, opened, held, question, said_by)
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
    """Answers become statements, verbatim, that the plan and the profile cite.

    Of what several observed together, only what they agree on; the rest stays in the conversation, seen by all.
    """
    opened, held = open_conversation(by=by, conversation=conversation)
    guide = definitions.guide(held.guide, held.guide_version)
    rules.check_open(finished=held.finished_at is not None)
    said = queries.agreed(held) if guide.shape == TOGETHER else [Said(answer) for answer in _answered(held)]
    seen = sum(opened.sees(each.answer) for each in said)
    rules.check_finish(finished=False, answers=seen, together=guide.shape == TOGETHER)
    held.finished_at, held.finished_by = clock.now(), by.capacity_id
    held.save(update_fields=["finished_at", "finished_by"])
    told = together.tell_facts(by=by, opened=opened, held=held, guide=guide, said=said)
    statements = [_statement(by, opened, held, guide, each, told) for each in said]
    Statement.objects.bulk_create(statements)
    together.keep_who_agreed(by=by, opened=opened, held=held, said=said, statements=statements)
    audit.record(
        by, "conversation.finish", person_id=opened.person.pk, row=held, detail={"said": len(statements)}
    )
    record(
        by=by, person=opened.person, section=held.section, event="conversation.finished", about_id=held.pk,
        kind=Entry.Kind.CONVERSATION, title=getattr(guide.title, held.language), language=held.language,
        narrowed=held.narrowed, happened_on=held.held_on.isoformat(), sort_on=held.held_on,
    )  # fmt: skip
    return statements


def _answered(held: Conversation) -> list[Answer]:
    """Answers that say anything: words, a choice, a picture."""
    rows = held.answers.prefetch_related("attachments").order_by("created_at")
    return [answer for answer in rows if answer.words.strip() or answer.choice or answer.attachments.all()]


def _so_far(by: Actor, opened: Opened, held: Conversation, question: str, said_by: str) -> Answer | None:
    """The answer that is gone on with.

    The conversation is locked, so of two first answers the second finds the first; what is kept from its author is
    passed over, as if it were not there. Together, each observation is its author's, whatever they are called.
    """
    same = Answer.objects.select_for_update(of=("self",)).filter(conversation=held, question=question)
    if definitions.guide(held.guide, held.guide_version).shape == TOGETHER:
        same = same.filter(created_by_id=by.capacity_id)
    else:
        same = same.filter(said_by=said_by)
    own_first = Case(When(created_by_id=by.capacity_id, then=0), default=1)
    return opened.rows(same).order_by(own_first, "created_at").first()


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
    by: Actor, opened: Opened, held: Conversation, guide: definitions.Guide, said: Said,
    told: dict[UUID, UUID],
) -> Statement:  # fmt: skip
    """Whoever wrote the words down stays their author, whoever finishes."""
    answer, question = said.answer, guide.question(said.answer.question)
    return Statement(
        answer=answer, theme=question.theme if question else answer.question,
        words=_in_words(answer, question), choice=answer.choice,
        language=answer.language, said_by=answer.said_by, said_how=said.how or answer.said_how,
        with_help_of=answer.with_help_of, agreed_by=", ".join(said.agreed_by)[:500],
        said_on=held.held_on, narrowed=held.narrowed, about_id=told.get(answer.pk),
        **{**audit.stamp(by=by, person=opened.person, section=held.section), "created_by_id": answer.created_by_id},
    )  # fmt: skip


def _in_words(answer: Answer, question: definitions.Question | None) -> str:
    """What was said, chosen or shown. A picture without a word is told of in the language of the answer."""
    words = question.in_words(answer.choice, answer.words, answer.language) if question else answer.words
    return words.strip() or str(getattr(SHOWED, answer.language))
