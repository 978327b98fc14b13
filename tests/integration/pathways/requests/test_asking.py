"""Asking for help in a browser: with what, whom, what goes along; and what must not happen."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests import build
from tests.integration.pathways.requests.conftest import Desks, begun, capacity
from unstori.access.actions import withholding
from unstori.access.door import NotFound
from unstori.core import clock
from unstori.directory.models import EntryVersion
from unstori.pathways.actions import asking as actions
from unstori.pathways.models import Pathway, Request, Sent
from unstori.plan.models import Outcome
from unstori.story import actions as story


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def at(desks: Desks, name: str, *more: Any) -> str:
    return reverse(f"pathways:{name}", args=[desks.office.ela.reference, *more])


def today(**more: Any) -> dict[str, Any]:
    day = clock.today()
    return {
        "first_asked_on-day": day.day,
        "first_asked_on-month": day.month,
        "first_asked_on-year": day.year,
        **more,
    }


WORDS = "He sleeps three hours and nobody understands him."


def asks(desks: Desks, *services: Any, **more: Any) -> dict[str, Any]:
    ids = [str(one.hsds_id) for one in services]
    return (
        today(
            outcome="worry",
            words=WORDS,
            services=ids,
            find=" ".join(one.name for one in services),
            section="health",
        )
        | more
    )


def said(service: Any, **local: Any) -> None:
    version = EntryVersion.objects.create(
        entry=service, number=1, document={"name": service.name, "phones": [{"number": "01286 672 222"}]}, local=local,
        created_by=build.system().capacity_id,
    )  # fmt: skip
    service.live = version
    service.save()


def test_three_services_one_worry_by_the_mother(sign_in: Any, desks: Desks):
    said(
        desks.speech,
        age_from=0,
        age_to=4,
        districts=["CF10"],
        wait_weeks=12,
        who={"en": "Children who do not speak yet."},
    )
    fact = story.tell_fact(
        by=desks.mam, person=desks.office.ela, key="one_line", words="Loves the sea.", said_by="Mam"
    )
    client = sign_in(desks.mam)
    page = text(client.get(at(desks, "ask") + f"?service={desks.speech.hsds_id}"))
    assert "Speech and language" in page and "checked" in page
    wrong = text(client.post(at(desks, "ask"), asks(desks, desks.speech, words="")))
    assert "Say in a few words" in wrong and not Pathway.objects.exists()
    sent = client.post(at(desks, "ask"), asks(desks, desks.speech, names="Swimming at the pool"))
    row = Pathway.objects.get()
    assert sent.url == at(desks, "ask_send", row.pk) and row.holder_id == desks.huw.capacity_id
    assert not Sent.objects.exists() and set(row.requests.values_list("state", flat=True)) == {"drafted"}
    page = text(client.get(sent.url))
    assert "Loves the sea." in page and "Children who do not speak yet." in page and "12 weeks" in page
    assert "May not fit" in page and "CF10" in page and "does not answer here" in page
    requests = [str(one.pk) for one in row.requests.all()]
    none = text(client.post(sent.url, {"requests": [], "purpose": "help", "rows": [str(fact.pk)]}))
    assert "Choose at least one service" in none and not Sent.objects.exists()
    client.post(
        sent.url, {"requests": requests, "purpose": "help", "rows": [str(fact.pk)], "may_pass_on": "on"}
    )
    assert set(row.requests.values_list("state", "may_pass_on")) == {("sent", True)}
    assert [piece["words"] for piece in Sent.objects.first().pieces] == ["Loves the sea."]
    letter = text(client.get(at(desks, "sheet", row.requests.get(service=None).pk)))
    assert "Loves the sea." in letter and WORDS in letter and "Huw" in letter
    listed = text(client.get(at(desks, "sent")))
    assert "Swimming at the pool" in listed and listed.count("Loves the sea.") == 2


def test_looking_for_a_service_keeps_what_was_typed_and_judges_nothing(sign_in: Any, desks: Desks):
    client = sign_in(desks.mam)
    page = text(
        client.post(at(desks, "ask"), asks(desks, desks.sleep, find="xyzzy", look="1", words="Half a sen"))
    )
    assert "Half a sen" in page and "Sleep clinic" in page and "There is a problem" not in page
    assert not Pathway.objects.exists()


def test_an_outcome_brings_its_own_section_and_what_is_in_the_plan(sign_in: Any, desks: Desks):
    outcome = Outcome.objects.create(
        person=desks.office.ela, section="care", words="I sleep in my own bed", domains=[], position=0, language="en",
        created_by_id=desks.mam.capacity_id,
    )  # fmt: skip
    client = sign_in(desks.mam)
    assert "I sleep in my own bed" in text(client.get(at(desks, "ask") + f"?outcome={outcome.pk}"))
    client.post(at(desks, "ask"), asks(desks, desks.sleep, outcome=str(outcome.pk), words=""))
    row = Pathway.objects.get()
    assert row.outcome == outcome and row.section == "care"


def test_a_worker_says_who_agreed_and_how_and_else_nothing_goes(sign_in: Any, desks: Desks):
    fact = story.tell_fact(
        by=desks.mam, person=desks.office.ela, key="one_line", words="Loves the sea.", said_by="Mam"
    )
    client = sign_in(desks.huw)
    client.post(at(desks, "ask"), asks(desks, desks.speech, tier="short_term_intensive"))
    row = Pathway.objects.get()
    assert row.tier == "short_term_intensive" and row.holder_id == desks.huw.capacity_id
    send = at(desks, "ask_send", row.pk)
    given = {"requests": [str(row.requests.get().pk)], "purpose": "help", "rows": [str(fact.pk)]}
    assert "Say who agreed" in text(client.post(send, given))
    assert "Say how and when" in text(client.post(send, given | {"agreed": "parent"}))
    assert not Sent.objects.exists() and row.requests.get().state == "drafted"
    client.post(send, given | {"agreed": "parent", "agreed_how": "Mari, on the phone."})
    assert Sent.objects.get().agreed_how == "Mari, on the phone."


def test_one_more_service_after_a_no_keeps_the_first_day(sign_in: Any, desks: Desks):
    row = begun(desks)
    client = sign_in(desks.mam)
    first = Request.objects.create(
        pathway=row, service=desks.speech, service_name="Speech", state="declined", asked_on=clock.today(),
        over_on=clock.today(), person=row.person, section=row.section, created_by_id=desks.mam.capacity_id,
    )  # fmt: skip
    assert "Choose a service" in text(client.post(at(desks, "ask_also", row.pk), {"names": ""}))
    given = {"services": [str(desks.sleep.hsds_id)], "names": ""}
    client.post(at(desks, "ask_also", row.pk) + f"?after={first.pk}", given)
    made = row.requests.get(service=desks.sleep)
    assert made.after == first and made.pathway.first_asked_on == row.first_asked_on


def test_from_the_directory_for_whom(sign_in: Any, desks: Desks):
    one = sign_in(desks.mam).get(reverse("pathways:ask_for_whom", args=[desks.speech.hsds_id]))
    assert one.status_code in (302, 404)
    said(desks.speech)
    one = sign_in(desks.mam).get(reverse("pathways:ask_for_whom", args=[desks.speech.hsds_id]))
    assert one.url.startswith(at(desks, "ask"))
    assert "nobody for whom" in text(
        sign_in(desks.sian).get(reverse("pathways:ask_for_whom", args=[desks.speech.hsds_id]))
    )


def test_strangers_and_readers_do_not_ask(sign_in: Any, desks: Desks):
    row = begun(desks)
    for name, more in (
        ("ask", ()),
        ("ask_also", (row.pk,)),
        ("ask_send", (row.pk,)),
        ("pathway", (row.pk,)),
        ("happening", ()),
    ):
        assert sign_in(desks.office.elsewhere).get(at(desks, name, *more)).status_code == 404, name
    reader = build.worker("Ann Reader", desks.office.place)
    build.grant(desks.office.ela, reader, permission=1)
    assert sign_in(reader).get(at(desks, "ask")).status_code == 404
    assert sign_in(reader).post(at(desks, "ask"), asks(desks, desks.speech)).status_code == 404
    assert Pathway.objects.count() == 1


def test_what_is_kept_from_somebody_is_on_no_page(sign_in: Any, desks: Desks):
    row = begun(desks)
    gwen = build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="section", withheld_from=capacity(desks.huw), section="health",
        reason="Seeing it could put her in danger.", review_on=clock.today() + timedelta(10), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    client = sign_in(desks.huw)
    assert WORDS not in text(client.get(at(desks, "happening")))
    assert client.get(at(desks, "pathway", row.pk)).status_code == 404
    assert WORDS not in text(client.get(reverse("pathways:held")))
    assert client.get(reverse("pathways:held_one", args=[row.pk])).status_code == 404


@pytest.mark.parametrize("name", ["pathway", "ask_send", "ask_also"])
def test_the_row_of_somebody_else_is_refused(sign_in: Any, desks: Desks, name: str):
    row = begun(desks)
    other = build.person("Ifan Rees", desks.office.place, called="Ifan")
    build.grant(other, desks.mam, permission=3)
    address = reverse(f"pathways:{name}", args=[other.reference, row.pk])
    assert sign_in(desks.mam).get(address).status_code == 404


def test_instead_of_a_request_of_something_else_is_refused(desks: Desks):
    row, other = begun(desks), begun(desks)
    elsewhere = actions.ask_also(by=desks.mam, pathway=other, services=[desks.speech])[0]
    with pytest.raises(NotFound):
        actions.ask_also(by=desks.mam, pathway=row, services=[desks.sleep], after=elsewhere)
    assert not row.requests.exists()
