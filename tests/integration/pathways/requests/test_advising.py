"""A question without a request: asked without a name, answered by anybody of the team, kept as advice."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.pathways.requests.conftest import Desks, begun, capacity
from unstori.access.actions import withholding
from unstori.core import clock
from unstori.pathways.actions import advising as actions
from unstori.pathways.models import Consultation, Request
from unstori.story.models import Entry

QUESTION = "A child of nine does not sleep through. What would you try first?"


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def at(desks: Desks, name: str, *more: Any) -> str:
    return reverse(f"pathways:{name}", args=[desks.office.ela.reference, *more])


def asks(desks: Desks, **more: Any) -> Consultation:
    given = {"section": "health", "service": desks.sleep, "words": QUESTION, **more}
    return actions.ask_advice(by=desks.mam, person=desks.office.ela, **given)


def test_asked_without_a_name_and_answered(sign_in: Any, desks: Desks):
    row = begun(desks)
    client = sign_in(desks.mam)
    given = {
        "service": str(desks.sleep.hsds_id),
        "words": "Ela does not sleep. What now?",
        "section": "health",
    }
    ask = at(desks, "advice_ask") + f"?about={row.pk}"
    assert "Leave the name out" in text(client.post(ask, given)) and not Consultation.objects.exists()
    client.post(ask, given | {"words": QUESTION})
    made = Consultation.objects.get()
    assert made.pathway == row and not Request.objects.exists() and made.due_on > clock.today()
    team = sign_in(desks.tomos)
    for page in (
        text(team.get(reverse("pathways:advice_team"))),
        text(team.get(reverse("pathways:advice_answer", args=[made.pk]))),
    ):
        assert (
            "does not sleep through" in page
            and "Ela" not in page
            and desks.mam.user_name not in page
            and "A family" in page
        )
    answer = reverse("pathways:advice_answer", args=[made.pk])
    assert "There is a problem" in text(team.post(answer, {"words": "Try a red light."}))
    team.post(answer, {"words": "Try a red light.", "comes_to": "hold"})
    page = text(client.get(at(desks, "advice")))
    assert "Try a red light." in page and "Hold on" in page
    late = text(team.post(answer, {"words": "Another thought.", "comes_to": "ask"}))
    assert "has answered this already" in late and "Another thought." in late
    assert Entry.objects.filter(event__startswith="advice.").count() == 2


def test_with_a_tick_they_know_whom_it_is_about(sign_in: Any, desks: Desks):
    made = asks(desks, words="Ela does not sleep. What now?", named=True)
    assert "Ela" in text(sign_in(desks.tomos).get(reverse("pathways:advice_answer", args=[made.pk])))


def test_strangers_other_teams_and_readers(sign_in: Any, desks: Desks):
    made = asks(desks)
    answer = reverse("pathways:advice_answer", args=[made.pk])
    for by in (desks.sian, desks.elen, desks.huw, desks.mam):
        assert sign_in(by).get(answer).status_code == 404
        assert sign_in(by).post(answer, {"words": "x", "comes_to": "hold"}).status_code == 404
    assert sign_in(desks.tomos).get(at(desks, "advice")).status_code == 404
    reader = build.worker("Ann Reader", desks.office.place)
    build.grant(desks.office.ela, reader, permission=1)
    assert sign_in(reader).get(at(desks, "advice_ask")).status_code == 404
    sign_in(desks.huw).post(at(desks, "advice_back", made.pk))
    made.refresh_from_db()
    assert made.state == "asked"
    sign_in(desks.mam).post(at(desks, "advice_back", made.pk))
    made.refresh_from_db()
    assert made.state == "back" and sign_in(desks.tomos).get(answer).status_code == 404


def test_a_question_of_somebody_else_is_refused(sign_in: Any, desks: Desks):
    made, row = asks(desks), begun(desks)
    other = build.person("Ifan Rees", desks.office.place, called="Ifan")
    build.grant(other, desks.mam, permission=3)
    client = sign_in(desks.mam)
    assert client.post(reverse("pathways:advice_back", args=[other.reference, made.pk])).status_code == 404
    assert (
        client.get(reverse("pathways:advice_ask", args=[other.reference]) + f"?about={row.pk}").status_code
        == 404
    )


def test_what_is_kept_from_one_of_the_team_is_not_in_their_list(sign_in: Any, desks: Desks):
    made = asks(desks)
    gwen = build.worker("Gwen Safe", desks.office.place)
    build.grant(desks.office.ela, gwen)
    withholding.withhold(
        by=gwen, person=desks.office.ela, kind="section", withheld_from=capacity(desks.tomos), section="health",
        reason="Seeing it could put her in danger.", review_on=clock.today() + timedelta(10), ends_on=clock.today() + timedelta(20),
    )  # fmt: skip
    assert QUESTION not in text(sign_in(desks.tomos).get(reverse("pathways:advice_team")))
    assert sign_in(desks.tomos).get(reverse("pathways:advice_answer", args=[made.pk])).status_code == 404


def test_pages_ask_as_often_for_thirty_as_for_three(sign_in: Any, desks: Desks):
    def add(number: int) -> None:
        asks(desks, words=f"{QUESTION} {number}", named=bool(number % 2))

    assert_does_not_grow(sign_in(desks.tomos), reverse("pathways:advice_team"), add)
    assert_does_not_grow(sign_in(desks.mam), at(desks, "advice"), add)
