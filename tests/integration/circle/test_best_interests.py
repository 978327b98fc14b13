"""A sharing decided for somebody who cannot decide it: never one press, and all of it kept."""

from datetime import date

import pytest
import time_machine
from django.http import Http404

from tests import build
from unstori.access.models import Grant
from unstori.circle import actions
from unstori.circle.models import SharingState
from unstori.core.errors import RuleBroken

IN_THEIR_PLACE = {
    "share": True, "wishes": "He smiles when Ann comes", "consulted": "Mair: yes. Ann: yes.",
    "least_restrictive": "Only care, for a year", "reasons": "He is calmer", "review_on": date(2036, 6, 1),
}  # fmt: skip


def newest(decision):
    return SharingState.objects.filter(decision=decision).order_by("pk").last()


def unable(circle):
    asked = actions.ask(
        by=circle.teacher, person=circle.geth, holder=circle.place, sections=["care"], purpose="x"
    )
    actions.record_ability(
        by=circle.teacher, person=circle.geth, able=False, reasons="x", cause="y", sharing=asked
    )
    return asked


def test_a_best_interests_decision_stands_on_an_assessment(circle):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        build.grant(circle.geth, circle.teacher)
        asked = actions.ask(
            by=circle.teacher, person=circle.geth, holder=circle.place, sections=["care"], purpose="x"
        )
        with pytest.raises(RuleBroken):
            actions.give(by=circle.teacher, decision=asked)
        with pytest.raises(RuleBroken):
            actions.record_ability(
                by=circle.teacher, person=circle.geth, able=False, reasons="x", sharing=asked
            )
        actions.record_ability(
            by=circle.teacher, person=circle.geth, able=False, reasons="x", cause="y", sharing=asked
        )
        for press in (actions.give, actions.refuse):
            with pytest.raises(RuleBroken):
                press(by=circle.teacher, decision=asked)
        actions.decide_for(by=circle.teacher, decision=asked, **IN_THEIR_PLACE)
        assert newest(asked).decided_as == "best_interests" and newest(asked).state == "given"
        assert Grant.objects.filter(source=asked.pk).exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"wishes": " "}, "every part"),
        ({"consulted": ""}, "every part"),
        ({"least_restrictive": ""}, "every part"),
        ({"reasons": ""}, "every part"),
        ({"review_on": date(2036, 1, 1)}, "looked at again"),
    ],
)
def test_every_part_of_a_best_interests_decision_is_written(circle, change, message):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        build.grant(circle.geth, circle.teacher)
        asked = unable(circle)
        with pytest.raises(RuleBroken, match=message):
            actions.decide_for(by=circle.teacher, decision=asked, **{**IN_THEIR_PLACE, **change})
        assert newest(asked).state == "asked"


def test_a_best_interests_decision_has_its_page_and_is_told_as_why(circle, sign_in):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        build.grant(circle.geth, circle.teacher)
        client, asked = sign_in(circle.teacher), unable(circle)
        here = f"/p/{circle.geth.reference}/circle/sharing/{asked.pk}/"
        shown = client.get(here).content.decode()
        assert "Decide in their best interests" in shown and "Yes, share it" not in shown
        wrong = client.post(here + "best-interests/", {"wishes": "x"})
        assert wrong.status_code == 200
        said = {**IN_THEIR_PLACE, "share": "yes"}
        day = said.pop("review_on")
        said |= {f"review_on-{part}": getattr(day, part) for part in ("day", "month", "year")}
        assert client.post(here + "best-interests/", said).status_code == 302
        shown = client.get(here).content.decode()
        assert "Only care, for a year" in shown and "He smiles when Ann comes" in shown
        why = client.get(f"/p/{circle.geth.reference}/circle/who-can-see/").content.decode()
        assert "in their best interests" in why and "Who was asked: Mair: yes. Ann: yes." in why
        assert client.get(here + "best-interests/").status_code == 404
        me = sign_in(circle.me).get(here).content.decode()
        assert "Only care, for a year" in me, "the person sees what was decided for them"


def test_not_to_share_can_be_best_and_opens_nothing(circle):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        build.grant(circle.geth, circle.teacher)
        asked = unable(circle)
        actions.decide_for(by=circle.teacher, decision=asked, **{**IN_THEIR_PLACE, "share": False})
        assert newest(asked).state == "refused" and not Grant.objects.filter(source=asked.pk).exists()


def test_nobody_decides_for_somebody_who_was_not_assessed_or_can_decide(circle):
    with time_machine.travel("2036-01-01T12:00:00Z", tick=True):
        build.grant(circle.geth, circle.teacher)
        asked = actions.ask(
            by=circle.teacher, person=circle.geth, holder=circle.place, sections=["care"], purpose="x"
        )
        with pytest.raises((RuleBroken, Http404)):
            actions.decide_for(by=circle.teacher, decision=asked, **IN_THEIR_PLACE)
        actions.record_ability(by=circle.teacher, person=circle.geth, able=True, reasons="x", sharing=asked)
        with pytest.raises((RuleBroken, Http404)):
            actions.decide_for(by=circle.teacher, decision=asked, **IN_THEIR_PLACE)
