"""A feed is read over http to its end, whatever it says of its pages, and only what was read makes anything vanish."""

import pytest

from tests.integration.exchange import hsds
from tests.integration.exchange.test_services import documents, taken
from unstori.directory import queries
from unstori.directory.models import EntryPlace

pytestmark = pytest.mark.django_db


def test_a_feed_is_read_to_its_end_in_both_shapes():
    for shape, make in ((hsds.page, hsds.service), (hsds.older_page, hsds.older)):

        def answer(path, page, shape=shape, make=make):
            number = page or 1
            return shape([make(f"{shape.__name__}{number}")], number, 3, 3)

        with hsds.feed(answer) as address:
            assert taken(f"{address}/services?per_page=1")[0] == {"added": 3}
            assert taken(f"{address}/services")[0] == {"known": 3}


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 2)])
def test_feeds_count_their_pages_from_0_or_from_1(first, second):
    def answer(path, page):
        number = first if page is None else page
        return hsds.older_page([hsds.older(number)], number, 3, 3) | {"last": number == first + 2}

    with hsds.feed(answer) as address:
        assert taken(f"{address}/services")[0] == {"added": 3}
    assert second == first + 1


def test_a_feed_that_never_ends_is_noticed():
    def answer(path, page):
        return hsds.page([hsds.service(1)], page or 1, 99, 99)

    with hsds.feed(answer) as address:
        assert taken(f"{address}/services")[0] == {"added": 1, "skipped": 1}


def test_short_forms_are_asked_for_whole_and_the_root_leads_to_services():
    whole = {hsds.uuid(n): hsds.service(n) for n in (1, 2)}

    def answer(path, page):
        if path == "/v3":
            return {"version": "HSDS-UK-3.0", "profile": "https://example.org"}
        if path == "/v3/services":
            return hsds.page(
                [{k: v for k, v in one.items() if not isinstance(v, list)} for one in whole.values()]
            )
        id = path.rsplit("/", 1)[1]
        return whole[id] if id == hsds.uuid(1) else 404

    with hsds.feed(answer) as address:
        counts, _rows = taken(f"{address}/v3")
    assert counts == {"added": 2, "skipped": 1}
    assert EntryPlace.objects.count() == 1


def test_an_address_that_breaks_midway_makes_nothing_vanish():
    state = {"whole": True}

    def answer(path, page):
        if page and page > 1 and not state["whole"]:
            return 404
        return hsds.page([hsds.service(page or 1)], page or 1, 2, 2)

    with hsds.feed(answer) as address:
        assert taken(f"{address}/services")[0] == {"added": 2}
        state["whole"] = False
        assert taken(f"{address}/services")[0] == {"known": 1, "refused": 1}
    assert queries.found_entries(queries.Wanted()).count() == 2


def test_two_addresses_do_not_overwrite_each_other():
    with hsds.feed(lambda path, page: hsds.service(1)) as one:
        taken(f"{one}/services")
    with hsds.feed(lambda path, page: hsds.service(1, name="Otherwise")) as other:
        assert taken(f"{other}/services")[0] == {"unclear": 1}
    assert documents()[0]["name"] == "Swimming 1"
