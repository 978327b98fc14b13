"""Processes: what can follow what, who writes it down, and which days the clocks count from it. As tables of the law."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from unstori.assessment import catalogue as assessments
from unstori.core.errors import RuleBroken
from unstori.pathways import catalogue, proceeding
from unstori.pathways.rules import Claim, run
from unstori.pathways.rules import processes as rules
from unstori.pathways.rules.dues import Asked, dues
from unstori.pathways.rules.processes import Said

TODAY = date(2026, 11, 22)
KINDS = [kind for nation in ("england", "wales") for kind in proceeding.kinds(nation, TODAY)]
EHC = proceeding.kind("ehc-assessment", 1)
REVIEW = proceeding.kind("ehc-review", 1)
AGAIN = proceeding.kind("ehc-reassessment", 1)
CARE = proceeding.kind("care-plan-review-wales", 1)


def said(*each: str) -> list[Said]:
    """“decide:no 2026-02-20”, in the order of writing."""
    rows = []
    for number, one in enumerate(each):
        code, day = one.split()
        step, _, answer = code.partition(":")
        rows.append(Said(number, step, date.fromisoformat(day), answer))
    return rows


def days(kind, rows, *, on: str, born: date | None = None, claims=()):
    """Each day that is due, by clock and step."""
    runs = []
    for counting in kind.clocks:
        start = rules.start_of(counting, rows)
        if start:
            law = catalogue.clock(counting.clock, start)
            told = rules.instance_of(kind, counting, law, rows, claims=claims, born=born)
            runs.append(
                (counting, run(law, told, catalogue.calendar(law.jurisdiction), date.fromisoformat(on)))
            )
    found = dues(runs, [], rows, {}, date.fromisoformat(on))
    return {f"{due.clock}:{due.now.step.id}": due for due in found}


def steps(kind, *each: str) -> set[str]:
    return {step.id for step in rules.steps_now(kind, said(*each))}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_process_holds_together(kind):
    assert str(kind.name) and str(kind.about) and kind.source and kind.clocks
    assert not kind.first.after and kind.step("closed")
    names = [step.id for step in kind.steps]
    assert len(names) == len(set(names)) and all(len(name) <= 20 for name in names)
    assert {due for due in kind.leads_to} <= {other.id for other in KINDS}
    for topic in kind.topics:
        assert not topic.clock or catalogue.newest(topic.clock).steps
    reached = {kind.first.id}
    for step in kind.steps[1:]:
        if not step.after or {code.split(":")[0] for code in step.after} & {one.id for one in kind.steps}:
            reached.add(step.id)
    assert reached == set(names)


def test_every_no_opens_a_right():
    for kind in KINDS:
        for step in kind.steps:
            for answer in step.answers:
                assert not answer.is_no or answer.rights, (kind.id, step.id)


@pytest.mark.parametrize(
    ("asked", "decide", "no_plan", "final"),
    [  # regs 5(1), 10(1), 13(2): 6, 16 and 20 weeks from the day on which it was received
        ("2026-01-12", "2026-02-23", "2026-05-04", "2026-06-01"),
        ("2028-01-31", "2028-03-13", "2028-05-22", "2028-06-19"),  # over 29 February
        (
            "2026-07-20",
            "2026-08-31",
            "2026-11-09",
            "2026-12-07",
        ),  # August stops nothing; a bank holiday is no matter
        ("2027-02-13", "2027-03-27", "2027-06-05", "2027-07-03"),  # a Saturday, and Easter Saturday
    ],
)
def test_the_weeks_of_an_ehc_assessment(asked, decide, no_plan, final):
    found = days(EHC, said(f"asked {asked}"), on=asked)
    for step, day in (("decide", decide), ("no_plan", no_plan), ("final", final)):
        assert found[f"ehc-assessment:{step}"].day == date.fromisoformat(day)
    assert found["ehc-assessment:no_plan"].conditional and not found["ehc-assessment:no_plan"].is_owed


@pytest.mark.parametrize(
    ("letter", "certificate", "appeal"),
    [  # SI 2008/2699 rule 20: 2 months, or 1 month of the certificate if that is later; the corresponding date
        ("2026-12-31", None, "2027-02-28"),
        ("2027-12-31", None, "2028-02-29"),
        ("2026-03-02", "2026-04-30", "2026-05-30"),
        ("2026-03-02", "2026-03-10", "2026-05-02"),  # a certificate makes it no shorter
    ],
)
def test_until_when_a_family_can_appeal_after_a_no(letter, certificate, appeal):
    rows = said(
        "asked 2026-01-01", f"decide:no {letter}", *([f"certificate {certificate}"] if certificate else [])
    )
    found = days(EHC, rows, on=certificate or letter)
    assert found["ehc-appeal:appeal"].now.counted.due == date.fromisoformat(appeal)
    assert not any(due.is_owed for due in found.values())  # nothing else is due after a no


def test_a_second_letter_begins_the_familys_time_anew():
    rows = said("asked 2026-01-01", "decide:no 2026-02-01", "certificate 2026-02-20", "appealed 2026-03-01",
                "ordered:assess 2026-06-01", "draft 2026-08-01", "final 2026-09-07")  # fmt: skip
    found = days(EHC, rows, on="2026-09-08")
    assert found["ehc-appeal:appeal"].day == date(
        2026, 11, 9
    )  # the 7th is a Saturday (SI 2008/2699 rule 12(2))
    assert {"mediation_asked", "appealed", "certificate"} <= {step.id for step in rules.steps_now(EHC, rows)}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [  # regs 25(1) and 27(2): 15 days of the request, then 14 weeks of the letter; s. 51(2)(e) and (f)
        (["asked 2026-11-02"], {"decide": "2026-11-17", "draft": "2027-02-08", "final": "2027-02-23"}),
        (["asked 2026-11-02", "decide:yes 2026-11-09"], {"draft": "2027-01-31", "final": "2027-02-15"}),
        (["asked 2026-11-02", "decide:yes 2026-11-09", "draft 2027-01-18"],
         {"comments": "2027-02-01", "final": "2027-02-15"}),
        (["asked 2026-11-02", "decide:no 2026-11-10"], {}),
        (["asked 2026-11-02", "decide:yes 2026-11-09", "outcome:keep 2027-01-04"], {}),
        (["asked 2026-11-02", "decide:yes 2026-11-09", "outcome:cease 2027-01-04"], {}),
    ],
)  # fmt: skip
def test_the_days_of_a_new_assessment(rows, expected):
    found = days(AGAIN, said(*rows), on=rows[-1].split()[1])
    of_law = {key: due.day.isoformat() for key, due in found.items() if key.startswith("ehc-reassessment")}
    assert {key.split(":")[1]: day for key, day in of_law.items()} == expected


@pytest.mark.parametrize(
    ("rows", "there", "not_there"),
    [
        (["asked"], {"decide", "withdrawn"}, {"advice_asked", "draft", "outcome", "appealed"}),
        (["asked", "decide:yes"], {"advice_asked", "draft", "outcome"}, {"decide", "appealed", "ceased"}),
        (["asked", "decide:no"], {"mediation_asked", "appealed", "closed"}, {"draft", "outcome"}),
        (["asked", "decide:yes", "draft"], {"comments", "final"}, {"outcome"}),
        (["asked", "decide:yes", "outcome:keep"], {"appealed", "closed"}, {"draft", "ceased"}),
        (["asked", "decide:yes", "outcome:cease"], {"appealed", "ceased"}, {"closed", "draft"}),
        (["asked", "decide:yes", "outcome:cease", "appealed"], {"ordered"}, {"ceased"}),
        (["asked", "decide:yes", "outcome:keep", "appealed", "ordered:amend"], {"amended"}, {"ceased"}),
    ],
)
def test_what_follows_in_a_new_assessment(rows, there, not_there):
    found = steps(AGAIN, *(f"{one} 2026-03-02" for one in rows))
    assert there <= found and not found & not_there


@pytest.mark.parametrize(
    ("order", "expected"),
    [  # reg. 44(2): what was ordered says what is due
        ("assess", {"tell": "2026-06-15", "no_plan": "2026-08-10", "final_after_assessing": "2026-09-07"}),
        ("plan", {"draft": "2026-07-06", "final": "2026-08-17"}),
        ("amend", {"amend": "2026-07-06"}),
        ("dismissed", {}),
    ],
)
def test_what_is_due_after_an_order(order, expected):
    rows = said(
        "asked 2026-01-01", "decide:no 2026-02-01", "appealed 2026-03-01", f"ordered:{order} 2026-06-01"
    )
    found = days(EHC, rows, on="2026-06-02")
    ordered = {
        key.split(":")[1]: due.day.isoformat() for key, due in found.items() if key.startswith("ehc-order")
    }
    assert ordered == expected


@pytest.mark.parametrize(
    ("meeting", "decided", "final"),
    [  # R (L, M and P) v Devon: 4 weeks, 8 more, never more than 12 after the meeting
        ("2026-06-15", "2026-07-13", "2026-09-07"),
        ("2026-06-15", "2026-06-29", "2026-08-24"),
        ("2026-06-15", "2026-08-03", "2026-09-07"),  # decided late: the 12 weeks stay
    ],
)
def test_an_amended_plan_comes_within_twelve_weeks_of_the_meeting(meeting, decided, final):
    rows = said("plan 2025-07-01", f"meeting {meeting}", f"decide:amend {decided}")
    found = days(REVIEW, rows, on=decided)
    assert found["ehc-review:final"].day == date.fromisoformat(final) and found["ehc-review:final"].is_owed


def test_without_a_change_nothing_is_amended():
    found = days(
        REVIEW, said("plan 2025-07-01", "meeting 2026-06-15", "decide:keep 2026-07-01"), on="2026-07-02"
    )
    assert set(found) == {"ehc-appeal:adviser", "ehc-appeal:appeal"}


@pytest.mark.parametrize(
    ("plan", "due"),
    [
        ("2026-01-26", "2027-01-25"),
        ("2024-02-29", "2025-02-27"),
        ("2027-02-28", "2028-02-27"),
        ("2027-03-01", "2028-02-29"),
    ],
)
def test_a_plan_is_reviewed_within_twelve_months(plan, due):
    found = days(REVIEW, said(f"plan {plan}"), on=plan)
    assert abs((found["ehc-review-due:review"].day - date.fromisoformat(due)).days) <= 1
    assert found["ehc-review-due:review"].day <= date.fromisoformat(due) + timedelta(1)


@pytest.mark.parametrize(
    ("born", "step"), [(date(2015, 1, 1), "child_review"), (date(1990, 1, 1), "adult_review"), (None, None)]
)
def test_a_care_plan_is_reviewed_by_age(born, step):
    found = days(CARE, said("plan 2026-08-31"), on="2026-09-01", born=born)
    owed = {key.split(":")[1] for key, due in found.items() if due.is_owed}
    assert owed == ({step} if step else set())  # without an age nobody is said to be late
    if step == "child_review":
        assert found["care-plan-review-wales:child_review"].day == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("rows", "there", "not_there"),
    [
        (["asked"], {"decide", "withdrawn"}, {"advice_asked", "draft", "final", "closed", "appealed"}),
        (
            ["asked", "decide:yes"],
            {"advice_asked", "draft", "no_plan"},
            {"decide", "appealed", "advice", "final"},
        ),
        (
            ["asked", "decide:no"],
            {"mediation_asked", "certificate", "appealed", "closed"},
            {"draft", "ordered"},
        ),
        (
            ["asked", "decide:no", "appealed"],
            {"ordered", "conceded", "hearing", "directions"},
            {"mediation_asked"},
        ),
        (
            ["asked", "decide:no", "appealed", "ordered:assess"],
            {"advice_asked", "draft", "order_told"},
            {"ordered", "amended"},
        ),
        (
            ["asked", "decide:no", "appealed", "ordered:plan"],
            {"draft"},
            {"advice_asked", "no_plan", "order_told"},
        ),
        (
            ["asked", "decide:no", "mediation_asked", "mediated:assess"],
            {"advice_asked", "draft"},
            {"amended"},
        ),
        (["asked", "decide:yes", "draft"], {"comments", "final", "draft"}, {"no_plan"}),
        (
            ["asked", "decide:yes", "draft", "final"],
            {"appealed", "closed"},
            {"withdrawn", "comments", "draft"},
        ),
        (["asked", "decide:no", "closed"], set(), {"appealed", "decide", "withdrawn"}),
    ],
)
def test_what_can_follow_what(rows, there, not_there):
    found = steps(EHC, *(f"{one} 2026-03-02" for one in rows))
    assert there <= found and not found & not_there


def test_a_plan_does_not_end_while_somebody_appeals():
    rows = ["plan 2026-01-01", "meeting 2026-06-01", "decide:cease 2026-06-20"]
    assert "ceased" in steps(REVIEW, *rows)
    assert "ceased" not in steps(REVIEW, *rows, "appealed 2026-06-30")
    assert "ceased" in steps(REVIEW, *rows, "appealed 2026-06-30", "ordered:dismissed 2026-09-01")
    assert "ceased" not in steps(REVIEW, *rows, "appealed 2026-06-30", "ordered:amend 2026-09-01")


WRITES = [  # who, kind, of the body, whether anybody of it is here, is the adviser: how
    ("authority", "worker", True, True, False, "own"), ("authority", "worker", False, True, False, ""),
    ("authority", "family", False, True, False, ""), ("authority", "family", False, False, False, "told"),
    ("authority", "worker", False, False, False, "told"), ("authority", "self", False, False, False, "told"),
    ("family", "family", False, True, False, "own"), ("family", "worker", True, True, False, "told"),
    ("tribunal", "family", False, True, False, "own"), ("anyone", "worker", False, False, False, "own"),
    ("adviser", "worker", False, True, True, "own"), ("adviser", "worker", True, True, False, "told"),
    ("adviser", "family", False, True, False, ""), ("adviser", "family", False, False, False, "told"),
    ("anyone", "governance", False, True, False, ""), ("authority", "system", True, True, False, ""),
]  # fmt: skip


@pytest.mark.parametrize(("who", "kind", "of_body", "here", "adviser", "how"), WRITES)
def test_who_writes_what_down(who, kind, of_body, here, adviser, how):
    assert rules.writes(who, kind=kind, of_body=of_body, body_here=here, is_adviser=adviser) == how


def test_advice_is_there_when_everybody_has_answered():
    ask = [Said(1, "asked", TODAY), Said(2, "decide", TODAY, "yes"), Said(3, "advice_asked", TODAY, topic="health"),
           Said(4, "advice_asked", TODAY, topic="education"), Said(5, "advice", TODAY, of=3)]  # fmt: skip
    law = catalogue.newest("ehc-assessment")
    assert "advice" not in rules.instance_of(EHC, EHC.clocks[0], law, ask).done
    assert [each.id for each in rules.unanswered(ask, rules.ASK)] == [4]
    everybody = [*ask, Said(6, "advice", TODAY, of=4)]
    assert rules.instance_of(EHC, EHC.clocks[0], law, everybody).done["advice"] == TODAY


def test_an_exception_moves_no_day():
    rows = said("asked 2026-01-12")
    claim = Claim("circumstances", date(2026, 2, 1), date(2026, 2, 10))
    plain, excused = (days(EHC, rows, on="2026-03-01", claims=claims) for claims in ((), (claim,)))
    assert [(due.day, due.late) for due in plain.values()] == [
        (due.day, due.late) for due in excused.values()
    ]
    assert excused["ehc-assessment:decide"].excused == ("circumstances",)


def test_what_will_be_late_is_said_before_it_is():
    rows = said("asked 2026-01-12", "decide:yes 2026-02-20")
    found = days(EHC, rows, on="2026-05-25")[
        "ehc-assessment:final"
    ]  # due on 1 June, and the family has 15 days
    assert found.late == 0 and found.will_be_late == 8 and found.waits_for == "draft"
    assert found.at_risk(date(2026, 5, 25), 14)


def test_a_correction_takes_the_place_of_what_it_corrects():
    rows = [SimpleNamespace(pk=1, replaces_id=None, void=False), SimpleNamespace(pk=2, replaces_id=1, void=False),
            SimpleNamespace(pk=3, replaces_id=None, void=False), SimpleNamespace(pk=4, replaces_id=3, void=True)]  # fmt: skip
    every = {
        1: Said(1, "a", TODAY),
        2: Said(1, "a", TODAY - timedelta(2)),
        3: Said(3, "b", TODAY),
        4: Said(3, "b", TODAY),
    }
    assert rules.standing(rows, every) == [every[2]]


@pytest.mark.parametrize(
    ("until", "answered", "how", "refused"),
    [(TODAY, False, "own", True), (TODAY, True, "own", False), (TODAY, False, "told", False), (None, False, "own", False),
     (TODAY - timedelta(1), False, "own", False)],
)  # fmt: skip
def test_the_family_has_its_days(until, answered, how, refused):
    if refused:
        with pytest.raises(RuleBroken):
            rules.check_family_days(until=until, answered=answered, on=TODAY, how=how)
    else:
        rules.check_family_days(until=until, answered=answered, on=TODAY, how=how)


def test_what_is_asked_of_an_adviser_has_no_day_without_a_law():
    assert dues([], [Asked(Said(1, "advice_asked", TODAY, topic="care"), None, None)], [], {}, TODAY) == []


def test_a_childs_assessment_has_the_days_of_its_clock_in_both_rooms():
    """The room `assessment` counts for itself (it lies below): both definitions say the same."""
    law = catalogue.newest("child-assessment-wales").steps[0].periods[0]
    kind = assessments.newest("wales-child")
    assert kind.clock and kind.clock.working and kind.clock.days == law.working_days
