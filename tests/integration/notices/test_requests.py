"""Silence reminds who holds, then who manages; the family is told what is theirs to say."""

from datetime import timedelta

from tests import build
from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity, desks, office
from unstori.access.actions import withholding
from unstori.core import clock
from unstori.notices import presenters
from unstori.notices.queries.news import news_of
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request
from unstori.people.models import Capacity

__all__ = ["desks", "office"]


def told(by) -> list[str]:
    return [item.what for item in news_of(by) if item.what.startswith("request")]


def quiet(made: Request, days: int) -> None:
    Request.objects.filter(pk=made.pk).update(last_contact_on=clock.today() - timedelta(days))


def manager_of_huw(desks: Desks):
    return build.worker(
        "Nia Boss", desks.office.place, team=Capacity.objects.get(pk=desks.huw.capacity_id).team, manages=True
    )


def test_silence_by_tier_reminds_the_holder_then_the_manager(desks: Desks):
    boss = manager_of_huw(desks)
    made = asked(desks, desks.speech, begun(desks))
    for days, holder, manager in ((28, 0, 0), (29, 1, 0), (35, 1, 0), (36, 1, 1)):
        quiet(made, days)
        assert told(desks.huw) == ["request_silent"] * holder, days
        assert told(boss) == ["requests_silent"] * manager, days
    Pathway.objects.update(tier="short_term_intensive")
    quiet(made, 15)
    assert told(desks.huw) == ["request_silent"]
    item = next(one for one in news_of(desks.huw) if one.what == "request_silent")
    assert presenters.href(item) == "/i-hold/" and "you hold it" in presenters.sentence(item)
    quiet(made, 400)
    item = next(one for one in news_of(boss) if one.what == "requests_silent")
    assert item.person is None and "1 request" in presenters.sentence(item) and presenters.href(item)
    actions.contact(by=desks.huw, request=made, words="We spoke.")
    assert told(desks.huw) == [] and told(boss) == []


def test_it_is_told_again_each_week_and_not_each_day(desks: Desks):
    made = asked(desks, desks.speech)
    keys = []
    for days in (29, 30, 35):
        quiet(made, days)
        keys.append(next(one.key for one in news_of(desks.huw) if one.what == "request_silent"))
    assert keys[0] == keys[1] != keys[2]


def test_the_family_is_told_what_is_theirs_to_say_and_nobody_else_is(desks: Desks):
    made = asked(desks, desks.speech)
    assert told(desks.mam) == []
    actions.ask_more(by=desks.sian, request=made, words="Does he point?")
    assert told(desks.mam) == ["request_asks"] and told(desks.huw) == []
    actions.tell_more(by=desks.mam, request=made, words="Yes.")
    actions.accept(by=desks.sian, request=made)
    actions.meet(by=desks.sian, request=made)
    assert told(desks.mam) == ["request_met"]
    actions.not_yet(by=desks.mam, request=made)
    actions.decline(by=desks.sian, request=made, reason="capacity", would_change="Room.", next_words="Huw asks.", words="Sorry.",
                    next_by=capacity(desks.huw))  # fmt: skip
    assert told(desks.mam) == ["request_declined"] and told(desks.office.elsewhere) == []


def test_whoever_is_handed_it_is_told_and_what_is_kept_is_not(desks: Desks):
    row = begun(desks)
    boss = manager_of_huw(desks)
    actions.hand_over(by=desks.huw, pathway=row, to=capacity(boss), words="I am on leave.")
    assert told(boss) == ["request_held"] and told(desks.huw) == []
    gwen = build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="section", withheld_from=capacity(boss), section="health",
        reason="Seeing it could put her in danger.", review_on=clock.today() + timedelta(10), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    assert told(boss) == []
