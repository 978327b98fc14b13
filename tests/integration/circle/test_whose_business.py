"""Whose business a sharing decision is."""

import pytest
from django.http import Http404

from tests import build
from unstori.access.door import require
from unstori.access.rules import Permission
from unstori.circle import actions, queries


def test_a_decision_is_the_business_of_few(circle):
    """Who decides, the person, who asked, and with whom it is shared; for all others it is not there."""
    build.grant(circle.geth, circle.teacher, ("about_me",))
    asked = actions.ask(
        by=circle.teacher, person=circle.geth, holder=circle.nain, sections=["health"], purpose="Why"
    )
    given = circle.with_huw
    may = {
        asked: {circle.me, circle.mair, circle.dewi, circle.teacher},
        given: {circle.me, circle.mair, circle.dewi, circle.huw},
    }
    for decision, few in may.items():
        for actor in (circle.me, circle.mair, circle.dewi, circle.huw, circle.teacher):
            opened = require(actor, circle.geth.pk, Permission.SEE)
            if actor in few:
                assert queries.decision(opened, decision.pk) == decision
            else:
                with pytest.raises(Http404):
                    queries.decision(opened, decision.pk)
            shown = [share.may_open for share in queries.shares_of(opened) if share.source == decision.pk]
            assert shown in ([actor in few], [])
