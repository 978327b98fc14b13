"""Letters: who posts them, what stands on the paper, and what was not posted after all."""

import html
import re
import zlib

import pytest
from django.db.models import Q

from tests import build
from tests.integration.notices.conftest import capacity, choose, keep_from, make_late, morning, promise, to
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.notices import actions, pdf, queries
from unstori.notices.models import Message
from unstori.people.models import Team

ADDRESS = "1 Stryd Fawr\nCaernarfon\nLL55 1AA"


@pytest.fixture
def desk(told):
    """Somebody of the authority who posts letters."""
    return build._actor(build.user("Eira", is_demo=True), kind="administrator", organisation=told.authority)


@pytest.fixture
def letter(told):
    choose(told.mair, way="letter", to=ADDRESS)
    make_late(promise(told.huw, told, 3, what="Ffonio’r pediatregydd"))
    morning()
    return to(told.mair)[0]


@pytest.fixture
def paper(monkeypatch):
    """The text of the pages that were laid out, newest last; the PDF itself is made too."""
    pages, really = [], pdf.on_paper

    def keep(page, sheet=""):
        pages.append(html.unescape(re.sub(r"<[^>]*>", "", page)))
        return really(page, sheet)

    monkeypatch.setattr(pdf, "on_paper", keep)
    return pages


def check_is_tagged(response):
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "no-store"
    inside = response.content
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", response.content, re.DOTALL):
        try:
            inside += zlib.decompress(stream)
        except zlib.error:
            continue
    assert b"/StructTreeRoot" in inside and b"/Marked true" in inside


def test_printed_posted_and_put_back(letter, desk, sign_in, paper):
    client = sign_in(desk)
    page = client.get("/notices/letters/").content.decode()
    assert "Mair" in page and "Stryd Fawr" not in page and "Geth" not in page
    check_is_tagged(client.post("/notices/letters/print/"))
    [text] = paper
    for words in ("Mair", "1 Stryd Fawr", "LL55 1AA", "There is something for you in Unstori"):
        assert words in text
    for words in ("Geth", "pediatregydd", "Huw", "Gwynedd"):
        assert words not in text
    assert "Printed, not posted yet" in client.get("/notices/letters/").content.decode()
    check_is_tagged(client.post("/notices/letters/print-again/"))
    assert paper[1] == text
    assert "1 letter is on its way." in client.post("/notices/letters/posted/", follow=True).content.decode()
    letter.refresh_from_db()
    assert letter.state == "posted" and letter.posted_by == desk.capacity_id
    client.post("/notices/letters/take-back/", {"id": letter.pk})
    letter.refresh_from_db()
    assert letter.state == "waiting" and letter.printed_at is None
    assert AuditEvent.objects.get(action="letter.print").target_id == letter.pk


def test_whoever_is_on_duty_prints_too_and_nobody_else(letter, told, sign_in):
    team = Team.objects.create(organisation=told.authority, name_en="West", name_cy="Gorllewin")
    type(capacity(told.huw)).objects.filter(pk=told.huw.capacity_id).update(team=team)
    assert sign_in(told.huw).get("/notices/letters/").status_code == 404
    Team.objects.filter(pk=team.pk).update(on_duty_id=told.huw.capacity_id)
    assert "Mair" in sign_in(told.huw).get("/notices/letters/").content.decode()
    for actor in (told.mair, told.geth_self, told.teacher, told.stranger):
        client = sign_in(actor)
        assert client.get("/notices/letters/").status_code == 404
        for name in ("print", "print-again", "posted", "take-back", "again"):
            assert client.post(f"/notices/letters/{name}/", {"id": letter.pk}).status_code == 404
    letter.refresh_from_db()
    assert letter.state == "waiting"


def test_letters_of_another_organisation_are_not_in_this_post(letter, told):
    other = build._actor(build.user("Nia", is_demo=True), kind="administrator", organisation=told.school)
    assert not queries.letters_waiting(other).exists() and actions.print_letters(by=other) == []
    assert actions.mark_posted(by=other, ids=[letter.pk]) == 0


def test_a_protected_address_is_printed_by_somebody_else(letter, told, desk):
    keep_from(desk, told, kind="address")
    assert not queries.letters_waiting(desk).exists()
    assert actions.print_letters(by=desk) == [] and not queries.printed_together(desk, [letter.pk]).exists()
    colleague = build._actor(
        build.user("Sian", is_demo=True), kind="administrator", organisation=told.authority
    )
    assert actions.print_letters(by=colleague) == [letter.pk]


def test_nothing_is_printed_for_who_may_not_see_it_any_more(letter, told, desk, sign_in):
    keep_from(told.mair, told, kind="section", section="care")
    page = sign_in(desk).post("/notices/letters/print/", follow=True).content.decode()
    assert "There was nothing left to print." in page
    letter.refresh_from_db()
    assert letter.state == "dropped"


def test_what_could_not_be_delivered_is_seen_and_tried_again(letter, told, desk, sign_in):
    Message.objects.filter(~Q(pk=letter.pk)).delete()
    Message.objects.filter(pk=letter.pk).update(state="failed", trouble="notify-400", tries=6)
    client = sign_in(desk)
    page = client.get("/notices/letters/").content.decode()
    assert (
        "Could not be delivered" in page and "the number or address is not right" in page and "Mair" in page
    )
    with pytest.raises(NotFound):
        actions.try_again(by=told.stranger, id=letter.pk)
    client.post("/notices/letters/again/", {"id": letter.pk})
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("waiting", 0)
    assert client.post("/notices/letters/again/", {"id": "x"}).status_code == 404
