"""Two whole processes, from asking to the end of a plan, day by day, as law has them."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.integration.pathways.processes.ground import (
    at,
    begun,
    capacity,
    days,
    england,
    now,
    say,
    steps,
    weeks,
)
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import processes as actions
from unstori.pathways.models import ProcessStep
from unstori.plan import actions as plan
from unstori.story.models import Entry


def test_an_ehc_plan_from_no_to_the_tribunal_and_to_its_end(world):
    england(world)
    geth, mair, huw = world.geth, world.mair, world.huw
    with time_machine.travel(at(date(2027, 1, 12)), tick=False) as time:
        row = begun(
            mair, geth, "ehc-assessment", date(2027, 1, 12), body=geth.authority, words="Mae angen help arno."
        )
        assert days(mair, row)["decide"] == (date(2027, 2, 23), 0)
        assert days(mair, row)["final"] == (date(2027, 6, 1), 0)

        time.move_to(at(date(2027, 2, 26)))  # three days late
        assert days(huw, row)["decide"] == (date(2027, 2, 23), 3)
        with pytest.raises(RuleBroken):  # a no has reasons
            say(huw, row, "decide", date(2027, 2, 26), answer="no")
        with pytest.raises(RuleBroken):  # and the family does not decide
            say(mair, row, "decide", date(2027, 2, 26), answer="yes", told_by="x")
        say(huw, row, "decide", date(2027, 2, 26), answer="no", words="The school can do this.")
        due = days(mair, row)
        assert set(due) == {"adviser", "appeal"} and due["appeal"] == (date(2027, 4, 26), 0)
        assert not now(mair, row).at_risk  # the family is never late

        time.move_to(at(date(2027, 4, 20)))
        say(mair, row, "mediation_asked", date(2027, 3, 10))
        assert days(mair, row)["mediation"] == (date(2027, 4, 9), 11)
        say(mair, row, "certificate", date(2027, 4, 18))
        assert days(mair, row)["appeal"] == (date(2027, 5, 18), 0)  # a month of the certificate is later
        say(mair, row, "mediated", date(2027, 4, 18), answer="nothing", words="Nobody came.")
        say(mair, row, "appealed", date(2027, 4, 20))
        say(
            mair,
            row,
            "directions",
            date(2027, 4, 20),
            words="The council answers",
            due_on=date(2027, 6, 1),
            due_from="authority",
        )
        assert days(huw, row) == {"direction": (date(2027, 6, 1), 0)}

        time.move_to(at(date(2027, 6, 4)))
        assert days(huw, row) == {"direction": (date(2027, 6, 1), 3)}
        asked = now(huw, row).said[-1]
        say(huw, row, "kept", date(2027, 6, 4), of=asked.id)
        assert not days(huw, row)
        say(mair, row, "ordered", date(2027, 6, 4), answer="assess", words="The appeal is allowed.")
        due = days(mair, row)
        assert due["tell"] == (date(2027, 6, 18), 0) and due["final_after_assessing"] == (
            date(2027, 9, 10),
            0,
        )
        assert (
            "draft" not in due and "amend" not in due
        )  # it was not ordered to make a plan, or to change one

        say(huw, row, "order_told", date(2027, 6, 4))
        say(huw, row, "advice_asked", date(2027, 6, 4), topic="education", adviser=capacity(world.teacher))
        say(huw, row, "advice_asked", date(2027, 6, 4), topic="psychology", adviser_name="Dr Owen")
        assert days(huw, row)["advice"] == (date(2027, 7, 16), 0)
        time.move_to(at(date(2027, 7, 20)))
        assert len([one for one in now(huw, row).dues if one.what == "advice" and one.late == 4]) == 2
        education, psychology = (each.ask for each in now(huw, row).asked)
        with pytest.raises(RuleBroken):  # who was asked is here: nobody answers for her
            say(mair, row, "advice", date(2027, 7, 20), of=education.id, words="x", told_by="Mrs Patel")
        say(world.teacher, row, "advice", date(2027, 7, 20), of=education.id, words="He needs pictures.")
        say(
            huw, row, "advice", date(2027, 7, 20), of=psychology.id, words="He needs time.", told_by="Dr Owen"
        )

        say(huw, row, "draft", date(2027, 7, 20))
        with pytest.raises(RuleBroken, match="family still has its days"):
            say(huw, row, "final", date(2027, 7, 20))
        say(mair, row, "comments", date(2027, 7, 20), words="Not this school.", choice="Ysgol y Bryn")
        say(huw, row, "final", date(2027, 7, 20))
        assert set(days(mair, row)) == {"adviser", "appeal"}
        say(mair, row, "closed", date(2027, 7, 20), words="We have the plan.")
        assert not days(mair, row) and not steps(mair, row)

        review = begun(mair, geth, "ehc-review", date(2027, 7, 20), body=geth.authority, follows=row)
        assert days(mair, review) == {"review": (date(2028, 7, 19), 0)}
        say(world.teacher, review, "meeting_set", date(2028, 6, 30))
        assert days(mair, review)["papers"] == (date(2028, 6, 16), 0)
        time.move_to(at(date(2028, 7, 1)))
        assert days(mair, review)["papers"][1] == 15
        say(world.teacher, review, "meeting", date(2028, 6, 30))
        assert days(mair, review)["decide"] == (date(2028, 7, 28), 0)
        time.move_to(at(date(2028, 7, 28)))
        say(huw, review, "decide", date(2028, 7, 28), answer="amend")
        assert days(mair, review)["final"] == (date(2028, 9, 22), 0)  # 8 weeks, and 12 of the meeting
        time.move_to(at(date(2028, 9, 24)))
        assert days(mair, review)["final"][1] == 2
        say(huw, review, "final", date(2028, 9, 24))

        last = begun(huw, geth, "ehc-review", date(2028, 9, 24), body=geth.authority, follows=review)
        time.move_to(at(date(2029, 9, 1)))
        say(world.teacher, last, "meeting", date(2029, 9, 1))
        say(huw, last, "decide", date(2029, 9, 1), answer="cease", words="He has what he needs.")
        assert days(mair, last)["appeal"] == (date(2029, 11, 1), 0)
        say(mair, last, "appealed", date(2029, 9, 1))
        assert "ceased" not in steps(huw, last)  # not while an appeal is open
        say(mair, last, "appeal_back", date(2029, 9, 1))
        say(huw, last, "ceased", date(2029, 9, 1), words="No appeal.")
        assert not now(huw, last).row.is_open
    told = Entry.objects.filter(person=geth, event__startswith="process.")
    assert told.count() == ProcessStep.objects.filter(person=geth).count() == 29
    assert "Asesiad anghenion addysg" in told.order_by("created_at")[0].title_cy


def test_an_idp_that_a_school_refuses_and_the_council_looks_at_again(world):
    geth, mair, huw, alnco = world.geth, world.mair, world.huw, world.teacher
    with time_machine.travel(at(date(2027, 1, 5)), tick=False) as time:
        row = begun(mair, geth, "idp-school", date(2027, 1, 5), body=world.school)
        due, _late = days(mair, row)["plan"]
        assert due > date(2027, 1, 5) + weeks(7)  # half-term is no school day
        time.move_to(at(date(2027, 2, 2)))
        say(alnco, row, "advice_asked", date(2027, 2, 2), topic="nhs", adviser_name="Bwrdd Iechyd")
        assert days(mair, row)["advice"] == (date(2027, 3, 16), 0)
        say(alnco, row, "decide", date(2027, 2, 2), answer="no", words="Differentiation is enough.")
        assert "plan" not in days(mair, row)
        with pytest.raises(RuleBroken):
            say(
                mair, row, "appealed", date(2027, 2, 2)
            )  # a school is not appealed, first the council looks again
        say(mair, row, "reconsider", date(2027, 2, 2), words="He cannot read.")
        assert days(mair, row)["decide"] == (date(2027, 3, 23), 0)
        time.move_to(at(date(2027, 3, 26)))
        assert days(huw, row)["decide"] == (date(2027, 3, 23), 3)
        with pytest.raises(RuleBroken):  # the council decides, not the school
            say(alnco, row, "reconsidered", date(2027, 3, 26), answer="upheld", words="x")
        say(huw, row, "reconsidered", date(2027, 3, 26), answer="upheld", words="The school was right.")
        assert days(mair, row)["appeal"][0] == date(2027, 5, 21)
        say(mair, row, "appealed", date(2027, 3, 26))
        say(mair, row, "ordered", date(2027, 3, 26), answer="needs", words="There are needs.")
        say(alnco, row, "draft", date(2027, 3, 26))
        say(mair, row, "comments", date(2027, 3, 26), words="Iawn.")
        say(alnco, row, "given", date(2027, 3, 26))

        review = begun(alnco, geth, "idp-review", date(2027, 3, 26), body=world.school, follows=row)
        assert days(mair, review) == {"review": (date(2028, 3, 25), 0)}
        time.move_to(at(date(2028, 3, 20)))
        say(alnco, review, "meeting", date(2028, 3, 20))
        say(alnco, review, "decide", date(2028, 3, 20), answer="cease", words="Not needed now.")
        assert "ceased" in steps(alnco, review)
        say(mair, review, "reconsider", date(2028, 3, 20), words="It is needed.")
        assert "ceased" not in steps(alnco, review)
        say(huw, review, "reconsidered", date(2028, 3, 20), answer="changed")
        say(alnco, review, "given", date(2028, 3, 20))
        assert now(mair, review).codes >= {"given", "decide:cease"}


@time_machine.travel(at(date(2027, 3, 1)), tick=False)
def test_a_correction_takes_the_place_of_what_it_corrects(world):
    england(world)
    row = begun(world.mair, world.geth, "ehc-assessment", date(2027, 1, 12), body=world.geth.authority)
    say(world.huw, row, "decide", date(2027, 2, 20), answer="yes")
    made = row.steps.get(step="decide")
    with pytest.raises(RuleBroken):
        actions.correct_step(by=world.mair, step=made, on=date(2027, 2, 25), words="", why="the letter")
    fixed = actions.correct_step(
        by=world.huw, step=made, on=date(2027, 2, 25), words="", why="the letter says so"
    )
    found = next(each for _counting, each in now(world.mair, row).runs)
    assert [each.state for each in found.steps if each.step.id == "decide"] == ["done_late"]
    actions.correct_step(
        by=world.huw, step=fixed, on=date(2027, 2, 25), words="", why="it was another child", void=True
    )
    assert "decide" in steps(world.huw, row) and "advice_asked" not in steps(world.huw, row)


@pytest.mark.parametrize(
    ("kind", "body", "said"), [("idp-authority", "authority", 1), ("idp-school", "school", 0)]
)
def test_a_draft_made_with_the_plan_need_not_be_said_again(world, kind, body, said):
    """By who must decide; somebody else's draft says nothing of their process."""
    today = clock.today()
    row = begun(world.mair, world.geth, kind, today, body=getattr(world, body))
    decides = world.huw if body == "authority" else world.teacher
    say(decides, row, "decide", today, answer="yes")
    draft = plan.make_draft(
        by=world.huw, person=world.geth, layout="idp-wales", language="en", answer_by=today + timedelta(14)
    )
    plan.answer_draft(by=world.mair, issue=draft, words="Mwy o luniau.")
    drafts = ProcessStep.objects.filter(process=row, step="draft")
    assert [one.created_by_id for one in drafts] == [world.huw.capacity_id] * said
    answers = ProcessStep.objects.filter(process=row, step="comments")
    assert [one.words for one in answers] == ["Mwy o luniau."] * said
