"""Feeds and files of an organisation are its own; what breaks off midway can be taken back; zips are opened."""

import io
import socket
import time
import zipfile
from contextlib import suppress
from threading import Event, Thread, Timer

import pytest
from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds, ugly
from unstori.access.actions.identity import system_actor
from unstori.core.errors import RuleBroken
from unstori.directory import queries
from unstori.exchange.actions import bringing, entries, sources
from unstori.exchange.hsds import getting, guarding
from unstori.exchange.hsds.asking import Unanswered, read_address
from unstori.exchange.models import Bringing, Source
from unstori.people.models import Organisation

pytestmark = pytest.mark.django_db


def administrator(name, place):
    return build._actor(build.user(name, is_demo=True), kind="administrator", organisation=place)


@pytest.fixture
def ours(world):
    return administrator("Ann Prys", world.authority)


@pytest.fixture
def stranger():
    return administrator("Sam Jones", build.organisation("Elsewhere"))


def services(*numbers):
    return b"[" + b",".join(ugly.json_answer(hsds.service(n))[2] for n in numbers) + b"]"


def listed():
    return queries.found_entries(queries.Wanted()).count()


def brought(by, name="ours.json", content=None):
    one = sources.bring_files(by=by, files=[(name, content or services(1, 2))])
    return done(by, one, "try")


def done(by, one, what):
    sources.ask(by=by, bringing=one, what=what)
    bringing.run(by=system_actor(), bringing_id=one.pk)
    one.refresh_from_db()
    return one


def test_nobody_takes_back_or_stops_what_another_organisation_reads_in(world, ours, stranger, sign_in):
    one = done(ours, brought(ours), "take")
    feed = sources.add_source(
        by=ours,
        name="Ours",
        address="https://ours.example.org/v3",
        organisation=world.authority,
        every="week",
    )
    for act in (
        lambda: sources.ask(by=stranger, bringing=one, what="back"),
        lambda: sources.say_columns(by=stranger, bringing=one, settings={}),
        lambda: sources.ask(by=stranger, bringing=feed.bringings.get(), what="take"),
        lambda: sources.pause_source(by=stranger, source=feed, paused=True),
        lambda: sources.read_source(by=stranger, source=feed, what="take"),
        lambda: sources.change_source(
            by=stranger, source=feed, name="Mine", organisation=world.authority, every="never"
        ),
        lambda: sources.change_source(
            by=ours,
            source=feed,
            name="Theirs",
            organisation=Organisation.objects.get(pk=stranger.organisation_id),
            every="day",
        ),
        lambda: sources.add_source(
            by=stranger, name="x", address="https://x.example.org", organisation=world.authority, every="day"
        ),
    ):
        with pytest.raises(RuleBroken, match="Only the organisation"):
            act()
    assert listed() == 2 and Source.objects.get().paused_at is None
    back, pause = 'value="back"', 'value="pause"'
    pages = [reverse("exchange:bringing", args=[one.pk]), reverse("exchange:source", args=[feed.pk])]
    for by, may in ((ours, True), (stranger, False)):
        client = sign_in(by)
        shown = "".join(client.get(page).content.decode() for page in pages)
        assert (back in shown, pause in shown) == (may, may)
    done(ours, one, "back")
    assert listed() == 0


def test_what_breaks_off_midway_can_be_taken_back(ours, monkeypatch):
    one = brought(ours)
    sources.ask(by=ours, bringing=one, what="take")
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(entries, "_counted", lambda *_said: 1 / 0)
        bringing.run(by=system_actor(), bringing_id=one.pk)
    one.refresh_from_db()
    assert one.state == "failed" and listed() == 2
    done(ours, one, "back")
    assert (one.state, listed()) == ("undone", 0)


def test_what_is_brought_again_after_it_was_taken_back_is_taken_back_again(ours):
    for _again in range(2):
        one = done(ours, brought(ours), "take")
        assert listed() == 2
        done(ours, one, "back")
        assert (one.counts["went"], listed()) == (2, 0)


def test_a_zip_is_opened_and_one_that_is_too_big_is_refused(ours):
    def packed(content):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
            into.writestr("../../services.json", content)
        return made.getvalue()

    assert brought(ours, "ours.zip", packed(services(1, 2, 3))).counts["added"] == 3
    bomb = brought(ours, "bomb.zip", packed(b"0" * (257 * 2**20)))
    assert (bomb.state, bomb.counts["refused"]) == ("tried", 1)
    assert brought(ours, "x.zip", b"PK\x03\x04broken").counts["refused"] == 1
    assert Bringing.objects.count() == 3 and listed() == 0


@pytest.mark.parametrize("length", [["Content-Length: 100000"], []])
def test_an_answer_drop_by_drop_holds_nobody_up(length, monkeypatch):
    monkeypatch.setattr(getting, "LONGEST", 0.5)
    over = Event()

    def drip(door):
        caller, _from = door.accept()
        with caller, suppress(OSError):
            caller.recv(4096)
            head = ["HTTP/1.1 200 OK", "Content-Type: application/json", *length]
            caller.sendall("\r\n".join([*head, "", ""]).encode())
            while not over.wait(0.05):
                caller.sendall(b" ")

    with socket.create_server(("127.0.0.1", 0)) as door:
        Thread(target=drip, args=[door], daemon=True).start()
        Timer(10, over.set).start()
        began = time.monotonic()
        with pytest.raises(Unanswered, match="too long"):
            read_address(f"http://127.0.0.1:{door.getsockname()[1]}/services")
        assert time.monotonic() - began < 5
        over.set()


@pytest.mark.parametrize(
    "address", ["::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "fe80::1%eth0", "240.0.0.1"]
)
def test_addresses_that_lead_inside_by_another_name(address):
    assert not guarding.is_outside(address)


def test_what_has_no_file_any_more_is_not_tried_but_taken_back(ours):
    one = done(ours, brought(ours), "take")
    Bringing.objects.update(state="failed")
    with pytest.raises(RuleBroken):
        sources.ask(by=ours, bringing=one, what="try")
    done(ours, one, "back")
    assert (one.state, listed()) == ("undone", 0)
