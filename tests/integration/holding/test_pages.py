"""The pages: one button for the family, one list for who must answer, and what reaches back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.holding.conftest import Office, capacity
from tests.integration.holding.test_actions import _keep, late_promise, pressed
from unstori.core import clock
from unstori.holding import actions
from unstori.holding.models import Unheld
from unstori.notices import queries as notices
from unstori.people.models import Capacity


def at(office: Office, name: str, *more) -> str:
    return reverse(f"holding:{name}", args=[office.ela.reference, *more])


def text(response) -> str:
    return response.content.decode()


def test_the_family_is_told_before_and_after_who_must_answer_and_takes_it_back(duty, sign_in):
    client = sign_in(duty.mam)
    for page in (
        f"/p/{duty.ela.reference}/",
        f"/p/{duty.ela.reference}/circle/",
        f"/p/{duty.ela.reference}/more/",
    ):
        assert "Nobody is holding this" in text(client.get(page)), page
    assert "Non Lloyd" in text(client.get(at(duty, "say")))
    empty = client.post(at(duty, "say"), {"words": " "})
    assert empty.status_code == 200 and not Unheld.objects.exists()
    sent = client.post(at(duty, "say"), {"words": "Who rings the clinic?"})
    made = Unheld.objects.get()
    assert sent.status_code == 302 and sent["Location"] == at(duty, "said", made.pk)
    page = text(client.get(at(duty, "said", made.pk)))
    assert "Non Lloyd" in page and "Who rings the clinic?" in page and "Take it back" in page
    assert client.get(at(duty, "back", made.pk)).status_code == 405
    client.post(at(duty, "back", made.pk))
    made.refresh_from_db()
    assert made.state == "back" and "Nobody is holding this" in text(client.get(at(duty, "index")))


def test_where_nobody_can_be_told_the_page_gives_numbers_and_never_says_that_somebody_was(office, sign_in):
    Capacity.objects.filter(team=office.team).update(manages=False)
    client = sign_in(office.mam)
    page = text(client.get(at(office, "say")))
    assert "Nobody here can be told now." in page and "tel:08088010608" in page
    client.post(at(office, "say"), {"words": "Sleep"})
    page = text(client.get(at(office, "said", Unheld.objects.get().pk)))
    assert "Nobody could be told" in page and "tel:08088010608" in page and "must say by" not in page


def test_the_person_presses_one_button_in_easy_words(duty, sign_in):
    ela = build.self_of(duty.ela)
    build.grant(duty.ela, ela)
    client = sign_in(ela)
    page = text(client.get(at(duty, "say")))
    assert (
        "Nobody is helping me with this" in page
        and "We tell Non Lloyd" in page
        and "first_asked_on" not in page
    )
    client.post(at(duty, "say"), {})
    assert "We told Non Lloyd" in text(client.get(at(duty, "said", Unheld.objects.get().pk)))


def test_a_late_promise_has_the_button_and_one_in_time_has_not(duty, sign_in):
    row, client = late_promise(duty), sign_in(duty.mam)
    page = text(client.get(reverse("story:promises", args=[duty.ela.reference])))
    assert f"{at(duty, 'say')}?about={row.pk}" in page
    assert at(duty, "say") not in text(
        sign_in(duty.huw).get(reverse("story:promises", args=[duty.ela.reference]))
    )
    type(row).objects.filter(pk=row.pk).update(due_on=clock.today())
    assert at(duty, "say") not in text(client.get(reverse("story:promises", args=[duty.ela.reference])))
    page = text(client.get(f"{at(duty, 'say')}?about={row.pk}"))
    assert "Ring the clinic" in page
    client.post(f"{at(duty, 'say')}?about={row.pk}", {})
    assert Unheld.objects.get().row_id == row.pk
    assert client.get(f"{at(duty, 'say')}?about={row.pk}").status_code == 302  # said already
    assert client.get(f"{at(duty, 'say')}?about=rubbish").status_code == 404


def test_who_must_answer_sees_the_words_answers_and_it_reaches_back(duty, sign_in):
    made = pressed(duty, row_id=late_promise(duty).pk)
    non = sign_in(duty.non)
    assert "nobody is holding this" in text(non.get("/"))
    assert "Ela Prys" in text(non.get(reverse("holding:asked")))
    page = text(non.get(reverse("holding:answer", args=[made.pk])))
    assert "Who sees to the sleep clinic?" in page and "Mari" in page
    assert "Ring the clinic" not in page and "not shared with you" in page  # the promise is not Non's to see
    refused = non.post(
        reverse("holding:answer", args=[made.pk]), {"held_by": duty.huw.capacity_id, "words": ""}
    )
    assert refused.status_code == 200
    sent = non.post(
        reverse("holding:answer", args=[made.pk]),
        {"held_by": duty.huw.capacity_id, "words": "Huw rings on Monday."},
    )
    assert sent.status_code == 302
    mam = sign_in(duty.mam)
    assert "You said that nobody is holding something" in text(mam.get(reverse("notices:news")))
    page = text(mam.get(at(duty, "said", made.pk)))
    assert "Huw rings on Monday." in page and "Huw Parry" in page and "It is still not held" in page
    mam.post(at(duty, "again", made.pk), {"words": "He did not"})
    assert "Beth Puw" in text(mam.get(at(duty, "said", made.pk)))


def test_a_manager_sees_it_before_any_figure_and_passes_it_on(duty, sign_in):
    made = pressed(duty)
    boss = sign_in(duty.boss)
    assert reverse("holding:answer", args=[made.pk]) in text(boss.get(reverse("teams:index")))
    page = reverse("holding:pass_on", args=[made.pk])
    assert "Wil Morris" in text(boss.get(page))
    assert boss.post(page, {"to": duty.elsewhere.capacity_id, "words": ""}).status_code == 200
    assert boss.post(page, {"to": duty.elsewhere.capacity_id, "words": "Theirs"}).status_code == 302
    assert "Theirs" in text(sign_in(duty.mam).get(at(duty, "said", made.pk)))


def test_who_must_answer_is_told_and_late_is_late(duty):
    pressed(duty)
    [item] = [one for one in notices.news_of(duty.non) if one.what == "unheld_to_answer"]
    assert item.kind == "asked"
    with clock.at(clock.now() + timedelta(days=6)):
        [item] = [one for one in notices.news_of(duty.non) if one.what == "unheld_to_answer"]
        assert item.kind == "late"


@pytest.mark.parametrize("name", ["index", "say"])
def test_a_stranger_is_told_nothing(duty, sign_in, name):
    made = pressed(duty)
    stranger = sign_in(duty.elsewhere)
    assert stranger.get(at(duty, name)).status_code == 404
    assert stranger.get(at(duty, "said", made.pk)).status_code == 404
    assert stranger.get(reverse("holding:answer", args=[made.pk])).status_code == 404
    assert stranger.post(reverse("holding:pass_on", args=[made.pk]), {}).status_code == 404
    assert sign_in(duty.mam).get(reverse("holding:asked")).status_code == 404
    assert sign_in(duty.huw).get(at(duty, "say")).status_code == 404  # who works with them answers instead


def test_what_is_kept_from_somebody_stays_kept(duty, sign_in):
    made = pressed(duty)
    _keep(duty, who=duty.huw)
    assert sign_in(duty.huw).get(at(duty, "said", made.pk)).status_code == 404
    assert "Who sees to the sleep clinic?" not in text(sign_in(duty.huw).get(at(duty, "index")))


def test_as_many_queries_for_one_as_for_many(duty, sign_in):
    pages = [
        (duty.mam, at(duty, "index")),
        (duty.non, reverse("holding:asked")),
        (duty.boss, reverse("teams:index")),
    ]

    def count() -> list[int]:
        found = []
        for who, page in pages:
            client = sign_in(who)
            client.get(page)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    pressed(duty)
    few = count()
    for number in range(4):
        made = pressed(duty, words=f"And {number}")
    actions.answer(by=duty.non, unheld=made, words="x", held_by=capacity(duty.huw))
    assert count() == few
