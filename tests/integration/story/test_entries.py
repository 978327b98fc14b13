"""What happened: added, corrected, found again, with files that leave through the door only."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.access.actions import grants
from unstori.access.door import open_person
from unstori.access.models import AuditEvent, Withholding
from unstori.access.rules import PRIVATE, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity
from unstori.story import actions, queries, tasks
from unstori.story.models import Attachment, Entry

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489") + b"\0" * 30


def add(world, by=None, **more):
    asked = {"section": "learning", "kind": "note", "words": "He read a whole page.", **more}
    return actions.add_entry(by=by or world.huw, person=world.geth, **asked)


def picture(name="swim.png", data=PNG):
    return SimpleUploadedFile(name, data)


def fetch(client, where, **headers):
    """The answer with its body read; reading to the end closes the file."""
    answer = client.get(where, headers=headers)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


def test_add_entry_keeps_a_remembered_day_and_its_first_day(world):
    entry = add(
        world, by=world.mair, happened_on="2019-spring", said_by="Geth", said_how="sign", language="cy"
    )
    assert (entry.happened_on, entry.sort_on, entry.said_how) == ("2019-spring", date(2019, 3, 1), "sign")
    assert entry.controller_id == world.geth.authority_id
    assert AuditEvent.objects.filter(action="entry.add", target_id=entry.pk).count() == 1


def test_add_entry_needs_a_grant_on_its_section(world):
    with pytest.raises(Http404):
        add(world, by=world.teacher, section="health")
    with pytest.raises(RuleBroken):
        add(world, words=" ")


def test_correct_entry_keeps_the_original_and_its_readers(world):
    first = add(world, by=world.huw, narrowed=True)
    second = actions.correct_entry(by=world.huw, entry=first, words="Two pages.", said_by="Geth")
    assert (second.corrects, second.narrowed, second.kind) == (first, True, "note")
    opened = open_person(world.huw, world.geth.reference)
    assert [row.pk for row in queries.timeline(opened)] == [second.pk]
    assert queries.entry_chain(opened, second) == [first]
    assert queries.entry_chain(opened, first) == []
    with pytest.raises(RuleBroken):
        actions.correct_entry(by=world.huw, entry=first, words="Three pages.")
    with pytest.raises(Http404):
        actions.correct_entry(by=world.mair, entry=second, words="I may not see this.")


def test_a_withheld_original_takes_its_correction_along(world):
    first = add(world, by=world.huw)
    second = actions.correct_entry(by=world.huw, entry=first, words="Better")
    withhold(world, first)
    seen = queries.timeline(open_person(world.mair, world.geth.reference))
    assert second.pk not in [row.pk for row in seen]


def withhold(world, row):
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=row.pk, withheld_from_id=world.mair.capacity_id, reason="x",
        created_by=world.huw.capacity_id, review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=1),
    )  # fmt: skip


def test_timeline_filters_and_pages_of_stable_length(world):
    for number in range(25):
        day = clock.today() - timedelta(days=number)
        add(world, words=f"Day {number}", happened_on=day.isoformat())
    opened = open_person(world.mair, world.geth.reference)
    first = queries.timeline(opened)
    assert len(first) == queries.PAGE + 1
    last = first[queries.PAGE - 1]
    add(world, words="Newer than all")
    second = queries.timeline(opened, before=(last.sort_on, last.pk))
    assert [row.words for row in second] == [f"Day {number}" for number in range(20, 25)]
    asked = queries.Filters(q="day 24", kind="note", section="learning", who=str(world.huw.capacity_id))
    assert [row.words for row in queries.timeline(opened, asked)] == ["Day 24"]
    assert not queries.timeline(opened, queries.Filters(until=date(2000, 1, 1)))


def test_timeline_page_asks_as_often_for_one_row_as_for_many(world, sign_in):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page("timeline", world)).status_code == 200
        return len(captured)

    client = sign_in(world.mair)
    first = add(world, uploads=[picture()])
    actions.correct_entry(by=world.huw, entry=first, words="Better")
    actions.promise(by=world.huw, person=world.geth, section="care", what="Ring", due_on=clock.today())
    asked()  # the first page of a session also keeps that it began
    few = asked()
    for number in range(30):
        add(world, words=f"Day {number}", kind="contact", contact_way="phone", uploads=[picture()])
        actions.promise(by=world.huw, person=world.geth, section="care", what="Ring", due_on=clock.today())
    actions.correct_entry(by=world.huw, entry=add(world), words="Better")
    assert asked() == few


def test_timeline_page_shows_filters_and_older_rows(world, sign_in):
    client = sign_in(world.mair)
    assert "The story begins here" in client.get(page("timeline", world)).text
    for number in range(25):
        add(world, words=f"Day {number}.", title=f"Title {number}", said_by="Geth")
    shown = client.get(page("timeline", world)).text
    assert "Day 24." in shown and "Day 3." not in shown
    older = shown.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Day 3." in client.get(page("timeline", world) + older).text
    assert "Nothing was found" in client.get(page("timeline", world), {"q": "zebra"}).text
    assert client.get(page("timeline", world), {"before": "rubbish"}).status_code == 200
    nothing = f"1990-01-01_{Entry.objects.first().pk}"
    assert "There is nothing older" in client.get(page("timeline", world), {"before": nothing}).text


def test_add_page_writes_and_shows_what_was_wrong(world, sign_in):
    client, where = sign_in(world.mair), page("add", world)
    assert client.get(where).status_code == 200
    sent = {
        "kind": "good_day",
        "words": "",
        "happened_on": "22 November 2019",
        "section": "care",
        "language": "cy",
    }
    wrong = client.post(where, sent)
    assert "Write something, or add a file." in wrong.text
    assert client.post(where, {**sent, "happened_on": "soon"}).status_code == 200
    added = client.post(where, {**sent, "words": "Aeth i nofio.", "uploads": [picture(), picture("b.png")]})
    assert added.status_code == 302
    entry = Entry.objects.get()
    assert (entry.kind, entry.happened_on, entry.attachments.count()) == ("good_day", "2019-11-22", 2)
    many = client.post(where, {**sent, "uploads": [picture(f"{n}.png") for n in range(6)]})
    assert "Choose five files at most." in many.text


def test_entry_and_correct_pages(world, sign_in):
    first = add(world, by=world.huw, title="Reading", source="School letter", names_others=True)
    client = sign_in(world.mair)
    assert "Correct this" in client.get(page("entry", world, first.pk)).text
    where = page("correct", world, first.pk)
    assert "He read a whole page." in client.get(where).text
    sent = {"words": "", "happened_on": "2019", "language": "en"}
    assert "Write something" in client.post(where, sent).text
    done = client.post(where, {**sent, "words": "Half a page."})
    assert "He read a whole page." in client.get(done.url).text
    assert "This was corrected" in client.get(page("entry", world, first.pk)).text
    assert client.get(page("entry", world, world.geth.pk)).status_code == 404


def test_contacts_say_who_was_in_touch_and_how_often_today(world, sign_in):
    client = sign_in(world.mair)
    assert "Nobody has written down" in client.get(page("contacts", world)).text
    for what in ("Sleep", "School", "Money"):
        add(world, kind="contact", contact_way="phone", words=what)
    add(world, kind="visit", words="Home", happened_on="2020-01-03")
    shown = client.get(page("contacts", world)).text
    assert "3 contacts" in shown and "Money" in shown and "1 contact" in shown
    assert "3 contacts" in client.get(page("timeline", world)).text


@pytest.mark.parametrize(
    ("kind", "said", "problems"),
    [
        ("contact", {}, ["Say how you were in touch.", "Say with whom"]),
        ("contact", {"contact_way": "phone"}, ["Say with whom"]),
        ("contact", {"contact_with": "Mair"}, ["Say how you were in touch."]),
        ("visit", {}, ["Say with whom"]),
        ("visit", {"contact_with": "Mair"}, []),
        ("contact", {"contact_with": "Mair", "contact_way": "phone"}, []),
        ("note", {}, []),
    ],
)
def test_a_contact_says_how_and_with_whom(world, sign_in, kind, said, problems):
    client = sign_in(world.huw)
    asked = client.get(page("add", world)).text
    assert asked.index("contact_way") < asked.index("<details"), "it stands open"
    sent = {"kind": kind, "words": "About sleep", "happened_on": "today", "section": "care", "language": "en"}
    answer = client.post(page("add", world), {**sent, **said})
    assert all(problem in answer.text for problem in problems) and bool(problems) == (
        answer.status_code == 200
    )
    if said and not problems:
        kept = Entry.objects.get(words="About sleep")
        assert kept.contact_way == said.get("contact_way", "visit")
        assert "with Mair" in client.get(page("timeline", world)).text
        assert "with Mair" in client.get(page("contacts", world)).text


@pytest.mark.parametrize(("name", "data"), [("a.png", b"MZ not a picture"), ("a.exe", PNG), ("a.png", b"")])
def test_files_are_what_their_name_says(world, name, data):
    with pytest.raises(RuleBroken):
        add(world, uploads=[picture(name, data)])
    assert not Entry.objects.exists()


def test_text_files_are_known_by_their_letters(world):
    add(world, uploads=[picture("letter.txt", ("Annwyl Mair, tŷ " * 600).encode())])
    with pytest.raises(RuleBroken):
        add(world, uploads=[picture("letter.txt", b"\xff\xfe nonsense")])
    assert Attachment.objects.get().media_type == "text/plain"


def test_file_leaves_harmless_and_only_through_the_door(world, sign_in):
    entry = add(world, uploads=[picture()], heard="Geth in the pool")
    row = entry.attachments.get()
    where = page("file", world, row.pk)
    answer = fetch(sign_in(world.mair), where)
    assert answer.body == PNG
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    for who in (world.stranger, world.former):
        assert fetch(sign_in(who), where).status_code == 404
    captions = sign_in(world.mair).get(page("captions", world, row.pk))
    assert captions.text.startswith("WEBVTT") and "Geth in the pool" in captions.text
    assert AuditEvent.objects.filter(action="read", detail={"what": "file"}).count() == 2


def test_file_is_withheld_alone(world, sign_in):
    row = add(world, uploads=[picture()]).attachments.get()
    withhold(world, row)
    assert fetch(sign_in(world.mair), page("file", world, row.pk)).status_code == 404
    assert fetch(sign_in(world.huw), page("file", world, row.pk)).status_code == 200


def test_file_comes_in_parts(world, sign_in):
    row = add(world, uploads=[picture()]).attachments.get()
    client, where = sign_in(world.huw), page("file", world, row.pk)
    part = fetch(client, where, Range="bytes=1-3")
    assert (part.status_code, part.body) == (206, b"PNG")
    assert part["Content-Range"] == f"bytes 1-3/{len(PNG)}"
    assert fetch(client, where, Range="bytes=999-").status_code == 416


def test_letters_are_saved_to_the_device(world, sign_in):
    row = add(world, uploads=[picture("a.txt", b"Annwyl Mair")]).attachments.get()
    client = sign_in(world.huw)
    assert fetch(client, page("file", world, row.pk))["Content-Disposition"].startswith("attachment")
    assert "a.txt" in client.get(page("timeline", world)).text


def safe(file):
    return b"virus" not in file.read()


def silent(file):
    raise OSError("scanner away")


def test_scanner_refuses_at_once(world, settings):
    settings.FILE_SCANNER = f"{__name__}.safe"
    with pytest.raises(RuleBroken):
        add(world, uploads=[picture("a.txt", b"virus")])
    add(world, uploads=[picture("a.txt", b"fine")])
    assert Attachment.objects.get().scan == "clean"


def test_file_waits_for_a_scanner_that_is_away_and_only_its_author_sees_it(world, settings, sign_in):
    settings.FILE_SCANNER = f"{__name__}.silent"
    good = add(world, uploads=[picture("a.txt", b"fine")]).attachments.get()
    bad = add(world, uploads=[picture("b.txt", b"virus")]).attachments.get()
    assert fetch(sign_in(world.huw), page("file", world, good.pk)).status_code == 200
    assert "Being checked" in sign_in(world.huw).get(page("timeline", world)).text
    assert fetch(sign_in(world.mair), page("file", world, good.pk)).status_code == 404
    assert tasks.scan_waiting_files.func() == 0
    settings.FILE_SCANNER = f"{__name__}.safe"
    assert tasks.scan_waiting_files.func() == 2
    assert fetch(sign_in(world.mair), page("file", world, good.pk)).status_code == 200
    assert fetch(sign_in(world.huw), page("file", world, bad.pk)).status_code == 404
    assert not bad.file.storage.exists(bad.file.name)


def test_private_entries_are_the_persons_until_they_let_somebody_in(world, sign_in):
    secret = add(world, by=world.geth_self, section=PRIVATE, uploads=[picture()])
    where = page("file", world, secret.attachments.get().pk)
    assert fetch(sign_in(world.mair), where).status_code == 404
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    grants.let_in(person=world.geth, row_id=secret.pk, capacity=huw, by=world.geth_self)
    assert fetch(sign_in(world.huw), where).status_code == 200
    assert secret in queries.timeline(open_person(world.huw, world.geth.reference))


def test_one_who_only_sees_cannot_add(world, sign_in):
    aunt = build.family("Gwen", world.geth, "Aunt")
    build.grant(world.geth, aunt, ("care",), Permission.SEE)
    client = sign_in(aunt)
    assert "Add what happened" not in client.get(page("timeline", world)).text
    assert client.get(page("add", world)).status_code == 404
