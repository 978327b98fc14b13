"""Who keeps entries of the directory is told what must be looked at, checked or written anew; nobody else is."""

from datetime import timedelta

import pytest

from tests import build
from tests.integration.directory.test_editing import SAID, Place
from unstori.core import clock
from unstori.directory.actions import editing, proposing
from unstori.directory.models import Entry, EntryDraft
from unstori.notices import presenters, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def told(by):
    return {
        item.what: (presenters.sentence(item), presenters.href(item))
        for item in queries.news_of(by)
        if item.what.startswith("entr")
    }


def test_editors_are_told_before_a_day_and_after_it(place):
    assert told(place.worker) == {}
    Entry.objects.update(check_due=clock.today() + timedelta(days=20))
    assert told(place.worker) == {
        "entries_due": ("1 entry of the directory must be checked soon", "/services/keep/")
    }
    Entry.objects.update(check_due=clock.today() - timedelta(days=1))
    assert set(told(place.admin)) == {"entries_late"}
    assert told(place.other) == told(place.steward) == {}
    keys = {item.key for item in queries.news_of(place.worker)}
    with clock.at(clock.now() + timedelta(weeks=1)):
        assert keys.isdisjoint({item.key for item in queries.news_of(place.worker)}), "told again each week"
    editing.still_right(by=place.worker, entry=place.entry)
    assert told(place.worker) == {}


def test_who_may_check_is_told_and_who_wrote_hears_when_it_came_back(place):
    place.write(place.worker, {"like": {"en": "Warm."}})
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    address = f"/services/keep/{place.entry.hsds_id}/"
    assert told(place.worker) == {}
    assert told(place.admin)["entry_asked"][1] == told(place.steward)["entry_asked"][1] == f"{address}check/"
    editing.send_back(by=place.admin, draft=draft, word="How warm?")
    assert told(place.admin) == {} and told(place.worker)["entry_back"][1] == address


def test_a_suggestion_without_an_account_waits_for_a_steward(place):
    proposing.suggest(by=build.system(), said=SAID)
    assert set(told(place.steward)) == {"entry_asked"} and told(place.worker) == {}
