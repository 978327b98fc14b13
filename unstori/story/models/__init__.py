"""What happened and what was said. One table is the timeline; the rest gives its rows their substance."""

from unstori.story.models.conversations import Agreed, Answer, Conversation, Echo, Presence, Statement
from unstori.story.models.facts import Contradiction, Fact, FactCheck
from unstori.story.models.own import OwnAnswer, OwnConversation, OwnShown
from unstori.story.models.promises import Promise, PromiseHandover
from unstori.story.models.saying import ContactWay, SaidHow
from unstori.story.models.timeline import Attachment, Entry, kept_as

__all__ = [
    "Agreed", "Answer", "Attachment", "ContactWay", "Contradiction", "Conversation", "Echo", "Entry", "Fact",
    "FactCheck", "OwnAnswer", "OwnConversation", "OwnShown", "Presence", "Promise", "PromiseHandover",
    "SaidHow", "Statement", "kept_as",
]  # fmt: skip
