"""What is the reader's own, and no part of the person's story: it leaves only where the reader asks for it.

What a carer says of themselves (ADR 0051), what they disagree with about themselves, and what they said about somebody's
safety (ADR 0061: their own words and what they were told, and nothing else of it). Whoever finds such a copy may be
who it is about.
"""

from dataclasses import dataclass

from unstori.access.door import Opened
from unstori.rights import queries as rights
from unstori.rights.models import Disagreement
from unstori.safeguarding import queries as safeguarding
from unstori.safeguarding.models import Concern
from unstori.story import queries as story
from unstori.story.models import OwnConversation


@dataclass(frozen=True)
class Own:
    """Of one reader, beside one person."""

    conversations: list[OwnConversation]
    threads: list[Disagreement]
    concerns: list[Concern]


def own_beside(opened: Opened) -> Own:
    """A concern about whom details named is not among them: who raised it never learns whom they named."""
    by, person = opened.actor, opened.person
    mine = story.own_conversations(by).filter(for_person=person.pk, finished_at__isnull=False)
    raised = safeguarding.mine(by).filter(person=person, by_reference=True)
    raised = raised.none() if safeguarding.SECTION in opened.withheld_sections else raised
    return Own(
        conversations=list(mine.prefetch_related("answers")),
        threads=list(rights.disagreements(opened).filter(apart=True, created_by_id=by.capacity_id)),
        concerns=list(raised.prefetch_related("accounts", "steps")),
    )
