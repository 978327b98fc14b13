"""Requests about data from asking to the answer: kept to whom it concerns, never a bare no, never what is withheld."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.ground import shared
from unstori.access.actions import holds, withholding
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent, Grant, LegalHold
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance.actions import requests as actions
from unstori.governance.models import DataRequest, RequestChoice, RequestStep
from unstori.governance.queries import copies
from unstori.people.models import Capacity
from unstori.story import actions as story
from unstori.story.models import Entry

WORDS = "I want everything that you keep about my boy."
LONG = "All that may leave goes along with this letter."


@shared
def told(run):
    """Three things were written: one of them speaks of a brother."""
    add = {"person": run.world.geth, "by": run.world.huw, "section": "about_me", "kind": "note"}
    run.plain = story.add_entry(**add, words="He laughed at the trains")
    run.brother = story.add_entry(**add, words="His brother was arrested", names_others=True)
    run.kept = story.add_entry(**add, words="He drew a bruise")
    return run


def ask(run, kind="copy", **more):
    return actions.ask(by=run.world.mair, person=run.world.geth, kind=kind, words=WORDS, **more)


def here(run, row, name="request", *more):
    return reverse(f"asked:{name}", args=[run.world.geth.reference, row.pk, *more])


def at(row, *step):
    return reverse("governance:request_step" if step else "governance:request", args=[row.pk, *step])


def test_a_mother_asks_and_sees_at_once_by_when(told, sign_in):
    client, geth = sign_in(told.world.mair), told.world.geth
    assert (
        reverse("asked:ask", args=[geth.reference, "copy"])
        in client.get(reverse("asked:index", args=[geth.reference])).content.decode()
    )
    sent = client.post(reverse("asked:ask", args=[geth.reference, "copy"]), {"words": WORDS})
    row = DataRequest.objects.get()
    assert (
        sent.url == here(told, row)
        and row.identity == "signed_in"
        and row.due_on > clock.today() + timedelta(26)
    )
    assert WORDS in client.get(here(told, row)).content.decode()
    assert client.post(reverse("asked:ask", args=[geth.reference, "copy"]), {"words": " "}).status_code == 200
    assert client.get(reverse("asked:ask", args=[geth.reference, "nothing"])).status_code == 404
    assert DataRequest.objects.count() == 1
    assert not Entry.objects.filter(event="data.asked", narrowed=False).exists()


def test_nobody_else_in_the_circle_reads_it(told, sign_in):
    row = ask(told)
    for by in (told.world.huw, told.world.teacher, told.world.stranger, told.admin):
        client = sign_in(by)
        assert client.get(here(told, row)).status_code == client.get(at(row)).status_code == 404
        with pytest.raises(NotFound):
            actions.answer(by=by, request=row, state="refused", ground="unfounded", words=LONG)
    elsewhere = build._actor(build.user("Bob"), kind="governance", organisation=told.world.school)
    assert sign_in(elsewhere).get(at(row)).status_code == 404
    assert row.pk in {one.pk for one in DataRequest.objects.filter(asker_id=told.world.mair.capacity_id)}
    assert sign_in(told.world.geth_self).get(here(told, row)).status_code == 200


def test_a_copy_leaves_out_what_speaks_of_others_until_each_is_decided(told, sign_in):
    row, lead, mother = ask(told), sign_in(told.governance), sign_in(told.world.mair)
    assert mother.get(here(told, row, "copy")).status_code == 404
    shown = lead.get(at(row, "others")).content.decode()
    assert "brother was arrested" in shown and "laughed" not in shown
    assert AuditEvent.objects.filter(
        action="read", capacity_id=told.governance.capacity_id, detail__what="data"
    ).exists()
    preview = lead.get(at(row, "preview")).content.decode()
    assert "laughed" in preview and "arrested" not in preview
    lead.post(at(row, "others"), {"row": str(told.brother.pk), "give": "yes", "why": "He agreed by letter"})
    lead.post(at(row, "others"), {"row": str(told.plain.pk), "give": "yes", "why": "Not in the list"})
    assert RequestChoice.objects.count() == 1
    lead.post(at(row, "release"), {"words": LONG})
    row.refresh_from_db()
    assert row.state == "done" and row.released_by == told.governance.capacity_id
    page = mother.get(here(told, row, "copy")).content.decode()
    assert "arrested" in page and "laughed" in page
    assert b"laughed" in mother.get(here(told, row, "copy_file", "file")).content
    assert mother.get(here(told, row, "copy_file", "pdf")).content[:4] == b"%PDF"
    assert sign_in(told.world.geth_self).get(here(told, row, "copy")).status_code == 404


def test_what_was_not_decided_stays_out_and_is_said(told):
    row = ask(told)
    actions.release(by=told.governance, request=row, words=LONG)
    row.refresh_from_db()
    assert (row.state, row.ground) == ("partly", "others")
    assert told.brother.pk not in {one.pk for one in copies.copy_for(row).entries}


def test_what_is_withheld_or_would_harm_is_in_no_copy_whatever_was_decided(told):
    row = ask(told)
    actions.choose(by=told.governance, request=row, row_id=told.brother.pk, give=True, why="He agreed")
    kept = {"reason": "She would harm him, says the court.", "review_on": clock.today() + timedelta(5),
            "ends_on": clock.today() + timedelta(9), "by": told.governance, "person": told.world.geth,
            "withheld_from": Capacity.objects.get(pk=told.world.mair.capacity_id)}  # fmt: skip
    for entry in (told.brother, told.kept):
        withholding.withhold(kind="row", row_id=entry.pk, **kept)
    assert {one.words for one in copies.copy_for(row).entries if one.words} == {told.plain.words}
    assert not copies.of_others(row)
    by_letter = write_down(told)
    assert {one.words for one in copies.copy_for(by_letter).entries if one.words} == {told.plain.words}
    said = {
        "by": told.governance,
        "request": row,
        "part": "about_me",
        "give": False,
        "why": "It would harm him",
    }
    with pytest.raises(RuleBroken):
        actions.choose(**said)
    actions.choose(**said, professional="Dr Rees, paediatrician", opinion_on=clock.today())
    assert not copies.copy_for(row).entries


def write_down(told, **more):
    said = {"kind": "copy", "words": "By letter", "came_by": "letter", "received_on": clock.today(),
            "asker_name": "Nain", "asker_is_self": False, **more}  # fmt: skip
    return actions.write_down(by=told.governance, reference=told.world.geth.reference, **said)


def test_a_letter_is_written_down_and_nobody_unknown_is_answered(told, sign_in):
    lead = sign_in(told.governance)
    page = reverse("governance:write_down", args=[told.world.geth.reference])
    day = clock.today() - timedelta(40)
    sent = {"asker": "other", "asker_name": "", "kind": "copy", "came_by": "letter", "words": WORDS,
            "received_on-day": day.day, "received_on-month": day.month, "received_on-year": day.year}  # fmt: skip
    assert "Say who asks" in lead.post(page, sent).content.decode() and not DataRequest.objects.exists()
    lead.post(page, {**sent, "asker_name": "Nain"})
    row = DataRequest.objects.get()
    assert "late" in lead.get(reverse("governance:requests")).content.decode()
    assert lead.get(at(row, "others")).url == at(row)
    with pytest.raises(RuleBroken):
        actions.release(by=told.governance, request=row, words=LONG)
    lead.post(at(row, "identity"), {"identity": "document", "had_to_ask": "on"})
    row.refresh_from_db()
    assert row.identity == "document" and row.due_on > clock.today()
    lead.post(at(row, "extend"), {"why": "There are eleven boxes of paper to read."})
    due = row.due_on
    row.refresh_from_db()
    assert row.extended and row.due_on > due + timedelta(50)
    actions.release(by=told.governance, request=row, words=LONG)
    assert lead.get(reverse("governance:request_copy", args=[row.pk, "pdf"])).content[:4] == b"%PDF"


def test_who_wrote_it_says_what_they_think_and_a_no_carries_the_other_view(told, sign_in):
    client, worker, lead = sign_in(told.world.mair), sign_in(told.world.huw), sign_in(told.governance)
    row = ask(told, "correct", row_id=told.plain.pk)
    assert (
        reverse("asked:ask", args=[told.world.geth.reference, "correct"])
        in client.get(
            reverse("story:entry", args=[told.world.geth.reference, told.plain.pk])
        ).content.decode()
    )
    assert "laughed" in lead.get(at(row)).content.decode()
    lead.post(at(row, "hand"), {"owner": str(told.world.huw.capacity_id)})
    assert WORDS in worker.get(reverse("asked:owed")).content.decode()
    worker.post(
        reverse("asked:owed"), {"request": str(row.pk), f"{row.pk}-words": "I was there, he laughed."}
    )
    assert RequestStep.objects.filter(what="said", created_by_id=told.world.huw.capacity_id).exists()
    assert "I was there" not in client.get(here(told, row)).content.decode()
    assert client.post(at(row, "answer"), {}).status_code == 404
    lead.post(at(row, "answer"), {"state": "refused", "ground": "", "words": LONG})
    row.refresh_from_db()
    assert row.state == "open"
    lead.post(at(row, "answer"), {"state": "refused", "ground": "accurate", "words": LONG})
    page = client.get(here(told, row)).content.decode()
    assert "ico.org.uk" in page and "right as it stands" in page
    client.post(here(told, row), {"words": "He cried."})
    assert Entry.objects.get(event="data.disagreed").about_id == told.plain.pk
    assert "He cried." in lead.get(at(row)).content.decode()


def test_what_may_not_be_used_is_not_erased_either(told):
    row = ask(told, "restrict")
    actions.answer(by=told.governance, request=row, state="done", words=LONG)
    assert LegalHold.objects.get().person_id == told.world.geth.pk
    with pytest.raises(RuleBroken):
        actions.answer(by=told.governance, request=row, state="refused", ground="weighs_more", words=LONG)


def test_a_whole_record_is_erased_through_its_own_door(told, sign_in):
    row = ask(told, "erase")
    with pytest.raises(RuleBroken):
        actions.answer(by=told.governance, request=row, state="done", words=LONG)
    assert (
        reverse("governance:erase", args=[told.world.geth.reference])
        in sign_in(told.governance).get(at(row)).content.decode()
    )


def test_it_can_be_taken_back_by_whoever_asked_alone(told, sign_in):
    row = ask(told)
    with pytest.raises(NotFound):
        actions.take_back(by=told.world.geth_self, request=row)
    sign_in(told.world.mair).post(here(told, row, "take_back"))
    row.refresh_from_db()
    assert row.state == "taken_back"


def test_the_list_asks_as_much_for_one_as_for_many(told, sign_in, django_assert_max_num_queries):
    client = sign_in(told.governance)
    for _number in range(4):
        ask(told)
    with django_assert_max_num_queries(14):
        client.get(reverse("governance:requests"))


def test_a_copy_is_no_window_into_the_story_once_it_was_handed_over(told, sign_in):
    lead = sign_in(told.governance)
    mine, letter, wrong = ask(told), write_down(told), ask(told, "correct", row_id=told.plain.pk)
    actions.confirm(by=told.governance, request=letter, identity="document")
    for row in (mine, letter):
        assert lead.get(printed(row)).status_code == 200
        actions.release(by=told.governance, request=row, words=LONG)
    assert (
        lead.get(printed(mine)).status_code == 404
        and printed(mine) not in lead.get(at(mine)).content.decode()
    )
    assert lead.get(printed(letter)).status_code == 200
    ago = clock.now() - timedelta(14)
    DataRequest.objects.filter(pk=letter.pk).update(released_at=ago)
    assert printed(letter) in lead.get(at(letter)).content.decode()
    DataRequest.objects.filter(pk=letter.pk).update(released_at=ago - timedelta(1))
    assert (
        lead.get(printed(letter)).status_code == 404
        and printed(letter) not in lead.get(at(letter)).content.decode()
    )
    assert "laughed" in lead.get(at(wrong)).content.decode()
    actions.answer(by=told.governance, request=wrong, state="done", words=LONG)
    assert "laughed" not in lead.get(at(wrong)).content.decode()


def printed(row):
    return reverse("governance:request_copy", args=[row.pk, "pdf"])


def test_who_types_a_letter_brings_nothing_of_their_own_into_the_copy(told):
    write_down(told, kind="erase", asker_name="Taid")
    wrong = ask(told, "correct")
    actions.answer(by=told.governance, request=wrong, state="done", words=LONG)
    row = write_down(told)
    assert Entry.objects.filter(narrowed=True, created_by_id=told.governance.capacity_id).exists()
    found = copies.copy_for(row)
    assert told.plain in found.entries and not [one for one in found.entries if one.narrowed]


@pytest.fixture
def parent(told):
    """A lead who is also the father of the person."""
    father = build.user("Dafydd")
    build._actor(father, kind="family", person=told.world.geth)
    return build._actor(father, kind="governance", organisation=told.world.authority)


def test_nobody_answers_in_a_matter_of_their_own(told, parent, sign_in):
    row, client, ref = ask(told), sign_in(parent), told.world.geth.reference
    assert client.get(at(row)).status_code == 404 and sign_in(told.governance).get(at(row)).status_code == 200
    client = sign_in(parent)
    assert client.get(reverse("governance:write_down", args=[ref])).status_code == 404
    assert client.get(reverse("access:withhold", args=[ref])).status_code == 404
    for act in (holds.answered_for, withholding.authorise):
        with pytest.raises(NotFound):
            act(by=parent, reference=ref)
        assert act(by=told.governance, reference=ref) == told.world.geth


def test_nobody_answers_what_they_asked_themselves(told):
    row = write_down(told)
    DataRequest.objects.filter(pk=row.pk).update(asker=told.governance.capacity_id)
    with pytest.raises(NotFound):
        actions.answer(by=told.governance, request=row, state="refused", ground="not_entitled", words=LONG)


def test_who_alone_is_there_for_their_own_family_reads_that_another_is_needed(told, parent, sign_in):
    page, said = reverse("governance:requests"), "somebody else must answer"
    assert said not in sign_in(parent).get(page).content.decode()
    Capacity.objects.filter(pk=told.governance.capacity_id).update(ends_on=clock.today() - timedelta(1))
    assert said in sign_in(parent).get(page).content.decode()


def test_a_correction_is_handed_on_to_nobody_who_may_not_see_the_entry(told, sign_in):
    add = {"person": told.world.geth, "by": told.world.huw, "section": "about_me", "kind": "note"}
    entry = story.add_entry(**add, words="He saw them", title="A day at the station")
    row = ask(told, "correct", row_id=entry.pk)
    ffion, owed = Capacity.objects.get(pk=told.ffion.capacity_id), reverse("asked:owed")
    actions.hand(by=told.governance, request=row, owner=ffion)
    page = sign_in(told.ffion).get(owed).content.decode()
    assert WORDS in page and "A day at the station" in page
    Grant.objects.filter(capacity=ffion, section="about_me").update(ended_at=clock.now(), ended_by=ffion.pk)
    page = sign_in(told.ffion).get(owed).content.decode()
    assert WORDS in page and "A day at the station" not in page and str(entry.pk) not in page
    shown = sign_in(told.governance).get(at(row, "hand")).content.decode()
    assert str(told.world.huw.capacity_id) in shown and str(ffion.pk) not in shown
    with pytest.raises(RuleBroken):
        actions.hand(by=told.governance, request=row, owner=ffion)


def test_what_waits_for_a_worker_asks_as_much_for_one_as_for_many(told, sign_in):
    client, counts = sign_in(told.world.huw), []
    client.get(reverse("asked:owed"))
    huw = Capacity.objects.get(pk=told.world.huw.capacity_id)
    for number in range(4):
        actions.hand(by=told.governance, request=ask(told, "correct", row_id=told.plain.pk), owner=huw)
        if number in (0, 3):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("asked:owed"))
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_typed_and_not_taken_stands_where_it_was_typed(told, sign_in):
    add = {"person": told.world.geth, "by": told.world.huw, "section": "about_me", "kind": "note"}
    story.add_entry(**add, words="His sister was there", names_others=True)
    row = ask(told)
    sent = {"row": str(told.brother.pk), "why": "He agreed by letter"}  # does it go along? is not said
    page = sign_in(told.governance).post(at(row, "others"), sent).content.decode()
    field = page.index(f'id="id_why_{told.brother.pk}"')
    odd = sign_in(told.governance).post(at(row, "others"), {**sent, "row": "%s%d"})
    assert odd.status_code == 200
    assert page.count("He agreed by letter") == 1 and "He agreed by letter" in page[field : field + 300]
    assert f'href="#id_give_{told.brother.pk}' in page and not RequestChoice.objects.exists()
    huw = Capacity.objects.get(pk=told.world.huw.capacity_id)
    two = [ask(told, "correct", row_id=told.plain.pk) for _number in range(2)]
    for one in two:
        actions.hand(by=told.governance, request=one, owner=huw)
    said = "He laughed. " * 500  # too long to be taken
    sent = {"request": str(two[1].pk), f"{two[1].pk}-words": said}
    page = sign_in(told.world.huw).post(reverse("asked:owed"), sent).content.decode()
    field = page.index(f'id="id_{two[1].pk}-words"')
    assert page.count(said.strip()) == 1 and page.index(said.strip()) > field
    assert not RequestStep.objects.filter(what="said").exists()
