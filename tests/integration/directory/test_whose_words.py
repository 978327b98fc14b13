"""What somebody keeps is changed by nobody else's file or feed; what is taken back stands as it stood."""

import pytest

from tests import build
from tests.integration.directory.test_editing import Place, at, live
from tests.integration.exchange import hsds
from unstori.directory import actions as directory
from unstori.directory.models import Provider
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
