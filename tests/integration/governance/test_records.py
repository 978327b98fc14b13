"""Legal holds and erasing by pages: of the authority alone, by two, never by a slip, never under a hold."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests import build
from tests.ground import shared
from unstori.access.door import NotFound, find
from unstori.access.models import AuditEvent, LegalHold, Tombstone
from unstori.access.rules import Actor
from unstori.core.errors import RuleBroken
from unstori.governance.actions import erasing
from unstori.governance.models import Erasure
from unstori.governance.presenters.start import ways
from unstori.story import actions as story

WHY = "Asked for in writing on 3 May; nobody needs it any more."


@pytest.fixture
def second(run):
    return build._actor(build.user("Peter"), kind="governance", organisation=run.world.authority)


@shared
def told(run):
    story.add_entry(
        by=run.world.huw, person=run.world.geth, section="about_me", kind="note", words="He laughed"
    )
    return run


def ask(run, **more):
    geth = run.world.geth
    said = {"by": run.governance, "reference": geth.reference, "reason": WHY, "typed": geth.reference, **more}
    return erasing.ask(**said)


def at(run, name, *more):
    return reverse(f"governance:{name}", args=[run.world.geth.reference, *more])


def test_one_asks_and_another_agrees(told, second, sign_in, work):
    geth, first, other = told.world.geth, sign_in(told.governance), sign_in(second)
    shown = first.get(at(told, "erase")).content.decode()
    assert "Their story" in shown and "He laughed" not in shown
    sent = {"reason": WHY, "typed": "wrong"}
    assert "exactly as it stands" in first.post(at(told, "erase"), sent).content.decode()
    assert not Erasure.objects.exists()
    first.post(at(told, "erase"), {**sent, "typed": geth.reference})
    asked = Erasure.objects.get()
    work()
    assert find(geth.reference) is not None
    decide = at(told, "erase_decide", asked.pk)
    with pytest.raises(RuleBroken):
        erasing.agree(by=told.governance, erasure=asked, typed=geth.reference)
    assert decide in other.get(reverse("governance:records")).content.decode()
    assert other.post(decide, {"answer": "agree", "typed": "x"}).status_code == 200
    other.post(decide, {"answer": "agree", "typed": geth.reference})
    work()
    assert find(geth.reference) is None and Tombstone.objects.filter(created_by=second.capacity_id).exists()
    assert not Erasure.objects.exists() and first.get(at(told, "record")).status_code == 404


def test_alone_it_happens_when_it_is_asked_for(told, sign_in, work):
    sign_in(told.governance).post(at(told, "erase"), {"reason": WHY, "typed": told.world.geth.reference})
    work()
    assert find(told.world.geth.reference) is None


def test_what_is_not_agreed_or_taken_back_does_not_happen(told, second, work):
    erasing.refuse(by=second, erasure=ask(told), why="A complaint is open")
    erasing.refuse(by=told.governance, erasure=ask(told), why="A slip")
    work()
    assert find(told.world.geth.reference) is not None
    assert list(Erasure.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "taken_back"]
    with pytest.raises(RuleBroken):
        erasing.agree(by=second, erasure=Erasure.objects.first(), typed=told.world.geth.reference)


def test_a_hold_stops_it_even_when_it_was_agreed(told, second, sign_in, work):
    asked, client = ask(told), sign_in(told.governance)
    erasing.agree(by=second, erasure=asked, typed=told.world.geth.reference)
    assert client.post(at(told, "hold"), {"reason": "x"}).status_code == 200
    client.post(at(told, "hold"), {"reason": "The coroner asked for it on 4 May."})
    work()
    assert find(told.world.geth.reference) is not None and Erasure.objects.get().state == "stopped"
    with pytest.raises(RuleBroken):
        ask(told)
    assert "coroner" in client.get(reverse("governance:records")).content.decode()
    held = LegalHold.objects.get()
    client.post(at(told, "record"), {"hold": str(held.pk), "reason": "The inquest is over"})
    held.refresh_from_db()
    assert held.ended_by == told.governance.capacity_id and held.ended_why == "The inquest is over"
    assert AuditEvent.objects.filter(action="erasure.stop").exists()


def test_a_record_is_found_by_exact_identifiers_and_a_reason(told, sign_in):
    geth, client = told.world.geth, sign_in(told.governance)
    geth.postcode = "LL55 1AA"
    geth.save()
    asked = {"reason": "They asked in writing to be forgotten.", "full_name": "Gethin Rowlands", "postcode": "ll55 1aa",
             "born_on-day": "2", "born_on-month": "3", "born_on-year": "2017"}  # fmt: skip
    assert client.post(reverse("governance:records"), asked).url == at(told, "record")
    wrong = client.post(reverse("governance:records"), {**asked, "born_on-day": "3"}).content.decode()
    assert "Nobody was found" in wrong and "They asked in writing" in wrong


def test_nobody_else_holds_or_erases(told, sign_in):
    elsewhere = build._actor(build.user("Bob"), kind="governance", organisation=told.world.school)
    for by in (elsewhere, told.admin, told.world.huw, told.world.mair):
        with pytest.raises(NotFound):
            ask(told, by=by)
        client = sign_in(by)
        for name in ("record", "hold", "erase"):
            assert (
                client.get(at(told, name)).status_code == client.post(at(told, name), {}).status_code == 404
            )
    for by in (told.admin, told.world.huw):
        assert sign_in(by).get(reverse("governance:records")).status_code == 404


def test_everybody_who_runs_it_reads_the_rules_and_definitions(run, sign_in):
    for by in (run.admin, run.governance):
        client = sign_in(by)
        assert "8 years" in client.get(reverse("governance:keeping")).content.decode()
        listed = client.get(reverse("governance:definitions"), {"q": "retention"}).content.decode()
        address = reverse("governance:definition", args=["access", "retention", 1])
        assert address in listed and "ADR 0024" in client.get(address).content.decode()
        assert (
            client.get(reverse("governance:definition", args=["access", "retention", 99])).status_code == 404
        )
    assert sign_in(run.ffion).get(reverse("governance:definitions")).status_code == 404


def test_every_definition_can_be_read(run, sign_in):
    from unstori.governance.queries import definitions

    client = sign_in(run.admin)
    for one in definitions.everything():
        address = reverse("governance:definition", args=[one["room"], one["id"], one["version"]])
        response = client.get(address)
        assert response.status_code == 200, address
        assert "&lt;span" not in response.content.decode(), address


def test_the_first_page_leads_to_what_ones_kind_may_do(run, sign_in):
    said = {by: sign_in(by).get(reverse("governance:index")) for by in (run.admin, run.governance, run.ffion)}
    assert reverse("governance:workers") in said[run.admin].content.decode()
    assert reverse("governance:workers") not in said[run.governance].content.decode()
    assert reverse("governance:records") in said[run.governance].content.decode()
    assert said[run.ffion].status_code == 404
    assert sign_in(run.admin).get("/").url == reverse("governance:index")


@pytest.mark.parametrize(
    ("kind", "leads"),
    [
        (
            "steward",
            ("keeping:index", "voice:waiting", "questions:asked", "questions:keep", "exchange:services"),
        ),
        ("administrator", ("keeping:index", "voice:waiting", "questions:asked", "questions:keep")),
        ("governance", ("questions:asked",)),
    ],
)
def test_whoever_keeps_the_directory_gets_there_from_the_first_page(kind, leads):
    """Their first page is this one, and no other links there."""
    by = Actor(user_id=uuid4(), capacity_id=uuid4(), kind=kind, label="", user_name="")
    found = {way.page for _heading, inside in ways(by) for way in inside}
    assert set(leads) <= found and ("keeping:index" in found) == (kind != "governance")
