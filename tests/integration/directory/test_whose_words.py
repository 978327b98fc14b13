"""What somebody keeps is changed by nobody else's file or feed; what is taken back stands as it stood."""

import pytest

from tests import build
from tests.integration.directory.test_editing import Place, at, live
from tests.integration.exchange import hsds
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory import queries as found
from unstori.directory.actions import feeds
from unstori.directory.models import Editor, Entry, Likeness, Provider
from unstori.directory.rules.keeping import Told

pytestmark = pytest.mark.django_db
OURS = "https://feeds.example.org/v3"


@pytest.fixture
def place():
    return Place()


def bring(by, *documents, address="brought/services.csv"):
    feed = directory.feed_at(by=by, address=address)
    return directory.take_entries(
        by=by, feed=feed, coming=[directory.Coming(document) for document in documents]
    )


def forged(**more):
    return hsds.service(1) | {"description": "Closed. Come to us instead."} | more


def test_an_administrator_of_another_organisation_changes_nothing_by_a_file(place):
    stranger = at("Sam", "administrator", build.organisation("Elsewhere"))
    owner = hsds.service(1)["organization"] | {"name": "Elsewhere"}
    for said in (forged(), forged(organization=owner)):
        (took,) = bring(stranger, said)
        assert (took.outcome, took.why) == ("unclear", Told.KEPT)
    bring(stranger, hsds.service(7) | {"organization": owner})
    assert live(place.entry).live.number == 1
    assert Provider.objects.get().name != "Elsewhere"
    assert bring(place.admin, forged())[0].outcome == "changed"
    assert bring(place.steward, forged(alert="Full"))[0].outcome == "changed"


def test_no_feed_takes_over_by_itself_what_is_kept_here(place):
    """Only when somebody who keeps it says so; from then on the feed speaks."""
    (took,) = bring(build.system(), forged(), address=OURS)
    assert (took.outcome, took.why) == ("unclear", Told.KEPT) and live(place.entry).live.number == 1
    assert bring(place.admin, forged(), address=OURS)[0].outcome == "changed"
    assert bring(build.system(), forged(alert="Full"), address=OURS)[0].outcome == "changed"
    assert bring(build.system(), hsds.service(9), address=OURS)[0].outcome == "added"


def test_nobody_says_in_another_organisations_name_that_it_runs_something(place):
    """By a file, by a feed, as a new service or as one that was somebody else's before."""
    elsewhere = build.organisation("Elsewhere")
    stranger = at("Sam", "administrator", elsewhere)
    (took,) = bring(stranger, hsds.service(7))
    assert (took.outcome, took.why) == ("unclear", Told.NOT_THEIRS)
    theirs = "https://elsewhere.example.org/v3"
    other = {"id": hsds.uuid("other"), "name": "Elsewhere", "description": "Ours"}
    assert bring(stranger, hsds.service(8, organization=other), address=theirs)[0].outcome == "added"
    for by in (stranger, build.system()):
        new, changed, short = bring(by, hsds.service(7), hsds.service(8), hsds.service(11), address=theirs)
        assert {took.why for took in (new, changed, short)} == {Told.NOT_THEIRS}
    assert Entry.objects.count() == 2
    assert Entry.objects.get(hsds_id=hsds.uuid(8)).provider.name == "Elsewhere"
    assert Provider.objects.get(hsds_id=hsds.uuid("club")).entries.get() == place.entry


def test_somebody_keeps_what_they_run_also_where_no_organisation_here_is_theirs(place):
    lone = {"id": hsds.uuid("lone"), "name": "Lone", "description": "One mother"}
    stranger = at("Sam", "administrator", build.organisation("Elsewhere"))
    (took,) = bring(stranger, hsds.service(20, organization=lone))
    mother = at("Meg", "worker", build.organisation("Third"))
    Editor.objects.create(
        provider=took.entry.provider,
        capacity_id=mother.capacity_id,
        created_by=mother.capacity_id,
        confirmed_at=clock.now(),
        confirmed_by=place.steward.capacity_id,
    )
    assert bring(stranger, hsds.service(21, organization=lone))[0].why == Told.NOT_THEIRS
    assert bring(place.steward, hsds.service(21, organization=lone))[0].outcome == "added"


def test_a_feed_speaks_for_those_whose_it_is(place):
    """Read by itself: for the organisation that answers for it, and for whom it was let speak before."""
    by, theirs = build.system(), "https://elsewhere.example.org/v3"
    assert bring(by, hsds.service(7), address=theirs)[0].why == Told.NOT_THEIRS
    feed = directory.feed_at(by=by, address=theirs)
    feeds.answered_by(by=place.steward, feed=feed, organisation_id=place.admin.organisation_id)
    assert bring(by, hsds.service(7), address=theirs)[0].outcome == "added"
    feeds.answered_by(by=place.steward, feed=feed, organisation_id=build.organisation("Elsewhere").pk)
    assert bring(by, hsds.service(8), address=theirs)[0].outcome == "added"


def test_what_was_one_with_what_goes_stands_by_itself_again(place):
    """A service never vanishes because the entry that stood for it did."""
    by = build.system()
    entries = [place.entry]
    for n in (2, 3):
        (took,) = bring(by, hsds.service(n), address=f"/feeds/{n}.json")
        entries.append(took.entry)
    first, second, third = entries
    one = Likeness.objects.create(entry=third, other=second)
    two = Likeness.objects.create(entry=second, other=first)
    directory.say_same(by=by, likeness=one, is_same=True)
    directory.say_same(by=by, likeness=two, is_same=True)
    assert found.entry(third.hsds_id) == found.entry(second.hsds_id) == first
    directory.say_same(by=by, likeness=two, is_same=False)
    assert found.entry(third.hsds_id) == found.entry(second.hsds_id) == second
    directory.leave_out(by=by, feed=second.feed, but=())
    assert found.entry(second.hsds_id) is None and found.entry(third.hsds_id) == third
    assert Likeness.objects.get(pk=one.pk).is_same is None


def test_what_is_taken_back_stands_as_it_stood_and_can_be_brought_again(place):
    by = place.steward
    for _again in range(2):
        (took,) = bring(by, forged())
        assert took.outcome == "changed"
        assert feeds.take_back(by=by, made=[(took.entry.pk, live(took.entry).live.number)]) == 1
        now = live(place.entry)
        assert now.live.document["description"] != forged()["description"] and not now.gone_at
        assert now.feed.address == "/feeds/one.json" == now.live.feed.address
    (known,) = bring(by, hsds.service(1), address="/feeds/one.json")
    assert known.outcome == "known"


def test_what_was_not_listed_before_a_file_is_not_listed_after_it_is_taken_back(place):
    by = place.steward
    feeds.take_back(by=by, made=[(place.entry.pk, 1)])
    for said in (hsds.service(1), forged()):
        (took,) = bring(by, said)
        assert took.was_gone and not live(place.entry).gone_at
        feeds.take_back(by=by, made=[(took.entry.pk, -live(place.entry).live.number)])
        assert live(place.entry).gone_at
