"""Two at once in the directory: nothing of either is lost, nothing stands twice, and whoever comes second is told."""

import pytest

from tests import build
from tests.at_once import at_once, refused
from tests.integration.directory.test_editing import Place, at, entry_of
from tests.integration.exchange import hsds
from unstori.core.errors import Clash, RuleBroken
from unstori.directory import actions as directory
from unstori.directory.actions import editing, editors, voice
from unstori.directory.models import Editor, Entry, EntryDraft, EntryVersion, Feed, Provider, Review
from unstori.directory.queries import editing as queries
from unstori.people.models import Capacity

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(4)


@pytest.fixture
def place(transactional_db):
    return Place()


def writing(place, by, section, said, seen):
    entry = Entry.objects.get(pk=place.entry.pk)
    return lambda: editing.write(by=by, entry=entry, section=section, said=said, seen=seen)


def seen(place, section):
    draft = queries.open_draft(place.entry)
    return queries.seen_at(queries.kept_entry(place.entry.hsds_id), draft, section)


def test_of_two_who_write_the_same_part_one_is_shown_both(place):
    for number in ROUNDS:
        mark = seen(place, "like")
        came = at_once(
            writing(place, place.worker, "like", {"like": {"en": f"Warm {number}."}}, mark),
            writing(place, place.admin, "like", {"like": {"en": f"Cold {number}."}}, mark),
        )
        assert refused(came, Clash) == 1
        assert EntryDraft.objects.count() == 1


def test_two_who_write_two_parts_lose_nothing(place):
    for number in ROUNDS:
        like, who = seen(place, "like"), seen(place, "who")
        came = at_once(
            writing(place, place.worker, "like", {"like": {"en": f"Warm {number}."}}, like),
            writing(place, place.admin, "who", {"needs": ["autism"], "age_from": number + 1}, who),
        )
        assert refused(came) == 0
        draft = EntryDraft.objects.get()
        assert draft.local["like"] == {"en": f"Warm {number}."} and draft.local["age_from"] == number + 1
        assert len(draft.hands) == 2


def test_what_two_check_stands_once_and_no_feed_is_lost_on_the_way(place):
    other = at("Ona", "administrator", place.club)
    place.write(place.worker, {"like": {"en": "Warm."}})
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    draft.refresh_from_db()
    feed = Feed.objects.get(address="/feeds/one.json")
    said = directory.Coming(hsds.service(1, description="In the cold lake."))
    came = at_once(
        lambda: editing.make_live(by=place.admin, draft=draft, version=draft.version),
        lambda: editing.make_live(by=other, draft=draft, version=draft.version),
        lambda: directory.take_entries(by=build.system(), feed=feed, coming=[said]),
    )
    assert refused(came, RuleBroken) == 1
    live = Entry.objects.select_related("live").get().live
    assert live.document["description"] == "In the cold lake." and live.local["like"] == {"en": "Warm."}
    numbers = sorted(EntryVersion.objects.values_list("number", flat=True))
    assert numbers == [1, 2, 3] and live.number == 3


def test_who_presses_twice_asks_once(place):
    """A claim, a name and a review: the second finds the first."""
    mother = at("Meg", "worker", build.organisation("Third"))
    claim = lambda: editors.claim(by=mother, entry=place.entry, why="I run it")  # noqa: E731
    assert refused(at_once(claim, claim, claim), RuleBroken) == 2
    assert Editor.objects.filter(capacity=mother.capacity_id).count() == 1
    capacity, provider = Capacity.objects.get(pk=place.other.capacity_id), Provider.objects.get()
    name = lambda: editors.name_editor(by=place.admin, provider=provider, capacity=capacity)  # noqa: E731
    assert refused(at_once(name, name)) == 0 and Editor.objects.filter(capacity=capacity).count() == 1
    said = {"good": "Kind.", "better": "", "again": "yes", "as_whom": "worker"}
    review = lambda: voice.write_review(by=mother, entry=place.entry, **said)  # noqa: E731
    assert refused(at_once(review, review, review)) == 0 and Review.objects.count() == 1


def test_of_two_organisations_that_are_confirmed_at_once_the_second_is_read_again(place):
    Provider.objects.update(organisation=None)
    Editor.objects.all().delete()
    entry = entry_of(2)
    claims = [
        editors.claim(
            by=at(name, "administrator", build.organisation(name)),
            entry=entry,
            why="Ours",
            for_organisation=True,
        )
        for name in ("One", "Two")
    ]
    came = at_once(*(lambda one=one: editors.confirm(by=place.steward, editor=one) for one in claims))
    assert refused(came, RuleBroken) == 1
    first = claims[0] if isinstance(came[1], Exception) else claims[1]
    assert Provider.objects.get().organisation_id == first.capacity.organisation_id


def test_who_waited_for_a_feed_writes_upon_what_it_said(place):
    """The version that stands is the one that stands when their turn comes, never none."""
    feed = Feed.objects.get(address="/feeds/one.json")
    entry = Entry.objects.get(pk=place.entry.pk)
    for number in ROUNDS:
        said = directory.Coming(hsds.service(1, description=f"The {number}th lake."))
        local = {"like": {"en": f"Warm {number}."}}
        came = at_once(
            lambda said=said: directory.take_entries(by=build.system(), feed=feed, coming=[said]),
            lambda local=local: directory.stand(by=place.steward, entry=entry, local=local),
            lambda: editing.still_right(by=place.admin, entry=entry),
        )
        assert refused(came) == 0
        live = Entry.objects.select_related("live").get(pk=entry.pk).live
        assert live.document["description"] == f"The {number}th lake." and live.local == local
