"""Questions without an answer: counted without anybody in them, shown to few; answers, shown to all."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client

from tests import build
from tests.integration.exchange import hsds
from tests.integration.exchange.test_services import taken, write
from unstori.access.actions import identity
from unstori.access.models import AuditEvent
from unstori.access.queries import actor_of
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.directory.actions import questions as actions
from unstori.directory.models import Answer, AnswerVersion, Entry, Question, SeldomWord, Wish
from unstori.directory.presenters import questions as presenters
from unstori.directory.queries import questions as queries
from unstori.directory.rules import asking

pytestmark = pytest.mark.django_db
PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone)"}
NARROWED = queries.Narrowed()
SAID = actions.Said(asked=("Where can he swim?", "Ble gall e nofio?"), said=("At the baths.", "Yn y baddonau."),
                    themes=("swimming",), entitlements=("blue_badge",), found=("A quiet hour.", "Awr dawel."), times=4)  # fmt: skip


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    monkeypatch.setattr(actions, "_is_enough", lambda: False)


def at(name, kind, **more):
    account = build.user(name, is_demo=True)
    capacity = identity.give_capacity(
        by=build.system(), user=account, kind=kind, organisation=build.organisation(name), **more
    )
    return actor_of(capacity)


@pytest.fixture
def keeper():
    return at("Stella", "steward")


@pytest.fixture
def listed(tmp_path):
    taken(write(tmp_path, hsds.page([hsds.service(1), hsds.service(2)])))


def look(asked, **headers):
    response = Client().get("/services/", {"q": asked}, **{**PHONE, **headers})
    assert response.status_code == 200
    return response.content.decode()


def note(text, times=1, outcome="nothing", agent="Mozilla"):
    for _time in range(times):
        actions.note(by=build.system(), asked=asking.understood(text), outcome=outcome, agent=agent)


def counts():
    return {(row.terms, row.outcome): row.count for row in Question.objects.all()}


def test_a_search_leaves_a_count_and_nobody(listed):
    before = AuditEvent.objects.count()
    look("my son Dylan is 9, trampolining near SA1 4PE")
    look("my son Dylan is 9, trampolining near SA1 4PE")
    row = Question.objects.get()
    assert row.count == 2 and row.area == "SA1" and row.band == "5-10" and row.outcome != "found"
    assert "trampolining" in row.terms and "dylan" not in row.terms
    assert row.created_at == clock.midnight(row.week) and row.week.weekday() == 0
    assert row.pk.version == 4  # an id of its own would tell the second
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("agent", ["", "Googlebot", "curl/8.1"])
def test_a_robot_is_not_counted(listed, agent):
    look("trampolining", HTTP_USER_AGENT=agent)
    assert not Question.objects.exists()


def test_looking_at_everything_or_at_a_later_page_is_no_question(listed):
    Client().get("/services/", **PHONE)
    Client().get("/services/", {"q": "trampolining", "page": 2}, **PHONE)
    assert not Question.objects.exists()


def test_what_was_found_and_opened_is_known_from_where_the_browser_came(listed):
    look("swimming")
    assert counts() == {("swimming", "found"): 1}
    entry, ours = f"/services/{hsds.uuid(1)}/", "http://testserver/services/?q=swimming"
    for came in (
        ours,
        "http://elsewhere.example/services/?q=swimming",
        "http://testserver/questions/?q=swimming",
        "",
    ):
        Client().get(entry, HTTP_REFERER=came, **PHONE)
    assert counts() == {("swimming", "found"): 1, ("swimming", "opened"): 1}


def test_a_crawler_writes_no_more_than_a_busy_morning(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(actions, "_minute", [0, 0])
    note("swimming", times=100)
    assert counts() == {("swimming", "nothing"): queries.policy()["most_a_minute"]}


def test_a_word_that_is_seldom_is_only_a_digest_until_it_was_asked_on_enough_days():
    enough = queries.policy()["days_of_a_word"]
    start = datetime(2026, 11, 2, 12, tzinfo=clock.LONDON)
    for day in range(enough):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            note("zorbing swimming", times=3)
            row = SeldomWord.objects.get()
            assert row.days == day + 1 and (row.word == "zorbing") is (day + 1 == enough)
            assert "zorbing" not in row.digest
            assert day + 1 == enough or {terms for terms, _outcome in counts()} == {"swimming"}
    with time_machine.travel(start + timedelta(days=enough), tick=False):
        note("zorbing swimming")
    assert ("zorbing swimming", "nothing") in counts()


def test_a_name_is_never_kept_however_often_it_is_asked():
    start = datetime(2026, 11, 2, 12, tzinfo=clock.LONDON)
    for day in range(9):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            note("Dylan Jones swimming called Quixote")
    assert {terms for terms, _outcome in counts()} == {"swimming"} and not SeldomWord.objects.exists()


def test_a_database_that_is_busy_costs_nobody_their_page(listed, monkeypatch):
    from django.db import OperationalError

    def busy(**_said):
        raise OperationalError("database is locked")

    monkeypatch.setattr(actions, "note", busy)
    assert "Nothing found" in look("trampolining")


def test_themes_months_and_areas_without_small_numbers(keeper, django_assert_num_queries):
    note("swimming hoist SA1", times=4)
    note("nofio SA1", times=2)
    note("respite", times=2)
    note("swimming", times=5, outcome="found")
    note("swimming", times=2, outcome="opened")
    with django_assert_num_queries(1):
        rows = queries.counted(keeper, NARROWED)
    by_theme = {}
    for row in rows:
        by_theme[row.theme] = by_theme.get(row.theme, 0) + row.count
    assert by_theme["swimming"] == 9 and len(by_theme) == 2
    assert sum(row.left for row in rows) == 3


def test_who_plans_services_reads_them_and_nobody_else(keeper, sign_in):
    note("swimming hoist SA1", times=4)
    note("respite", times=2)
    for by in (keeper, at("Gwen", "governance")):
        said = sign_in(by).get("/questions/asked/").content.decode()
        assert "asked 4 times" in said and "SA1" in said and "1 theme was asked too seldom" in said
    for by in (at("Wil", "worker"), build.family("Mair", build.person())):
        for address in ("asked/", "asked/table.csv", "told/", "keep/", "keep/new/"):
            assert sign_in(by).get(f"/questions/{address}").status_code == 404, address
        with pytest.raises(Http404):
            queries.counted(by, NARROWED)
    assert Client().get("/questions/asked/").status_code == 302


def test_one_theme_shows_its_words_and_an_area_narrows(keeper, sign_in):
    note("swimming hoist SA1", times=4)
    note("nofio", times=3)
    client = sign_in(keeper)
    themes = re.findall(r'href="\?theme=([a-z-]+)"', client.get("/questions/asked/").content.decode())
    said = client.get(f"/questions/asked/?theme={themes[0]}").content.decode()
    assert "swimming hoist" in said and "nofio" in said
    narrowed = client.get(f"/questions/asked/?area=SA1&theme={themes[0]}").content.decode()
    assert "swimming hoist" in narrowed and "nofio" not in narrowed


def test_the_table_has_no_small_number(keeper, sign_in):
    note("swimming SA1", times=4)
    note("swimming SA1", times=2, outcome="relaxed")
    note("respite", times=2)
    said = sign_in(keeper).get("/questions/asked/table.csv").content.decode("utf-8-sig").split()
    assert len(said) == 2 and said[1].split(",")[1] == "SA1" and said[1].endswith(",,,,6")


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_as_often_for_many_as_for_few(keeper, sign_in, count, django_assert_max_num_queries):
    for number in range(count):
        note(f"swimming SA{number % 9 + 1}", times=3)
    client = sign_in(keeper)
    client.get("/questions/asked/")
    with django_assert_max_num_queries(12):
        client.get("/questions/asked/")


def test_somebody_tells_what_they_looked_for_and_a_keeper_reads_it_first(keeper, sign_in):
    said = {"words": "Trampolining on a Sunday", "near": "SA1 4PE", "website": ""}
    assert Client().post("/questions/tell/", said).status_code == 303
    row = Wish.objects.get()
    assert row.area == "SA1" and row.state == "waiting" and row.created_at == clock.midnight(clock.today())
    client = sign_in(keeper)
    assert "Trampolining on a Sunday" not in client.get("/questions/asked/").content.decode()
    assert "Trampolining on a Sunday" in client.get("/questions/told/").content.decode()
    client.post(f"/questions/told/{row.pk}/", {"show": "yes"})
    assert "Trampolining on a Sunday" in client.get("/questions/asked/").content.decode()
    client.post(f"/questions/told/{row.pk}/", {"show": "no"})
    assert "Trampolining on a Sunday" not in client.get("/questions/asked/").content.decode()
    assert "Trampolining on a Sunday" in client.get("/questions/told/?show=put_away").content.decode()


@pytest.mark.parametrize(
    "said",
    [
        {"words": ""},
        {"words": "Ring 07700 900123"},
        {"words": "a@example.org"},
        {"words": "Fine", "website": "x"},
    ],
)
def test_what_cannot_be_told_is_said_back(said):
    response = Client().post("/questions/tell/", said)
    assert response.status_code == 200 and "There is a problem" in response.content.decode()
    assert said["words"] in response.content.decode() and not Wish.objects.exists()


def test_only_keepers_decide_what_is_shown(keeper, sign_in):
    made = actions.tell(by=build.system(), words="Trampolining")
    reader = at("Gwen", "governance")
    assert sign_in(reader).post(f"/questions/told/{made.pk}/", {"show": "yes"}).status_code == 404
    with pytest.raises(RuleBroken):
        actions.decide_wish(by=reader, wish=made, show=True)
    assert Wish.objects.get().state == "waiting"


def test_an_answer_is_written_shown_changed_gone_back_and_hidden(keeper, sign_in, listed):
    client, entry = sign_in(keeper), f"http://testserver/services/{hsds.uuid(1)}/?near=x"
    said = {"asked_en": "Where can he swim?", "asked_cy": "Ble gall e nofio?", "said_en": "At the baths.",
            "said_cy": "Yn y baddonau.", "theme": "swimming", "links": f"{entry}\n/what-can-i-ask/blue_badge/",
            "found_en": "A quiet hour.", "found_cy": "Awr dawel.", "times": "4"}  # fmt: skip
    assert client.post("/questions/keep/new/", said).status_code == 302
    answer = Answer.objects.get()
    address = f"/questions/{answer.pk}/"
    assert (
        Client().get(address).status_code == 404
        and "Where can he" not in Client().get("/questions/").content.decode()
    )
    client.post(f"/questions/keep/{answer.pk}/show/1/")
    page = Client().get(address).content.decode()
    for words in (
        "At the baths.",
        f"/services/{hsds.uuid(1)}/",
        "A Blue Badge for parking",
        "A quiet hour.",
        "asked 4 times",
    ):
        assert words in page, words
    client.post(f"/questions/keep/{answer.pk}/", {**said, "said_en": "At the new baths."})
    assert "new baths" not in Client().get(address).content.decode()
    client.post(f"/questions/keep/{answer.pk}/show/2/")
    assert "new baths" in Client().get(address).content.decode()
    client.post(f"/questions/keep/{answer.pk}/show/1/")
    assert "new baths" not in Client().get(address).content.decode()
    client.post(f"/questions/keep/{answer.pk}/hide/")
    assert Client().get(address).status_code == 404 and AnswerVersion.objects.count() == 2
    assert client.post(f"/questions/keep/{answer.pk}/show/9/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"asked_cy": ""}, {"said_en": " "}, {"found_cy": ""}, {"links": "https://example.org/"}, {"theme": "nothing"},
     {"links": "/what-can-i-ask/lottery/"}, {"times": "-1"}],
)  # fmt: skip
def test_an_answer_that_is_not_whole_changes_nothing(keeper, sign_in, wrong):
    said = {
        "asked_en": "Q?",
        "asked_cy": "C?",
        "said_en": "A.",
        "said_cy": "B.",
        "found_en": "F.",
        "found_cy": "G.",
    }
    response = sign_in(keeper).post("/questions/keep/new/", {**said, **wrong})
    assert response.status_code == 200 and "There is a problem" in response.content.decode()
    assert not Answer.objects.exists()


def test_who_does_not_keep_the_directory_writes_no_answer():
    for by in (at("Wil", "worker"), at("Gwen", "governance"), build.family("Mair", build.person())):
        with pytest.raises(RuleBroken):
            actions.write_answer(by=by, said=SAID)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("asked", "answered", "right"),
    [
        ("where can he swim", True, False),
        ("nofio", True, False),
        ("trampolining", False, False),
        ("blue badge", False, True),
        ("asesiad gofalwr", False, True),
        ("", False, False),
    ],
)
def test_what_was_answered_before_stands_above_what_is_found(keeper, listed, asked, answered, right):
    actions.show_answer(by=keeper, version=actions.write_answer(by=keeper, said=SAID))
    found = queries.answers_for(asking.understood(asked))
    assert bool(found.answers) is answered and bool(found.rights) is right
    said = look(asked)
    assert ("Where can he swim?" in said) is answered
    assert ("An answer that may help" in said) is (answered or right)


def test_what_is_past_its_time_has_a_day():
    note("swimming zorbing")
    actions.tell(by=build.system(), words="Trampolining")
    for model in (Question, SeldomWord, Wish):
        assert model.objects.get().kept_until > clock.now() + timedelta(days=300)


def test_who_is_signed_in_tells_as_nobody_too(keeper, sign_in):
    assert sign_in(keeper).post("/questions/tell/", {"words": "Trampolining"}).status_code == 303
    row = Wish.objects.get()
    assert row.pk.version == 4  # another id would tell the second
    told = AuditEvent.objects.get(action="wish.tell")
    assert told.capacity_id == build.system().capacity_id and told.user_id == build.system().user_id


@pytest.mark.parametrize("came", ["http://[", f"http://testserver/services/?{'q=a&' * 2000}"])
def test_where_a_browser_says_it_came_from_may_be_nonsense(listed, came):
    address = f"/services/{Entry.objects.first().hsds_id}/"
    assert Client().get(address, HTTP_REFERER=came, HTTP_USER_AGENT="Mozilla").status_code == 200


def test_a_small_part_is_not_told_by_what_stands_beside_it(keeper):
    note("swimming SA1", times=8)
    note("swimming SA1", times=1, outcome="relaxed")
    rows = queries.counted(keeper, NARROWED)
    line = list(presenters.lines(rows, 3))[1]
    assert line[-4:] == ["", "", "", "9"]


def test_an_area_that_asked_once_is_not_to_be_chosen(keeper):
    note("swimming SA1", times=3)
    note("swimming SA9", times=2)
    assert queries.areas(keeper) == ["SA1"]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_count_hardly_waits_for_who_writes(listed, monkeypatch):
    """With one writer at a time a search would else wait twenty seconds for an import."""

    def waits():
        return connection.cursor().execute("PRAGMA busy_timeout").fetchone()[0]

    asked, usual = [], waits()

    def busy(**_said):
        asked.append(waits())
        raise OperationalError

    monkeypatch.setattr(actions, "note", busy)
    assert Client().get("/services/?q=swimming").status_code == 200
    assert asked[0] < 500 < usual == waits()


def test_who_counts_is_asked_for_once(django_assert_num_queries):
    identity.system_actor()
    with django_assert_num_queries(1):
        assert identity.system_actor().is_system
