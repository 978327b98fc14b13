"""Asked for, rested on what is known, decided test by test, and asked again without telling it twice."""

import pytest

from tests import build
from tests.integration.assessment.conftest import answers, capacity, refused, say, soon
from unstori.access.actions.withholding import withhold
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.assessment import actions, drawing, queries
from unstori.assessment.models import Assessment, Citation, Contribution, Finding, Judged
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.core.workdays import after_working_days
from unstori.plan import actions as plan
from unstori.plan.models import Need
from unstori.rights.queries.disagreeing import seen_row
from unstori.story.models import Entry, Promise


def opened(actor, world):
    return require(actor, world.geth.pk, Permission.SEE)


def test_family_asks_and_the_law_says_by_when(world, asked):
    assert (asked.state, asked.asked_by, asked.authority) == ("asked", "Mair", world.authority)
    assert asked.due_on == after_working_days(clock.today(), 42, "wales")
    assert Entry.objects.get(about_id=asked.pk).title == "Asked for: Care and support for a child"
    assert AuditEvent.objects.filter(action="assessment.asked", target_id=asked.pk).exists()


def test_the_person_asks_too(world):
    assert actions.ask(by=world.geth_self, person=world.geth, kind="wales-child").asked_by == "Geth"


def test_the_same_is_not_asked_twice(world, asked):
    with pytest.raises(RuleBroken):
        actions.ask(by=world.huw, person=world.geth, kind="wales-child")
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("who", ["teacher", "stranger", "former"])
def test_who_does_not_see_care_asks_nothing(world, who):
    with pytest.raises(NotFound):
        actions.ask(by=getattr(world, who), person=world.geth, kind="wales-child")
    assert not Assessment.objects.exists()


def test_family_takes_nothing_on_and_decides_nothing(world, begun):
    with pytest.raises(RuleBroken):
        actions.begin(by=world.mair, assessment=begun, ready_on=soon())
    with pytest.raises(RuleBroken):
        actions.determine(by=world.mair, assessment=begun, words="A lamp", tests=answers(begun))
    assert not Finding.objects.exists()


def test_what_is_known_is_cited_and_not_typed(world, begun, words, fact):
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    actions.cite(by=world.mair, assessment=begun, element="circumstances", rows=[fact.pk])
    here = drawing.known(opened(world.mair, world), begun)
    assert [source.words for source in here.cited("barriers")] == ["Dw i ddim yn cysgu"]
    assert [source.label for source in here.cited("circumstances")]
    actions.cite(by=world.mair, assessment=begun, element="barriers", rows=[])
    assert Citation.objects.get(row_id=words.pk).dropped_by == world.mair.capacity_id


def test_row_of_somebody_else_or_another_element_is_not_cited(world, begun, fact):
    with pytest.raises(NotFound):
        actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[fact.pk])
    with pytest.raises(NotFound):
        actions.cite(by=world.huw, assessment=begun, element="none", rows=[])
    assert not Citation.objects.exists()


def test_what_is_kept_from_somebody_leaves_no_trace_in_an_assessment(world, begun, words):
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    withhold(by=world.huw, person=world.geth, kind="row", row_id=words.pk, withheld_from=capacity(world.mair),
             reason="It would put her in danger.", review_on=soon(30), ends_on=soon(60))  # fmt: skip
    here = drawing.known(opened(world.mair, world), begun)
    assert not here.citations and here.hidden == 0
    actions.cite(by=world.mair, assessment=begun, element="barriers", rows=[])
    assert Citation.objects.get().dropped_at is None


def test_row_in_a_section_that_a_reader_lacks_is_only_counted(world, begun):
    health = say(world, "He has seizures", section="health")
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[health.pk])
    from tests import build

    jo = build.worker("Jo", world.authority)
    build.grant(world.geth, jo, ("care",))
    here = drawing.known(opened(jo, world), begun)
    assert not here.cited("barriers") and here.hidden == 1


def test_each_adds_their_own_view_and_a_draft_is_its_authors(world, begun):
    said = {"assessment": begun, "element": "risks", "words": "He runs when bells ring"}
    mine = actions.contribute(by=world.mair, share=True, **said)
    actions.contribute(by=world.huw, share=False, **{**said, "words": "Not ready"})
    assert [row.pk for row in queries.contributions(opened(world.mair, world), begun)] == [mine.pk]
    assert len(queries.contributions(opened(world.huw, world), begun)) == 2
    actions.contribute(by=world.mair, share=True, version=1, **{**said, "words": "He runs"})
    with pytest.raises(Clash):
        actions.contribute(by=world.mair, share=True, version=1, **said)
    assert Contribution.objects.get(pk=mine.pk).words == "He runs"


