"""The way of a request: who holds it, who may take which step, and what stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests import build
from tests.integration.pathways.requests.conftest import Desks, asked, begun, capacity
from unstori.access.actions import withholding
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.circle.queries.duty import duties_of
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request, Sent, Turn, UnmetNeed
from unstori.pathways.queries import holders
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules
from unstori.story import actions as story
from unstori.story.models import Entry


def now(request: Request) -> Request:
    return Request.objects.select_related("pathway").get(pk=request.pk)


NO = {"reason": "criteria", "would_change": "A letter from school.", "next_words": "Huw asks the school.",
      "words": "We are sorry that it is not us."}  # fmt: skip


def test_what_the_mother_asks_is_held_by_the_key_worker_from_the_first_day(desks: Desks):
    first = clock.today() - timedelta(412)
    made = asked(desks, desks.speech, begun(desks, first_asked_on=first))
    assert made.state == "sent" and made.pathway.holder_id == desks.huw.capacity_id
    assert rules.days_since(made.pathway.first_asked_on, clock.today()) == 412
    assert made.due_on is not None and made.due_on > clock.today()
    assert Entry.objects.filter(event="request.send", person=desks.office.ela).count() == 1
    assert AuditEvent.objects.filter(action="request.send", person_id=desks.office.ela.pk).exists()


def test_a_worker_who_asks_holds_it_themselves(desks: Desks):
    made = actions.begin(by=desks.huw, person=desks.office.ela, section="health", words="Sleep")
    assert made.holder_id == desks.huw.capacity_id


def test_where_nobody_is_around_the_service_or_the_area_holds(desks: Desks):
    other = build.person("Ifan Rees", desks.office.place, called="Ifan")
    nain = build.family("Nain Rees", other)
    build.grant(other, nain, permission=3)
    made = actions.begin(by=nain, person=other, section="health", words="Sleep")
    assert made.holder is not None and made.holder.organisation_id == desks.office.place.pk


def test_the_whole_way_until_the_family_says_that_it_has_started(desks: Desks):
    made = asked(desks, desks.speech)
    actions.receive(by=desks.sian, request=made)
    actions.ask_more(by=desks.sian, request=made, words="Does he point?")
    actions.tell_more(by=desks.mam, request=made, words="Yes, since May.")
    actions.accept(by=desks.sian, request=made, lead=capacity(desks.rhys))
    actions.put_on_list(by=desks.sian, request=made, meanwhile="Try the picture boards.")
    actions.meet(by=desks.rhys, request=made, words="We met at home.")
    held = now(made)
    assert held.state == "met" and held.pathway.holder_id == desks.huw.capacity_id
    actions.not_yet(by=desks.mam, request=made, words="It was a phone call.")
    assert now(made).state == "waiting" and now(made).met_on is None
    actions.meet(by=desks.rhys, request=made)
    actions.confirm(by=desks.mam, request=made)
    held = now(made)
    assert held.state == "active" and held.lead_id == desks.rhys.capacity_id
    actions.end(by=desks.rhys, request=made, words="He speaks in sentences.")
    assert now(made).over_on == clock.today()
    actions.close(by=desks.mam, pathway=held.pathway, words="We have what we wanted.")
    assert Pathway.objects.get(pk=held.pathway_id).ended_at is not None
    actions.open_again(by=desks.mam, pathway=held.pathway)
    assert Pathway.objects.get(pk=held.pathway_id).holder_id == desks.huw.capacity_id
    assert all(turn.holder_id for turn in Turn.objects.filter(pathway=held.pathway_id))


@pytest.mark.parametrize("missing", ["reason", "would_change", "next_words", "words", "next_by"])
def test_there_is_no_bare_no(desks: Desks, missing: str):
    made = asked(desks, desks.speech)
    given = NO | {"next_by": capacity(desks.huw)} | {missing: None if missing == "next_by" else ""}
    with pytest.raises(RuleBroken):
        actions.decline(by=desks.sian, request=made, **given)
    assert now(made).state == "sent" and not UnmetNeed.objects.exists()


def test_a_no_leaves_a_holder_a_next_step_and_an_unmet_need(desks: Desks):
    made = asked(desks, desks.speech, begun(desks, first_asked_on=clock.today() - timedelta(30)))
    actions.decline(by=desks.sian, request=made, next_by=capacity(desks.huw), **NO)
    held = now(made)
    assert held.state == "declined" and held.pathway.holder_id == desks.huw.capacity_id
    assert held.pathway.next_words == NO["next_words"] and held.pathway.next_by_id == desks.huw.capacity_id
    unmet = UnmetNeed.objects.get()
    assert (unmet.why, unmet.days_asked, unmet.what) == ("criteria", 30, "Speech and language")
    again = actions.write(by=desks.mam, pathway=held.pathway, service=desks.behaviour, after=held)
    assert again.pathway.first_asked_on == held.pathway.first_asked_on


def test_a_bounce_within_one_organisation_is_sent_on_at_once_and_elsewhere_only_when_agreed(desks: Desks):
    made = asked(desks, desks.speech)
    _turn, new = actions.redirect(
        by=desks.sian, request=made, to=desks.sleep, would_change="Nothing.", words="They do sleep."
    )
    assert now(made).state == "redirected" and new.state == "sent" and new.after_id == made.pk
    _turn, other = actions.redirect(
        by=desks.tomos, request=new, to=desks.behaviour, would_change="Nothing.", words="They fit."
    )
    assert other.state == "drafted" and not queries.for_service(desks.elen).exists()
    agreed = asked(desks, desks.sleep, may_pass_on=True)
    _turn, third = actions.redirect(
        by=desks.tomos, request=agreed, to=desks.behaviour, would_change="Nothing.", words="They fit."
    )
    assert third.state == "sent" and queries.for_service(desks.elen).get() == third
    assert Sent.objects.filter(request=third).count() == Sent.objects.filter(request=agreed).count() == 1


def test_steps_of_others_are_refused(desks: Desks):
    made = asked(desks, desks.speech)
    for by, step in ((desks.mam, actions.accept), (desks.huw, actions.receive)):
        with pytest.raises(RuleBroken):
            step(by=by, request=made)
    for by in (desks.elen, desks.office.elsewhere):
        with pytest.raises(NotFound):
            actions.accept(by=by, request=made)
    actions.accept(by=desks.sian, request=made)
    actions.meet(by=desks.sian, request=made)
    with pytest.raises(RuleBroken):
        actions.confirm(by=desks.sian, request=made)
    with pytest.raises(RuleBroken):
        actions.confirm(by=desks.huw, request=made)
    actions.record_started(by=desks.huw, request=made, words="I saw them together on Monday.")
    assert now(made).state == "active"


def test_where_a_service_is_not_here_who_holds_it_writes_down_what_it_says(desks: Desks):
    made = asked(desks, desks.club)
    assert made.team is None
    with pytest.raises(NotFound):
        actions.accept(by=desks.sian, request=made)
    actions.accept(by=desks.huw, request=made, told_by="Dai at the pool", words="From January.")
    actions.meet(by=desks.huw, request=made, told_by="Dai at the pool")
    actions.confirm(by=desks.mam, request=made)
    assert now(made).lead_words == "Swimming club"


def test_two_at_once_the_second_is_told_and_changes_nothing(desks: Desks):
    made = asked(desks, desks.speech)
    seen = made.version
    actions.accept(by=desks.sian, request=made, seen=seen)
    before = Turn.objects.count()
    with pytest.raises(RuleBroken, match="quicker"):
        actions.decline(by=desks.rhys, request=made, next_by=capacity(desks.huw), seen=seen, **NO)
    assert now(made).state == "accepted" and Turn.objects.count() == before


def test_only_what_may_be_sent_is_sent_and_it_is_frozen(desks: Desks):
    ela = desks.office.ela
    fact = story.tell_fact(by=desks.mam, person=ela, key="one_line", words="Loves the sea.", said_by="Mam")
    pathway = begun(desks)
    made = actions.write(by=desks.huw, pathway=pathway, service=desks.speech)
    with pytest.raises(RuleBroken):
        actions.send(by=desks.huw, request=made, purpose="help", rows=[str(fact.pk)])
    actions.send(by=desks.huw, request=made, purpose="help", rows=[str(fact.pk)], agreed="parent",
                 agreed_how="Mari said so on the phone.")  # fmt: skip
    sent = queries.sent_to_service(desks.sian, made)[0]
    assert [piece["words"] for piece in sent.pieces] == ["Loves the sea."]
    with pytest.raises(DatabaseError), transaction.atomic():
        Sent.objects.filter(pk=sent.pk).update(to="x")


def test_what_is_kept_from_somebody_of_the_service_is_gone_from_their_queue(desks: Desks):
    made = asked(desks, desks.speech)
    gwen = build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="section", withheld_from=capacity(desks.sian), section="health",
        reason="Seeing it could put her in danger.", review_on=clock.today() + timedelta(10), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    assert not queries.for_service(desks.sian).exists() and queries.for_service(desks.rhys).exists()
    with pytest.raises(NotFound):
        actions.receive(by=desks.sian, request=made)


def test_nobody_leaves_what_they_hold_to_nobody(desks: Desks):
    pathway = asked(desks, desks.speech).pathway
    assert pathway.pk in {duty.row_id for duty in duties_of(desks.office.ela, capacity(desks.huw))}
    with pytest.raises(IntegrityError), transaction.atomic():
        Pathway.objects.filter(pk=pathway.pk).update(holder=None)
    person = capacity(desks.huw)
    person.ends_on = clock.today() - timedelta(1)
    person.save()
    assert actions.never_unheld(by=build.system()) == 1
    pathway.refresh_from_db()
    assert pathway.holder_id == desks.office.boss.capacity_id
    assert holders.holder_on(pathway, clock.today()) == pathway.holder_id
    assert actions.never_unheld(by=build.system()) == 0


def test_it_ends_by_a_decision_and_not_while_a_service_is_asked(desks: Desks):
    made = asked(desks, desks.speech)
    with pytest.raises(RuleBroken):
        actions.close(by=desks.mam, pathway=made.pathway, words="Enough.")
    actions.withdraw(by=desks.mam, request=made)
    actions.close(by=desks.mam, pathway=made.pathway, words="Enough.")
    assert Pathway.objects.get().end_words == "Enough."


def test_a_no_can_be_taken_back_and_what_was_said_stays(desks: Desks):
    made = asked(desks, desks.speech)
    actions.decline(by=desks.sian, request=made, next_by=capacity(desks.huw), **NO)
    with pytest.raises(RuleBroken):
        actions.reconsider(by=desks.sian, request=made, words="")
    actions.reconsider(by=desks.sian, request=made, words="We have read the letter from school.")
    held = now(made)
    assert (held.state, held.over_on) == ("received", None) and held.due_on is not None
    assert Turn.objects.filter(request=made, reason="criteria").count() == 1


def test_who_only_looks_takes_no_step(desks: Desks):
    made = asked(desks, desks.speech)
    nain = build.family("Nain Prys", desks.office.ela, role="grandmother")
    build.grant(desks.office.ela, nain, permission=1)
    with pytest.raises(NotFound):
        actions.withdraw(by=nain, request=made)
    with pytest.raises(NotFound):
        actions.begin(by=nain, person=desks.office.ela, section="health", words="Sleep")


def test_what_is_private_is_asked_with_of_nobody(desks: Desks):
    ela = build.self_of(desks.office.ela)
    build.grant(desks.office.ela, ela, sections=["private_to_me"], permission=3)
    with pytest.raises(RuleBroken, match="private"):
        actions.begin(by=ela, person=desks.office.ela, section="private_to_me", words="Sleep")
