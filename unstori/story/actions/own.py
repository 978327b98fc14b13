"""What somebody says about themselves: kept for them alone, shown by them, taken away by them (ADR 0051)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.core.errors import Clash
from unstori.story import definitions, queries, rules
from unstori.story.models import OwnAnswer, OwnConversation, OwnShown


@transaction.atomic
def start_own(*, by: Actor, guide: str, language: str = "en", held_on: date | None = None) -> OwnConversation:
    """Begin one about myself. What family says is about caring for the person of that capacity."""
    asked = definitions.guide(guide)
    rules.check_is_for(
        who=asked.who, kind=by.kind, is_professional=by.is_professional, age=queries.own_age(by)
    )  # fmt: skip
    begun = OwnConversation.objects.create(
        author_id=by.capacity_id, for_person=by.person_id, guide=guide, guide_version=asked.version,
        held_on=held_on or clock.today(), language=language,
    )  # fmt: skip
    audit.record(by, "own.start", row=begun)
    return begun


@transaction.atomic
def save_own_answer(
    *,
    by: Actor,
    conversation: OwnConversation,
    question: str,
    words: str = "",
    choice: str = "",
    language: str = "en",
    version: int = 0,
) -> OwnAnswer | None:
    """Keep one answer as it is typed, from whichever device. Raises Clash."""
    held = _mine(by, conversation)
    rules.check_open(finished=held.finished_at is not None)
    new = {"words": words, "choice": choice, "language": language}
    kept = held.answers.select_for_update().filter(question=question).first()
    if kept is None:
        if not (words.strip() or choice):
            return None
        kept = OwnAnswer.objects.create(conversation=held, question=question, **new)
        audit.record(by, "own.answer", row=held)
    elif any(getattr(kept, name) != value for name, value in new.items()):
        if kept.version != version:
            raise Clash(theirs={"words": kept.words}, mine={"words": words}, version=kept.version)
        for name, value in {**new, "version": version + 1}.items():
            setattr(kept, name, value)
        kept.save(update_fields=[*new, "version"])
        audit.record(by, "own.answer", row=held)
    return kept


@transaction.atomic
def finish_own(*, by: Actor, conversation: OwnConversation) -> OwnConversation:
    """It stands as it is from now on; whom to show it to is asked next."""
    held = _mine(by, conversation)
    said = sum(1 for row in held.answers.all() if row.words.strip() or row.choice)
    rules.check_finish(finished=held.finished_at is not None, answers=said)
    held.finished_at, held.finished_by = clock.now(), by.capacity_id
    held.save(update_fields=["finished_at", "finished_by"])
    audit.record(by, "own.finish", row=held)
    return held


@transaction.atomic
def show_own(*, by: Actor, conversation: OwnConversation, to: Collection[UUID]) -> None:
    """These may read it, and nobody else from now on."""
    held = _mine(by, conversation)
    around = {one.pk for one in queries.could_read(by, held)}
    rules.check_show(finished=held.finished_at is not None, chosen=to, around=around)
    standing = {row.shown_to_id: row for row in held.shown.filter(ended_at__isnull=True)}
    for reader in set(to) - set(standing):
        OwnShown.objects.create(conversation=held, shown_to_id=reader)
        audit.record(by, "own.show", row=held, detail={"to": str(reader)})
    for reader in set(standing) - set(to):
        row = standing[reader]
        row.ended_at, row.ended_by = clock.now(), by.capacity_id
        row.save(update_fields=["ended_at", "ended_by"])
        audit.record(by, "own.hide", row=held, detail={"from": str(reader)})


@transaction.atomic
def take_own_away(*, by: Actor, conversation: OwnConversation) -> None:
    """Its author wants it gone: it goes, with whom it was shown to."""
    held = _mine(by, conversation)
    audit.record(by, "own.take_away", row=held)
    held.delete()


def _mine(by: Actor, conversation: OwnConversation) -> OwnConversation:
    queries.own_conversation(by, conversation.pk, mine=True)
    return OwnConversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
