"""Written down twice: found with reasons, answered by a steward alone, linked without anybody seeing more, undone."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from unstori.access.actions import withholding
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent, Grant
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.governance import tasks
from unstori.governance.actions import identity as actions
from unstori.governance.models import IdentityDecision, LikelyPair
from unstori.governance.queries import identity as queries
from unstori.governance.queries import likeness
from unstori.governance.rules.likeness import digest_of
from unstori.people.models import Capacity, Person
from unstori.story.models import Entry

WHY = "Her mother confirmed both by phone."


@dataclass
class Twice:
    steward: Actor
    one: Person
    other: Person
    pair: LikelyPair

    @property
    def seen(self):
        return digest_of(*likeness.identities([self.pair.left, self.pair.right]))


@pytest.fixture
def twice(run):
    one = build.person("Siân Rhys Morgan", run.world.authority, born_on=date(2012, 4, 3), postcode="LL55 1AA")
    other = build.person("Sian ap Rhys-Morgan", born_on=date(2012, 3, 4), postcode="LL55 1AA")
    steward = build._actor(
        build.user("Olwen", is_demo=True), kind="steward", organisation=run.world.authority
    )
    actions.look(by=build.system())
    return Twice(steward, one, other, queries.waiting(steward).get())


def say(twice, said="same", **more):
    sent = {
        "by": twice.steward,
        "pair": twice.pair,
        "said": said,
        "why": WHY,
        "seen": twice.seen,
        "tell": True,
    }
    return actions.answer(**{**sent, **more})


def page(name="identity", *args):
    return reverse(f"governance:{name}", args=args)


def test_what_was_found_is_shown_with_its_reasons_and_no_number(twice, sign_in):
    shown = sign_in(twice.steward).get(page()).content.decode()
    assert "Siân Rhys Morgan" in shown and "day and month of birth are swapped" in shown
    assert "the same postcode" in shown and "Very likely one person" in shown
    assert f"{twice.pair.weight:.1f}" not in shown


def test_side_by_side_is_who_they_are_and_never_the_story(run, twice, sign_in):
    build.grant(twice.one, run.world.huw)
    Entry.objects.create(
        person=twice.one, section="about_me", words="He laughed", created_by_id=run.world.huw.capacity_id,
        title="x", sort_on=clock.today(), happened_on="2026-05-01",
    )  # fmt: skip
    shown = sign_in(twice.steward).get(page("identity_pair", twice.pair.pk)).content.decode()
    assert "differs" in shown and "4 March 2012" in shown and "He laughed" not in shown
    assert AuditEvent.objects.filter(
        action="read", person_id=twice.other.pk, detail__what="identity"
    ).exists()
    assert sign_in(twice.steward).get(reverse("web:now", args=[twice.one.reference])).status_code == 404


def test_only_a_steward_of_who_answers_for_one_of_them_sees_it(run, twice, sign_in):
    elsewhere = build._actor(
        build.user("Nia", is_demo=True), kind="steward", organisation=build.organisation("Powys")
    )
    unvouched = build._actor(
        build.user("Ceri", is_demo=True), kind="steward", organisation=run.world.authority, vouched=False
    )
    for actor in (run.world.huw, run.admin, run.governance, unvouched):
        assert sign_in(actor).get(page()).status_code == 404
        assert sign_in(actor).get(page("identity_pair", twice.pair.pk)).status_code == 404
        with pytest.raises(NotFound):
            say(twice, by=actor)
    assert sign_in(elsewhere).get(page()).status_code == 200 and not queries.waiting(elsewhere).exists()
    with pytest.raises(NotFound):
        say(twice, by=elsewhere)
    assert not IdentityDecision.objects.exists()


def test_whoever_is_close_or_kept_from_something_leaves_it_to_a_colleague(run, twice):
    account = build.account_of(twice.steward)
    build._actor(account, kind="family", person=twice.other)
    assert not queries.waiting(twice.steward).exists()
    Capacity.objects.filter(user=account, kind="family").update(person=run.world.geth)
    assert queries.waiting(twice.steward).exists()
    withholding.withhold(
        by=run.governance, person=twice.one, kind="address", reason="A court said so in May",
        withheld_from=Capacity.objects.get(pk=twice.steward.capacity_id), review_on=date(2027, 3, 1), ends_on=date(2027, 5, 1),
    )  # fmt: skip
    assert not queries.waiting(twice.steward).exists()


def test_a_link_gives_nobody_sight_and_shows_the_way_to_who_had_both(run, twice, sign_in):
    one_only, both = run.world.huw, build.worker("Mared", run.world.authority)
    build.grant(twice.one, one_only)
    build.grant(twice.one, both)
    build.grant(twice.other, both)
    before = Grant.objects.count()
    say(twice)
    assert Grant.objects.count() == before
    with pytest.raises(NotFound):
        require(one_only, twice.other.pk, Permission.SEE)
    at = reverse("web:now", args=[twice.one.reference])
    assert twice.other.reference not in sign_in(one_only).get(at).content.decode()
    assert reverse("web:now", args=[twice.other.reference]) in sign_in(both).get(at).content.decode()
    find = {"q": "Rhys Morgan"}
    assert "also recorded as" in sign_in(both).get(reverse("web:find"), find).content.decode()
    assert "also recorded as" not in sign_in(one_only).get(reverse("web:find"), find).content.decode()
    actions.undo(by=twice.steward, pair=twice.pair, why="Two cousins of one name.")
    assert twice.other.reference not in sign_in(both).get(at).content.decode()
    assert Grant.objects.count() == before


def test_three_records_of_one_person_are_linked_through_the_one_between(run, twice):
    third = build.person("Cian Morys", run.world.authority, born_on=date(2001, 1, 1))
    more = actions.name_two(by=twice.steward, one=twice.one.reference, other=third.reference)
    say(twice)
    held = Twice(twice.steward, twice.one, third, more)
    say(held)
    assert queries.linked([third.pk]) == {third.pk: {twice.one.pk, twice.other.pk}}
    actions.undo(by=twice.steward, pair=more, why="Somebody else after all")
    assert queries.linked([third.pk, twice.one.pk]) == {third.pk: set(), twice.one.pk: {twice.other.pk}}


def test_both_stories_say_it_and_neither_says_where(twice):
    say(twice)
    told = Entry.objects.filter(event="identity.same")
    assert {row.person_id for row in told} == {twice.one.pk, twice.other.pk}
    for row in told:
        assert twice.other.reference not in row.title + row.title_cy and row.title_cy != row.title
    actions.undo(by=twice.steward, pair=twice.pair, why="Two cousins of one name.")
    assert Entry.objects.filter(event="identity.apart").count() == 2


def test_nobody_is_told_where_something_is_kept_from_somebody_or_the_steward_says_no(run, twice):
    withholding.withhold(
        by=run.governance, person=twice.one, kind="address", reason="A court said so in May",
        withheld_from=Capacity.objects.get(pk=run.world.mair.capacity_id), review_on=date(2027, 3, 1), ends_on=date(2027, 5, 1),
    )  # fmt: skip
    assert say(twice).told is False and not Entry.objects.filter(event="identity.same").exists()
    actions.undo(by=twice.steward, pair=twice.pair, why="Two cousins of one name.")
    assert not Entry.objects.filter(event="identity.apart").exists()
    assert say(twice, tell=False).told is False


def test_two_people_never_come_back_unless_what_was_compared_changes(twice):
    say(twice, "different")
    assert not Entry.objects.exists() or not Entry.objects.filter(event__startswith="identity").exists()
    actions.look(by=build.system())
    assert not queries.waiting(twice.steward).exists() and queries.answered(twice.steward).count() == 1
    Person.objects.filter(pk=twice.other.pk).update(born_on=date(2012, 4, 3))
    actions.look(by=build.system())
    assert queries.waiting(twice.steward).get() == twice.pair


def test_a_pair_that_is_alike_no_more_goes_by_itself(twice):
    Person.objects.filter(pk=twice.other.pk).update(
        born_on=date(1990, 11, 30), full_name="Owain Prys", postcode=""
    )
    assert actions.look(by=build.system())["found"] == 0
    assert not queries.waiting(twice.steward).exists()


def test_looking_again_finds_the_same_and_writes_nothing_new(twice):
    assert actions.look(by=build.system())["new"] == 0 and LikelyPair.objects.count() == 1
    with pytest.raises(NotFound):
        actions.look(by=twice.steward)


def test_not_sure_stands_apart_until_somebody_knows(twice, sign_in):
    client = sign_in(twice.steward)
    client.post(
        page("identity_pair", twice.pair.pk),
        {"said": "unsure", "why": "I will ask the school", "seen": twice.seen},
    )
    assert "Somebody was not sure yet" in client.get(page()).content.decode()
    client.post(
        page("identity_pair", twice.pair.pk), {"said": "same", "why": WHY, "seen": twice.seen, "tell": "yes"}
    )
    assert queries.said_of(twice.pair).count() == 2 and not queries.unsure(twice.steward).exists()
    assert "Undo the link" in client.get(page("identity_pair", twice.pair.pk)).content.decode()
    client.post(page("identity_undo", twice.pair.pk), {"why": "Two cousins of one name"})
    undone = IdentityDecision.objects.get(answer="apart")
    assert undone.undoes.answer == "same"


@pytest.mark.parametrize(
    "wrong",
    [{"why": ""}, {"why": "x"}, {"said": ""}, {"said": "perhaps"}, {"tell": ""}, {"seen": "another"}],
)
def test_a_wrong_answer_changes_nothing_and_keeps_what_was_typed(twice, sign_in, wrong):
    sent = {"said": "same", "why": WHY, "seen": twice.seen, "tell": "yes"} | wrong
    shown = sign_in(twice.steward).post(page("identity_pair", twice.pair.pk), sent)
    assert shown.status_code == 200 and not IdentityDecision.objects.exists()
    assert sent["why"] in shown.content.decode()


def test_what_changed_meanwhile_is_looked_at_again_first(twice):
    before = twice.seen
    Person.objects.filter(pk=twice.other.pk).update(postcode="LL54 1AA")
    with pytest.raises(RuleBroken):
        say(twice, seen=before)


def test_a_link_is_answered_once_and_undone_once(twice):
    say(twice)
    for said in ("same", "different", "unsure"):
        with pytest.raises(RuleBroken):
            say(twice, said)
    actions.undo(by=twice.steward, pair=twice.pair, why="Two cousins of one name.")
    with pytest.raises(RuleBroken):
        actions.undo(by=twice.steward, pair=twice.pair, why="Two cousins of one name.")


def test_two_that_are_not_alike_are_named_and_looked_at(run, twice, sign_in):
    client = sign_in(twice.steward)
    sent = {"one": twice.one.reference, "other": run.world.geth.reference}
    assert client.post(page("identity_name"), sent).status_code == 302
    actions.look(by=build.system())
    assert queries.waiting(twice.steward).count() == 2
    for wrong in ({"other": twice.one.reference}, {"other": "nobody"}, {"other": ""}):
        assert client.post(page("identity_name"), sent | wrong).status_code == 200
    foreign = [
        build.person(name, born_on=date(1999, 1, day)).reference for day, name in ((1, "Una"), (2, "Otto"))
    ]
    shown = client.post(page("identity_name"), dict(zip(("one", "other"), foreign, strict=True)))
    assert "not a record that you can look at" in shown.content.decode() and LikelyPair.objects.count() == 2


def test_looking_is_asked_for_once_and_a_job_does_it(twice, sign_in, work):
    client = sign_in(twice.steward)
    client.post(page("identity_look"))
    client.post(page("identity_look"))
    assert AuditEvent.objects.filter(action="likeness.ask").count() == 1
    assert "Being looked for now" in client.get(page()).content.decode()
    work()
    assert "Records compared" in client.get(page()).content.decode()
    assert tasks.find_likely_pairs.call()["new"] == 0


def test_whoever_is_erased_takes_the_pair_and_what_was_said_of_it(twice):
    from unstori.access.queries import forgetting

    say(twice)
    labels = set(forgetting.what_goes(twice.other))
    assert {"governance.LikelyPair", "governance.IdentityDecision"} <= labels


def test_many_pairs_need_no_more_queries_than_one(run, twice, sign_in):
    client = sign_in(twice.steward)
    client.get(page())
    with CaptureQueriesContext(connection) as few:
        client.get(page())
    for day in range(1, 6):
        for _time in range(2):
            build.person(f"Un Enw{day}", run.world.authority, born_on=date(2010, 5, day))
    actions.look(by=build.system())
    with CaptureQueriesContext(connection) as many:
        client.get(page())
    assert queries.waiting(twice.steward).count() > 5 and len(many) == len(few)
