"""Feeds that are read by themselves, and files with services: tried first, taken in, held, paused, taken back."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds, ugly
from unstori.access.actions.identity import system_actor
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory import queries
from unstori.directory.models import Entry
from unstori.exchange import tasks
from unstori.exchange.actions import bringing, sources
from unstori.exchange.hsds.asking import Unanswered, read_address
from unstori.exchange.models import Bringing, Source
from unstori.notices import queries as notices
from unstori.people.models import Capacity

pytestmark = pytest.mark.django_db
TABLE = (
    b"Name,Organisation,Age from,Postcode,When is it\nSwimming,Nofio,8,CF10 1AA,Sat\nTrains,Nofio,from 9,,\n"
)


def listed():
    return queries.found_entries(queries.Wanted()).count()


@pytest.fixture
def steward(world):
    return build._actor(build.user("Sian Prys"), kind=Capacity.Kind.STEWARD, organisation=world.authority)


@pytest.fixture
def work(work, monkeypatch):
    """What pages asked for, alone: all that the schedule has is seconds of work each time, and nothing of it is meant here."""
    monkeypatch.setattr("unstori.access.management.commands.work._ask", lambda: None)
    return work


@pytest.fixture
def inside(settings):
    settings.FEEDS_INSIDE = ["127.0.0.1"]


def added(client, world, address, every="week"):
    said = {
        "name": "The council",
        "address": address,
        "organisation": str(world.authority.pk),
        "every": every,
    }
    return client.post(reverse("exchange:source_add"), said)


def told(by):
    return {item.what for item in notices.news_of(by) if item.what.startswith("feed_")}


def pages(count=30, first=0):
    return lambda path, asked, headers: hsds.page([hsds.service(n) for n in range(first, count)])


def test_a_feed_is_tried_then_read_by_itself_and_what_was_added_here_stays(
    world, steward, sign_in, work, inside
):
    client = sign_in(steward)
    with ugly.server(pages()) as address:
        page = added(client, world, f"{address}/services")
        work()
        source = Source.objects.get()
        tried = source.bringings.get()
        assert (tried.state, tried.counts["added"], tried.asked_by) == ("tried", 30, steward.capacity_id)
        assert listed() == 0 and source.next_on is None
        assert "30 new" in client.get(page["Location"]).content.decode()
        one = reverse("exchange:bringing", args=[tried.pk])
        assert "Take it in" in client.get(one).content.decode()
        client.post(one, {"do": "take"})
        work()
        assert listed() == 30
        source.refresh_from_db()
        assert source.next_on > clock.today() and source.feed and source.failures == 0
        entry = Entry.objects.first()
        directory.stand(by=system_actor(), entry=entry, local={})
        Source.objects.update(next_on=clock.today())
        tasks.read_sources.call()
        tasks.read_sources.call()
        work()
    assert (
        source.bringings.count() == 2
        and source.bringings.order_by("-created_at").first().counts["known"] == 30
    )


def test_when_much_of_a_feed_goes_at_once_somebody_is_asked(world, steward, sign_in, work, inside):
    client, state = sign_in(steward), {"count": 30}
    with ugly.server(lambda *_said: pages(state["count"])(*_said)) as address:
        added(client, world, f"{address}/services")
        work()
        source = Source.objects.get()
        client.post(reverse("exchange:bringing", args=[source.bringings.get().pk]), {"do": "take"})
        work()
        state["count"] = 5
        page = client.post(reverse("exchange:source", args=[source.pk]), {"do": "take"})
        work()
        assert listed() == 30
        assert told(steward) == {"feed_held"}
        shown = client.get(page["Location"]).content.decode()
        assert "25 services are no longer in this feed" in shown
        assert "Much of it is gone" in client.get(reverse("exchange:services")).content.decode()
        client.post(page["Location"], {"do": "take", "agreed": "yes"})
        work()
    assert listed() == 5 and told(steward) == set()


def test_a_feed_that_fails_again_and_again_is_paused_and_keeps_its_services(
    world, steward, sign_in, work, inside
):
    client, state = sign_in(steward), {"broken": False}
    answer = lambda *said: 404 if state["broken"] else pages(3)(*said)  # noqa: E731
    with ugly.server(answer) as address:
        added(client, world, f"{address}/services", "day")
        work()
        source = Source.objects.get()
        client.post(reverse("exchange:bringing", args=[source.bringings.get().pk]), {"do": "take"})
        work()
        state["broken"] = True
        for _time in range(4):
            Source.objects.update(next_on=clock.today())
            tasks.read_sources.call()
            work()
        source.refresh_from_db()
        assert source.paused_at and source.failures == 3 and source.bringings.count() == 4 and listed() == 3
        assert "3 times in a row" in client.get(reverse("exchange:source", args=[source.pk])).content.decode()
        assert "Paused" in client.get(reverse("exchange:services")).content.decode()
        last = source.bringings.order_by("-created_at").first()
        assert (
            "There is nothing at this address."
            in client.get(reverse("exchange:bringing", args=[last.pk])).content.decode()
        )
        assert told(steward) == {"feed_paused"}
        administrator = build._actor(build.user("Ann"), kind="administrator", organisation=world.authority)
        assert told(administrator) == {"feed_paused"} and told(steward) == told(world.huw) == set()
        client.post(reverse("exchange:source", args=[source.pk]), {"do": "go_on"})
        assert told(administrator) == set()
        source.refresh_from_db()
        assert source.paused_at is None and source.failures == 0 and source.next_on


def test_what_has_not_changed_is_not_read_again(world, steward, sign_in, work, inside):
    client, asked_for = sign_in(steward), []

    def answer(path, asked, headers):
        asked_for.append(headers.get("If-None-Match"))
        if headers.get("If-None-Match") == '"one"':
            return 304
        return ugly.json_answer(hsds.page([hsds.service(1)]), ETag='"one"')

    with ugly.server(answer) as address:
        added(client, world, f"{address}/services")
        work()
        source = Source.objects.get()
        client.post(reverse("exchange:bringing", args=[source.bringings.get().pk]), {"do": "take"})
        work()
        page = client.post(reverse("exchange:source", args=[source.pk]), {"do": "take"})
        work()
        assert "nothing has changed" in client.get(page["Location"]).content.decode()
    assert asked_for == [None, None, '"one"'] and listed() == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"],
)
def test_no_feed_leads_inside(host):
    with ugly.server(pages(1)) as address, pytest.raises(Unanswered):
        read_address(f"http://{host}:{address.rpartition(':')[2]}/services", inside=[])


def test_a_feed_does_not_lead_on_to_the_inside():
    """The one that was typed may be asked; where it leads may not."""
    with ugly.server(pages(1)) as other:
        away = (302, {"Location": other.replace("127.0.0.1", "localhost") + "/services"}, b"")
        with ugly.server(lambda *_said: away) as address, pytest.raises(Unanswered, match="private network"):
            read_address(f"{address}/services", inside=["127.0.0.1"])


@pytest.mark.parametrize("address", ["ftp://example.org/", "services", "javascript:alert(1)", ""])
def test_an_address_that_cannot_be_one_is_said_and_nothing_is_kept(world, steward, sign_in, address):
    page = added(sign_in(steward), world, address)
    assert page.status_code == 200 and not Source.objects.exists()
    assert "The council" in page.content.decode()


def test_one_feed_is_added_once_however_it_is_written(world, steward, sign_in, work):
    client = sign_in(steward)
    added(client, world, "http://127.0.0.1:9/v3/services")
    assert added(client, world, "http://127.0.0.1:9/v3/services/?page=2").status_code == 200
    assert Source.objects.count() == 1
    work()
    assert Bringing.objects.get().state == "failed"


def test_a_table_is_looked_at_tried_taken_in_and_taken_back(world, steward, sign_in, work):
    client = sign_in(steward)
    page = client.post(
        reverse("exchange:services_bring"), {"services": SimpleUploadedFile("ours.csv", TABLE)}
    )
    one = Bringing.objects.get()
    assert page["Location"] == reverse("exchange:bringing_columns", args=[one.pk])
    columns = client.get(page["Location"]).content.decode()
    assert "When is it" in columns and "Which column says what?" in columns
    said = {
        "name": "Name",
        "organisation": "Organisation",
        "minimum_age": "Age from",
        "postcode": "Postcode",
        "days": "When is it",
    }
    page = client.post(page["Location"], said)
    work()
    tried = client.get(page["Location"]).content.decode()
    assert "row 3: Age from" in tried and "1 new" in tried and listed() == 0
    report = client.get(reverse("exchange:bringing_report", args=[one.pk])).content.decode("utf-8-sig")
    assert any("3: Age from" in row for row in csv.reader(io.StringIO(report)))
    client.post(page["Location"], {"do": "take"})
    work()
    assert listed() == 1 and Bringing.objects.get().content is None
    assert Entry.objects.get(name="Swimming").openings.get().day == 5
    client.post(page["Location"], {"do": "back"})
    client.post(page["Location"], {"do": "back"})
    work()
    assert listed() == 0 and "1 service was taken back" in client.get(page["Location"]).content.decode()
    assert Entry.objects.count() == 1


def test_taking_back_leaves_what_somebody_wrote_on_since(world, steward, sign_in, work):
    client = sign_in(steward)
    content = [
        SimpleUploadedFile("a.json", b"[" + ugly.json_answer(hsds.service(n))[2] + b"]") for n in (1, 2)
    ]
    page = client.post(reverse("exchange:services_bring"), {"services": content})
    work()
    client.post(page["Location"], {"do": "take"})
    work()
    directory.stand(by=system_actor(), entry=Entry.objects.get(hsds_id=hsds.uuid(1)), local={})
    client.post(page["Location"], {"do": "back"})
    work()
    assert [row.name for row in queries.found_entries(queries.Wanted())] == ["Swimming 1"]
    assert "1 stays" in client.get(page["Location"]).content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken"])
def test_a_file_that_is_nothing_is_said(world, steward, sign_in, work, content):
    client = sign_in(steward)
    page = client.post(reverse("exchange:services_bring"), {"services": SimpleUploadedFile("x.csv", content)})
    if page.status_code == 302:
        work()
        assert Bringing.objects.get().counts["refused"] == 1
    assert listed() == 0


def test_others_find_no_such_pages(world, steward, sign_in):
    one = Bringing.objects.create(name="x", state="tried", asked_by=steward.capacity_id)
    for name, args in (
        ("services", []),
        ("source_add", []),
        ("services_bring", []),
        ("bringing", [one.pk]),
        ("bringing_report", [one.pk]),
    ):
        address = reverse(f"exchange:{name}", args=args)
        assert sign_in(world.mair).get(address).status_code == 404
        assert sign_in(world.huw).get(address).status_code == 404
        assert sign_in(steward).get(address).status_code == 200


def test_the_list_asks_as_often_whatever_there_is(world, steward, sign_in, django_assert_max_num_queries):
    client = sign_in(steward)
    for n in range(6):
        Source.objects.create(name=f"F{n}", address=f"https://example.org/{n}", organisation=world.authority,
                              every="week", created_by_id=steward.capacity_id)  # fmt: skip
        Bringing.objects.create(name=f"f{n}", state="tried")
    client.get(reverse("exchange:services"))
    with django_assert_max_num_queries(14):
        client.get(reverse("exchange:services"))


def test_what_breaks_is_said_and_can_be_tried_again(world, steward, monkeypatch):
    one = sources.bring_files(by=steward, files=[("ours.csv", TABLE)])
    sources.ask(by=steward, bringing=one, what="try")
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(bringing, "read_files", lambda *_said: 1 / 0)
        bringing.run(by=system_actor(), bringing_id=one.pk)
    one.refresh_from_db()
    assert one.state == "failed" and one.why
    sources.ask(by=steward, bringing=one, what="try")
    bringing.run(by=system_actor(), bringing_id=one.pk)
    one.refresh_from_db()
    assert (one.state, one.counts["added"]) == ("tried", 1)
