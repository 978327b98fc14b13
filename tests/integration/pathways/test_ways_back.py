"""Ways back: given, used in one step, answered by the team, and over when their day is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.integration.teams.conftest import Office, around, capacity
from tests.integration.teams.conftest import office as office
from unstori.access.actions import withholding
from unstori.access.door import NotFound, open_person, require
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory import actions as directory
from unstori.pathways.actions import waysback as actions
from unstori.pathways.models import WayBack, WayBackStep
from unstori.pathways.queries import waysback as queries
from unstori.plan import actions as plan
from unstori.story.models import Entry

__all__ = ["office"]


def given(office: Office, **more) -> WayBack:
    said = {"what": "Sleep clinic", "how": "Press the button here.", "until": clock.today() + timedelta(90)}
    return actions.give(by=office.huw, person=office.ela, **{**said, "team": office.team, **more})


@pytest.fixture
def duty(office: Office) -> Office:
    directory.put_on_duty(by=build.system(), team=office.team, worker=capacity(office.non))
    return office


def test_it_is_used_in_one_step_by_the_family_and_answered_by_who_is_on_duty(duty):
    way = given(duty)

    def open_now():
        return queries.open_now(open_person(duty.mam, duty.ela.reference, what="test"))

    assert open_now() == [way] and not queries.for_team(duty.non).exists()
    actions.use(by=duty.mam, way=way, words="It is back.")
    way.refresh_from_db()
    assert way.owner_id == duty.non.capacity_id and way.answer_on > clock.today()
    assert open_now() == []
    told = Entry.objects.get(event="way_back.used")
    assert told.words == "It is back." and "Sleep clinic" in told.title and "Mari Prys" in told.title
    assert [row.pk for row in queries.for_team(duty.non)] == [way.pk] and queries.for_team(duty.boss).exists()
    assert not queries.for_team(duty.elsewhere).exists() and not queries.for_team(duty.mam).exists()
    with pytest.raises(NotFound):  # Non reads this row alone
        require(duty.non, duty.ela.pk, Permission.SEE)
    with pytest.raises(RuleBroken):
        actions.take_up(by=duty.non, way=way, words=" ")
    actions.take_up(by=duty.non, way=way, words="We see you on Tuesday.")
    assert not queries.for_team(duty.non).exists() and WayBackStep.objects.filter(kind="taken").count() == 1
    with pytest.raises(RuleBroken):
        actions.use(by=duty.mam, way=way)


def test_where_nobody_of_the_team_is_here_nobody_is_said_to_have_been_told(duty):
    way = actions.use(by=duty.mam, way=given(duty, team=None, place="Sleep clinic, Bangor"))
    assert way.owner is None and way.answer_on is None
    assert WayBackStep.objects.filter(kind="used").exists()


def test_it_is_over_when_its_day_is_and_ends_before_only_with_a_reason(duty):
    way = given(duty)
    WayBack.objects.filter(pk=way.pk).update(until=clock.today() - timedelta(1))
    with pytest.raises(RuleBroken, match="over"):
        actions.use(by=duty.mam, way=way)
    other = given(duty, what="Speech")
    with pytest.raises(RuleBroken):
        actions.end(by=duty.huw, way=other, why=" ")
    actions.end(by=duty.huw, way=other, why="The clinic closes.")
    with pytest.raises(RuleBroken):
        actions.use(by=duty.mam, way=other)


@pytest.mark.parametrize(
    "bad", [{"what": " "}, {"how": ""}, {"team": None, "place": " "}, {"until": None}]
)  # fmt: skip
def test_one_that_leads_nowhere_is_not_given(duty, bad):
    bad = {**bad, **({"until": clock.today()} if "until" in bad else {})}
    with pytest.raises(RuleBroken):
        given(duty, **bad)
    assert not WayBack.objects.exists()


def test_strangers_and_whoever_it_is_kept_from_have_nothing_of_it(duty):
    way = given(duty)
    for stranger in (duty.elsewhere, duty.non):
        for act in (
            lambda by: actions.use(by=by, way=way),
            lambda by: actions.end(by=by, way=way, why="x"),
            lambda by: actions.take_up(by=by, way=way, words="x"),
            lambda by: actions.give(
                by=by, person=duty.ela, what="x", how="x", until=clock.today() + timedelta(3)
            ),
        ):
            with pytest.raises(NotFound):
                act(stranger)
    gwen = build.worker("Gwen Safe", duty.place)
    build.grant(duty.ela, gwen)
    around(duty.ela, gwen)
    kept = {
        "reason": "It would put her in danger.",
        "review_on": clock.today() + timedelta(5),
        "ends_on": clock.today() + timedelta(9),
    }
    for who in (duty.boss, duty.non):
        withholding.withhold(
            by=gwen, person=duty.ela, kind="row", withheld_from=capacity(who), row_id=way.pk, **kept
        )
    with pytest.raises(NotFound):
        queries.way(open_person(duty.boss, duty.ela.reference), way.pk)
    actions.use(by=duty.mam, way=way)
    way.refresh_from_db()
    assert (
        way.owner is None
        and not queries.for_team(duty.non).exists()
        and not queries.for_team(duty.boss).exists()
    )


def test_the_pages_give_it_use_it_and_answer_it(duty, sign_in):
    ref, on = duty.ela.reference, clock.today() + timedelta(60)
    support = plan.add_support(
        by=duty.huw, person=duty.ela, section="care", what="Sleep clinic", who="Dr Rees", comes_from="service",
        status="started",
    )  # fmt: skip
    huw, index = sign_in(duty.huw), reverse("pathways:ways_back", args=[ref])
    assert "no way back yet" in huw.get(index).content.decode()
    give = reverse("pathways:way_back_give", args=[ref])
    said = {"support": str(support.pk), "what": "", "team": str(duty.team.pk), "place": "", "how": "Ring us.",
            "until-day": on.day, "until-month": on.month, "until-year": on.year}  # fmt: skip
    assert huw.post(give, {**said, "how": ""}).status_code == 200
    assert huw.post(give, said).status_code == 302
    way = WayBack.objects.get()
    assert (way.what, way.support_id, way.team_id) == ("Sleep clinic", support.pk, duty.team.pk)
    mam, page = sign_in(duty.mam), reverse("pathways:way_back", args=[ref, way.pk])
    assert "Use the way back" in mam.get(page).content.decode()
    assert mam.post(page, {"words": ""}).status_code == 302
    assert "Non Lloyd" in mam.get(page).content.decode() and mam.post(page, {}).status_code == 404
    non = sign_in(duty.non)
    assert "1 wants to come back" in non.get("/").content.decode()
    waiting = reverse("pathways:ways_back_to_answer")
    assert (
        "Ela Prys" in non.get(waiting).content.decode() and sign_in(duty.mam).get(waiting).status_code == 404
    )
    answer = reverse("pathways:way_back_answer", args=[way.pk])
    non = sign_in(duty.non)
    assert non.post(answer, {"words": ""}).status_code == 200
    assert non.post(answer, {"words": "Tuesday at ten."}).status_code == 302
    assert "Tuesday at ten." in sign_in(duty.mam).get(page).content.decode()
    assert sign_in(duty.elsewhere).get(page).status_code == 404
    other = given(duty, what="Speech")
    end = reverse("pathways:way_back_end", args=[ref, other.pk])
    assert sign_in(duty.huw).post(end, {"why": "It closes."}).status_code == 302


def test_nobody_promises_it_for_others(duty):
    from unstori.people.models import Team

    with pytest.raises(RuleBroken, match="those who give the help"):
        actions.give(
            by=duty.mam, person=duty.ela, what="x", how="x", until=clock.today() + timedelta(3), place="x"
        )
    theirs = directory.add_team(
        by=build.system(), organisation=build.organisation("Bangor"), name_en="x", name_cy="x"
    )
    with pytest.raises(RuleBroken, match="your own organisation"):
        given(duty, team=Team.objects.get(pk=theirs.pk))


def test_whoever_is_about_to_ask_reads_that_nobody_has_to_ask_anew(duty, sign_in):
    address = reverse("pathways:ask", args=[duty.ela.reference])
    assert "without asking anew" not in sign_in(duty.mam).get(address).content.decode()
    way = given(duty)
    link = reverse("pathways:way_back", args=[duty.ela.reference, way.pk])
    page = sign_in(duty.mam).get(address).content.decode()
    assert "without asking anew" in page and link in page
    actions.use(by=duty.mam, way=way)
    assert link not in sign_in(duty.mam).get(address).content.decode()
