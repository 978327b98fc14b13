"""What fits best comes first and says why; on both databases, in both languages, in as many queries whatever there is."""

from datetime import time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from tests.ground import shared
from tests.integration.exchange import hsds
from unstori.access.actions.identity import system_actor
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.core.kept import Kept
from unstori.directory import actions, queries
from unstori.directory.actions import editing, feeds, seeking
from unstori.directory.models import Entry, Likeness, Sought, Word
from unstori.directory.presenters import finding
from unstori.directory.queries import searching
from unstori.directory.rules import asking

pytestmark = pytest.mark.django_db
SWANSEA, CARDIFF, BANGOR = (51.62, -3.94), (51.48, -3.18), (53.22, -4.13)


def at(name, town, postcode, point):
    address = {"id": hsds.uuid(f"a{name}"), "address_1": "1 High Street", "city": town, "state_province": "",
               "postal_code": postcode, "country": "GB", "address_type": "physical"}  # fmt: skip
    return hsds.place(name, name=f"{town} hall", latitude=point[0], longitude=point[1], addresses=[address])


def service(name, words, *, day="", where=None, **changed):
    hours = {
        "id": hsds.uuid(f"s{name}"),
        "freq": "WEEKLY",
        "byday": day,
        "opens_at": "10:00",
        "closes_at": "12:00",
    }
    plain = {"description": words, "schedules": [hours] if day else [], "attributes": [], "cost_options": [],
             "service_at_locations": [at(name, *where)] if where else [], "name": name, "minimum_age": None,
             "maximum_age": None,
             "organization": {"id": hsds.uuid("org"), "name": "The council", "description": "-"}}  # fmt: skip
    made = hsds.service(name, **(plain | changed))
    return {key: value for key, value in made.items() if value is not None}


SWANSEA_HALL, CARDIFF_HALL, BANGOR_HALL = (
    ("Swansea", "SA1 1AA", SWANSEA), ("Caerdydd", "CF10 1AA", CARDIFF), ("Bangor", "LL57 1AA", BANGOR),
)  # fmt: skip
THERE = [
    service("Dolphins", "A swimming club for autistic children.", day="SA", where=SWANSEA_HALL, minimum_age=5, maximum_age=12),
    service("Sharks", "A swimming club for autistic teenagers.", day="TU", where=CARDIFF_HALL, minimum_age=11, maximum_age=18),
    service("Clwb Nofio Bangor", "Mae'r clwb yn cwrdd i nofio.", day="SA", where=BANGOR_HALL),
    service("Night owls", "Overnight respite with a ceiling track hoist. Free of charge.", where=SWANSEA_HALL),
    service("Seibiant Caerdydd", "Seibiannau byr i blant. Mae gennym declyn codi.", where=CARDIFF_HALL,
            cost_options=[{"id": hsds.uuid("c"), "amount": 20}]),
    service("Football stars", "Football on the field. You can refer yourself.", day="SU", where=CARDIFF_HALL),
    service("Speech therapy", "For children who do not talk yet."),
    service("Old club", "Swimming that is no more.", status="defunct"),
    service("Paused swimming", "Swimming for autism.", status="temporarily closed"),
]  # fmt: skip


def take(documents, feed="a file"):
    by = system_actor()
    return actions.take_entries(by=by, feed=actions.feed_at(by=by, address=feed),
                                coming=[actions.Coming(one) for one in documents])  # fmt: skip


@shared
def there() -> None:
    take(THERE)


def ask(text, **chosen):
    return queries.search(asking.merged(asking.understood(text), **chosen))


def names(text, **chosen):
    return [hit.entry.name for hit in ask(text, **chosen).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("my son is 9 and needs a swimming club that gets autism", ["Dolphins"]),
        ("swimming ASD", ["Dolphins", "Sharks"]),
        ("nofio awtistiaeth", ["Dolphins", "Sharks"]),
        ("glwb nofio", ["Clwb Nofio Bangor"]),
        ("short break with a hoist", ["Night owls", "Seibiant Caerdydd"]),
        ("seibiant gyda theclyn codi", ["Seibiant Caerdydd", "Night owls"]),
        ("SALT", ["Speech therapy"]),
        ("therapi lleferydd", ["Speech therapy"]),
        ("swiming clubb", ["Clwb Nofio Bangor"]),
        ("speach therepy", ["Speech therapy"]),
        ("football", ["Football stars"]),
        ("pêl-droed", ["Football stars"]),
    ],
)
def test_what_fits_best_comes_first(there, text, first):
    assert set(names(text)[: len(first)]) == set(first)
    assert names(text)[0] in first


def test_somewhere_to_go_on_saturdays_finds_clubs_of_that_day_first(there):
    assert set(names("somewhere he can go on Saturdays")[:2]) == {"Dolphins", "Clwb Nofio Bangor"}
    assert set(names("rhywle i fynd ar ddydd Sadwrn")[:2]) == {"Dolphins", "Clwb Nofio Bangor"}


