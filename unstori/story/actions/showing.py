"""Saying it with a picture, a sound or a film: kept beside the answer."""

from django.db import transaction

from unstori.access import audit
from unstori.access.rules import Actor
from unstori.story import rules
from unstori.story.actions.files import Checked
from unstori.story.actions.together import open_conversation
from unstori.story.models import Answer, Attachment
from unstori.story.queries.missing import missing


@transaction.atomic
def show(*, by: Actor, answer: Answer, file: Checked, words: str = "") -> Attachment:
    """Put a checked file beside an answer of a conversation that is not finished."""
    opened, held = open_conversation(by=by, conversation=answer.conversation)
    kept = opened.rows(held.answers.filter(pk=answer.pk)).first()
    if kept is None:
        raise missing(opened)
    rules.check_open(finished=held.finished_at is not None)
    shown = Attachment.objects.create(
        answer=kept, name=(file.upload.name or "")[-200:], media_type=file.media_type,
        size=file.upload.size or 0, digest=file.digest, file=file.upload, scan=file.scan, words=words,
        narrowed=held.narrowed, **audit.stamp(by=by, person=opened.person, section=held.section),
    )  # fmt: skip
    audit.record(by, "answer.show", person_id=opened.person.pk, row=shown)
    return shown


@transaction.atomic
def take_back(*, by: Actor, shown: Attachment) -> None:
    """Take one's own picture away again, before the conversation is finished: until then it is a draft."""
    answer = shown.answer
    if answer is None:
        raise ValueError("beside an entry: evidence stays")
    opened, held = open_conversation(by=by, conversation=answer.conversation)
    kept = opened.rows(Attachment.objects.filter(pk=shown.pk, answer=answer)).first()
    if kept is None or by.capacity_id not in (kept.created_by_id, answer.created_by_id):
        raise missing(opened)
    rules.check_open(finished=held.finished_at is not None)
    audit.record(by, "answer.take_back", person_id=opened.person.pk, row=kept)
    file = kept.file
    kept.delete()
    transaction.on_commit(lambda: file.delete(save=False))
