"""A scale of five levels in words; what all of them come to, and what that does not say."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unstori.access.door import Opened
from unstori.access.rules import Permission
from unstori.core.dates import format_date
from unstori.core.words import spoken
from unstori.plan import queries, rules
from unstori.plan.forms.goals import NAMES
from unstori.plan.models import GoalScale, Outcome


def scale_card(opened: Opened, outcome: Outcome) -> dict[str, Any] | None:
    """The scale of an outcome that holds: its levels, where it began, where the person stands and stood."""
    scale = queries.scale_of(opened, outcome)
    return _card(opened, scale) if scale else None


def _card(opened: Opened, scale: GoalScale) -> dict[str, Any]:
    now = _goal(scale).now
    marked = list(scale.reached.all())
    described = list(zip(rules.LEVELS, scale.levels, strict=True))
    return {
        "levels": [
            {
                "name": str(NAMES[level]),
                "words": spoken(words, scale.language),
                "is_now": level == now,
                "is_start": level == scale.baseline,
            }
            for level, words in reversed(described)
        ],
        "began": format_date(scale.starts_on, year=True),
        "marked": [
            {
                "when": format_date(one.reached_on, year=True),
                "name": str(NAMES[one.level]),
                "who": one.created_by.user.name,
                "seen": spoken(one.seen_how, one.language),
            }
            for one in reversed(marked)
        ],
        "may_change": opened.may(Permission.ADD, scale.section),
    }


def scales_page(opened: Opened) -> dict[str, Any]:
    """All scales together, each in words, and the one number with its sentences."""
    held = queries.scales_now(opened)
    goals = [_goal(one) for one in held]
    before, now = rules.t_before(goals), rules.t_now(goals)
    return {
        "scales": [
            {
                "words": spoken(one.outcome.words, one.outcome.language),
                "href": reverse("plan:outcome", args=[opened.person.reference, one.outcome_id]),
                "start": str(NAMES[goal.baseline]),
                "now": str(NAMES[goal.now]),
            }
            for one, goal in zip(held, goals, strict=True)
        ],
        "before": None if before is None else round(before),
        "now": None if now is None else round(now),
        "means": t_sentence(before, now),
    }


def t_sentence(before: float | None, now: float | None) -> str:
    """What the number means: near what was hoped, above or below, and whether it moved."""
    if before is None or now is None:
        return _("There is no number yet: nothing here counts as important and hard.")
    rounded = round(now)
    if rounded == rules.AS_HOPED:
        said = _("Taken together, it went as hoped.")
    elif rounded > rules.AS_HOPED:
        said = _("Taken together, more was reached than was hoped.")
    else:
        said = _("Taken together, less was reached than was hoped so far.")
    moved = now - before
    if round(moved) == 0:
        return " ".join((said, _("It stands where it began.")))
    way = _("It is better than when it began.") if moved > 0 else _("It is worse than when it began.")
    return " ".join((said, way))


def _goal(scale: GoalScale) -> rules.Goal:
    marked = [(one.reached_on, one.level) for one in scale.reached.all()]
    return rules.Goal(
        scale.importance, scale.difficulty, scale.baseline, rules.stands_at(scale.baseline, marked)
    )
