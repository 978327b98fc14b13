"""The words of pages about oneself."""

from typing import Any

from unstori.access.queries import label_of
from unstori.core import dates
from unstori.story import definitions
from unstori.story.models import OwnAnswer, OwnConversation
from unstori.story.presenters.conversations import named

Row = dict[str, Any]


def own(row: OwnConversation) -> Row:
    """One in a list: what it is, when, who reads it."""
    return {
        "row": row,
        "title": definitions.guide(row.guide, row.guide_version).title,
        "who": label_of(row.author),
        "when": dates.format_date(row.held_on),
        "readers": named([each.shown_to.user.name for each in row.shown.all() if each.ended_at is None]),
    }


def own_read(held: OwnConversation, answers: dict[str, OwnAnswer]) -> Row:
    """All of it, in the order of the guide."""
    guide = definitions.guide(held.guide, held.guide_version)
    shown = [_answered(each, answers[each.id]) for each in guide.questions if each.id in answers]
    to_ask = next((each.id for each in guide.questions if each.id not in answers), guide.questions[0].id)
    return {
        "guide": guide,
        "answers": [each for each in shown if each["words"]],
        "to_ask": to_ask,
        "who": label_of(held.author),
    }


def _answered(asked: definitions.Question, row: OwnAnswer) -> Row:
    return {
        "asked": asked,
        "row": row,
        "words": asked.in_words(row.choice, row.words, row.language),
        "symbols": [one.symbol for one in asked.chosen(row.choice)],
    }
