"""Pages of processes: who reads, who writes, what is kept, what a wrong word changes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.pathways.processes.ground import begun, capacity, england, now, say
from unstori.access.actions import withholding
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent
from unstori.circle.signals import member_leaving
from unstori.core import clock
from unstori.notices.queries.news import news_of
from unstori.pathways.actions import process_claims
from unstori.pathways.actions import processes as actions
from unstori.pathways.models import Process, ProcessStep
from unstori.pathways.presenters import processes as telling
from unstori.pathways.queries import processes as queries
from unstori.people.models import Capacity, Team


def today() -> date:
    return clock.today()


def page(world, name, *more) -> str:
    return reverse(f"pathways:{name}", args=[world.geth.reference, *more])


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


@pytest.fixture
def row(world) -> Process:
    england(world)
    return begun(world.mair, world.geth, "ehc-assessment", today() - timedelta(50), body=world.geth.authority)


def test_a_mother_begins_it_and_reads_who_must_do_what_by_when(world, sign_in):
    england(world)
    mair = sign_in(world.mair)
    offered = text(mair.get(page(world, "processes")))
    assert "EHC needs assessment" in offered and "IDP by a school" not in offered
    said = {
        **day("on", today() - timedelta(50)),
        "body": str(world.authority.pk),
        "words": "Mae angen help arno.",
    }
    made = mair.post(page(world, "process_begin", "ehc-assessment"), said)
    assert made.status_code == 302
    shown = text(mair.get(made.url))
    assert "8 days late" in shown and "Mae angen help arno." in shown and "Gwynedd" in shown
    assert "days late" in text(mair.get(page(world, "processes")))


def test_a_wrong_day_changes_nothing(world, sign_in, row):
    huw = sign_in(world.huw)
    address = page(world, "process_say", row.pk, "decide")
    before = ProcessStep.objects.count()
    for wrong in (
        {"answer": "yes", **day("on", today() + timedelta(1))},
        {"answer": "no", **day("on", today())},  # without reasons
        {"answer": "perhaps", **day("on", today())},
        {"answer": "yes", **day("on", today() - timedelta(90))},  # before it was asked for
    ):
        assert huw.post(address, wrong).status_code == 200
    assert ProcessStep.objects.count() == before
    assert huw.post(address, {"answer": "yes", **day("on", today())}).status_code == 302
    assert huw.get(address).status_code == 404  # it is decided


def test_the_button_is_what_comes_next_and_never_a_refusal(world, sign_in, row):
    """A council that has decided and asked for advice is shown the draft, not “there will be no plan”."""

    def main() -> str:
        shown = telling.page(open_person(world.huw, world.geth.reference), now(world.huw, row))["main"]
        return shown["href"].split("/say/")[1]

    assert main() == "decide/"
    say(world.huw, row, "decide", today() - timedelta(40), answer="yes")
    assert main() == "advice_asked/"
    say(world.huw, row, "advice_asked", today() - timedelta(40), topic="health", adviser_name="Board")
    assert main() == "draft/"
    say(world.huw, row, "draft", today() - timedelta(20))
    assert main() == "final/"


def test_the_plan_is_reached_where_its_draft_and_what_it_lacks_stand(world, sign_in, row):
    shown = text(sign_in(world.mair).get(page(world, "process", row.pk)))
    assert f'href="{reverse("plan:learning", args=[world.geth.reference])}"' in shown


def test_who_must_decide_is_asked_for(world, sign_in):
    england(world)
    asked = text(sign_in(world.mair).get(page(world, "process_begin", "ehc-assessment")))
    assert "Who must decide?" in asked and "Who must decide? (optional)" not in " ".join(asked.split())
    assert "(optional)" not in asked.split("Who must decide?")[1][:60]


def test_nobody_decides_for_a_council_that_is_here(world, sign_in, row):
    assert sign_in(world.mair).get(page(world, "process_say", row.pk, "decide")).status_code == 404
    assert sign_in(world.teacher).get(page(world, "process_say", row.pk, "decide")).status_code == 404


def test_where_nobody_of_the_council_is_here_the_family_writes_down_its_letter(world):
    england(world)
    row = begun(world.mair, world.geth, "ehc-assessment", today() - timedelta(9), body_name="Devon")
    made = say(world.mair, row, "decide", today(), answer="no", words="No.", told_by="Letter of J. Hill")
    assert made.told_by == "Letter of J. Hill"


@pytest.mark.parametrize("name", ["processes", "process"])
def test_a_stranger_finds_nothing(world, sign_in, row, name):
    more = [row.pk] if name == "process" else []
    for actor in (world.stranger, world.former):
        assert sign_in(actor).get(page(world, name, *more)).status_code == 404
    with pytest.raises(NotFound):
        say(world.stranger, row, "decide", today(), answer="yes")


def test_what_is_kept_from_somebody_leaves_no_trace(world, sign_in, row):
    safe = build.worker("Gwen Safe", world.authority)
    build.grant(world.geth, safe)
    withholding.withhold(
        by=safe, person=world.geth, kind="row", row_id=row.pk, withheld_from=capacity(world.huw),
        reason="He must not know what is asked.", review_on=today() + timedelta(9), ends_on=today() + timedelta(20),
    )  # fmt: skip
    huw = sign_in(world.huw)
    assert huw.get(page(world, "process", row.pk)).status_code == 404
    assert str(row.pk) not in text(huw.get(page(world, "processes")))
    assert queries.at_risk(world.huw) == [] and queries.owed_to(world.huw) == []
    with pytest.raises(NotFound):
        say(world.huw, row, "decide", today(), answer="yes")
    begun(
        world.huw, world.geth, "ehc-assessment", today(), body=world.geth.authority
    )  # nothing tells of the other


def test_a_carer_without_learning_sees_no_process(world, sign_in, row):
    aunt = build.family("Modryb", world.geth)
    build.grant(world.geth, aunt, ("about_me",))
    assert sign_in(aunt).get(page(world, "process", row.pk)).status_code == 404
    assert "EHC needs assessment" not in text(sign_in(aunt).get(page(world, "processes")))


def test_an_exception_excuses_and_moves_no_day(world, sign_in, row):
    huw = sign_in(world.huw)
    before = [(due.day, due.late) for due in now(world.huw, row).dues]
    assert sign_in(world.mair).get(page(world, "process_claim", row.pk, "ehc-assessment")).status_code == 404
    said = {
        "code": "circumstances",
        **day("first", today() - timedelta(40)),
        **day("last", today() - timedelta(30)),
        "words": "Hospital",
    }
    assert huw.post(page(world, "process_claim", row.pk, "ehc-assessment"), said).status_code == 302
    after = now(world.huw, row)
    assert [(due.day, due.late) for due in after.dues] == before and after.dues[0].excused == (
        "circumstances",
    )
    assert "late, excused" in text(sign_in(world.mair).get(page(world, "process", row.pk)))
    back = page(world, "process_claim_back", row.pk, after.claims[0].pk)
    assert sign_in(world.huw).post(back, {"words": "It was another child"}).status_code == 302
    assert not now(world.huw, row).dues[0].excused
    with pytest.raises(NotFound):
        process_claims.take_back_claim(by=world.huw, claim=after.claims[0], words="x")


def test_who_is_asked_for_advice_reads_it_and_answers(world, sign_in, row):
    say(world.huw, row, "decide", today(), answer="yes")
    asked = say(
        world.huw,
        row,
        "advice_asked",
        today(),
        topic="education",
        adviser=capacity(world.teacher),
        words="Beth sy’n helpu?",
    )
    alnco = sign_in(world.teacher)
    shown = text(alnco.get(reverse("pathways:processes_mine")))
    answer = page(world, "process_answer", row.pk, "advice", asked.pk)
    assert answer in shown and "Beth sy’n helpu?" in shown
    listed = AuditEvent.objects.filter(action="list").latest("created_at").detail
    assert listed == {"what": "processes", "people": [str(world.geth.pk)]}
    assert alnco.post(answer, {**day("on", today()), "words": "Pictures help."}).status_code == 302
    assert answer not in text(alnco.get(reverse("pathways:processes_mine")))
    assert "Pictures help." in text(sign_in(world.mair).get(page(world, "process", row.pk)))


def test_what_is_at_risk_for_whoever_works_with_it(world, row):
    found = queries.at_risk(world.huw)
    assert [one.row.pk for one in found] == [row.pk] and found[0].seen and found[0].dues[0].late == 8
    assert queries.at_risk(world.stranger) == [] and queries.at_risk(world.mair) == []
    actions.name_owner(by=world.huw, process=row, owner=capacity(world.huw))
    assert [one.row.pk for one in queries.owed_to(world.huw)] == [row.pk]
    assert [one.row.pk for one in queries.owed_to(world.mair)] == [row.pk]  # the family reads what is late


@pytest.mark.parametrize("name", ["processes", "process", "processes_mine"])
def test_pages_ask_no_more_for_more_rows(world, row, sign_in, name):
    actions.name_owner(by=world.huw, process=row, owner=capacity(world.huw))
    say(world.huw, row, "decide", today(), answer="yes")

    def add(number: int) -> None:
        made = begun(
            world.huw,
            world.geth,
            "ehc-review",
            today() - timedelta(number),
            body=world.geth.authority,
            follows=row,
        )
        say(world.mair, made, "family_views", today(), words="x")
        say(world.huw, row, "advice_asked", today(), topic="education", adviser=capacity(world.huw))

    address = (
        reverse("pathways:processes_mine")
        if name == "processes_mine"
        else page(world, name, *([row.pk] if name == "process" else []))
    )
    assert_does_not_grow(sign_in(world.huw), address, add)


def test_what_is_at_risk_is_asked_in_as_many_queries_for_many(world, row, django_assert_max_num_queries):
    for number in range(12):
        begun(
            world.huw,
            world.geth,
            "ehc-review",
            today() - timedelta(380 + number),
            body=world.geth.authority,
            follows=row,
        )
    with django_assert_max_num_queries(12):
        assert len(queries.at_risk(world.huw)) == 13


def test_who_owes_it_is_told_and_then_who_manages_without_a_name(world, row, sign_in):
    team = Team.objects.create(organisation=world.authority, name_en="ALN", name_cy="ADY")
    Capacity.objects.filter(pk=world.huw.capacity_id).update(team=team)
    boss = build.worker("Beti Boss", world.authority, team=team, manages=True)
    assert "process_late" in {
        item.what for item in news_of(world.huw)
    }  # nobody of the council owns it: all of them
    assert len(queries.late_in_team(boss)) == 1  # nor does it pass by who manages
    actions.name_owner(by=world.huw, process=row, owner=capacity(world.huw))
    told = {item.what: item for item in news_of(boss)}
    assert told["processes_late"].row == 1 and told["processes_late"].person is None
    shown = text(sign_in(boss).get(reverse("pathways:processes_mine")))
    assert "EHC needs assessment" in shown and "Huw Parry" in shown and "Geth" not in shown
    assert "process_late" in {item.what for item in news_of(world.mair)}
    say(world.huw, row, "decide", today(), answer="yes")
    say(world.huw, row, "advice_asked", today(), topic="education", adviser=capacity(world.teacher))
    assert "advice_owed" in {item.what for item in news_of(world.teacher)}
    assert "process_late" not in {item.what for item in news_of(world.mair)}


def test_what_nobody_sees_through_reaches_who_manages(world, row, sign_in):
    """Of the team of who must decide that works with the person; where none does, all who manage there; nobody elsewhere."""
    near, far, other = (
        Team.objects.create(organisation=place, name_en=name, name_cy=name)
        for place, name in ((world.authority, "ALN"), (world.authority, "Roads"), (world.school, "Year 9"))
    )
    boss, away = (
        build.worker(name, world.authority, team=team, manages=True)
        for name, team in (("Beti Boss", near), ("Ffred Far", far))
    )
    elsewhere = build.worker("Sion School", world.school, team=other, manages=True)
    for one in (boss, away):  # nobody of the council who works with the person is in a team
        assert [each.row.pk for each in queries.late_in_team(one)] == [row.pk]
    Capacity.objects.filter(pk=world.huw.capacity_id).update(team=near)
    assert [each.row.pk for each in queries.late_in_team(boss)] == [row.pk]
    assert not queries.late_in_team(away) and not queries.late_in_team(elsewhere)
    told = {item.what: item for item in news_of(boss)}
    assert told["processes_late"].row == 1 and told["processes_late"].person is None
    shown = text(sign_in(boss).get(reverse("pathways:processes_mine")))
    assert "Nobody sees it through yet" in shown and "Geth" not in shown and "Huw" not in shown
    actions.name_owner(by=world.huw, process=row, owner=capacity(world.huw))
    Capacity.objects.filter(pk=world.huw.capacity_id).update(
        team=None
    )  # the owner is in no team that anybody manages
    assert [each.row.pk for each in queries.late_in_team(boss)] == [row.pk]
    build.grant(world.geth, boss)
    Process.objects.filter(pk=row.pk).update(owner=None)
    assert not queries.late_in_team(boss)  # by name among what they must see to


def test_who_leaves_hands_on_what_they_see_through(world, row):
    actions.name_owner(by=world.huw, process=row, owner=capacity(world.huw))
    duties = member_leaving.send(sender=None, people=[world.geth], capacities=[capacity(world.huw)])
    assert any(duty.kind == "process" for _receiver, found in duties for duty in found or [])
    boss = build.worker("Beti Boss", world.authority)
    assert (
        actions.hand_over_processes(
            by=build.system(), person=world.geth, leaving=capacity(world.huw), to=capacity(boss)
        )
        == 1
    )
    row.refresh_from_db()
    assert row.owner_id == boss.capacity_id
