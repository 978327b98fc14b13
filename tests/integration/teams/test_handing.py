"""Handing over many at once: seen before, one transaction for each person, taken back while nobody acted."""

import pytest

from tests import build
from tests.ground import shared
from tests.integration.teams.conftest import capacity
from unstori.access.door import NotFound
from unstori.access.rules import Permission
from unstori.circle import actions as circle
from unstori.circle.models import Member, SharingDecision
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity
from unstori.plan import actions as plan
from unstori.story import actions as story
from unstori.story.models import Entry, Promise
from unstori.teams import actions
from unstori.teams.models import Handover, HandoverPart


@shared
def owed(office):
    """Huw owes Ela a promise and a review, Twm a promise; the manager may hand on Ela and Twm."""
    build.grant(office.twm, office.boss)
    made = {
        name: story.promise(
            by=office.huw, person=person, section="care", what=f"Ffonio {name}", due_on=clock.today()
        )
        for name, person in (("Ela", office.ela), ("Twm", office.twm))
    }
    made["review"] = plan.plan_review(by=office.huw, person=office.ela, due_on=clock.today())
    return made


def begin(office, *choices, by=None, **more):
    chosen = [(person, capacity(to), key) for person, to, key in choices]
    return actions.begin_handover(
        by=by or office.boss, from_capacity=capacity(office.huw), choices=chosen, **more
    )


def states(handover):
    return {part.person.called: part.state for part in handover.parts.select_related("person")}


def test_what_is_owed_and_being_key_worker_go_and_the_family_is_told(office, owed, work):
    build.grant(office.ela, office.non)
    begun = begin(office, (office.ela, office.non, True), why="Huw starts another job")
    assert states(begun) == {"Ela": "waiting"}
    work()
    assert states(begun) == {"Ela": "done"}
    for row in (owed["Ela"], owed["review"]):
        row.refresh_from_db()
        assert row.owner_id == office.non.capacity_id
    key = Member.objects.get(person=office.ela, is_key_worker=True)
    assert key.capacity_id == office.non.capacity_id
    assert Entry.objects.filter(person=office.ela, title="Huw Parry handed over to Non Lloyd").exists()
    assert Entry.objects.filter(person=office.ela, words="Huw starts another job").exists()
    owed["Twm"].refresh_from_db()
    assert owed["Twm"].owner_id == office.huw.capacity_id


def test_where_they_may_not_see_it_the_family_is_asked_and_nothing_moves_until_they_say_yes(office, owed):
    build.grant(office.ela, office.non, permission=Permission.SEE)  # to see is not enough to keep a promise
    begun = begin(office, (office.ela, office.non, True))
    actions.carry_on(by=build.system())
    assert states(begun) == {"Ela": "asked"}
    asked = SharingDecision.objects.get(person=office.ela, with_member__capacity=office.non.capacity_id)
    assert asked.purpose == "taking_over" and asked.newest.state == "asked"
    owed["Ela"].refresh_from_db()
    assert owed["Ela"].owner_id == office.huw.capacity_id
    actions.carry_on(by=build.system())
    assert SharingDecision.objects.filter(person=office.ela).count() == 1
    circle.give(by=office.mam, decision=asked)
    actions.carry_on(by=build.system())
    owed["Ela"].refresh_from_db()
    assert states(begun) == {"Ela": "done"} and owed["Ela"].owner_id == office.non.capacity_id


def test_a_no_leaves_everything_where_it_was(office, owed):
    begun = begin(office, (office.ela, office.non, True))
    actions.carry_on(by=build.system())
    asked = SharingDecision.objects.get(person=office.ela)
    circle.refuse(by=office.mam, decision=asked)
    actions.carry_on(by=build.system())
    owed["Ela"].refresh_from_db()
    assert states(begun) == {"Ela": "stays"} and owed["Ela"].owner_id == office.huw.capacity_id
    assert "has not let this colleague in" in begun.parts.get().reason


def test_killed_in_the_middle_nothing_is_lost_and_it_goes_on(office, owed, monkeypatch):
    for person in (office.ela, office.twm):
        build.grant(person, office.non)
    begun = begin(office, (office.ela, office.non, True), (office.twm, office.non, False))
    real, calls = circle.hand_over, []

    def breaks(**said):
        calls.append(said)
        moved = real(**said)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(circle, "hand_over", breaks)
    with pytest.raises(KeyboardInterrupt):
        actions.carry_on(by=build.system())
    assert sorted(states(begun).values()) == ["done", "waiting"]
    waits = begun.parts.get(state="waiting")
    assert Promise.objects.get(person=waits.person).owner_id == office.huw.capacity_id
    monkeypatch.undo()
    actions.carry_on(by=build.system())
    assert set(states(begun).values()) == {"done"}
    assert set(Promise.objects.values_list("owner_id", flat=True)) == {office.non.capacity_id}