def test_who_is_too_old_sees_it_lower_and_reads_why(there):
    found = {hit.entry.name: hit for hit in ask("swimming club for a 9 year old").hits}
    reasons = {reason.code: reason.values for reason in found["Sharks"].why_not}
    assert reasons["age"] == {"least": 11, "most": 18, "said": 9}
    assert found["Dolphins"].score > found["Sharks"].score
    assert {reason.code for reason in found["Dolphins"].why} >= {"words", "age"}


def test_another_day_is_said(there):
    found = {hit.entry.name: hit for hit in ask("swimming on Saturday").hits}
    assert {r.code: r.values for r in found["Sharks"].why_not}["day"] == {"days": (1,), "said": 5}
    day = {r.code: r.values for r in found["Dolphins"].why}["day"]
    assert day == {"day": 5, "opens": time(10), "closes": time(12)}


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"day": 5}, {"Dolphins", "Clwb Nofio Bangor"}),
        ({"place": "SA1 1AA", "within": 10_000}, {"Dolphins"}),
        ({"day": 6}, set()),
    ],
)
def test_what_a_filter_of_the_page_chose_leaves_others_out(there, chosen, left):
    assert set(names("swimming", **chosen)) == left


@pytest.mark.parametrize(
    ("text", "code", "has", "has_not"),
    [
        ("short break free", "free", "Night owls", "Seibiant Caerdydd"),
        ("football no referral", "no_referral", "Football stars", ""),
        ("short break with a hoist", "access", "Night owls", ""),
    ],
)
def test_what_was_asked_besides_is_told(there, text, code, has, has_not):
    found = {hit.entry.name: hit for hit in ask(text).hits}
    assert code in {reason.code for reason in found[has].why}
    assert not has_not or "cost" in {reason.code for reason in found[has_not].why_not}


@pytest.mark.parametrize(
    ("said", "how", "nearest"),
    [
        ("SA1 1AA", "postcode", "Dolphins"),
        ("SA1 1ZZ", "sector", "Dolphins"),
        ("SA1 9ZZ", "district", "Dolphins"),
        ("sa1", "district", "Dolphins"),
        ("Abertawe", "town", "Dolphins"),
        ("Cardiff", "town", "Sharks"),
        ("Atlantis", "unknown", None),
        ("SA11 1AA", "unknown", None),
    ],
)
def test_where_that_is_and_how_well_it_is_known(there, said, how, nearest):
    found = ask("swimming autism", place=said)
    assert (found.near.said, found.near.how) == (said, how)
    assert nearest is None or (found.hits[0].entry.name == nearest and found.hits[0].metres < 2_000)
    assert nearest is None or found.hits[0].place.entry_id == found.hits[0].entry.pk


def test_a_town_among_the_words_is_a_place(there):
    found = ask("swimming Swansea")
    assert found.near.how == "town" and found.hits[0].entry.name == "Dolphins" and not found.relaxed


def test_when_nothing_has_everything_what_has_most_is_shown_and_it_says_so(there):
    found = ask("swimming trampolines zebras")
    assert found.relaxed and "Dolphins" in {hit.entry.name for hit in found.hits}
    lacks = {r.code: r.values for r in found.hits[0].why_not}["lacks"]["words"]
    assert "zebras" in lacks and "swimming" not in lacks


def test_what_was_misspelt_is_said(there):
    assert ask("swiming clubb").corrected in ("swimming club", "swiming club", "")
    assert ask("speach therepy").corrected == "speech therapy"
    assert ask("speech therapy").corrected == ""
    assert ask("I want speach therepy for my son").corrected == "I want speech therapy for my son"
    assert ask("therapi lleferydd sy'n deall awtistiaeth").corrected == "", "understands is not blind"
    assert not ask("zzzzzz").hits and ask("zzzzzz").corrected == ""


def test_what_is_closed_for_good_is_not_found_and_what_is_closed_for_a_while_says_so(there):
    assert "Old club" not in names("swimming") and "Old club" not in names("")
    paused = {hit.entry.name: hit for hit in ask("swimming").hits}["Paused swimming"]
    assert {r.code: r.values for r in paused.why_not}["closed"] == {"status": "temporarily closed"}


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "a* b:c {d}", "' | !x & (", "qmshut", "NEAR(a b)", "\x00", "--", "£$%"])  # fmt: skip
def test_no_sign_breaks_it(there, text):
    assert ask(text).total >= 0
    assert list(queries.found_entries(queries.Wanted(search=text)))[:1] is not None


def test_what_is_listed_no_more_is_not_found_and_comes_back(there):
    by = system_actor()
    feed = Entry.objects.get(name="Dolphins").feed
    actions.leave_out(by=by, feed=feed, but=[])
    assert not Sought.objects.exists() and not names("swimming")
    take(THERE)
    assert "Dolphins" in names("swimming") and Sought.objects.count() == Entry.objects.count()


