"""Sleep, speech and behaviour, asked by his mother on one day: who holds it, what comes next and the first day, each day.

One service says no, one sends the request on, one starts; the key worker leaves in the second year. Nothing is looked up
from the evidence: each of 730 days is lived, with what the schedule does at night, and looked at in the evening.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from tests import build
from tests.integration.pathways.requests.conftest import Desks, capacity
from unstori.core import clock
from unstori.pathways.actions import requests as actions
from unstori.pathways.models import Pathway, Request, Turn, UnmetNeed
from unstori.pathways.queries import holders
from unstori.pathways.queries import requests as queries
from unstori.pathways.rules import requests as rules

FIRST = date(2027, 1, 4)
DAYS = 730
LEAVES = 400


def evening(day: int) -> datetime:
    return datetime.combine(FIRST + timedelta(day), time(18), clock.LONDON)


def test_each_day_of_two_years_has_a_holder_a_next_step_and_the_first_day(desks: Desks):
    made: dict[str, Request] = {}
    huw, boss = desks.huw.capacity_id, desks.office.boss.capacity_id

    def of(name: str) -> Request:
        return Request.objects.select_related("pathway").get(pk=made[name].pk)

    def ask() -> None:
        pathway = actions.begin(by=desks.mam, person=desks.office.ela, section="health",
                                words="Sleep, speech and how he behaves.")  # fmt: skip
        for name in ("speech", "sleep", "behaviour"):
            made[name] = actions.write(by=desks.mam, pathway=pathway, service=getattr(desks, name))
            actions.send(by=desks.mam, request=made[name], purpose="help")

    def refuse() -> None:
        actions.decline(
            by=desks.elen, request=of("behaviour"), reason="criteria", would_change="A diagnosis, or a school's word.",
            next_words="Huw asks the school for its word.", words="We are sorry.", next_by=capacity(desks.huw),
        )  # fmt: skip

    def bounce() -> None:
        _turn, made["again"] = actions.redirect(
            by=desks.tomos,
            request=of("sleep"),
            to=desks.speech,
            would_change="Nothing.",
            words="They do both.",
        )

    def leave() -> None:
        gone = capacity(desks.huw)
        gone.ends_on = clock.today() - timedelta(1)
        gone.save()

    def ask_again() -> None:
        held = of("behaviour")
        made["second"] = actions.write(
            by=desks.mam, pathway=held.pathway, service=desks.behaviour, after=held
        )
        actions.send(by=desks.mam, request=made["second"], purpose="help")

    happens: dict[int, Callable[[], object]] = {
        0: ask,
        1: lambda: actions.receive(by=desks.sian, request=of("speech")),
        3: refuse,
        9: bounce,
        20: lambda: actions.accept(by=desks.sian, request=of("speech"), lead=capacity(desks.rhys)),
        21: lambda: actions.put_on_list(by=desks.sian, request=of("speech"), meanwhile="Picture boards."),
        100: lambda: actions.meet(by=desks.rhys, request=of("speech")),
        101: lambda: actions.not_yet(by=desks.mam, request=of("speech")),
        130: lambda: actions.meet(by=desks.rhys, request=of("speech")),
        132: lambda: actions.confirm(by=desks.mam, request=of("speech")),
        200: ask_again,
        210: lambda: actions.accept(by=desks.elen, request=of("second")),
        300: lambda: actions.withdraw(by=desks.mam, request=of("again")),
        LEAVES: leave,
        500: lambda: actions.meet(by=desks.elen, request=of("second"), lead=capacity(desks.elen)),
        501: lambda: actions.confirm(by=desks.mam, request=of("second")),
        600: lambda: actions.end(by=desks.rhys, request=of("speech"), words="He speaks in sentences."),
        700: lambda: actions.end(by=desks.elen, request=of("second"), words="It is calm at home."),
        720: lambda: actions.close(
            by=desks.mam, pathway=of("speech").pathway, words="We have what we wanted."
        ),
    }
    expected = {
        "speech": [(0, "sent"), (1, "received"), (20, "accepted"), (21, "waiting"), (100, "met"), (101, "waiting"),
                   (130, "met"), (132, "active"), (600, "ended")],
        "sleep": [(0, "sent"), (9, "redirected")],
        "behaviour": [(0, "sent"), (3, "declined")],
        "again": [(9, "sent"), (300, "withdrawn")],
        "second": [(200, "sent"), (210, "accepted"), (500, "met"), (501, "active"), (700, "ended")],
    }  # fmt: skip
    unheld = 0
    for day in range(DAYS):
        with clock.at(evening(day)):
            if day in happens:
                happens[day]()
            actions.never_unheld(by=build.system())
            pathway = Pathway.objects.get()
            assert pathway.first_asked_on == FIRST and rules.days_since(FIRST, clock.today()) == day
            if day < 720:
                assert pathway.holder_id == (huw if day < LEAVES else boss), day
                unheld += pathway.holder_id is None
            for name, states in expected.items():
                past = [state for since, state in states if since <= day]
                assert ([of(name).state] if name in made else []) == past[-1:], (day, name)
                if past and past[-1] in rules.OPEN:
                    assert of(name).due_on and queries.item("next", past[-1])["words"]["cy"]
            if day >= 3:
                assert pathway.next_words == "Huw asks the school for its word."
                assert day >= 720 or pathway.next_by_id == pathway.holder_id
    assert unheld == 0 and UnmetNeed.objects.get().why == "criteria"
    assert Pathway.objects.get().ended_at is not None
    # What the evidence says afterwards is what was lived.
    for day in range(0, 720, 7):
        assert holders.holder_on(Pathway.objects.get(), FIRST + timedelta(day)) == (
            huw if day < LEAVES else boss
        )
    assert all(Turn.objects.filter(created_at__lt=evening(720)).values_list("holder", flat=True))
