"""Conversations and the statements that come of them."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.circle.queries import kept_from
from unstori.story.models import Answer, Attachment, Conversation, Echo, Presence, Statement
from unstori.story.queries.missing import missing

SECTION = "what_matters"
AUTHOR = ("created_by__user", "created_by__organisation", "created_by__person")


def statements(opened: Opened) -> QuerySet[Statement]:
    """The person's and others' own words, newest first. Plan and profile cite these."""
    return opened.rows(Statement.objects.select_related("created_by__user")).order_by("-said_on", "-pk")


def conversations(opened: Opened) -> QuerySet[Conversation]:
    """Conversations. An unfinished one is not yet said, so only those who may add to it see it."""
    rows = opened.rows(Conversation.objects.select_related("created_by__user"))
    if not opened.may(Permission.ADD, SECTION):
        rows = rows.filter(finished_at__isnull=False)
    return rows.order_by("-held_on", "-pk")


def conversation(opened: Opened, id: UUID) -> Conversation:
    """One conversation. Raises NotFound."""
    found = conversations(opened).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def answers_of(opened: Opened, conversation: Conversation) -> QuerySet[Answer]:
    """Answers in the order in which they were given."""
    rows = opened.rows(Answer.objects.filter(conversation=conversation)).select_related(*AUTHOR)
    shown = Prefetch("attachments", queryset=opened.rows(Attachment.objects.order_by("created_at")))
    return rows.prefetch_related(shown).order_by("created_at", "pk")


def observations(opened: Opened, conversation: Conversation) -> QuerySet[Answer]:
    """Answers with what others said of each."""
    echoes = opened.rows(Echo.objects.select_related("created_by__user"))
    return answers_of(opened, conversation).prefetch_related(Prefetch("echoes", queryset=echoes))


def observation(opened: Opened, conversation: Conversation, id: UUID) -> Answer:
    """One of them. Raises NotFound."""
    found = observations(opened, conversation).filter(pk=id).first()
    if found is None:
        raise missing(opened)
    return found


def presences(opened: Opened, conversation: Conversation) -> QuerySet[Presence]:
    """Who has it open or had, the newest first; nobody whose place in the circle is kept from the reader."""
    rows = opened.rows(Presence.objects.filter(conversation=conversation).select_related(*AUTHOR))
    return rows.exclude(created_by__in=kept_from(opened)).order_by("-seen_at", "pk")


def shown(opened: Opened, conversation: Conversation, id: UUID) -> Attachment:
    """A picture beside an answer of this conversation. Raises NotFound."""
    rows = Attachment.objects.select_related("answer__conversation").filter(answer__conversation=conversation)
    found = opened.rows(rows.filter(pk=id)).first()
    if found is None:
        raise missing(opened)
    return found


def unfinished(opened: Opened) -> QuerySet[Conversation]:
    """Those still open, oldest first, to go on with."""
    return conversations(opened).filter(finished_at__isnull=True).order_by("created_at")
