"""What is happening, as mother, child, key worker and whoever it fell to see it; every step by whoever may take it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from unstori.access.door import open_person
from unstori.core import clock
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request, Turn
from unstori.pathways.queries import asking, holders, queue
from unstori.people.models import Capacity, Person


def text(response: Any) -> str:
    assert response.status_code == 200, (response.status_code, getattr(response, "url", ""))
    return response.content.decode()


def at(desks: Desks, name: str, *more: Any) -> str:
    return reverse(f"pathways:{name}", args=[desks.office.ela.reference, *more])


def test_the_third_service_after_412_days(sign_in: Any, desks: Desks):
    row = begun(desks, first_asked_on=clock.today() - timedelta(412))
    no = {
        "reason": "criteria",
        "would_change": "A letter.",
        "next_words": "Huw asks the school.",
        "words": "Sorry.",
    }
    for service, by in ((desks.speech, desks.sian), (desks.behaviour, desks.elen)):
        actions.decline(by=by, request=asked(desks, service, row), next_by=capacity(desks.huw), **no)
    asked(desks, desks.sleep, row)
    page = text(sign_in(desks.mam).get(at(desks, "happening")))
    assert "Asked 412 days ago, third service" in page and "Huw" in page and "Huw asks the school." in page
    page = text(sign_in(desks.mam).get(at(desks, "pathway", row.pk)))
    assert (
        "What would change it:" in page and "A letter." in page and "It is not for somebody like this" in page
    )
    assert "to come" in page and "Here now" in page


def test_the_mother_answers_says_not_yet_and_that_it_has_started(sign_in: Any, desks: Desks):
    made = asked(desks, desks.speech)
    actions.ask_more(by=desks.sian, request=made, words="Does he point?")
    client = sign_in(desks.mam)
    one = at(desks, "request", made.pk)
    assert "Does he point?" in text(client.get(one)) and "Answer their question" in text(client.get(one))
    tell = at(desks, "step", made.pk, "tell")
    assert "There is a problem" in text(client.post(tell, {"words": ""}))
    made.refresh_from_db()
    assert client.post(tell, {"words": "Yes.", "seen": made.version}).url == one
    late = text(
        client.post(at(desks, "step", made.pk, "withdraw"), {"words": "We moved on.", "seen": made.version})
    )
    assert "Somebody was quicker" in late and "We moved on." in late
    actions.accept(by=desks.sian, request=made)
    actions.meet(by=desks.sian, request=made)
    assert "It has started" in text(client.get(one))
    client.post(at(desks, "step", made.pk, "not_yet"), {"words": "It was a call."})
    made.refresh_from_db()
    assert made.state == "waiting"
    actions.meet(by=desks.sian, request=made)


def test_a_step_without_words_is_taken_as_it_is(sign_in: Any, desks: Desks):
    made = asked(desks, desks.speech)
    actions.accept(by=desks.sian, request=made)
    actions.meet(by=desks.sian, request=made)
    made.refresh_from_db()
    sign_in(desks.mam).post(at(desks, "step", made.pk, "confirm"), {"words": "", "seen": str(made.version)})
    made.refresh_from_db()
    assert made.state == "active"
    gone = sign_in(desks.mam).get(at(desks, "step", made.pk, "confirm"), follow=True)
    assert "has been done meanwhile" in text(gone)


def test_dai_at_the_pool_said_so(sign_in: Any, desks: Desks):
    made = asked(desks, desks.club)
    client = sign_in(desks.huw)
    page = text(client.get(at(desks, "request", made.pk)))
    assert "does not answer here" in page and "They said yes" in page
    assert "More that you can do" in page and "They said no" in page and "Take the request back" in page
    accept = at(desks, "step", made.pk, "accept")
    assert "There is a problem" in text(client.post(accept, {"words": "From January.", "told_by": ""}))
    client.post(accept, {"words": "From January.", "told_by": "Dai at the pool"})
    assert "Dai at the pool, written down by Huw" in text(client.get(at(desks, "request", made.pk))).replace(
        "You", "Huw"
    )
    no = {"reason": "capacity", "words": "Full until June.", "would_change": "A free lane.", "next_words": "Huw rings Menai.",
          "told_by": "Dai"}  # fmt: skip
    assert "There is a problem" in text(
        client.post(at(desks, "step", made.pk, "decline"), no | {"would_change": ""})
    )
    client.post(at(desks, "step", made.pk, "decline"), no)
    made.refresh_from_db()
    assert made.state == "declined" and made.pathway.next_by_id == desks.huw.capacity_id
    assert "Ask another service instead" in text(client.get(at(desks, "request", made.pk)))


@pytest.mark.parametrize("step", ["accept", "decline", "meet", "end", "receive", "triage", "nonsense"])
def test_what_the_service_does_is_not_the_mothers_to_do(sign_in: Any, desks: Desks, step: str):
    made = asked(desks, desks.speech)
    client = sign_in(desks.mam)
    client.post(
        at(desks, "step", made.pk, step),
        {"words": "x", "told_by": "x", "reason": "other", "would_change": "x", "next_words": "x"},
    )
    made.refresh_from_db()
    assert made.state == "sent" and Turn.objects.filter(request=made).count() == 1


def test_huw_hands_it_over_says_the_next_step_ends_it_and_opens_it_again(sign_in: Any, desks: Desks):
    row = begun(desks)
    client = sign_in(desks.huw)
    hand = at(desks, "hand_over", row.pk)
    other = next(one for one in desks_people(desks, row) if one.pk != desks.huw.capacity_id)
    assert "There is a problem" in text(client.post(hand, {"to": str(other.pk), "words": ""}))
    assert client.post(hand, {"to": str(capacity(desks.elen).pk), "words": "Please."}).status_code == 200
    row.refresh_from_db()
    assert row.holder_id == desks.huw.capacity_id
    client.post(
        at(desks, "say_next", row.pk),
        {"words": "We meet on Monday.", "who": str(other.pk), "seen": row.version},
    )
    client.post(hand, {"to": str(other.pk), "words": "I am on leave."})
    row.refresh_from_db()
    assert row.holder_id == other.pk and row.next_words == "We meet on Monday."
    client.post(at(desks, "over", row.pk), {"words": "No longer wanted."})
    row.refresh_from_db()
    assert row.ended_at is not None and "Ended" in text(client.get(at(desks, "pathway", row.pk)))
    client.post(at(desks, "again", row.pk), {"words": ""})
    row.refresh_from_db()
    assert row.ended_at is None


def desks_people(desks: Desks, row: Pathway) -> list[Capacity]:
    return holders.could_hold(row.person, row, desks.huw)


def test_ela_reads_it_in_few_words(sign_in: Any, desks: Desks):
    asked(desks, desks.speech)
    own = build.self_of(desks.office.ela)
    build.grant(desks.office.ela, own, permission=3)
    page = text(sign_in(own).get(at(desks, "happening")))
    assert "sees to it for you" in page and "easy-line" in page and "Nobody is helping me with this" in page


def test_silence_is_said_and_who_is_reminded(sign_in: Any, desks: Desks):
    made = asked(desks, desks.speech, begun(desks, first_asked_on=clock.today() - timedelta(90)))
    Request.objects.filter(pk=made.pk).update(last_contact_on=clock.today() - timedelta(30))
    assert "for 30 days. Huw" in text(sign_in(desks.mam).get(at(desks, "happening")))
    Request.objects.filter(pk=made.pk).update(last_contact_on=clock.today() - timedelta(40))
    said = text(sign_in(desks.mam).get(at(desks, "happening")))
    assert "Whoever manages Huw" in said and "Nobody has spoken with you" in said
    actions.contact(by=desks.huw, request=made, words="We spoke.")
    assert "Nobody has spoken" not in text(sign_in(desks.mam).get(at(desks, "happening")))


def test_what_i_hold_by_what_it_needs(sign_in: Any, desks: Desks):
    client = sign_in(desks.huw)
    address = reverse("pathways:held")
    assert "You hold nothing now" in text(client.get(address))
    row = begun(desks)
    assert "Nobody is asked now" in text(client.get(address))
    made = asked(desks, desks.speech, row)
    assert "Today and this week" in text(client.get(address))
    Request.objects.filter(pk=made.pk).update(due_on=clock.today() - timedelta(1))
    assert "Its day is past." in text(client.get(address))
    Request.objects.filter(pk=made.pk).update(due_on=clock.today() + timedelta(20))
    assert "Others are at their part" in text(client.get(address))
    Request.objects.filter(pk=made.pk).update(last_contact_on=clock.today() - timedelta(30))
    assert "Nobody has spoken with the family for long." in text(client.get(address))
    assert sign_in(desks.mam).get(address).status_code == 404


def test_whoever_it_fell_to_sees_what_was_asked_and_no_more(sign_in: Any, desks: Desks):
    made = asked(desks, desks.club)
    row = made.pathway
    boss = desks.elen  # of another trust, and not around Ela
    Pathway.objects.filter(pk=row.pk).update(holder=boss.capacity_id)
    client = sign_in(boss)
    page = text(client.get(reverse("pathways:held_one", args=[row.pk])))
    assert row.words in page and "Swimming club" in page and "nothing else of the story" in page
    assert reverse("pathways:held_one", args=[row.pk]) in text(client.get(reverse("pathways:held")))
    page = text(client.get(reverse("pathways:held_request", args=[made.pk])))
    assert "They said yes" in page
    client.post(reverse("pathways:held_step", args=[made.pk, "accept"]), {"told_by": "Dai", "words": ""})
    made.refresh_from_db()
    assert made.state == "accepted"
    client.post(
        reverse("pathways:held_say_next", args=[row.pk]),
        {"words": "I ring Dai.", "who": str(boss.capacity_id)},
    )
    row.refresh_from_db()
    assert row.next_words == "I ring Dai."
    for name, id in (("held_one", row.pk), ("held_request", made.pk), ("held_hand_over", row.pk)):
        assert sign_in(desks.tomos).get(reverse(f"pathways:{name}", args=[id])).status_code == 404


def test_a_request_of_somebody_else_is_refused(sign_in: Any, desks: Desks):
    made = asked(desks, desks.speech)
    other = build.person("Ifan Rees", desks.office.place, called="Ifan")
    build.grant(other, desks.mam, permission=3)
    client = sign_in(desks.mam)
    for name, more in (("request", ()), ("sheet", ()), ("step", ("withdraw",))):
        assert (
            client.get(reverse(f"pathways:{name}", args=[other.reference, made.pk, *more])).status_code == 404
        )
    assert (
        client.post(
            reverse("pathways:step", args=[other.reference, made.pk, "withdraw"]), {"words": "x"}
        ).status_code
        == 404
    )
    assert sign_in(desks.office.elsewhere).get(at(desks, "request", made.pk)).status_code == 404


def test_pages_ask_as_often_for_thirty_as_for_three(sign_in: Any, desks: Desks):
    def add(number: int) -> None:
        row = begun(desks, words=f"Worry {number}")
        asked(desks, desks.speech if number % 2 else desks.club, row)

    assert_does_not_grow(sign_in(desks.mam), at(desks, "happening"), add)
    assert_does_not_grow(sign_in(desks.huw), reverse("pathways:held"), add)


def test_one_page_of_many_turns_asks_as_often(sign_in: Any, desks: Desks):
    row = begun(desks)
    made = asked(desks, desks.club, row)

    def add(number: int) -> None:
        actions.note(by=desks.mam, request=made, words=f"Word {number}")

    assert_does_not_grow(sign_in(desks.mam), at(desks, "pathway", row.pk), add)
    assert_does_not_grow(sign_in(desks.mam), at(desks, "request", made.pk), add)


def test_a_no_keeps_its_next_step_beside_it_when_another_service_is_to_be_asked(desks: Desks, sign_in):
    row = begun(desks)
    speech, behaviour = (asked(desks, one, row) for one in (desks.speech, desks.behaviour))
    actions.decline(
        by=desks.sian, request=speech, reason="capacity", would_change="A free place.", words="We are full.",
        next_words="Sian rings in spring.", next_by=capacity(desks.rhys),
    )  # fmt: skip
    actions.redirect(
        by=desks.elen, request=behaviour, to=desks.sleep, would_change="He sleeps.", words="Sleep first."
    )
    row.refresh_from_db()
    assert row.next_words == "Sian rings in spring."  # nobody overwrites what was agreed
    page = text(sign_in(desks.mam).get(at(desks, "happening")))
    assert page.count("Sian rings in spring.") == 2  # the one next step, and beside the no
    Pathway.objects.update(next_words="", next_by=None)
    page = text(sign_in(desks.mam).get(at(desks, "happening")))
    assert "Sleep clinic could be asked instead" in page and "Sian rings in spring." in page


def test_what_is_for_another_age_is_found_after_what_fits_and_what_is_asked_is_not_suggested(
    desks: Desks, sign_in, monkeypatch
):
    def search(asked_for, *, count):
        fits = [desks.sleep] if asked_for.age else [desks.club, desks.sleep]
        return SimpleNamespace(hits=[SimpleNamespace(entry=one) for one in fits][:count])

    Person.objects.filter(pk=desks.office.ela.pk).update(born_on=clock.today() - timedelta(3300))
    opened = open_person(desks.mam, desks.office.ela.reference)
    monkeypatch.setattr(asking.directory, "search", search)
    assert asking.found(opened, "sleep") == [desks.sleep, desks.club]
    row = begun(desks)
    made, _other = asked(desks, desks.speech, row), asked(desks, desks.sleep, row)
    made = Request.objects.select_related("person", "pathway").get(pk=made.pk)
    assert desks.sleep not in queue.suggested(desks.sian, made, "sleep")