def test_eligible_need_stands_in_the_plan_untyped(world, begun):
    found = actions.determine(by=world.huw, assessment=begun, words="Somebody at night", tests=answers(begun))
    assert found.result == "met"
    assert (found.need.words, found.need.eligible) == ("Somebody at night", True)


def test_need_of_the_plan_is_judged_where_it_stands(world, begun):
    need = plan.add_need(by=world.huw, person=world.geth, section="care", words="A lift")
    found = actions.determine(by=world.huw, assessment=begun, need=need, tests=answers(begun))
    assert (found.need, found.words, Need.objects.count()) == (need, "A lift", 1)
    assert Need.objects.get().eligible
    again = refused(begun, world, replaces=found)
    assert (again.need, again.words) == (need, "A lift") and not Need.objects.get().eligible


def test_an_eligible_need_is_not_lost_while_not_enough_is_known(world, begun):
    need = plan.add_need(by=world.huw, person=world.geth, section="care", words="A lift", eligible=True)
    step = actions.NextStep("We ask the school", capacity(world.huw), soon())
    found = actions.determine(
        by=world.huw, assessment=begun, need=need, tests=answers(begun, unless="unknown"), step=step
    )
    assert found.result == "unknown" and Need.objects.get().eligible


def test_no_has_reasons_next_step_owner_and_day(world, begun):
    huw = capacity(world.huw)
    for step in (None, ("", huw, soon()), ("A clinic", None, soon()), ("A clinic", huw, None)):
        said = actions.NextStep(*step) if step else None
        with pytest.raises(RuleBroken):
            actions.determine(
                by=world.huw, assessment=begun, words="Nights", tests=answers(begun, "not_met"), step=said
            )
    assert not Finding.objects.exists() and not Judged.objects.exists()
    found = refused(begun, world)
    assert found.result == "not_met" and not Need.objects.exists()
    promised = Promise.objects.get()
    assert (promised.what, promised.due_on, promised.entry.about_id) == ("A sleep clinic", soon(), found.pk)


def test_owner_of_what_happens_instead_is_around_the_person(world, begun):
    with pytest.raises(NotFound):
        actions.determine(by=world.huw, assessment=begun, words="Nights", tests=answers(begun, "not_met"),
                          step=actions.NextStep("x", capacity(world.stranger), soon()),)  # fmt: skip
    assert not Finding.objects.exists()


def test_tests_rest_on_what_is_cited(world, begun, words):
    (cited,) = actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    said = answers(begun)
    said["arises"] = actions.Answered("met", "He cannot sleep", grounds=(cited.pk,))
    found = actions.determine(by=world.huw, assessment=begun, words="Nights", tests=said)
    assert found.tested.get(test="arises").grounds.get() == cited
    with pytest.raises(NotFound):
        said["arises"] = actions.Answered("met", "x", grounds=(words.pk,))
        actions.determine(by=world.huw, assessment=begun, words="Nights", tests=said)


def test_missing_test_or_too_few_parts_of_life_is_refused(world, begun):
    said = answers(begun)
    with pytest.raises(RuleBroken):
        actions.determine(by=world.huw, assessment=begun, words="x", tests={"arises": said["arises"]})
    said["relates"] = actions.Answered("met", "It does")
    with pytest.raises(RuleBroken):
        actions.determine(by=world.huw, assessment=begun, words="x", tests=said)


def test_newer_decision_replaces_and_both_are_seen(world, begun):
    first = refused(begun, world)
    actions.finish(by=world.huw, assessment=begun)
    second = actions.determine(by=world.huw, assessment=begun, tests=answers(begun), replaces=first)
    both = queries.findings(opened(world.mair, world), [begun])
    assert [(row.pk, row.is_old) for row in both] == [(second.pk, False), (first.pk, True)]
    with pytest.raises(RuleBroken):
        refused(begun, world, replaces=first)


def test_decided_is_closed_to_more_words(world, begun):
    with pytest.raises(RuleBroken):
        actions.finish(by=world.huw, assessment=begun)
    refused(begun, world)
    actions.finish(by=world.huw, assessment=begun)
    with pytest.raises(RuleBroken):
        actions.contribute(by=world.mair, assessment=begun, element="risks", words="Late", share=True)


