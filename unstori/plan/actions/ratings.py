"""How it is going, as each rater sees it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.plan import rules
from unstori.plan.actions.telling import tell, written_by
from unstori.plan.models import Outcome, Rating


@transaction.atomic
def rate(*, by: Actor, outcome: Outcome, rater: str, going: int, happy: int | None = None, helped_by: str = "",
         basis: str = "", person_present: bool | None = None, words: str = "", rated_on: date | None = None) -> Rating:
    """Record one view. The person's own carries their name, whoever typed it; another's carries theirs."""
    opened = require(by, outcome.person_id, Permission.ADD, section=outcome.section)
    day = rated_on or clock.today()
    if rater not in rules.raters_for(by.kind) and not by.is_system:
        raise ValueError(f"{by.kind} cannot rate as {rater}")
    rules.check_rating(rater=rater, actor_kind=by.kind, going=going, happy=happy, helped_by=helped_by, basis=basis,
                       person_present=person_present, rated_on=day, today=clock.today())
    own = rater in rules.OWN
    rating = Rating.objects.create(
        outcome=outcome, section=outcome.section, rater=rater, going=going, happy=happy, words=words, rated_on=day,
        with_help_of=helped_by if rater == "self_helped" else "", **_whose(by, own, opened.person.called),
        basis="" if own else basis, person_present=None if own else person_present, **written_by(by, opened.person),
    )  # fmt: skip
    tell(by=by, row=rating, event="outcome.rated", says=_("%(who)s said how it is going: %(going)s out of 10"),
         who=rating.rater_name, going=str(going))
    return rating


def _whose(by: Actor, own: bool, called: str) -> dict[str, Any]:
    return {"rater_name": called if own else by.user_name, "rater_relation": "" if own else by.role}
