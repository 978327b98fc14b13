"""How it is going, as each rater sees it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.plan import rules
from unstori.plan.models import Outcome, Rating
from unstori.plan.queries.holding import check_seen
from unstori.story.actions.timeline import tell


@transaction.atomic
def rate(
    *,
    by: Actor,
    outcome: Outcome,
    rater: str,
    going: int,
    happy: int | None = None,
    words: str = "",
    rated_on: date | None = None,
    **ground: Any,
) -> Rating:
    """Record one view, on its ground (`rules.Ground`). The person's own carries their name."""
    own = by.kind == "self" and by.person_id == outcome.person_id
    needed = Permission.SEE if own else Permission.ADD
    opened = require(by, outcome.person_id, needed, section=outcome.section)
    check_seen(opened, outcome)
    day, stands_on = rated_on or clock.today(), rules.Ground(**ground)
    if rater not in rules.raters_for(by.kind) and not by.is_system:
        raise ValueError(f"{by.kind} cannot rate as {rater}")
    rules.check_rating(rater=rater, actor_kind=by.kind, going=going, happy=happy, ground=stands_on)
    rules.check_rated_on(day, clock.today())
    view = {"rater": rater, "going": going, "happy": happy, "words": words, "rated_on": day}
    whose = whose_view(by=by, rater=rater, called=opened.person.called, ground=stands_on)
    author = audit.stamp(by=by, person=opened.person)
    rating = Rating.objects.create(outcome=outcome, section=outcome.section, **view, **whose, **author)
    said = _("%(who)s said how it is going: %(going)s out of 10")
    tell(by=by, row=rating, event="outcome.rated", says=said, who=rating.rater_name, going=str(going))
    return rating


def whose_view(*, by: Actor, rater: str, called: str, ground: rules.Ground) -> dict[str, Any]:
    """Who rated, and on what ground: the person under their name, others with what they are to them."""
    if rater in rules.OWN:
        helped_by = ground.helped_by if rater == "self_helped" else ""
        return {"rater_name": called, "with_help_of": helped_by}
    return {
        "rater_name": by.user_name,
        "rater_relation": by.role,
        "basis": ground.basis,
        "person_present": ground.person_present,
    }