def test_it_is_taken_back_while_nobody_acted_and_leaves_what_was_theirs_before(office, owed):
    for person in (office.ela, office.twm):
        build.grant(person, office.non)
    own = story.promise(
        by=office.non, person=office.ela, section="care", what="Fy un i", due_on=clock.today()
    )
    begun = begin(office, (office.ela, office.non, True), (office.twm, office.non, False))
    actions.carry_on(by=build.system())
    ela, twm = begun.parts.get(person=office.ela), begun.parts.get(person=office.twm)
    actions.take_back(by=office.boss, part=ela)
    for name, row in (*owed.items(), ("own", own)):
        row.refresh_from_db()
        wanted = office.non if name in ("own", "Twm") else office.huw
        assert row.owner_id == wanted.capacity_id, name
    assert Member.objects.get(person=office.ela, is_key_worker=True).capacity_id == office.huw.capacity_id
    story.keep_promise(by=office.non, promise=owed["Twm"])
    with pytest.raises(RuleBroken):
        actions.take_back(by=office.boss, part=twm)
    assert states(begun) == {"Ela": "undone", "Twm": "done"}
    with pytest.raises(RuleBroken):
        actions.take_back(by=office.boss, part=ela)


def test_taking_back_what_was_asked_takes_the_question_back(office, owed):
    begun = begin(office, (office.ela, office.non, True))
    actions.carry_on(by=build.system())
    actions.take_back(by=office.boss, part=begun.parts.get())
    assert SharingDecision.objects.get(person=office.ela).newest.state == "withdrawn"
    actions.carry_on(by=build.system())
    assert states(begun) == {"Ela": "undone"}


def test_who_began_it_must_still_manage_them(office, owed):
    build.grant(office.ela, office.non)
    begun = begin(office, (office.ela, office.non, True))
    Capacity.objects.filter(pk=office.boss.capacity_id).update(manages=False)
    actions.carry_on(by=build.system())
    owed["Ela"].refresh_from_db()
    assert states(begun) == {"Ela": "stays"} and owed["Ela"].owner_id == office.huw.capacity_id


@pytest.mark.parametrize("wrong", ["nobody", "same", "elsewhere", "colleague", "not open"])
def test_what_cannot_be_changes_nothing(office, owed, wrong):
    jo = build.worker("Jo", build.organisation("Other"))
    other = build.person("Nia Huws", office.place)
    choices = {"nobody": [], "same": [(office.ela, office.huw, True)], "elsewhere": [(office.ela, jo, True)],
               "not open": [(office.ela, office.non, True), (other, office.non, True)]}  # fmt: skip
    by = office.non if wrong == "colleague" else office.boss
    with pytest.raises((RuleBroken, NotFound)):
        begin(office, *choices.get(wrong, [(office.ela, office.non, True)]), by=by)
    assert not Handover.objects.exists() and not HandoverPart.objects.exists()


def test_the_pages_show_before_and_after(office, owed, sign_in, work):
    build.grant(office.ela, office.non)
    client, page = sign_in(office.boss), f"/teams/handover/{office.huw.capacity_id}/"
    shown = client.get(page).content.decode()
    assert "Ela" in shown and "Ffonio Ela" in shown
    sent = {"everybody": str(office.non.capacity_id), "why": "Swydd newydd", f"to_{office.twm.reference}": "",
            f"key_{office.ela.reference}": "on"}  # fmt: skip
    preview = client.post(page, sent).content.decode()
    assert "Sees what is needed" in preview and "The family must be asked first" in preview
    assert "being key worker" in preview and not Handover.objects.exists()
    assert 'value="Swydd newydd"' in client.post(page, {**sent, "change": "1"}).content.decode()
    assert "Choose a colleague for at least one person." in client.post(page, {"why": "x"}).content.decode()
    answer = client.post(page, {**sent, "confirm": "1"})
    assert answer.status_code == 302
    assert "0 of 2 people." in client.get(answer.url).content.decode()
    work()
    after = client.get(answer.url).content.decode()
    assert "Done" in after and "The family is asked" in after and "2 of 2 people." in after
    assert sign_in(office.non).get(answer.url).status_code == 404
    assert sign_in(office.non).get(page).status_code == 404
    assert client.post(f"{answer.url}take-back/").status_code == 302
    assert set(states(Handover.objects.get()).values()) == {"undone"}


def test_people_who_are_not_shared_with_the_manager_are_counted_and_not_named(office, sign_in):
    page = sign_in(office.boss).get(f"/teams/handover/{office.huw.capacity_id}/").content.decode()
    assert "Ela" in page and "Twm" not in page and "And 1 person who is not shared with you." in page


def test_what_is_owed_is_shown_as_it_was_said(office, owed, sign_in):
    story.promise(by=office.huw, person=office.ela, section="care", what="Ffôn a’r te", due_on=clock.today(),
                  language="cy")  # fmt: skip
    page = sign_in(office.boss).get(f"/teams/handover/{office.huw.capacity_id}/").content.decode()
    assert '<span lang="cy">Ffôn a’r te</span>, today' in page


def test_words_that_are_not_shared_with_who_hands_over_are_a_number(office, owed, sign_in):
    page = f"/teams/handover/{office.huw.capacity_id}/"
    Promise.objects.filter(pk=owed["Ela"].pk).update(narrowed=True)
    said = sign_in(office.boss).get(page).content.decode()
    assert "Ffonio Twm" in said and "Ffonio Ela" not in said
    assert "1 thing that is not shared with you" in said
