"""Facts: told once, confirmed, changed; two that differ stand together."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from tests import build
from unstori.access.door import open_person
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Capacity, Person
from unstori.story import actions, definitions, queries
from unstori.story.models import Contradiction, Fact


def tell(world, key="school", words="Ysgol y Bryn", by=None, **more):
    return actions.tell_fact(by=by or world.mair, person=world.geth, key=key, words=words, **more)


def page(name, world, *args):
    return reverse(f"story:{name}", args=[world.geth.reference, *args])


def known(world, key, by=None):
    return queries.known_facts(open_person(by or world.mair, world.geth.reference), key)[key]


def test_definitions_speak_both_languages_and_know_their_sections():
    for kind in definitions.facts().values():
        assert kind.label.cy and kind.hint.cy and kind.source and kind.months > 0


def test_the_same_words_again_confirm_and_are_counted(world):
    first = tell(world)
    assert tell(world, words="ysgol  y bryn", by=world.huw) == first
    assert Fact.objects.count() == 1
    assert AuditEvent.objects.filter(action="fact.told_again", target_id=first.pk).count() == 1


def test_a_fact_of_which_there_is_one_is_changed_not_told_twice(world):
    first = tell(world)
    with pytest.raises(RuleBroken):
        tell(world, words="Another school")
    second = tell(world, words="Another school", replaces=first)
    assert [each.fact for each in known(world, "school")] == [second]
    with pytest.raises(Clash) as clash:
        tell(world, words="A third", replaces=first)
    assert clash.value.theirs == {"words": "Another school"}
    tell(world, key="works", words="Trains")
    tell(world, key="works", words="Quiet")
    assert len(known(world, "works")) == 2


def test_name_i_like_is_said_in_one_place(world):
    tell(world, key="name_i_like", words="Gethin bach")
    assert Person.objects.get(pk=world.geth.pk).called == "Gethin bach"


def test_facts_ask_again_after_their_months_and_stop_when_confirmed(world):
    old = clock.today() - timedelta(days=800)
    fact = tell(world, said_on=old)
    assert known(world, "school")[0].ask_again
    actions.confirm_fact(by=world.huw, fact=fact)
    assert not known(world, "school")[0].ask_again
    actions.retire_fact(by=world.mair, fact=fact)
    assert known(world, "school") == []


def test_only_who_may_see_a_fact_knows_it(world):
    fact = tell(world, key="health", words="Epilepsy")
    opened = open_person(world.teacher, world.geth.reference)
    assert queries.known_facts(opened)["health"] == []
    with pytest.raises(Http404):
        actions.confirm_fact(by=world.teacher, fact=fact)
    with pytest.raises(Http404):
        tell(world, key="health", words="x", by=world.teacher)
    narrowed = tell(world, key="works", words="Secret", by=world.huw, narrowed=True)
    with pytest.raises(Http404):
        actions.confirm_fact(by=world.mair, fact=narrowed)


def test_two_that_differ_stand_together_until_the_one_named_settles(world):
    huw = Capacity.objects.get(pk=world.huw.capacity_id)
    one = tell(world)
    other = tell(world, words="Ysgol Glan y Môr", by=world.teacher, contradicts=one, settler=huw)
    assert {each.fact for each in known(world, "school")} == {one, other}
    row = Contradiction.objects.get()
    assert all(each.contradiction == row for each in known(world, "school"))
    with pytest.raises(RuleBroken):
        actions.settle(by=world.teacher, contradiction=row, stands=one)
    with pytest.raises(Http404):
        actions.settle(by=world.stranger, contradiction=row, stands=one)
    actions.settle(by=world.huw, contradiction=row, stands=other, why="I rang both")
    assert [each.fact for each in known(world, "school")] == [other]
    with pytest.raises(RuleBroken):
        actions.settle(by=world.huw, contradiction=row, stands=other)


def test_pages_tell_confirm_change_retire(world, sign_in):
    client = sign_in(world.mair)
    assert "Tell us" in client.get(page("facts", world)).text
    where = page("tell_fact", world, "school")
    assert client.get(where).status_code == 200
    assert client.get(page("tell_fact", world, "nonsense")).status_code == 404
    sent = {"words": "Ysgol y Bryn", "said_by": "Mair", "language": "cy"}
    assert client.post(where, sent).status_code == 302
    fact = Fact.objects.get()
    assert client.get(where).url == page("change_fact", world, fact.pk), "one that is known is changed"
    change = page("change_fact", world, fact.pk)
    assert "Ysgol y Bryn" in client.get(change).text
    assert client.post(change, {**sent, "words": "", "how": "changed"}).status_code == 200
    assert (
        client.post(change, {**sent, "words": "Ysgol Bro", "how": "changed", "said_how": "sign"}).status_code
        == 302
    )
    assert client.get(change).status_code == 404
    newest = Fact.objects.get(words="Ysgol Bro")
    assert client.post(page("confirm_fact", world, newest.pk)).status_code == 302
    assert client.get(page("confirm_fact", world, newest.pk)).status_code == 405
    shown = client.get(page("change_fact", world, newest.pk)).text
    assert "Everything that was said before" in shown
    assert client.post(page("retire_fact", world, newest.pk)).status_code == 302
    assert "Ysgol Bro" not in client.get(page("facts", world)).text


def test_known_values_are_shown_never_an_empty_box(world, sign_in):
    shown = sign_in(world.huw).get(page("facts", world)).text
    assert "<b>Geth</b>" in shown
    tell(world, key="works", words="Trains")
    assert "Trains" in sign_in(world.huw).get(page("tell_fact", world, "works")).text


def test_settle_page(world, sign_in):
    one = tell(world)
    client = sign_in(world.huw)
    sent = {"words": "Other", "said_by": "Huw", "language": "en", "how": "differs"}
    sent["settler"] = str(world.huw.capacity_id)
    assert client.post(page("change_fact", world, one.pk), sent).status_code == 302
    assert "We see this differently" in client.get(page("facts", world)).text
    where = page("settle", world, Contradiction.objects.get().pk)
    assert client.get(where).status_code == 200
    other = build.worker("Ann", world.authority)
    build.grant(world.geth, other)
    assert "Somebody else is named" in sign_in(other).post(where, {"stands": "both"}).text
    assert client.post(where, {"stands": "both", "why": "Two schools"}).status_code == 302
    assert client.get(where).status_code == 404
    assert len(known(world, "school")) == 2


def test_clash_shows_both(world, sign_in, monkeypatch):
    one = tell(world)
    sent = {"words": "Mine", "said_by": "Huw", "language": "en", "how": "changed"}

    def meanwhile(**asked):
        raise Clash(theirs={"words": "Theirs"}, mine={"words": "Mine"}, version=0)

    monkeypatch.setattr(actions, "tell_fact", meanwhile)
    shown = sign_in(world.huw).post(page("change_fact", world, one.pk), sent).text
    assert "Theirs" in shown and "Mine" in shown


def test_two_changes_at_once_meet_at_the_database(world, monkeypatch):
    one = tell(world)
    tell(world, words="First", replaces=one)
    everything = Fact.objects.filter(pk=one.pk)
    monkeypatch.setattr(queries, "standing_facts", lambda opened: everything)
    with pytest.raises(Clash) as clash:
        tell(world, words="Second", replaces=one)
    assert clash.value.theirs == {"words": "First"}


def test_one_who_only_sees_facts(world, sign_in):
    aunt = build.family("Gwen", world.geth, "Aunt")
    from unstori.access.rules import Permission

    build.grant(world.geth, aunt, ("about_me", "learning"), Permission.SEE)
    shown = sign_in(aunt).get(page("facts", world)).text
    assert "Nobody has told this yet." in shown and "My health" not in shown


def test_tell_page_says_what_was_wrong(world, sign_in, monkeypatch):
    def refuse(**asked):
        raise RuleBroken("Write it in your own words.")

    monkeypatch.setattr(actions, "tell_fact", refuse)
    sent = {"words": "x", "said_by": "Mair", "language": "cy"}
    client = sign_in(world.mair)
    assert "in your own words" in client.post(page("tell_fact", world, "school"), sent).text
    monkeypatch.undo()
    one = tell(world)
    monkeypatch.setattr(actions, "tell_fact", refuse)
    assert (
        "in your own words"
        in client.post(page("change_fact", world, one.pk), {**sent, "how": "changed"}).text
    )
