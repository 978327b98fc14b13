"""Every page of the circle: for who may and who may not, with a fixed number of queries."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.circle.conftest import capacity
from unstori.access import audit
from unstori.access.door import require
from unstori.access.models import AuditEvent
from unstori.access.rules import PRIVATE, Permission
from unstori.circle import actions
from unstori.circle.models import CallMe, Member
from unstori.story import actions as story


def at(circle, name, *more):
    return reverse(f"circle:{name}", args=[circle.geth.reference, *more])


def urls(circle):
    decision, huw, no_row = circle.with_huw.pk, circle.huw_here.pk, uuid4()
    plain = ["index", "add", "legal", "who_can_see", "who_looked", "share", "share_by_duty", "private",
             "danger", "invite_person"]  # fmt: skip
    yield from (at(circle, name) for name in plain)
    yield from (at(circle, name, huw) for name in ("member", "change", "key_worker", "handover", "leave"))
    yield at(circle, "invite", circle.nain.pk)
    yield from (at(circle, name, decision) for name in ("sharing", "ability"))
    yield at(circle, "answer", decision, "withdraw")
    yield from (at(circle, name, no_row) for name in ("invitation", "answered", "private_row"))
    yield at(circle, "take_back", no_row, circle.huw.capacity_id)


def test_every_page_refuses_a_stranger_alike(circle, sign_in):
    browser = sign_in(circle.stranger)
    for url in urls(circle):
        for page in (browser.get(url), browser.post(url, {})):
            assert page.status_code in (404, 405), url


def test_every_page_asks_who_you_are(circle, client):
    for url in urls(circle):
        assert client.get(url).status_code == 302, url


OPEN_TO_HUW = [
    "index",
    "add",
    "legal",
    "who_can_see",
    "who_looked",
    "share",
    "share_by_duty",
    "danger",
    "invite_person",
]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_open_for_who_may(circle, sign_in, language):
    browser = sign_in(circle.huw)
    browser.cookies["django_language"] = language
    for url in [at(circle, name) for name in OPEN_TO_HUW] + [
        at(circle, name, circle.huw_here.pk) for name in ("member", "change", "handover", "leave")
    ] + [at(circle, "sharing", circle.with_huw.pk), at(circle, "ability", circle.with_huw.pk)]:  # fmt: skip
        page = browser.get(url)
        assert page.status_code == 200, url
        assert f'<html lang="{language}"' in page.content.decode()


def test_index_says_plainly_that_nobody_is_key_worker(circle, sign_in):
    browser = sign_in(circle.mair)
    assert "Nobody is key worker yet" in browser.get(at(circle, "index")).content.decode()
    browser.post(at(circle, "key_worker", circle.huw_here.pk))
    page = browser.get(at(circle, "index")).content.decode()
    assert "<b>Huw Parry</b> is key worker" in page and "<svg" in page and "Nain" in page
    browser.post(at(circle, "key_worker", circle.huw_here.pk))
    assert "Nobody is key worker yet" in browser.get(at(circle, "index")).content.decode()
    gone = actions.add_member(
        by=circle.mair, person=circle.geth, kind="friend", name="Ifan", relation="Friend"
    )
    actions.end_member(by=circle.mair, member=gone)
    page = browser.post(at(circle, "key_worker", gone.pk), follow=True).content.decode()
    assert "Choose somebody else" in page


def test_a_story_without_a_circle_has_an_empty_state(circle, sign_in):
    alone = build.person("Non Evans", authority=circle.place)
    build.grant(alone, circle.huw)
    browser = sign_in(circle.huw)
    page = browser.get(reverse("circle:index", args=[alone.reference]))
    assert "Nobody is in the circle yet" in page.content.decode()


MEMBER = {"kind": "friend", "name": "Ifan", "relation": "friend", "closeness": "2", "section": "about_me"}


def test_add_somebody_and_change_them(circle, sign_in):
    browser = sign_in(circle.mair)
    page = browser.post(at(circle, "add"), {**MEMBER, "name": ""})
    assert "There is a problem" in page.content.decode()
    assert "<title>Error: " in page.content.decode()
    page = browser.post(at(circle, "add"), MEMBER, follow=True).content.decode()
    assert "They see nothing yet" in page
    ifan = Member.objects.get(name="Ifan")
    changed = {**MEMBER, "name": "Ifan Rhys", "version": "1"}
    page = browser.post(at(circle, "change", ifan.pk), changed, follow=True).content.decode()
    assert "Ifan Rhys" in page
    page = browser.post(at(circle, "change", ifan.pk), {**changed, "name": "Ifan Wyn"}).content.decode()
    assert "Ifan Rhys" in page and "Ifan Wyn" in page and 'value="2"' in page
    browser.post(at(circle, "change", ifan.pk), {**changed, "name": "Ifan Wyn", "version": "2"})
    assert Member.objects.get(pk=ifan.pk).name == "Ifan Wyn"


def test_the_authority_fields_are_there_for_few(circle, sign_in):
    build.grant(circle.geth, circle.teacher, ("about_me", "learning"))
    assert "parental_responsibility" not in sign_in(circle.teacher).get(at(circle, "add")).content.decode()
    assert "parental_responsibility" in sign_in(circle.huw).get(at(circle, "add")).content.decode()


def test_legal_status_is_written_down_and_shown(circle, sign_in):
    browser = sign_in(circle.huw)
    said = {"status": "care_order", "starts_on-day": "1", "starts_on-month": "2", "starts_on-year": "2024"}
    page = browser.post(at(circle, "legal"), said, follow=True).content.decode()
    assert "Looked after, by a care order" in page
    row = actions.record_legal_status(
        by=circle.huw, person=circle.geth, status="care_leaver", starts_on=date(2020, 1, 1)
    )
    assert row.section == "care"


def test_handing_over_and_leaving(circle, sign_in, owes):
    owes(circle.huw, 1)
    browser = sign_in(circle.huw)
    assert "Ring 0" in browser.get(at(circle, "leave", circle.huw_here.pk)).content.decode()
    page = browser.post(at(circle, "leave", circle.huw_here.pk), {"why": ""}).content.decode()
    assert "hand over first" in page
    page = browser.post(at(circle, "handover", circle.huw_here.pk), {"to": ""}).content.decode()
    assert "Choose who takes over" in page
    to = {"to": str(circle.mair_here.pk), "why": "New job"}
    page = browser.post(at(circle, "handover", circle.huw_here.pk), to, follow=True).content.decode()
    assert "Handed over to Mair" in page
    gone = browser.post(at(circle, "leave", circle.huw_here.pk), {"why": "New job"})
    assert gone.url == "/"
    assert browser.get(at(circle, "index")).status_code == 404
    page = sign_in(circle.mair).get(at(circle, "member", circle.huw_here.pk)).content.decode()
    assert "Has left the circle" in page


def test_a_parent_takes_a_friend_out(circle, sign_in):
    page = (
        sign_in(circle.mair)
        .post(at(circle, "leave", circle.nain.pk), {"why": ""}, follow=True)
        .content.decode()
    )
    assert "Nain is no longer in the circle" in page


def test_what_is_private_leads_to_writing_it(circle, sign_in):
    browser = sign_in(circle.me)
    address = f"/p/{circle.geth.reference}/story/add/?section=private_to_me"
    assert address in browser.get(at(circle, "private")).content.decode()
    assert 'value="private_to_me" selected' in browser.get(address).content.decode()
    entry = story.add_entry(
        by=circle.me, person=circle.geth, kind="note", section=PRIVATE, happened_on="2026-01-01", words="Mine"
    )
    row = at(circle, "private_row", entry.pk)
    shown = browser.get(f"/p/{circle.geth.reference}/story/entry/{entry.pk}/").text
    assert row in shown and browser.get(row).status_code == 200
    timeline = browser.get(f"/p/{circle.geth.reference}/story/").text
    assert "Private to me" in timeline.split(f"e-{entry.pk}")[1].split("</li>")[0], "the list says so too"


def test_who_looked_says_who_and_never_tells_that_the_child_looked(circle, sign_in):
    sign_in(circle.huw).get(at(circle, "index"))
    sign_in(circle.me).get(at(circle, "private"))
    sign_in(circle.me).get(at(circle, "danger"))
    audit.record(circle.stranger, "glass.break", person_id=circle.geth.pk)
    theirs = sign_in(circle.mair).get(at(circle, "who_looked")).content.decode()
    works = sign_in(circle.huw).get(at(circle, "who_looked")).content.decode()
    mine = sign_in(circle.me).get(at(circle, "who_looked")).content.decode()
    assert "Huw Parry" in mine and "Huw Parry" in theirs
    assert "Opened the story without being asked" in theirs
    assert mine.count('<th scope="row">Geth</th>') > 0
    assert '<th scope="row">Geth</th>' not in theirs
    assert "Mair, Geth’s mother" in mine and "Mair, Geth’s mother" not in works
    reads = AuditEvent.objects.filter(action="read").values_list("detail", flat=True)
    assert reads and not [detail for detail in reads if "danger" in detail["what"]]


def test_danger_page_says_whom_to_call_and_asks_only_one(circle, sign_in, mailoutbox):
    browser = sign_in(circle.me)
    page = browser.get(at(circle, "danger")).content.decode()
    for number in ("999", "0800 1111", "0808 80 10 800"):
        assert number in page
    assert reverse("arriving:about") in page
    type(circle.geth).objects.filter(pk=circle.geth.pk).update(jurisdiction="england")
    page = browser.get(at(circle, "danger")).content.decode()
    assert "0808 2000 247" in page and "0808 80 10 800" not in page
    said = {"member": str(circle.huw_here.pk), "safe_way": "At school"}
    browser.post(at(circle, "danger"), said)
    assert "asked you" in sign_in(circle.huw).get(at(circle, "index")).content.decode()
    assert "asked you" not in sign_in(circle.mair).get(at(circle, "index")).content.decode()
    assert (
        "At school"
        not in sign_in(circle.mair)
        .get(reverse("story:timeline", args=[circle.geth.reference]))
        .content.decode()
    )
    call = CallMe.objects.get()
    assert sign_in(circle.mair).post(at(circle, "answered", call.pk)).status_code == 404
    sign_in(circle.huw).post(at(circle, "answered", call.pk))
    assert CallMe.objects.get().answered_by == circle.huw.capacity_id
    assert "CallMe" not in sign_in(circle.mair).get(at(circle, "danger")).content.decode()


def opened_by(actor, circle):
    return require(actor, circle.geth.pk, Permission.SEE)


def test_private_is_the_persons_own_page(circle, sign_in):
    secret = story.record(
        by=circle.me, person=circle.geth, section=PRIVATE, event="", title="My secret den", kind="note"
    )
    me = sign_in(circle.me)
    assert "You have let nobody in" in me.get(at(circle, "private")).content.decode()
    for other in (circle.mair, circle.huw):
        assert sign_in(other).get(at(circle, "private")).status_code == 404
        assert sign_in(other).get(at(circle, "private_row", secret.pk)).status_code == 404
    assert "My secret den" in me.get(at(circle, "private_row", secret.pk)).content.decode()
    assert me.get(at(circle, "private_row", uuid4())).status_code == 404
    page = me.post(at(circle, "private_row", secret.pk), {"member": str(circle.huw_here.pk)}, follow=True)
    assert "Huw Parry can see it now" in page.content.decode()
    assert opened_by(circle.huw, circle).sees(secret) and not opened_by(circle.mair, circle).sees(secret)
    me.post(at(circle, "take_back", secret.pk, circle.huw.capacity_id))
    assert not opened_by(circle.huw, circle).sees(secret)


@pytest.mark.parametrize("page", ["index", "who_can_see", "who_looked"])
def test_queries_do_not_grow(circle, sign_in, page):
    browser = sign_in(circle.mair)
    browser.get(at(circle, page))
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(at(circle, page))
    for number in range(20):
        made = actions.add_member(
            by=circle.mair, person=circle.geth, kind="worker", name=f"W{number}", relation="Nurse",
            organisation=circle.place, capacity=capacity(build.worker(f"W{number}", circle.place)),
        )  # fmt: skip
        actions.share(by=circle.mair, person=circle.geth, holder=made, sections=["health"], purpose="Care")
        audit.record(circle.huw, "read", person_id=circle.geth.pk, detail={"what": "story"})
    with CaptureQueriesContext(connection) as many:
        browser.get(at(circle, page))
    assert len(many) == len(few) <= 25


def test_the_plain_page_names_nobody(client, db):
    assert "About this website" in client.get(reverse("arriving:about")).content.decode()


def test_who_cannot_sign_in_is_not_offered_as_key_worker(circle, sign_in):
    browser = sign_in(circle.mair)
    assert "Make key worker" in browser.get(at(circle, "member", circle.huw_here.pk)).text
    assert "Make key worker" not in browser.get(at(circle, "member", circle.nain.pk)).text
