"""The editors' pages: from what must be checked to what everybody reads, and who never gets there."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.ground import shared
from tests.integration.directory.test_editing import SAID, Place, at, entry_of
from tests.integration.exchange import hsds
from unstori.core import clock
from unstori.directory.actions import editing, proposing
from unstori.directory.models import Editor, Entry, EntryDraft, EntryVersion, Likeness, Provider
from unstori.directory.queries import editing as queries

pytestmark = pytest.mark.django_db


@shared
def place() -> Place:
    return Place()


def seen(text):
    return re.search(r'name="seen"[^>]*value="([^"]*)"', text)[1]


def url(name, *args):
    return reverse(f"keeping:{name}", args=args)


def text_of(client, address, status=200, **more):
    response = client.get(address, **more)
    assert response.status_code == status, address
    return response.content.decode()


def version_id(id, number):
    return EntryVersion.objects.get(entry__hsds_id=id, number=number).pk


def send(client, address, **said):
    return client.post(address, said)


def test_from_writing_to_what_everybody_reads(place, sign_in):
    id, wil, ann = place.entry.hsds_id, sign_in(place.worker), sign_in(place.admin)
    page = text_of(wil, url("change", id, "like"))
    answer = send(
        wil,
        url("change", id, "like"),
        seen=seen(page),
        like__en="Warm and calm.",
        like__cy="Cynnes a thawel.",
    )
    assert answer["Location"] == url("entry", id)
    desk = text_of(wil, url("entry", id))
    assert "This is not live yet" in desk and "Warm and calm." in desk and "Changed" in desk
    send(wil, url("send", id))
    assert "Somebody else must check this" in text_of(wil, url("check", id))
    assert "Waits to be checked" in text_of(ann, url("index"))
    check = text_of(ann, url("check", id))
    assert "English: Warm and calm." in check and "Wil" in check
    version = re.search(r'name="version" value="(\d+)"', check)[1]
    send(ann, url("check", id), version=version)
    public = text_of(Client(), f"/services/{id}/")
    assert "Warm and calm." in public and "by Clwb Nofio" in public and "Wil" not in public
    welsh = text_of(Client(headers={"accept-language": "cy"}), f"/services/{id}/")
    assert "Cynnes a thawel." in welsh and "Warm and calm." not in welsh
    versions = text_of(ann, url("versions", id))
    assert (
        "Version 2" in versions
        and "<ins>English: Warm and calm.</ins>" in versions
        and "Ann made it live" in versions
    )
    send(ann, url("back", id, version_id(id, 1)))
    assert "Warm and calm." not in text_of(Client(), f"/services/{id}/")
    send(ann, url("back", id, version_id(id, 2)))
    assert "Warm and calm." in text_of(Client(), f"/services/{id}/")


SECTIONS = {
    "easy": ({"line0__en": "You swim.", "line0__symbol": "music", "line1__cy": "Mae’n dawel."}, ["You swim.", "Mae’n dawel."]),
    "who": ({"who__en": "Shy ones", "needs": ["autism"], "age_from": "5", "districts": "cf10 and CF11", "threshold": "nothing"},
            ["Shy ones", "Autism", "CF10, CF11", "Nothing: you can just come"]),
    "in": ({"routes": ["anybody", "gp"], "steps__en": "Ring us."}, ["Nobody has to refer you", "Ring us.", "GP"]),
    "adjust": ({"adjustments": ["hoist", "quiet_place"]}, ["A hoist", "A quiet place to go to"]),
    "welsh": ({"welsh": "some", "welsh_when__en": "Non, on Tuesdays"}, ["without asking", "Non, on Tuesdays"]),
}  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_kept_shown_again_and_read(place, sign_in, section):
    id, wil = place.entry.hsds_id, sign_in(place.worker)
    said, read = SECTIONS[section]
    page = text_of(wil, url("change", id, section))
    assert send(wil, url("change", id, section), seen=seen(page), **said).status_code == 302
    again = text_of(wil, url("change", id, section))
    typed = [value for one in said.values() for value in ([one] if isinstance(one, str) else one)]
    assert all(value in again or value == "cf10 and CF11" for value in typed)
    draft = queries.open_draft(place.entry)
    editing.send(by=place.worker, draft=draft)
    editing.make_live(by=place.steward, draft=draft, version=draft.version)
    public = text_of(Client(), f"/services/{id}/")
    assert all(words in public for words in read), read


def test_the_wait_is_shown_at_once(place, sign_in):
    id, wil = place.entry.hsds_id, sign_in(place.worker)
    page = text_of(wil, url("change", id, "wait"))
    assert "It is shown at once." in page
    send(
        wil,
        url("change", id, "wait"),
        seen=seen(page),
        places="list",
        wait_weeks="6",
        meanwhile__en="Ring the line.",
    )
    public = text_of(Client(), f"/services/{id}/")
    assert "About 6 weeks" in public and "join a waiting list" in public and "They said so on" in public


def test_a_school_is_asked_more_and_its_answers_are_read(place, sign_in):
    id, wil = place.entry.hsds_id, sign_in(place.worker)
    address = url("change", id, "school")
    page = text_of(wil, address)
    assert "ALNCo" not in page
    assert send(wil, address, seen=seen(page), school_in="wales", more="1")["Location"] == address
    page = text_of(wil, address)
    send(wil, address, seen=seen(page), school_in="wales", **{"q-alnco__en": "Ms Rees, 029"})
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    editing.make_live(by=place.steward, draft=draft, version=draft.version)
    assert (
        "Who is the ALNCo" in text_of(Client(), f"/services/{id}/") and Entry.objects.get().kind == "school"
    )


@pytest.mark.parametrize(
    ("section", "said", "words"),
    [
        ("who", {"age_from": "9", "age_to": "3"}, "The last age comes before the first."),
        ("who", {"districts": "Cardiff", "who__en": "Shy ones"}, "is not the first half of a postcode"),
        ("wait", {"wait_weeks": "soon"}, "Enter a whole number"),
        ("in", {"routes": ["magic"]}, "There is a problem"),
        ("basics", {"name": "", "description": "Kept words", "status": "active"}, "There is a problem"),
        (
            "basics",
            {"name": "A", "description": "B", "status": "active", "url": "not a page"},
            "This is not a web address.",
        ),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(place, sign_in, section, said, words):
    id, wil = place.entry.hsds_id, sign_in(place.worker)
    page = text_of(wil, url("change", id, section))
    answer = send(wil, url("change", id, section), seen=seen(page), **said)
    told = answer.content.decode()
    assert answer.status_code == 200 and words in told
    assert all(one in told for one in said.values() if isinstance(one, str))
    assert not EntryDraft.objects.exists()


def test_two_at_once_stand_side_by_side(place, sign_in):
    id, wil, ann = place.entry.hsds_id, sign_in(place.worker), sign_in(place.admin)
    address = url("change", id, "like")
    page = text_of(wil, address)
    send(ann, address, seen=seen(page), like__en="Loud.")
    answer = send(wil, address, seen=seen(page), like__en="Calm.").content.decode()
    assert "Someone else changed this" in answer and "Loud." in answer and "Calm." in answer
    assert EntryDraft.objects.get().local["like"] == {"en": "Loud."}
    send(wil, address, seen=seen(answer), like__en="Loud at first, then calm.")
    assert EntryDraft.objects.get().local["like"] == {"en": "Loud at first, then calm."}


def test_what_an_asked_feed_says_is_put_right_there(place, sign_in):
    other = {"id": hsds.uuid("other"), "name": "Pwll Nofio", "description": "-"}
    entry = entry_of(2, "https://feed.example.org/services", organization=other)
    Provider.objects.update(organisation=place.club)  # confirmed after it came
    page = text_of(sign_in(place.admin), url("change", entry.hsds_id, "basics"))
    assert "word for word" in page and "https://feed.example.org" in page and 'name="name"' not in page
    send(
        sign_in(place.admin),
        url("change", entry.hsds_id, "basics"),
        name="Mine",
        description="x",
        status="active",
    )
    assert not EntryDraft.objects.exists()


def test_still_right_in_one_press_from_the_list(place, sign_in):
    Entry.objects.update(check_due="2026-01-01")
    wil = sign_in(place.worker)
    assert "should have been checked" in text_of(wil, url("index"))
    assert "Nobody has checked this for a long time" in text_of(Client(), f"/services/{place.entry.hsds_id}/")
    assert send(wil, url("still_right", place.entry.hsds_id), list="1")["Location"] == url("index")
    assert "should have been checked" not in text_of(wil, url("index"))
    assert Entry.objects.get().check_due > clock.today()


def test_who_keeps_nothing_finds_nothing_and_may_claim(place, sign_in):
    id = place.entry.hsds_id
    oli = sign_in(place.other)
    assert "You keep no entry yet" in text_of(oli, url("index"))
    assert oli.get(url("entry", id))["Location"] == url("claim", id)
    for name, args in (("change", (id, "like")), ("check", (id,)), ("versions", (id,)), ("claims", ()), ("editors", ()),
                       ("likenesses", ()), ("new", ())):  # fmt: skip
        text_of(oli, url(name, *args), 404)
    for name, args in (("still_right", (id,)), ("send", (id,)), ("drop", (id,)), ("back", (id, version_id(id, 1))),
                       ("end", (place.editor.pk,)), ("answer", (place.editor.pk,))):  # fmt: skip
        assert send(oli, url(name, *args)).status_code == 404, name
    assert send(oli, url("claim", id), why="").status_code == 200
    assert send(oli, url("claim", id), why="I teach there").status_code == 302
    assert "You have asked for this" in text_of(oli, url("claim", id))
    stella = sign_in(place.steward)
    assert "I teach there" in text_of(stella, url("claims")) and "Oli" in text_of(stella, url("claims"))
    send(stella, url("answer", Editor.objects.get(why="I teach there").pk), yes="1")
    assert "You keep this already" in text_of(oli, url("claim", id))
    assert "Swimming 1" in text_of(oli, url("index"))


def test_an_administrator_names_and_ends_editors(place, sign_in):
    ann = sign_in(place.admin)
    assert "Wil" in text_of(ann, url("editors"))
    provider = str(Provider.objects.get().pk)
    send(ann, url("editors"), provider=provider, capacity=str(place.other.capacity_id))
    assert queries.edits(place.other, place.entry)
    send(ann, url("end", place.editor.pk))
    assert not queries.edits(place.worker, place.entry)
    Provider.objects.update(organisation=None)
    assert "does not know yet" in text_of(ann, url("editors"))


def test_anybody_suggests_a_group_without_an_account(place, sign_in):
    client = Client()
    assert "You need no account" in text_of(client, url("suggest"))
    answer = send(client, url("suggest"), **{**SAID, "postcode": "nowhere"}, like="Loud and kind.")
    assert (
        "This is not a postcode." in answer.content.decode() and "Loud and kind." in answer.content.decode()
    )
    assert send(client, url("suggest"), **SAID, website="Buy this").status_code == 200
    assert not EntryDraft.objects.exists()
    assert send(client, url("suggest"), **SAID, like="Loud and kind.")["Location"] == url("suggested")
    assert "Thank you" in text_of(client, url("suggested"))
    id = Entry.objects.get(name="Coffee and prams").hsds_id
    text_of(client, f"/services/{id}/", 404)
    stella = sign_in(place.steward)
    assert "Coffee and prams" in text_of(stella, url("index"))
    check = text_of(stella, url("check", id))
    assert "without an account" in check and "Loud and kind." in check
    version = re.search(r'name="version" value="(\d+)"', check)[1]
    send(stella, url("check", id), version=version)
    public = text_of(client, f"/services/{id}/")
    assert "Loud and kind." in public and "people do it themselves" in public and "Wednesday: 10 am" in public


def test_one_place_does_not_use_up_what_everybody_may_suggest(place):
    """Only so many may wait from nobody: one who sends many would shut the door for all others."""
    sent = [send(Client(), url("suggest"), **{**SAID, "name": f"Walkers {number}"}) for number in range(6)]
    assert [one.status_code for one in sent] == [302] * 5 + [429]
    assert "Walkers 5" in sent[5].content.decode()


def test_what_is_not_taken_up_says_why_to_who_suggested_it(place, sign_in):
    mair = build.family("Mair", build.person())
    entry = proposing.suggest(by=mair, said=SAID)
    assert "Waits to be checked" in text_of(sign_in(mair), url("index"))
    stella = sign_in(place.steward)
    answer = send(stella, url("check", entry.hsds_id), decide="back", word="")
    assert answer.status_code == 200 and "There is a problem" in answer.content.decode()
    send(stella, url("check", entry.hsds_id), decide="back", word="It is a shop.")
    assert "It is a shop." in text_of(sign_in(mair), url("index"))


def test_a_draft_is_sent_back_dropped_and_taken_up(place, sign_in):
    id, wil, ann = place.entry.hsds_id, sign_in(place.worker), sign_in(place.admin)
    place.write(place.worker, {"like": {"en": "Warm."}})
    send(wil, url("send", id))
    send(ann, url("check", id), decide="back", word="How warm?")
    assert "How warm?" in text_of(wil, url("index")) and "How warm?" in text_of(wil, url("entry", id))
    send(wil, url("drop", id))
    assert "A draft was dropped" in text_of(wil, url("entry", id))
    send(wil, url("take_up", id, EntryDraft.objects.get().pk))
    assert "This is not live yet" in text_of(wil, url("entry", id))


def test_an_organisation_adds_its_first_service(place, sign_in):
    elsewhere = build.organisation("Seren", "voluntary")
    boss, second = at("Bo", "administrator", elsewhere), at("Cai", "administrator", elsewhere)
    client = sign_in(boss)
    assert "Seren" in text_of(client, url("new"))
    assert send(client, url("new"), provider="own", status="active", **SAID).status_code == 302
    entry = Entry.objects.get(name="Coffee and prams")
    assert "Coffee and prams" in text_of(sign_in(second), url("index"))
    check = text_of(sign_in(second), url("check", entry.hsds_id))
    send(
        sign_in(second),
        url("check", entry.hsds_id),
        version=re.search(r'name="version" value="(\d+)"', check)[1],
    )
    assert "Seren" in text_of(Client(), f"/services/{entry.hsds_id}/")


def test_a_steward_says_what_is_one_and_undoes_it(place, sign_in):
    entry_of(2, "/feeds/two.json")
    one, other = Entry.objects.order_by("pk")
    like = Likeness.objects.create(entry=one, other=other)
    stella = sign_in(place.steward)
    assert "to look at" in text_of(stella, url("index")) and "Swimming 1" in text_of(
        stella, url("likenesses")
    )
    page = text_of(stella, url("alike", like.pk))
    assert "Swimming 1 (1)" in page and "Swimming 2 (2)" in page
    send(stella, url("alike", like.pk), same="yes")
    assert Client().get(f"/services/{one.hsds_id}/")["Location"] == f"/services/{other.hsds_id}/"
    assert "Undo: they are two" in text_of(stella, url("alike", like.pk))
    send(stella, url("alike", like.pk), same="no")
    text_of(Client(), f"/services/{one.hsds_id}/")


def test_as_many_queries_whatever_there_is(place, sign_in):
    def count(client, address):
        with CaptureQueriesContext(connection) as found:
            text_of(client, address)
        return len(found)

    wil = sign_in(place.worker)
    text_of(wil, url("index"))
    before = count(wil, url("index"))
    for number in range(2, 9):
        entry_of(number)
    assert count(wil, url("index")) == before
