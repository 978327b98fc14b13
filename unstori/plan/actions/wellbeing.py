"""Saying how true the statements of well-being are, for somebody who cannot or together with them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.people.models import Person
from unstori.plan import catalogue, rules
from unstori.plan.actions.ratings import whose_view
from unstori.plan.models import WellBeingView
from unstori.story.actions.timeline import tell


@transaction.atomic
def say_wellbeing(
    *,
    by: Actor,
    person: Person,
    domain: str,
    rater: str,
    answers: Mapping[str, int | None],
    words: str = "",
    rated_on: date | None = None,
    **ground: Any,
) -> WellBeingView:
    """One view of one part of life, on its ground (`rules.Ground`). Raises KeyError for a part that is none."""
    held = catalogue.wellbeing(person.jurisdiction)
    part = {one["id"]: one for one in held["domains"]}[domain]
    own = by.kind == "self" and by.person_id == person.pk
    opened = require(by, person.pk, Permission.SEE if own else Permission.ADD, section=part["section"])
    day, stands_on = rated_on or clock.today(), rules.Ground(**ground)
    if rater not in rules.raters_for(by.kind) and not by.is_system:
        raise ValueError(f"{by.kind} cannot rate as {rater}")
    asked = [one["id"] for one in part["statements"]]
    rules.check_wellbeing(rater=rater, actor_kind=by.kind, asked=asked, answers=answers, ground=stands_on)
    rules.check_rated_on(day, clock.today())
    whose = whose_view(by=by, rater=rater, called=opened.person.called, ground=stands_on)
    view = WellBeingView.objects.create(
        definition=held["id"], definition_version=held["version"], domain=domain, section=part["section"],
        rater=rater, answers=dict(answers), words=words, rated_on=day, **whose, **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    tell(by=by, row=view, event="wellbeing.said", says=_("%(who)s said how life is going: %(part)s"),
         who=view.rater_name, part=Words.read(part["short"]))  # fmt: skip
    return view
