"""Goal attainment scaling: five levels said before, then where the person stands."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.plan import rules
from unstori.plan.models import GoalLevel, GoalScale, Outcome
from unstori.plan.queries.holding import check_seen
from unstori.story.actions.timeline import tell


@transaction.atomic
def set_scale(
    *, by: Actor, outcome: Outcome, levels: Sequence[str], importance: int, difficulty: int, baseline: int
) -> GoalScale:
    """A scale for an outcome. Another one replaces it from today on; what was reached on the old one stays."""
    opened = require(by, outcome.person_id, Permission.ADD, section=outcome.section)
    check_seen(opened, outcome)
    rules.check_scale(levels=levels, importance=importance, difficulty=difficulty, baseline=baseline)
    scale = GoalScale.objects.create(
        outcome=outcome, section=outcome.section, levels=[words.strip() for words in levels],
        importance=importance, difficulty=difficulty, baseline=baseline, starts_on=clock.today(),
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(by=by, row=scale, event="scale.set", says=_("Five levels were agreed for an outcome"),
         words=levels[rules.LEVELS.index(0)].strip())  # fmt: skip
    return scale


@transaction.atomic
def mark_level(
    *, by: Actor, scale: GoalScale, level: int, reached_on: date | None = None, seen_how: str = ""
) -> GoalLevel:
    """Where the person stands on a day, and how that was seen."""
    opened = require(by, scale.person_id, Permission.ADD, section=scale.section)
    check_seen(opened, scale)
    day = reached_on or clock.today()
    rules.check_level(level=level, reached_on=day, starts_on=scale.starts_on, today=clock.today())
    marked = GoalLevel.objects.create(
        scale=scale, section=scale.section, level=level, reached_on=day, seen_how=seen_how,
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(by=by, row=marked, event="scale.level", says=_("Where an outcome stands on its five levels"),
         words=scale.levels[rules.LEVELS.index(level)])  # fmt: skip
    return marked
