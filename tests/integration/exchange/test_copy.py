"""A copy that people can read: what its reader may see, in the language of the page, and nothing about others."""

import re
import zlib

import pytest
from django.urls import reverse

from tests.integration.exchange.test_export import life, tell
from unstori.access.door import open_person
from unstori.access.models import AuditEvent
from unstori.access.rules import PRIVATE
from unstori.exchange.leaving.copy import copy_of
from unstori.exchange.queries import may_leave
from unstori.plan.models import Outcome, Rating
from unstori.story import actions as story

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world):
    return reverse("exchange:copy", args=[world.geth.reference])


@pytest.fixture
def paper(world):
    return reverse("exchange:copy_pdf", args=[world.geth.reference])


def test_copy_says_who_said_what_when(world, sign_in, address):
    life(world)
    shown = sign_in(world.mair).get(address).text
    for words in (
        "He slept badly", "Two hours", "spring 2024", "Huw Parry", "Trains", "Mair", "Ring the club", "not yet",
        "Nain", "I want to ride the train", "4 out of 10", "A travel buddy", "Sleep at night", "£60.00 every week",
        "Not so soon", "The trains", "letter.txt", "Safe here", "Look up the times",
    ):  # fmt: skip
        assert words in shown, words
    assert AuditEvent.objects.filter(action="read", detail={"what": "export"}).count() == 1


def test_copy_shows_nothing_that_its_reader_may_not_see(world, sign_in, address):
    life(world)
    tell(world, PRIVATE, "Only mine", by=world.geth_self)
    tell(world, "learning", "Of his brother", by=world.mair, names_others=True)
    seen = {
        who: sign_in(getattr(world, who)).get(address).text for who in ("geth_self", "mair", "huw", "teacher")
    }
    assert [who for who, shown in seen.items() if "Only mine" in shown] == ["geth_self"]
    assert not [who for who, shown in seen.items() if "Of his brother" in shown]
    for words in ("Sleep at night", "£60", "Safe here", "Ring the club", "letter.txt", "A travel buddy"):
        assert words not in seen["teacher"], words
    for who in (world.stranger, world.former):
        assert sign_in(who).get(address).status_code == 404


def test_copy_on_paper_is_tagged_and_speaks_the_language_of_the_page(world, sign_in, paper):
    life(world)
    got = sign_in(world.mair).get(paper, headers={"accept-language": "cy"})
    assert got["Content-Type"] == "application/pdf" and got["Content-Disposition"].startswith("attachment")
    made = [
        got.content,
        *(_open(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", got.content, re.S)),
    ]
    inside = b"\n".join(made)
    assert b"/StructTreeRoot" in inside and re.search(rb"/Lang\s*\(cy", inside)
    assert AuditEvent.objects.filter(action="read", detail={"what": "export"}).count() == 1
    assert sign_in(world.stranger).get(paper).status_code == 404


def _open(part):
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""


def test_copy_without_anything_says_so_in_welsh_too(world, sign_in, address):
    shown = sign_in(world.mair).get(address, headers={"accept-language": "cy"}).text
    assert "Y stori hyd yma" in shown and "Does dim wedi’i ysgrifennu yma eto." in shown


def test_copy_asks_the_same_of_the_database_however_much_there_is(world, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as found:
            copy_of(may_leave(open_person(world.mair, world.geth.reference, what="export")))
        return len(found)

    life(world)
    asked()
    first = asked()
    life_again(world)
    assert asked() == first


def life_again(world):
    by, geth, outcome = world.huw, world.geth, Outcome.objects.get()
    for number in range(5):
        tell(world, "care", f"Again {number}", words="And again")
        story.tell_fact(by=by, person=geth, key="works_not", words=f"Noise {number}", said_by="Mair")
        story.promise(by=world.mair, person=geth, section="care", what="More", due_on=geth.created_at.date())
        Rating.objects.create(
            person=geth, section=outcome.section, outcome=outcome, rater="family", rater_name="Mair", going=5,
            rated_on=geth.created_at.date(), created_by_id=world.mair.capacity_id,
        )  # fmt: skip