def test_what_a_file_brought_is_not_found_once_it_is_taken_back(there):
    (took,) = take([service("Trampolines", "Trampolining for all.")], feed="another file")
    assert names("trampolining") == ["Trampolines"]
    assert feeds.take_back(by=system_actor(), made=[(took.entry.pk, 1)]) == 1
    assert "Trampolines" not in names("trampolining")


def test_a_group_that_aged_away_is_not_found_until_somebody_looks(there):
    group = Entry.objects.get(name="Dolphins")
    actions.stand(by=system_actor(), entry=group, local={"community": True})
    with clock.at(clock.now() + timedelta(weeks=60)):
        assert editing.age_away(by=system_actor()) == 1 and "Dolphins" not in names("swimming ASD")
        editing.still_right(by=system_actor(), entry=group)
        assert "Dolphins" in names("swimming ASD")


def test_what_is_shown_as_another_is_not_found(there):
    likeness = Likeness.objects.create(
        entry=Entry.objects.get(name="Sharks"), other=Entry.objects.get(name="Dolphins")
    )
    actions.say_same(by=system_actor(), likeness=likeness, is_same=True)
    assert "Sharks" not in names("swimming")
    actions.say_same(by=system_actor(), likeness=likeness, is_same=False)
    assert "Sharks" in names("swimming")


def test_what_is_said_anew_is_found_by_that_alone(there):
    take([THERE[0] | {"name": "Otters", "description": "Canoeing for children."}])
    assert names("canoeing") == ["Otters"] and "Otters" not in names("swimming ASD")[:1]
    counted = Word.objects.get(written=False, word="*").number
    assert counted == Entry.objects.count()


def test_the_index_is_made_anew_where_it_is_of_another_edition(there):
    Sought.objects.update(edition="old")
    before = AuditEvent.objects.count()
    call_command("index_services")
    assert not Sought.objects.filter(edition="old").exists() and AuditEvent.objects.count() == before + 1
    assert seeking.index_what_waits(by=system_actor()) == 0
    words = dict(Word.objects.filter(written=False).values_list("word", "number"))
    call_command("index_services", all=True)
    assert dict(Word.objects.filter(written=False).values_list("word", "number")) == {
        word: number for word, number in words.items() if number
    }
    assert names("swimming ASD")[:1] == ["Dolphins"]


@pytest.mark.parametrize("count", [0, 30])
def test_as_many_queries_whatever_there_is(there, count, django_assert_max_num_queries):
    take(
        [
            service(f"Swim {number}", "Swimming for autism in the pool.", where=SWANSEA_HALL)
            for number in range(count)
        ]
    )
    with django_assert_max_num_queries(9):
        ask("swimming autism saturday", place="SA1 1AA")
    with django_assert_max_num_queries(12):
        ask("swimmin zebras trampolines near SA1 9ZZ on Saturday")


def test_pages_do_not_overlap(there):
    take([service(f"Swim {number}", "Swimming for autism.") for number in range(30)])
    asked = asking.understood("swimming autism")
    first, second = queries.search(asked, count=10), queries.search(asked, first=10, count=10)
    assert not {hit.entry.pk for hit in first.hits} & {hit.entry.pk for hit in second.hits}
    assert first.total == second.total >= 32


def test_the_full_text_is_of_the_database_at_hand(there):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM directory_sought WHERE lexemes @@ to_tsquery('simple', 'swim')"
            )
        else:
            cursor.execute(
                "SELECT count(*) FROM directory_sought_text WHERE directory_sought_text MATCH 'swim'"
            )
        assert cursor.fetchone()[0] >= 3


def test_a_directory_is_counted_so_far_and_no_further(there, client, monkeypatch):
    """What costs more the more there is has an end; and what is not exact says so."""
    everything = queries.search(asking.Asked())
    assert everything.is_counted and everything.total == Entry.objects.exclude(status="defunct").count()
    for module in (searching, finding):
        monkeypatch.setattr(module, "COUNTED", 3)
    found = queries.search(asking.Asked())
    assert not found.is_counted and found.reach == 3
    assert "More than 3 entries" in client.get("/services/").content.decode()
    assert not ask("swimming").is_counted
    assert "3+ found" in client.get("/services/?q=swimming").content.decode()


def test_the_same_question_within_a_minute_is_not_sought_anew(there, monkeypatch, django_assert_num_queries):
    """What came or changed is found at once all the same, and what is gone is not shown."""
    monkeypatch.setattr(searching, "kept", Kept(seconds=60, most=2, now=lambda: now[0]))
    now = [0.0]
    before = names("swimming ASD")
    with django_assert_num_queries(3):  # the newest of the index, entries, places
        assert names("swimming ASD") == before
    take([service("Swim anew", "A swimming club for autism.")], feed="another file")
    assert "Swim anew" in names("swimming ASD")
    Sought.objects.filter(entry__name="Swim anew").delete()
    assert "Swim anew" not in names("swimming ASD")
    names("football"), names("respite"), names("hoist")
    assert len(searching.kept.held) == 2
    now[0] = 61
    names("hoist")
    assert len(searching.kept.held) == 1
