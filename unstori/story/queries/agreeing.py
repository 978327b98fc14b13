"""What the circle agrees on, of what several observed together."""

from dataclasses import dataclass

from unstori.story import rules
from unstori.story.models import Answer, Conversation, SaidHow


@dataclass(frozen=True)
class Said:
    """An answer that becomes a statement, and who said that they see it so too."""

    answer: Answer
    agreed_by: tuple[str, ...] = ()
    how: str = ""


def agreed(held: Conversation) -> list[Said]:
    """What somebody else sees so too and nobody sees differently, with the names of those who do.

    Of all that was said, whoever finishes: asked by the action, which has opened the door already.
    """
    found = []
    answers = held.answers.prefetch_related("echoes__created_by__user").order_by("created_at")
    for answer in answers:
        stands = rules.agreement(version=answer.version, echoes=heard(answer))
        if answer.words.strip() and stands.agreed:
            found.append(Said(answer, stands.so_too, SaidHow.OBSERVED))
    return found


def heard(answer: Answer) -> list[rules.Heard]:
    """What others said of an observation, in the order in which they said it; one account is one who said it."""
    return [
        rules.Heard(row.created_by.user_id, row.created_by.user.name, row.answer_version, row.so_too)
        for row in sorted(answer.echoes.all(), key=lambda row: row.created_at)
    ]
