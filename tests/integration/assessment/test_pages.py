"""Pages: asked before, gathered, decided test by test, refused with what instead, asked again elsewhere."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.assessment.conftest import answers, capacity, refused, soon
from unstori.assessment import actions, catalogue
from unstori.assessment.models import Assessment, Citation, Contribution, Finding, FindingView
from unstori.core import clock
from unstori.core.dates import format_date
from unstori.people.models import Person


def address(world, name, *args):
    return reverse(f"assessment:{name}", args=[world.geth.reference, *args])


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def decision(kind="wales-child", answer="met", **more):
    sent = {}
    for test in catalogue.newest(kind).tests:
        sent[f"{test.id}-answer"] = "not_met" if test.id == "protect" else answer
        sent[f"{test.id}-reasons"] = f"Because of {test.id}"
        sent[f"{test.id}-outcomes"] = list(test.outcomes[: test.at_least])
    return {"words": "Somebody at night", **sent, **more}


def test_family_reads_every_question_and_test_before(world, sign_in):
    text = sign_in(world.mair).get(address(world, "before", "wales-child")).content.decode()
    kind = catalogue.newest("wales-child")
    for element in kind.elements:
        assert all(str(ask.words) in text for ask in element.asks)
    assert all(str(test.ask) in text and test.source in text for test in kind.tests)
    paper = sign_in(world.mair).get(address(world, "before_paper", "wales-child"))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")


def test_another_countrys_is_not_there(world, sign_in):
    assert sign_in(world.mair).get(address(world, "before", "england-ehc")).status_code == 404


def test_mother_asks_and_sees_who_holds_it(world, sign_in):
    client = sign_in(world.mair)
    sent = client.post(address(world, "ask"), {"kind": "wales-child", "why": "Nobody sleeps"}, follow=True)
    asked = Assessment.objects.get()
    assert asked.why == "Nobody sleeps" and asked.owner is None
    assert "Nobody has taken this on yet" in sent.content.decode()
    again = client.post(address(world, "ask"), {"kind": "wales-child", "why": "Once more"})
    assert "asked for already" in again.content.decode() and "Once more" in again.content.decode()


def test_worker_writes_down_who_asked_and_which_carer(world, sign_in):
    client = sign_in(world.huw)
    page = client.post(address(world, "ask"), {"kind": "wales-carer", "asked_by": "Nain"})
    assert "Say who the carer is" in page.content.decode() and not Assessment.objects.exists()


def test_worker_takes_it_on_by_a_day(world, sign_in, asked):
    client = sign_in(world.huw)
    client.post(address(world, "begin", asked.pk), day("ready_on", soon()))
    asked.refresh_from_db()
    assert (asked.owner, asked.ready_on) == (capacity(world.huw), soon())
    assert sign_in(world.mair).get(address(world, "begin", asked.pk)).status_code == 404


def test_what_is_known_is_offered_and_chosen(world, sign_in, begun, words, fact):
    client = sign_in(world.mair)
    page = client.get(address(world, "element", begun.pk, "barriers")).content.decode()
    assert "Dw i ddim yn cysgu" in page and "With Mam and Nain" not in page
    sent = {"rows": [str(words.pk)], "words": "Every night", "share": "1"}
    client.post(address(world, "element", begun.pk, "barriers"), sent)
    assert Citation.objects.get().row_id == words.pk
    assert Contribution.objects.get().shared_at
    shown = sign_in(world.huw).get(address(world, "assessment", begun.pk)).content.decode()
    assert "Dw i ddim yn cysgu" in shown and "Every night" in shown


def test_draft_is_shown_to_its_author_alone(world, sign_in, begun):
    sign_in(world.huw).post(address(world, "element", begun.pk, "risks"), {"words": "Half a thought"})
    page = address(world, "assessment", begun.pk)
    assert "Half a thought" in sign_in(world.huw).get(page).content.decode()
    assert "Half a thought" not in sign_in(world.mair).get(page).content.decode()


def test_two_windows_lose_no_word(world, sign_in, begun):
    client, page = sign_in(world.mair), address(world, "element", begun.pk, "risks")
    client.post(page, {"words": "First", "share": "1"})
    text = client.post(page, {"words": "Second", "share": "1"}).content.decode()
    assert "First" in text and "Second" in text and Contribution.objects.get().words == "First"
    client.post(page, {"words": "Both", "version": "1", "share": "1"})
    assert Contribution.objects.get().words == "Both"


def test_refusal_says_test_evidence_instead_whom_and_how_to_disagree(world, sign_in, begun, words):
    (cited,) = actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    sent = decision(**{"unless-answer": "not_met", "arises-grounds": [str(cited.pk)]})
    client = sign_in(world.huw)
    bare = client.post(address(world, "decide", begun.pk), sent)
    assert "Say what happens instead" in bare.content.decode() and not Finding.objects.exists()
    assert "Because of unless" in bare.content.decode()
    step = {"instead": "A sleep clinic", "next_owner": str(world.huw.capacity_id), **day("next_on", soon())}
    client.post(address(world, "decide", begun.pk), {**sent, **step})
    found = Finding.objects.get()
    mother = sign_in(world.mair)
    text = mother.get(address(world, "finding", found.pk)).content.decode()
    for said in (
        "Not eligible", "Not met", "Because of unless", "Dw i ddim yn cysgu", "A sleep clinic", "Huw Parry",
        format_date(soon()), "WSI 2015/1578, reg. 4(d)",
    ):  # fmt: skip
        assert said in text, said
    mother.post(address(world, "finding", found.pk), {"verdict": "disagrees", "words": "Nobody came"})
    assert FindingView.objects.get().words == "Nobody came"
    assert "Nobody came" in client.get(address(world, "finding", found.pk)).content.decode()
    paper = mother.get(address(world, "paper", begun.pk))
    assert paper.content.startswith(b"%PDF")


def test_disagreeing_without_words_changes_nothing(world, sign_in, begun):
    found = refused(begun, world)
    page = sign_in(world.mair).post(address(world, "finding", found.pk), {"verdict": "disagrees"})
    assert "Say what you see differently" in page.content.decode() and not FindingView.objects.exists()


def test_decided_anew_begins_with_what_was_said(world, sign_in, begun):
    first = refused(begun, world)
    actions.finish(by=world.huw, assessment=begun)
    client = sign_in(world.huw)
    assert "Because of unless" in client.get(address(world, "anew", first.pk)).content.decode()
    client.post(address(world, "anew", first.pk), decision())
    second = Finding.objects.get(replaces=first)
    text = sign_in(world.mair).get(address(world, "finding", first.pk)).content.decode()
    assert address(world, "finding", second.pk) in text
    assert client.get(address(world, "anew", first.pk)).status_code == 404


def test_asked_again_elsewhere_shows_what_is_asked_differently(world, sign_in, begun, words):
    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    refused(begun, world)
    actions.finish(by=world.huw, assessment=begun)
    kent = build.organisation("Kent")
    Person.objects.filter(pk=world.geth.pk).update(jurisdiction="england", authority=kent)
    client = sign_in(world.mair)
    assert "Kent must see to it now" in client.get(address(world, "assessment", begun.pk)).content.decode()
    assert f"?again={begun.pk}" in client.get(address(world, "index")).content.decode()
    ask = f"{address(world, 'ask')}?again={begun.pk}"
    page = client.get(ask).content.decode()
    assert "Is the child disabled?" in page and 'value="england-child" checked' in page
    sent = client.post(ask, {"kind": "england-child", "why": ""}, follow=True).content.decode()
    assert "Dw i ddim yn cysgu" in sent and "What is asked differently here" in sent
    again = Assessment.objects.latest("created_at")
    assert again.authority == kent
    for page in (address(world, "index"), address(world, "assessment", begun.pk)):
        assert "Ask again there" not in client.get(page).content.decode(), "it is asked there already"
    assert "Nobody who works for Kent is let in" in sent, "who asks there lets somebody there in"
    build.grant(world.geth, build.worker("Amina", kent))
    assert "Nobody who works for" not in client.get(address(world, "assessment", again.pk)).content.decode()


def test_to_disagree_the_day_of_the_decision_is_not_typed_again(world, sign_in, begun):
    found = refused(begun, world)
    page = sign_in(world.mair).get(address(world, "finding", found.pk)).content.decode()
    assert 'href="#ask"' in page and 'id="ask"' in page
    link = f"/p/{world.geth.reference}/rights/disagree/?about={found.pk}&day={clock.today().isoformat()}"
    assert link.replace("&", "&amp;") in page
    day = sign_in(world.mair).get(link).content.decode()
    assert f'value="{clock.today().year}"' in day
    assert sign_in(world.mair).get(link[:-4] + "nonsense").status_code == 200


def test_taken_back_with_why_alone_and_ended_by_a_worker_with_what_instead(world, sign_in, begun):
    mother, worker, page = sign_in(world.mair), sign_in(world.huw), address(world, "end", begun.pk)
    bare = worker.post(page, {"why": "Nobody answers"}).content.decode()
    assert "Say what happens instead" in bare and "Nobody answers" in bare
    assert "What happens instead?" not in mother.get(page).content.decode()
    mother.post(page, {"why": "We moved"})
    begun.refresh_from_db()
    assert (begun.state, begun.closing_why) == ("ended", "We moved")


def test_carers_own_page_is_not_for_others(world, sign_in, carers):
    page = address(world, "assessment", carers.pk)
    assert "I am tired" in sign_in(world.mair).get(page).content.decode()
    before = sign_in(world.huw).get(page).content.decode()
    assert "I am tired" not in before and "Take this on" in before
    assert sign_in(world.huw).get(address(world, "paper", carers.pk)).status_code == 404
    for actor in (world.geth_self, world.teacher):
        assert sign_in(actor).get(page).status_code == 404
        assert "Mair" not in sign_in(actor).get(address(world, "index")).content.decode().split("<main")[1]


def test_in_england_who_cares_for_a_child_is_tested_by_the_law_for_it(world, sign_in):
    type(world.geth).objects.filter(pk=world.geth.pk).update(jurisdiction="england")
    browser = sign_in(world.mair)
    text = browser.get(address(world, "before", "england-parent-carer")).content.decode()
    assert "17ZF(d)" in text and "SI 2015/313" not in text
    assert browser.get(address(world, "before", "england-carer")).status_code == 404
    browser.post(address(world, "ask"), {"kind": "england-parent-carer", "why": "I am tired"})
    assert Assessment.objects.get().carer_name == "Mair"


def test_it_is_not_finished_with_a_sentence_in_place_of_tests(world, sign_in, begun):
    page = sign_in(world.huw).post(address(world, "finish", begun.pk), {"why": "There is nothing to decide"})
    assert page.status_code == 200 and "end it without a decision" in page.content.decode()
    begun.refresh_from_db()
    assert begun.state == "begun"


@pytest.mark.parametrize("name", ["assessment", "begin", "decide", "finish", "end", "paper"])
def test_strangers_open_nothing(world, sign_in, begun, name):
    for actor in (world.stranger, world.former, world.teacher):
        assert sign_in(actor).get(address(world, name, begun.pk)).status_code == 404


@pytest.mark.parametrize("name", ["finding", "anew"])
def test_strangers_read_no_decision(world, sign_in, begun, name):
    found = refused(begun, world)
    for actor in (world.stranger, world.former, world.teacher):
        assert sign_in(actor).get(address(world, name, found.pk)).status_code == 404


def test_work_lists_mine_and_what_nobody_holds(world, sign_in, asked, carers):
    text = sign_in(world.huw).get(reverse("assessment:work")).content.decode()
    assert address(world, "assessment", asked.pk) in text and address(world, "assessment", carers.pk) in text
    for actor in (world.stranger, world.teacher, world.mair):
        assert (
            address(world, "assessment", asked.pk)
            not in sign_in(actor).get(reverse("assessment:work")).content.decode()
        )


def test_pages_ask_the_database_as_often_however_much_there_is(
    world, sign_in, begun, words, fact, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, pages = sign_in(world.mair), [address(world, "assessment", begun.pk), address(world, "index")]

    def count(page):
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            assert client.get(page).status_code == 200
        return len(asked_for)

    actions.cite(by=world.huw, assessment=begun, element="barriers", rows=[words.pk])
    actions.contribute(by=world.mair, assessment=begun, element="risks", words="One", share=True)
    refused(begun, world)
    few = [count(page) for page in pages]
    actions.cite(by=world.huw, assessment=begun, element="circumstances", rows=[fact.pk])
    actions.contribute(by=world.huw, assessment=begun, element="risks", words="Two", share=True)
    actions.determine(by=world.huw, assessment=begun, words="More", tests=answers(begun))
    refused(begun, world)
    for before, page in zip(few, pages, strict=True):
        assert count(page) <= before + 1, page  # one for a kind of row that was not cited before
