"""The pages: the line of a life, a transition and its checklist, what changes, and ways back."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.directory.test_searching import service
from tests.integration.pathways.test_transitions import Office, begun, nearly, office, one
from tests.integration.plan.test_saving import listed
from tests.integration.teams.conftest import capacity
from unstori.access.rules import SECTIONS, Permission
from unstori.core import clock
from unstori.directory.models import Entry
from unstori.notices import queries as notices
from unstori.pathways.actions import transitions as actions
from unstori.pathways.models import Transition, TransitionItem
from unstori.people.models import Person

__all__ = ["begun", "nearly", "office"]


def at(office: Office, name: str, *more) -> str:
    return reverse(f"pathways:{name}", args=[office.ela.reference, *more])


def text(response) -> str:
    return response.content.decode()


def day(name: str, on) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_the_line_says_each_age_with_its_day_in_text_and_begins_one_by_a_press(nearly, begun, sign_in):
    client = sign_in(nearly.mam)
    assert at(nearly, "lifespan") in text(client.get(f"/p/{nearly.ela.reference}/more/"))
    page = text(client.get(at(nearly, "lifespan")))
    assert "18: an adult" in page and at(nearly, "transition", begun.pk) in page and "<desc" in page
    assert at(nearly, "changes", "eighteen") in page and "Must be taught from now on" in page
    assert "Not yet confirmed" in page and "Being prepared" in page
    url = at(nearly, "transition_begin", "twenty_five")
    assert url in page and client.get(url).status_code == 405
    sent = client.post(url)
    made = Transition.objects.get(person=nearly.ela, age="twenty_five")
    assert sent["Location"] == at(nearly, "transition", made.pk)
    assert client.post(at(nearly, "transition_begin", "sixteen")).status_code == 404


def test_who_may_not_know_the_age_and_who_has_no_day_of_birth(nearly, sign_in):
    teacher = build.worker("Mr Puw", nearly.place)
    build.grant(nearly.ela, teacher, ("learning",))
    assert sign_in(teacher).get(at(nearly, "lifespan")).status_code == 404
    assert sign_in(nearly.elsewhere).get(at(nearly, "lifespan")).status_code == 404
    Person.objects.filter(pk=nearly.ela.pk).update(born_on=None)
    assert "day of birth is not known" in text(sign_in(nearly.mam).get(at(nearly, "lifespan")))


def test_what_changes_is_easy_for_the_young_person_and_plain_for_parents_and_on_their_first_page(
    nearly, begun, sign_in
):
    ela = build.self_of(nearly.ela)
    build.grant(nearly.ela, ela, SECTIONS, Permission.DECIDE)
    client = sign_in(ela)
    page = text(client.get(at(nearly, "changes", "eighteen")))
    assert (
        "You decide. Your family cannot decide for you any more." in page
        and "parental responsibility" not in page
    )
    assert at(nearly, "changes", "eighteen") in text(client.get(f"/p/{nearly.ela.reference}/"))
    assert "parental responsibility ends" in text(client.get(at(nearly, "changes", "eighteen") + "?easy=0"))
    mam = sign_in(nearly.mam)
    assert "parental responsibility ends" in text(mam.get(at(nearly, "changes", "eighteen")))
    assert at(nearly, "changes", "eighteen") in text(mam.get(f"/p/{nearly.ela.reference}/"))
    assert at(nearly, "changes", "eighteen") not in text(
        sign_in(nearly.huw).get(f"/p/{nearly.ela.reference}/")
    )
    assert mam.get(at(nearly, "changes", "reception")).status_code == 404


def test_a_transition_shows_gaps_and_a_checklist_of_both_sides_that_is_worked_through(nearly, begun, sign_in):
    client = sign_in(nearly.huw)
    page = text(client.get(at(nearly, "transition", begun.pk)))
    for said in (
        "Services for children",
        "Services for adults",
        "The family",
        "Nobody is named who will be there after",
    ):
        assert said in page, said
    item = one(nearly, begun, "health")
    take = at(nearly, "transition_take", begun.pk, item.pk)
    on = clock.today() + timedelta(20)
    refused = client.post(take, {"who": "other", "name": "", **day("due_on", on)})
    assert refused.status_code == 200 and "Write the name." in text(refused)
    assert (
        client.post(take, {"who": nearly.mam.capacity_id, "name": "", **day("due_on", on)}).status_code == 302
    )
    assert "Mari Prys" in text(client.get(at(nearly, "transition_item", begun.pk, item.pk)))
    assert "For each children’s clinic" in text(
        sign_in(nearly.mam).get(f"/p/{nearly.ela.reference}/")
    )  # on her thread
    refused = client.post(at(nearly, "transition_done", begun.pk, item.pk), {"words": "In May"})
    assert refused.status_code == 200 and "Only the one who promised" in text(refused)
    mam = sign_in(nearly.mam)
    assert mam.post(at(nearly, "transition_done", begun.pk, item.pk), {"words": "In May"}).status_code == 302
    page = text(mam.get(at(nearly, "transition_item", begun.pk, item.pk)))
    assert "In May" in page and "It is to do again" in page
    assert mam.get(take).status_code == 404  # it is done
    mam.post(at(nearly, "transition_back", begun.pk, item.pk))
    assert one(nearly, begun, "health").state == TransitionItem.State.OPEN
    drop = at(nearly, "transition_drop", begun.pk, item.pk)
    assert (
        mam.post(drop, {"why": ""}).status_code == 200
        and mam.post(drop, {"why": "No clinic"}).status_code == 302
    )
    added = {"words": "Her own key", "side": "family", **day("due_on", on)}
    assert mam.post(at(nearly, "transition_add", begun.pk), added).status_code == 302
    mam.post(
        at(nearly, "transition_receiver", begun.pk), {"who": "other", "name": "Ann Rees", "how": "01286"}
    )
    page = text(mam.get(at(nearly, "transition", begun.pk)))
    assert (
        "Her own key" in page and "Ann Rees" in page and "Nobody is named who will be there after" not in page
    )


def test_it_ends_and_goes_on_again(nearly, begun, sign_in):
    client = sign_in(nearly.huw)
    end = at(nearly, "transition_end", begun.pk)
    assert client.post(end, {"to": "done", "why": ""}).status_code == 200
    assert client.post(end, {"to": "off", "why": "She moves"}).status_code == 302
    page = text(client.get(at(nearly, "transition", begun.pk)))
    assert "She moves" in page and "Go on preparing" in page and client.get(end).status_code == 404
    client.post(at(nearly, "transition_reopen", begun.pk))
    begun.refresh_from_db()
    assert begun.state == "open"


def test_services_for_after_are_listed_with_their_criteria_and_nobody_is_asked(nearly, begun, sign_in):
    made = _service("Supported living Gwynedd", "Supported living for adults with a learning disability.", 18)
    client = sign_in(nearly.huw)
    page = at(nearly, "transition_ask", begun.pk, "home")
    shown = text(client.get(page))
    assert "Supported living Gwynedd" in shown and "Nobody is asked by this" in shown
    client.post(page, {"service": str(made.hsds_id)})
    client.post(page, {"service": str(made.hsds_id)})  # twice is once
    assert client.post(page, {"service": "rubbish"}).status_code == 302
    ask = begun.to_ask.get()
    shown = text(client.get(at(nearly, "transition", begun.pk)))
    assert "Supported living Gwynedd" in shown and "To ask" in shown
    assert client.get(at(nearly, "transition_ask", begun.pk, "rubbish")).status_code == 404
    client.post(at(nearly, "transition_not_ask", begun.pk, ask.pk))
    assert (
        "Supported living Gwynedd" in text(client.get(page)) and not begun.to_ask.filter(off_at=None).exists()
    )


def _service(name: str, words: str, from_age: int) -> Entry:
    listed(service(name, words, minimum_age=from_age, maximum_age=None))
    return Entry.objects.get()


def test_the_page_asks_the_database_the_same_for_few_and_for_many(nearly, begun, sign_in):
    client = sign_in(nearly.huw)
    url = at(nearly, "transition", begun.pk)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(8):
        made = actions.add_item(
            by=nearly.huw, transition=begun, words=f"More {number}", side="here", due_on=clock.today()
        )
        actions.take(by=nearly.huw, item=made, due_on=clock.today(), owner=capacity(nearly.huw))
    client.get(url)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)


def test_the_key_worker_is_told_what_nobody_prepares_and_the_family_what_changes(nearly, begun, sign_in):
    huw = [one for one in notices.news_of(nearly.huw) if one.what == "transition"]
    assert [one.row.pk for one in huw if one.row.age == "eighteen"] == [begun.pk]
    assert not [one for one in notices.news_of(nearly.boss) if one.what == "transition"]
    mam = [one for one in notices.news_of(nearly.mam) if one.what == "changes"]
    assert [one.row.age.id for one in mam] == ["eighteen"]
    assert at(nearly, "changes", "eighteen") in text(sign_in(nearly.mam).get(reverse("notices:news")))
    assert at(nearly, "transition", begun.pk) in text(sign_in(nearly.huw).get(reverse("notices:news")))
    for item in begun.items.all():
        actions.take(by=nearly.huw, item=item, due_on=item.due_on, name="Ann Rees")
    assert begun.pk not in [one.row.pk for one in notices.news_of(nearly.huw) if one.what == "transition"]
