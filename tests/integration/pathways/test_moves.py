"""Moving: from thinking of it until the new council has said; on both sides, and nothing kept comes loose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.ground import shared
from unstori.access.actions import withholding
from unstori.access.door import NotFound, open_person
from unstori.access.models import AuditEvent, Grant, Withholding
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import moves as actions
from unstori.pathways.models import Move, MoveStep
from unstori.pathways.queries import moves as queries
from unstori.people.models import Capacity, Organisation, Person
from unstori.story.models import Entry

THINGS = ["idp", "care_child", "carer", "looked_after"]


@shared
def powys(world: build.World) -> Organisation:
    Organisation.objects.filter(pk=world.authority.pk).update(code="W06000002")
    made = build.organisation("Powys")
    Organisation.objects.filter(pk=made.pk).update(code="W06000023")
    return Organisation.objects.get(pk=made.pk)


@shared
def devon(powys: Organisation) -> Organisation:
    made = build.organisation("Devon")
    Organisation.objects.filter(pk=made.pk).update(code="E10000008")
    return Organisation.objects.get(pk=made.pk)


def begun(world, to, **more) -> Move:
    said = {"things": THINGS, "moves_on": clock.today() + timedelta(40), **more}
    return actions.begin_move(by=world.mair, person=world.geth, to=to, **said)


def capacity(actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def at(world, name, *more) -> str:
    return reverse(f"pathways:{name}", args=[world.geth.reference, *more])


def test_from_thinking_of_it_until_everything_was_said(world, powys):
    row = begun(world, powys, moves_on=None)
    assert row.state == "thinking" and row.from_nation == row.to_nation == "wales"
    actions.set_day(by=world.mair, move=row, moves_on=clock.today() + timedelta(3))
    row = queries.move(open_person(world.mair, world.geth.reference), row.pk)
    assert row.state == "coming" and queries.is_nobody_named(row)
    there = build.worker("Carys Powys", powys)
    build.grant(world.geth, there)
    actions.name_there(by=world.mair, move=row, worker=capacity(there), how="01597 827460")
    actions.name_here(by=world.mair, move=row, worker=capacity(world.huw))
    actions.arrive(by=world.mair, move=row, on=clock.today())
    world.geth.refresh_from_db()
    assert world.geth.authority_id == powys.pk
    for thing in ("idp", "care_child"):
        actions.say(by=there, move=row, thing=thing, answer="goes_on", on=clock.today())
    actions.ask(by=world.mair, move=row, thing="carer", on=clock.today())
    actions.say(by=world.huw, move=row, thing="carer", answer="assesses", on=clock.today())
    row.refresh_from_db()
    assert row.state == "moved"  # being assessed is no answer yet
    actions.say(by=there, move=row, thing="carer", answer="no", on=clock.today(), words="Not eligible.")
    row.refresh_from_db()
    assert row.state == "settled"
    told = list(Entry.objects.filter(event__startswith="move.").order_by("created_at", "pk"))
    assert [one.event for one in told][:2] == ["move.begun", "move.day"] and told[-1].event == "move.settled"
    assert any("It goes on as it was" in one.title and "parhau" in one.title_cy for one in told)
    assert AuditEvent.objects.filter(action="move.arrived", person_id=world.geth.pk).exists()


def test_a_move_lets_nobody_in_shuts_nobody_out_and_loosens_nothing_that_is_kept(world, powys):
    safe = build.worker("Gwen Safe", world.authority)
    build.grant(world.geth, safe)
    held = withholding.withhold(
        by=safe, person=world.geth, kind="address", withheld_from=capacity(world.teacher),
        reason="Seeing it would put him in danger.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    before = list(Grant.objects.order_by("pk").values())
    row = begun(world, powys)
    there = build.worker("Carys Powys", powys)
    actions.name_there(by=world.mair, move=row, name="Carys Powys")
    actions.arrive(
        by=world.mair, move=row, on=clock.today(), address="1 Stryd Newydd", postcode="LD1 5AA"
    )  # fmt: skip
    assert list(Grant.objects.order_by("pk").values()) == before
    with pytest.raises(NotFound):
        open_person(there, world.geth.reference)
    assert open_person(world.teacher, world.geth.reference).address_withheld
    stands = Withholding.objects.get(pk=held.pk)
    assert (stands.ended_at, stands.valid_until, stands.review_on) == (None, held.valid_until, held.review_on)
    # the new authority's governance answers for it from that day, and the old one's no longer
    new = build._actor(build.user("Nia", is_demo=True), kind="governance", organisation=powys)
    old = build._actor(build.user("Ifor", is_demo=True), kind="governance", organisation=world.authority)
    assert withholding.authorise(by=new, reference=world.geth.reference) == world.geth
    with pytest.raises(NotFound):
        withholding.authorise(by=old, reference=world.geth.reference)
    # no word of the address, nowhere in the move or its line in the story
    for kept in (*Move.objects.values(), *MoveStep.objects.values(), *Entry.objects.values()):
        assert "Stryd Newydd" not in str(kept) and "LD1" not in str(kept)


def test_whom_the_address_is_kept_from_cannot_be_told_of_it_by_the_page(world, powys, sign_in):
    safe = build.worker("Gwen Safe", world.authority)
    build.grant(world.geth, safe)
    withholding.withhold(
        by=safe, person=world.geth, kind="address", withheld_from=capacity(world.mair), reason="He is in danger there.",
        review_on=clock.today() + timedelta(9), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    row = begun(world, powys)
    page = text(sign_in(world.mair).get(at(world, "move_arrive", row.pk)))
    assert "address" not in page.lower().split('<form method="post" novalidate>')[-1]


def test_only_who_may_say_where_somebody_lives_begins_a_move(world, powys):
    for by in (world.teacher, world.stranger, world.former):
        with pytest.raises(NotFound):
            actions.begin_move(by=by, person=world.geth, to=powys)
    assert not Move.objects.exists()
    actions.begin_move(by=world.huw, person=world.geth, to=powys)  # of the authority that answers


def test_one_move_at_a_time_and_wrong_input_changes_nothing(world, powys, devon):
    row = begun(world, powys)
    with pytest.raises(RuleBroken):
        begun(world, devon)
    for wrong in (
        lambda: actions.arrive(by=world.mair, move=row, on=clock.today() + timedelta(1)),
        lambda: actions.say(by=world.mair, move=row, thing="ehc", answer="goes_on", on=clock.today()),
        lambda: actions.say(by=world.mair, move=row, thing="idp", answer="no", on=clock.today()),
        lambda: actions.set_day(by=world.mair, move=row, moves_on=clock.today() - timedelta(1)),
        lambda: actions.name_there(by=world.mair, move=row, worker=capacity(world.stranger)),
        lambda: actions.name_here(by=world.mair, move=row, worker=capacity(world.teacher)),
    ):
        with pytest.raises(RuleBroken):
            wrong()
    assert MoveStep.objects.count() == 1
    actions.call_off(by=world.mair, move=row, words="Grandma is well again.")
    assert begun(world, devon).state == "coming"


def test_what_is_kept_from_somebody_stays_kept(world, powys, sign_in):
    row = begun(world, powys)
    safe = build.worker("Gwen Safe", world.authority)
    build.grant(world.geth, safe)
    withholding.withhold(
        by=safe, person=world.geth, kind="row", row_id=row.pk, withheld_from=capacity(world.huw),
        reason="He must not know where they go.", review_on=clock.today() + timedelta(9),
        ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    client = sign_in(world.huw)
    assert client.get(at(world, "move", row.pk)).status_code == 404
    assert "Powys" not in text(client.get(at(world, "moves")))
    assert not queries.mine(world.huw)
    own = actions.begin_move(by=world.huw, person=world.geth, to=powys)  # nothing tells of the other
    assert [each.pk for each in queries.mine(world.huw)] == [own.pk]
    with pytest.raises(NotFound):
        actions.ask(by=world.huw, move=row, thing="carer", on=clock.today())


def test_the_family_reads_what_lapses_what_to_ask_and_by_when(world, devon, sign_in):
    client = sign_in(world.mair)
    assert "Nobody is moving" in text(client.get(at(world, "moves")))
    page = text(client.get(at(world, "move_begin")))
    assert "Individual development plan" in page and "of an adult" not in page  # he is nine
    wrong = client.post(at(world, "move_begin"), {"to": "elsewhere", "things": ["idp"], "words": "Work."})
    assert "Write the name of the council" in text(wrong) and "Work." in text(wrong)
    sent = client.post(
        at(world, "move_begin"), {"to": str(devon.pk), "things": ["idp", "carer"], "words": "Work."}
    )
    row = Move.objects.get()
    assert sent["Location"] == at(world, "move", row.pk)
    page = text(client.get(at(world, "move", row.pk)))
    assert "Lapses on the day" in page and "EHC needs assessment" in page and "6 weeks from the start" in page
    # asked on a day: from then on there are days
    asked = {"on-day": "2", "on-month": "3", "on-year": "2026", "words": "By e-mail."}
    client.post(at(world, "move_ask", row.pk, "idp"), asked)
    page = text(client.get(at(world, "move", row.pk)))
    assert "Asked on 2 March 2026" in page and "13 April 2026" in page  # six weeks
    assert "By e-mail." in page


def test_a_council_that_is_not_here_and_both_languages(world, devon, sign_in):
    client = sign_in(world.mair)
    client.post(at(world, "move_begin"), {"to": "elsewhere", "to_name": "Leeds", "to_nation": "england", "things": ["idp"]})  # fmt: skip
    row = Move.objects.get()
    assert row.to_authority is None and row.to_nation == "england"
    actions.arrive(by=world.mair, move=row, on=date(2026, 1, 5))
    assert Person.objects.get(pk=world.geth.pk).authority_id == world.authority.pk
    page = text(client.get(at(world, "move", row.pk), headers={"accept-language": "cy"}))
    assert "Leeds" in page and "mae’n dod i ben" in page


def test_both_workers_read_one_list_and_a_stranger_none(world, powys, sign_in):
    begun(world, powys, moves_on=clock.today() + timedelta(5))
    there = build.worker("Carys Powys", powys)
    build.grant(world.geth, there)
    for by in (world.huw, there):
        page = text(sign_in(by).get(reverse("pathways:moves_mine")))
        assert "Geth: to Powys" in page and "Nobody is named there yet" in page
    assert "Geth" not in text(sign_in(world.stranger).get(reverse("pathways:moves_mine")))
    assert sign_in(world.mair).get(reverse("pathways:moves_mine")).status_code == 404
    assert sign_in(world.stranger).get(at(world, "moves")).status_code == 404


def test_it_can_be_kept_between_who_says_it_and_the_person(world, powys, sign_in):
    client = sign_in(world.mair)
    client.post(
        at(world, "move_begin"), {"to": str(powys.pk), "things": ["idp"], "words": "Us.", "narrowed": "on"}
    )
    row = Move.objects.get()
    assert row.narrowed and not Entry.objects.filter(event="move.begun", narrowed=False).exists()
    for by, status in ((world.mair, 200), (world.geth_self, 200), (world.huw, 404), (world.teacher, 404)):
        assert sign_in(by).get(at(world, "move", row.pk)).status_code == status
    assert not queries.mine(world.huw) and "Between us" in text(client.get(at(world, "move", row.pk)))


def test_the_person_reads_it_in_short_lines_before_more_words(world, powys, sign_in):
    row = begun(world, powys)
    page = text(sign_in(world.geth_self).get(at(world, "move", row.pk)))
    assert "I am going to live in another place: Powys." in page and "It comes with me: Individual" in page
    assert "We must ask for it again: A carer" in page and "I know nobody there yet." in page
    assert "I am going to live" not in text(sign_in(world.mair).get(at(world, "move", row.pk)))
    actions.arrive(by=world.mair, move=row, on=clock.today())
    assert "I live in another place now" in text(sign_in(world.geth_self).get(at(world, "move", row.pk)))


def test_who_sees_it_through_reads_on_their_first_page_that_nobody_is_named(world, powys, sign_in):
    row = begun(world, powys, moves_on=clock.today() + timedelta(5))
    says = "nobody is named there yet"
    assert says not in text(sign_in(world.huw).get("/"))  # it is nobody's yet
    actions.name_here(by=world.mair, move=row, worker=capacity(world.huw))
    page = text(sign_in(world.huw).get("/"))
    assert says in page and at(world, "move", row.pk) in page
    actions.name_there(by=world.mair, move=row, name="Carys Powys")
    assert says not in text(sign_in(world.huw).get("/"))


def test_thirty_moves_are_read_in_as_many_questions_as_three(world, powys, sign_in):
    def add(number: int) -> None:
        person = build.person(f"Somebody {number}", world.authority)
        build.grant(person, world.huw)
        row = actions.begin_move(by=world.huw, person=person, to=powys, things=["idp", "carer"])
        actions.arrive(by=world.huw, move=row, on=clock.today())

    assert_does_not_grow(sign_in(world.huw), reverse("pathways:moves_mine"), add)


def test_no_step_is_taken_by_whom_the_move_is_nothing_to(world, powys):
    row = begun(world, powys)
    today = clock.today()
    steps = {
        "set_day": {"moves_on": today}, "name_there": {"name": "x"}, "name_here": {"worker": capacity(world.huw)},
        "ask": {"thing": "carer", "on": today}, "arrive": {"on": today}, "call_off": {},
        "say": {"thing": "carer", "answer": "goes_on", "on": today},
    }  # fmt: skip
    for name, said in steps.items():
        for by in (world.stranger, world.former):
            with pytest.raises(NotFound):
                getattr(actions, name)(by=by, move=row, **said)
    with pytest.raises(NotFound):  # a teacher sees that they move, and does not say where somebody lives
        actions.arrive(by=world.teacher, move=row, on=today)
    assert MoveStep.objects.count() == 1
