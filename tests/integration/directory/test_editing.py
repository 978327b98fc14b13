"""Who keeps the directory right: drafts, checks, claims, what is due, groups that age away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.ground import shared
from tests.integration.exchange import hsds
from unstori.access.actions import identity
from unstori.access.models import AuditEvent
from unstori.access.queries import actor_of
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.directory import actions as directory
from unstori.directory.actions import editing, editors, proposing
from unstori.directory.models import Editor, Entry, EntryDraft, EntryMark, Likeness, Provider
from unstori.directory.queries import editing as queries
from unstori.people.models import Capacity

pytestmark = pytest.mark.django_db


def entry_of(name=1, feed="/feeds/one.json", **said):
    by = build.system()
    row = directory.feed_at(by=by, address=feed)
    return directory.take_entries(by=by, feed=row, coming=[directory.Coming(hsds.service(name, **said))])[
        0
    ].entry


def at(name, kind, place):
    account = build.user(name, is_demo=True)
    return actor_of(identity.give_capacity(by=build.system(), user=account, kind=kind, organisation=place))


class Place:
    """A club with an administrator and two workers, one of whom is an editor; and a steward elsewhere."""

    def __init__(self):
        self.entry = entry_of()
        self.club = build.organisation("Clwb Nofio", "voluntary")
        Provider.objects.update(organisation=self.club)
        self.entry = Entry.objects.get()
        self.admin, self.worker = at("Ann", "administrator", self.club), at("Wil", "worker", self.club)
        self.other = at("Oli", "worker", self.club)
        self.steward = at("Stella", "steward", build.organisation("Cyngor"))
        capacity = Capacity.objects.get(pk=self.worker.capacity_id)
        self.editor = editors.name_editor(by=self.admin, provider=Provider.objects.get(), capacity=capacity)

    def write(self, by, said, section="like", **more):
        draft = queries.open_draft(self.entry)
        seen = queries.seen_at(Entry.objects.get(pk=self.entry.pk), draft, section)
        return editing.write(by=by, entry=self.entry, section=section, said=said, **{"seen": seen} | more)


@shared
def place() -> Place:
    return Place()


def live(entry):
    return Entry.objects.select_related("live").get(pk=entry.pk)


def test_a_draft_stands_once_somebody_else_has_checked_it(place):
    place.write(place.worker, {"like": {"en": "Warm."}})
    place.write(place.worker, {"needs": ["autism"], "age_from": None}, "who")
    draft = EntryDraft.objects.get()
    assert live(place.entry).live.number == 1 and not EntryMark.objects.exists()
    with pytest.raises(RuleBroken):
        editing.make_live(by=place.admin, draft=draft, version=draft.version)
    editing.send(by=place.worker, draft=draft)
    with pytest.raises(RuleBroken):
        editing.make_live(by=place.worker, draft=draft, version=draft.version)
    with pytest.raises(RuleBroken):
        editing.make_live(by=place.admin, draft=draft, version=draft.version - 1)
    editing.make_live(by=place.admin, draft=draft, version=draft.version)
    now = live(place.entry)
    assert now.live.local == {"like": {"en": "Warm."}, "needs": ["autism"]} and now.live.number == 2
    assert "awtistiaeth" in now.said and EntryMark.objects.get().code == "autism"
    assert now.checked_for_id == place.club.pk and now.check_due == clock.today() + timedelta(weeks=52)
    assert EntryDraft.objects.get().state == "live"
    assert {"entry.write", "entry.ask", "entry.check"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )


def test_who_does_not_keep_it_writes_nothing(place):
    stranger = at("Sam", "administrator", build.organisation("Elsewhere"))
    for by in (stranger, place.other):
        for act in (
            lambda by=by: place.write(by, {"like": {"en": "Mine."}}),
            lambda by=by: editing.still_right(by=by, entry=place.entry),
            lambda by=by: directory.stand(by=by, entry=place.entry, local={"like": {"en": "Mine."}}),
            lambda by=by: directory.go_back(by=by, entry=place.entry, version=live(place.entry).live),
            lambda by=by: proposing.add_service(by=by, said={"name": "A"}, provider=Provider.objects.get()),
        ):
            with pytest.raises(RuleBroken):
                act()
        assert not queries.kept_by(by).exists()
    assert live(place.entry).live.number == 1 and not EntryDraft.objects.exists()


def test_two_at_once_see_both_and_lose_nothing(place):
    seen = queries.seen_at(place.entry, None, "like")
    place.write(place.worker, {"like": {"en": "Warm."}})
    with pytest.raises(Clash) as clash:
        place.write(place.admin, {"like": {"en": "Cold."}}, seen=seen)
    assert clash.value.theirs == {"like": {"en": "Warm."}} and clash.value.mine == {"like": {"en": "Cold."}}
    assert EntryDraft.objects.get().local == {"like": {"en": "Warm."}}
    place.write(place.admin, {"welsh": "all"}, "welsh")
    assert EntryDraft.objects.get().local["welsh"] == "all"


def test_what_the_feed_says_meanwhile_stays_when_a_draft_goes_live(place):
    place.write(place.worker, {"like": {"en": "Warm."}})
    changed = hsds.service(1, description="Now with a slide.")
    feed = place.entry.feed
    directory.take_entries(by=build.system(), feed=feed, coming=[directory.Coming(changed)])
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    editing.make_live(by=place.steward, draft=draft, version=draft.version)
    assert live(place.entry).live.document["description"] == "Now with a slide."
    assert live(place.entry).live.local == {"like": {"en": "Warm."}}


def test_the_wait_stands_at_once_with_its_day(place):
    place.write(place.worker, {"places": "list", "wait_weeks": 6}, "wait")
    told = live(place.entry).live.local
    assert told == {"places": "list", "wait_weeks": 6, "wait_on": str(clock.today())}
    assert not EntryDraft.objects.exists()


def test_the_wait_stays_when_a_draft_that_is_older_goes_live(place):
    place.write(place.worker, {"like": {"en": "Warm."}})
    place.write(place.worker, {"places": "list"}, "wait")
    place.write(place.admin, {"places": "open"}, "wait")
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    editing.make_live(by=place.steward, draft=draft, version=draft.version)
    assert live(place.entry).live.local["places"] == "open"


def test_what_does_not_fit_is_refused_and_changes_nothing(place):
    for section, said in (
        ("like", {"like": {"fr": "x"}}),
        ("like", {"who": {"en": "x"}}),
        ("basics", {"name": "A", "status": "odd"}),
    ):
        with pytest.raises(RuleBroken):
            place.write(place.worker, said, section)
    assert not EntryDraft.objects.exists()


def test_a_draft_goes_back_with_a_word_is_dropped_and_taken_up(place):
    place.write(place.worker, {"like": {"en": "Warm."}})
    draft = EntryDraft.objects.get()
    editing.send(by=place.worker, draft=draft)
    with pytest.raises(RuleBroken):
        editing.send_back(by=place.admin, draft=draft, word=" ")
    editing.send_back(by=place.admin, draft=draft, word="How warm?")
    assert EntryDraft.objects.get().word == "How warm?"
    editing.drop(by=place.worker, draft=draft)
    assert queries.open_draft(place.entry) is None
    editing.take_up(by=place.worker, draft=draft)
    assert queries.open_draft(place.entry).local == {"like": {"en": "Warm."}}
    with pytest.raises(RuleBroken):
        editing.take_up(by=place.worker, draft=draft)


def test_back_in_one_step_and_forward_again(place):
    first = live(place.entry).live
    place.write(place.worker, {"places": "closed"}, "wait")
    directory.go_back(by=place.worker, entry=place.entry, version=first)
    assert live(place.entry).live.local == {} and live(place.entry).live.number == 3
    assert [one.number for one in queries.versions(place.entry)] == [3, 2, 1]


def test_an_administrator_names_editors_of_their_own_alone(place):
    provider, elsewhere = Provider.objects.get(), build.organisation("Elsewhere")
    theirs = Capacity.objects.get(pk=at("Eve", "worker", elsewhere).capacity_id)
    stranger = at("Sam", "administrator", elsewhere)
    for by, capacity in ((place.admin, theirs), (stranger, theirs), (place.worker, theirs)):
        with pytest.raises(RuleBroken):
            editors.name_editor(by=by, provider=provider, capacity=capacity)
    with pytest.raises(RuleBroken):
        editors.end(by=stranger, editor=place.editor)
    editors.end(by=place.admin, editor=place.editor)
    assert not queries.edits(place.worker, place.entry) and queries.edits(place.admin, place.entry)


def test_a_claim_counts_once_a_steward_has_confirmed_it(place):
    other = entry_of(2, "/feeds/two.json")
    Provider.objects.update(organisation=None)
    Editor.objects.all().delete()
    mair = build.family("Mair", build.person())
    with pytest.raises(RuleBroken):
        editors.claim(by=mair, entry=other, why=" ")
    with pytest.raises(RuleBroken):
        editors.claim(by=mair, entry=other, why="I run it", for_organisation=True)
    claim = editors.claim(by=mair, entry=other, why="I run it")
    with pytest.raises(RuleBroken):
        editors.claim(by=mair, entry=other, why="I run it")
    assert not queries.edits(mair, other)
    with pytest.raises(RuleBroken):
        editors.confirm(by=place.admin, editor=claim)
    editors.confirm(by=place.steward, editor=claim)
    assert queries.edits(mair, other) and set(queries.kept_by(mair)) == set(Entry.objects.all())
    ours = editors.claim(by=place.admin, entry=other, why="It is ours", for_organisation=True)
    editors.confirm(by=place.steward, editor=ours)
    assert Provider.objects.get().organisation == place.club


def test_a_steward_reads_whose_it_is_before_it_goes_to_another_organisation(place, sign_in):
    elsewhere = at("Sam", "administrator", build.organisation("Elsewhere"))
    claim = editors.claim(by=elsewhere, entry=place.entry, why="We run it now", for_organisation=True)
    outside = editors.claim(
        by=at("Ola", "worker", build.organisation("Third")), entry=place.entry, why="I help"
    )
    steward = sign_in(place.steward)
    page = steward.get(reverse("keeping:claims")).content.decode()
    assert page.count("Clwb Nofio keeps it now") == 2 and "goes over to Elsewhere" in page
    for one in (claim, outside):
        with pytest.raises(RuleBroken, match="another organisation"):
            editors.confirm(by=place.steward, editor=one)
    answer = reverse("keeping:answer", args=[claim.pk])
    steward.post(answer, {"yes": "1", "owner": str(place.steward.organisation_id)})
    assert Provider.objects.get().organisation == place.club and queries.edits(
        place.worker, live(place.entry)
    )
    steward.post(answer, {"yes": "1", "owner": str(place.club.pk)})
    assert Provider.objects.get().organisation_id == elsewhere.organisation_id
    now = Entry.objects.select_related("provider").get()
    assert queries.edits(elsewhere, now)
    assert not queries.edits(place.worker, now) and not queries.edits(place.admin, now)


def test_a_steward_does_not_confirm_their_own_claim(place):
    Provider.objects.update(organisation=None)
    claim = editors.claim(by=place.steward, entry=place.entry, why="Mine")
    with pytest.raises(RuleBroken):
        editors.confirm(by=place.steward, editor=claim)


SAID = {"name": "Coffee and prams", "description": "Mums and coffee.", "postcode": "CF10 1AA", "place": "Neuadd",
        "street": "", "town": "", "phone": "", "days": [2], "opens": "10:00", "closes": "", "when": ""}  # fmt: skip


def test_a_group_is_listed_once_it_is_checked_kept_by_who_proposed_it_and_ages_away(place):
    mair = build.family("Mair", build.person())
    entry = proposing.suggest(by=mair, said=SAID, like={"en": "Loud and kind."})
    assert entry.pk not in set(directory_listed()) and not queries.edits(mair, entry)
    draft = EntryDraft.objects.get()
    editing.make_live(by=place.steward, draft=draft, version=draft.version)
    now = live(entry)
    assert now.pk in set(directory_listed()) and now.kind == "community" and queries.edits(mair, now)
    assert now.check_due == clock.today() + timedelta(weeks=26)
    later = clock.now() + timedelta(weeks=26 + 8, days=2)
    with clock.at(later):
        assert editing.age_away(by=build.system()) == 1 and editing.age_away(by=build.system()) == 0
        assert entry.pk not in set(directory_listed())
        assert entry in queries.must_be_checked(queries.kept_by(mair), clock.today())
        editing.still_right(by=mair, entry=live(entry))
        assert entry.pk in set(directory_listed())
        assert live(entry).check_due == clock.today() + timedelta(weeks=26)


def directory_listed():
    from unstori.directory.queries.entries import listed

    return listed().values_list("pk", flat=True)


def test_a_group_that_is_not_for_the_directory_is_told_why_and_never_listed(place):
    mair = build.family("Mair", build.person())
    entry = proposing.suggest(by=mair, said=SAID)
    draft = EntryDraft.objects.get()
    proposing.refuse(by=place.steward, draft=draft, word="It is a shop.")
    assert queries.my_proposals(mair)[0].word == "It is a shop." and live(entry).live is None
    assert not queries.edits(mair, entry)


def test_without_an_account_nobody_is_written_down_and_not_endless_many_wait(place):
    by = build.system()
    for _number in range(40):
        proposing.suggest(by=by, said=SAID)
    assert not Editor.objects.filter(entry__isnull=False).exists()
    with pytest.raises(RuleBroken):
        proposing.suggest(by=by, said=SAID)


def test_services_of_an_organisation_are_checked_by_another_of_it(place):
    entry = proposing.add_service(by=place.worker, said=SAID, provider=Provider.objects.get())
    draft = queries.open_draft(entry)
    with pytest.raises(RuleBroken):
        editing.make_live(by=place.worker, draft=draft, version=draft.version)
    editing.make_live(by=place.admin, draft=draft, version=draft.version)
    assert (
        live(entry).provider.organisation == place.club
        and live(entry).live.document["organization"]["name"] == "Clwb Nofio"
    )


def test_what_is_due_is_counted_for_who_keeps_it(place):
    assert queries.counts(queries.kept_by(place.worker)) == {"all": 1, "late": 0, "soon": 0}
    Entry.objects.update(check_due=clock.today() + timedelta(days=9))
    assert queries.counts(queries.kept_by(place.worker))["soon"] == 1
    Entry.objects.update(check_due=clock.today() - timedelta(days=1))
    assert queries.counts(queries.kept_by(place.admin))["late"] == 1
    assert queries.counts(queries.kept_by(place.steward)) == {"all": 0, "late": 0, "soon": 0}
    assert queries.counts(queries.kept_by(place.other)) == {"all": 0, "late": 0, "soon": 0}
    editing.still_right(by=place.worker, entry=place.entry)
    assert queries.counts(queries.kept_by(place.worker))["late"] == 0


def test_only_a_steward_says_that_two_are_one(place):
    entry_of(2, "/feeds/two.json")
    one, other = Entry.objects.order_by("pk")
    like = Likeness.objects.create(entry=one, other=other)
    with pytest.raises(RuleBroken):
        directory.say_same(by=place.admin, likeness=like, is_same=True)
    directory.say_same(by=place.steward, likeness=like, is_same=True)
    assert live(one).same_as == other
    directory.say_same(by=place.steward, likeness=like, is_same=False)
    assert live(one).same_as is None