def test_party_disagrees_and_changes_no_result(world, begun):
    found = refused(begun, world)
    with pytest.raises(RuleBroken):
        actions.say_of(by=world.mair, finding=found, verdict="disagrees")
    actions.say_of(by=world.mair, finding=found, verdict="disagrees", words="Nobody came at night")
    (seen,) = queries.findings(opened(world.geth_self, world), [begun])
    assert seen.result == "not_met" and [view.words for view in seen.views.all()] == ["Nobody came at night"]


def test_taken_back_by_who_asked_and_not_by_others_alone(world, asked):
    with pytest.raises(RuleBroken):
        actions.end(by=world.huw, assessment=asked, why="No time")
    assert actions.end(by=world.mair, assessment=asked, why="We moved").state == "ended"


def test_what_happens_instead_is_not_left_to_the_family(world, begun):
    step = actions.NextStep("Ask the doctor", capacity(world.mair), soon())
    with pytest.raises(NotFound):
        actions.determine(
            by=world.huw, assessment=begun, words="A lamp", tests=answers(begun, unless="not_met"), step=step
        )
    assert not Promise.objects.exists() and not Finding.objects.exists()


def test_who_wrote_down_what_a_mother_asked_for_does_not_take_it_back_for_her(world):
    asked = actions.ask(by=world.huw, person=world.geth, kind="wales-child", asked_by="Mair")
    with pytest.raises(RuleBroken):
        actions.end(by=world.huw, assessment=asked, why="No time")
    instead = actions.NextStep("Mair asks again in May", capacity(world.huw), soon())
    assert actions.end(by=world.huw, assessment=asked, why="She wants to wait", step=instead).state == "ended"
    assert Promise.objects.filter(entry__about_id=asked.pk).exists()


def test_carers_own_is_for_the_carer_and_who_holds_it(world, carers):
    assert carers.owner is None and not Entry.objects.filter(about_id=carers.pk).exists()
    actions.contribute(by=world.mair, assessment=carers, element="caring", words="I cannot go on", share=True)
    huw, geth = opened(world.huw, world), opened(world.geth_self, world)
    assert list(queries.assessments(huw)) == [carers] and not queries.contributions(huw, carers)
    assert not queries.assessments(geth).exists()
    begun = actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    assert [row.words for row in queries.contributions(huw, begun)] == ["I cannot go on"]
    found = refused(begun, world)
    assert (
        not Promise.objects.exists()
        and not Entry.objects.exclude(event="circle").filter(section="care").exists()
    )
    for actor in (world.geth_self, world.teacher):
        with pytest.raises(NotFound):
            queries.finding(opened(actor, world), found.pk)
    assert queries.finding(opened(world.mair, world), found.pk)


def test_carers_eligible_need_is_not_the_persons(world, carers):
    begun = actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    assert (
        actions.determine(by=world.huw, assessment=begun, words="A break", tests=answers(begun)).need is None
    )
    assert not Need.objects.exists()


def test_asked_again_elsewhere_nothing_is_told_twice(world, begun, words):
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    actions.contribute(by=world.mair, assessment=begun, element="barriers", words="He needs dark", share=True)
    refused(begun, world)
    actions.finish(by=world.huw, assessment=begun)
    type(world.geth).objects.filter(pk=world.geth.pk).update(jurisdiction="england")
    again = actions.ask(by=world.mair, person=world.geth, kind="england-child", follows=begun)
    here = drawing.known(opened(world.mair, world), again)
    assert [source.words for source in here.cited("barriers")] == ["Dw i ddim yn cysgu", "He needs dark"]
    assert again.jurisdiction == "england" and again.follows == begun


def test_owner_who_leaves_hands_it_over(world, begun):
    build.grant(world.geth, world.teacher)
    moved = actions.hand_over_assessments(
        by=world.mair,
        person=world.geth,
        from_capacity=capacity(world.huw),
        to_capacity=capacity(world.teacher),
    )
    assert moved == 1 and Assessment.objects.get().owner == capacity(world.teacher)


def test_carer_disagrees_with_what_was_decided_about_them(world, carers):
    begun = actions.begin(by=world.huw, assessment=carers, ready_on=soon())
    found = refused(begun, world)
    assert opened(world.mair, world).sees(found) and not opened(world.teacher, world).sees(found)
    assert seen_row(opened(world.mair, world), found.pk).narrowed
