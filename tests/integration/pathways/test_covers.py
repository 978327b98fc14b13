"""If a carer cannot: one page, agreed beforehand, which the duty team reads in two steps, and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from tests.counting import assert_does_not_grow
from tests.integration.holding.conftest import Office, capacity
from tests.integration.holding.conftest import duty as duty
from tests.integration.holding.conftest import office as office
from unstori.access.actions import withholding
from unstori.access.door import NotFound, require
from unstori.access.models import AuditEvent
from unstori.access.rules import Permission
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.pathways.actions import covers as actions
from unstori.pathways.models import Cover, CoverStep
from unstori.pathways.queries import covers as queries
from unstori.story import actions as story
from unstori.story.models import Entry, OwnConversation


def said(office: Office, **answers: str) -> None:
    held = story.start_conversation(by=office.mam, person=office.ela, guide="if-i-cannot")
    told = answers or {"who-comes": "Nain first, 01286 555 010.", "helps": "Her blanket and the radio."}
    for question, words in told.items():
        story.save_answer(
            by=office.mam, conversation=held, question=question.replace("_", "-"), words=words, said_by="Mari"
        )
    story.finish_conversation(by=office.mam, conversation=held)


def agreed(office: Office, **more) -> Cover:
    said(office)
    return actions.agree_cover(by=office.mam, person=office.ela, whose="Mam", team=office.team, **more)


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def at(office, name, *more) -> str:
    return reverse(f"pathways:{name}", args=[office.ela.reference, *more])


def test_one_page_from_the_last_conversation_and_nothing_without_one(duty):
    with pytest.raises(RuleBroken):
        actions.agree_cover(by=duty.mam, person=duty.ela, whose="Mam")
    assert not Cover.objects.exists()
    row = agreed(duty)
    assert "Nain first" in str(row.document.content) and row.review_on > clock.today() + timedelta(360)
    with clock.at(clock.now() + timedelta(1)):
        said(duty, **{"who-comes": "Modryb Gwen."})
        newer = actions.agree_cover(by=duty.mam, person=duty.ela, whose="Mam", team=duty.team)
    assert "Modryb Gwen" in str(newer.document.content) and "Nain first" not in str(newer.document.content)
    assert "blanket" in str(newer.document.content)  # nobody spoke of that again: it still holds
    row.refresh_from_db()
    assert row.state == "replaced" and [one.pk for one in queries.for_team(duty.non)] == [newer.pk]
    assert Entry.objects.filter(event="cover.agreed").count() == 2


def test_the_duty_worker_finds_it_in_two_steps_and_by_name_and_nothing_else(duty, sign_in):
    row = agreed(duty)
    with pytest.raises(NotFound):
        require(duty.non, duty.ela.pk, Permission.SEE)
    client = sign_in(duty.non)
    assert reverse("pathways:cover_team") in text(client.get("/"))
    page = text(client.get(reverse("pathways:cover_team")))
    alone = reverse("pathways:cover_alone", args=[row.pk])
    assert alone in page and "Ela: if Mam cannot" in page
    assert "Nain first" in text(client.get(alone))
    assert alone in text(client.get(reverse("web:find"), {"q": "ela"}))
    assert alone not in text(client.get(reverse("web:find"), {"q": "somebody"}))
    assert client.get(f"/p/{duty.ela.reference}/").status_code == 404
    assert client.get(f"/p/{duty.ela.reference}/plan/documents/{row.document_id}/").status_code == 404
    # the family sees that she looked
    assert AuditEvent.objects.filter(
        action="read", person_id=duty.ela.pk, capacity_id=duty.non.capacity_id
    ).exists()


def test_nobody_else_of_the_organisation_reads_it(duty, sign_in):
    row = agreed(duty)
    for by in (duty.huw, duty.elsewhere, duty.mam):
        assert not queries.for_team(by)
        with pytest.raises(NotFound):
            actions.read_for_team(by=by, cover=row)
        assert sign_in(by).get(reverse("pathways:cover_alone", args=[row.pk])).status_code == 404
    assert queries.for_team(duty.boss)


def test_ended_it_is_gone_from_the_team_that_minute(duty, sign_in):
    row = agreed(duty)
    actions.end_cover(by=duty.mam, cover=row)
    assert not queries.for_team(duty.non)
    assert sign_in(duty.non).get(reverse("pathways:cover_alone", args=[row.pk])).status_code == 404
    with pytest.raises(RuleBroken):
        actions.use_cover(by=duty.mam, cover=row)


def test_a_page_with_anything_on_it_that_is_kept_from_somebody_is_not_theirs(duty, sign_in):
    agreed(duty)
    safe = build.worker("Gwen Safe", duty.place)
    build.grant(duty.ela, safe)
    more = {"reason": "Seeing it could put her in danger.", "review_on": clock.today() + timedelta(9),
            "ends_on": clock.today() + timedelta(20)}  # fmt: skip
    withholding.withhold(by=safe, person=duty.ela, kind="section", section="what_matters",
                         withheld_from=capacity(duty.non), **more)  # fmt: skip
    assert not queries.for_team(duty.non) and queries.for_team(duty.boss)
    assert "Ela" not in text(sign_in(duty.non).get(reverse("pathways:cover_team")))


def test_thirty_pages_are_listed_in_as_many_questions_as_three(duty, sign_in):
    def add(number: int) -> None:
        person = build.person(f"Somebody {number}", duty.place)
        mam = build.family(f"Mam {number}", person)
        build.grant(person, mam, permission=Permission.DECIDE)
        said(Office(**{**vars(duty), "ela": person, "mam": mam}))
        actions.agree_cover(by=mam, person=person, whose="Mam", team=duty.team)

    assert_does_not_grow(sign_in(duty.non), reverse("pathways:cover_team"), add)


def test_it_happens_somebody_comes_and_it_is_over(duty, sign_in):
    row = agreed(duty)
    client = sign_in(duty.non)
    used = reverse("pathways:cover_team_use", args=[row.pk])
    assert "Say that it has happened" in text(client.get(used))
    client.post(used, {"words": "Mam is in hospital."})
    row.refresh_from_db()
    assert row.state == "in_use"
    assert Entry.objects.get(event="cover.used").words == "Mam is in hospital."
    page = text(sign_in(duty.mam).get(at(duty, "cover", row.pk)))
    assert "In use now" in page and "Mam is in hospital." in page
    with pytest.raises(RuleBroken):
        actions.use_cover(by=duty.mam, cover=row)
    sign_in(duty.mam).post(at(duty, "cover_comes", row.pk), {"words": ""})
    actions.end_use(by=duty.mam, cover=row)
    assert list(CoverStep.objects.order_by("created_at").values_list("kind", flat=True)) == [
        "agreed", "used", "comes", "over",
    ]  # fmt: skip


def test_the_familys_pages_and_a_stranger(duty, sign_in):
    client = sign_in(duty.mam)
    page = text(client.get(at(duty, "later")))
    assert "Nothing is agreed yet" in page and "if-i-cannot" in page
    # nobody speaks of growing old to a child, and of what to check to a grown-up
    assert "Growing older well" not in page
    type(duty.ela).objects.filter(pk=duty.ela.pk).update(born_on=clock.today().replace(year=1994, day=1))
    grown = text(client.get(at(duty, "later")))
    assert "Growing older well" in grown and "Down’s syndrome" in grown
    said(duty)
    empty = client.post(at(duty, "cover_agree"), {"whose": " ", "language": "en"})
    assert empty.status_code == 200 and not Cover.objects.exists()
    client.post(at(duty, "cover_agree"), {"whose": "Mam", "team": str(duty.team.pk), "language": "cy"})
    row = Cover.objects.get()
    page = text(client.get(at(duty, "cover", row.pk)))
    assert "Pwy sy’n dod" in page and "Her blanket" in page
    assert (
        client.get(reverse("plan:document_pdf", args=[duty.ela.reference, row.document_id])).status_code
        == 200
    )
    huw = sign_in(duty.huw)  # who works with her and does not decide
    assert huw.get(at(duty, "cover_end", row.pk)).status_code == 404
    assert huw.post(at(duty, "cover_end", row.pk), {"words": ""}).status_code == 404
    assert client.get(at(duty, "cover_over", row.pk)).status_code == 404  # it is not in use
    for name in ("later", "cover_agree"):
        assert sign_in(duty.elsewhere).get(at(duty, name)).status_code == 404


def test_wishes_for_the_end_of_life_are_a_grown_ups_own_and_no_child_is_asked(world, sign_in):
    begin = reverse("own:begin", args=["end-of-life"])
    for by in (world.geth_self, world.mair, world.huw):  # he is nine; they are others
        assert sign_in(by).get(begin).status_code == 404
        with pytest.raises(RuleBroken):
            story.start_own(by=by, guide="end-of-life")
    dan = build.person("Dan Evans", world.authority, born_on=clock.today().replace(year=1990, day=1))
    own = build.self_of(dan)
    build.grant(dan, own, permission=Permission.DECIDE)
    client = sign_in(own)
    assert begin in text(client.get(reverse("own:index")))
    client.post(begin)
    held = OwnConversation.objects.get()
    story.save_own_answer(by=own, conversation=held, question="where", words="At home, with the dog.")
    assert not Entry.objects.filter(person=dan).exists()  # no part of the story until they show it
    nobody = build.person("Nobody Knows", world.authority, born_on=None)
    with pytest.raises(RuleBroken):
        story.start_own(by=build.self_of(nobody), guide="end-of-life")


def test_no_step_is_taken_by_whom_it_is_nothing_to(duty):
    row = agreed(duty)
    for name in ("say_i_come", "look_again", "use_cover", "end_use", "end_cover"):
        with pytest.raises(NotFound):
            getattr(actions, name)(by=duty.elsewhere, cover=row)
    for name in ("look_again", "end_cover"):  # who is on duty reads the page, and that is all
        with pytest.raises(NotFound):
            getattr(actions, name)(by=duty.non, cover=row)
    assert CoverStep.objects.count() == 1
