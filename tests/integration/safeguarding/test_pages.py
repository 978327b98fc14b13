"""The pages of a concern, and every surface on which it leaves no trace."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import build
from tests.integration.exchange.test_api import System
from tests.integration.safeguarding.conftest import SECRET, capacity
from unstori.access.models import AuditEvent
from unstori.core import clock
from unstori.exchange.fhir.write import to_json
from unstori.exchange.leaving import bundle_of
from unstori.exchange.queries import leaving
from unstori.notices import queries as notices
from unstori.people.models import Capacity
from unstori.safeguarding import actions, queries, rules
from unstori.safeguarding.models import Concern, Disclosure

RAISE = {"danger_now": "no", "heard": "He had a mark", "family_told": "no", "why_not_told": "Dangerous"}


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def steady(page):
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page)


def test_a_teacher_raises_one_from_his_page_in_one_go(circle, front, teacher, sign_in):
    client, where = sign_in(teacher), reverse("safeguarding:about", args=[circle.geth.reference])
    page = text(client.get(where))
    assert "999" in page and "s. 130" in page and "What is their name?" not in page
    assert "<h1>I am worried about Geth’s safety</h1>" in page
    sent = client.post(where, RAISE | {"source_name": "An uncle"})
    made = Concern.objects.get()
    assert sent["Location"] == reverse("safeguarding:concern", args=[made.pk])
    page = text(client.get(sent["Location"]))
    assert "Nia Wyn" in page and "must look at it" in page and "He had a mark" in page


@pytest.mark.parametrize(
    "wrong", [{"heard": ""}, {"danger_now": ""}, {"why_not_told": ""}, {"sources": ["nobody"]}]
)
def test_what_is_missing_is_said_and_nothing_is_lost(circle, front, teacher, sign_in, wrong):
    where = reverse("safeguarding:about", args=[circle.geth.reference])
    page = text(sign_in(teacher).post(where, RAISE | {"opinion": "I wonder"} | wrong))
    assert "There is a problem" in page and "I wonder" in page
    assert not Concern.objects.exists()


def test_opening_the_page_leaves_no_trace_of_who_looked(circle, front, teacher, sign_in):
    before = AuditEvent.objects.filter(person_id=circle.geth.pk).count()
    text(sign_in(teacher).get(reverse("safeguarding:about", args=[circle.geth.reference])))
    assert AuditEvent.objects.filter(person_id=circle.geth.pk).count() == before


def test_about_somebody_who_is_not_here_and_the_answer_is_the_same_for_who_is(circle, front, sign_in):
    client, where, day = sign_in(circle.stranger), reverse("safeguarding:raise"), circle.geth.born_on
    known = {"kind": "child", "authority": str(circle.place.pk), "postcode": "", "known_more": ""}
    known |= {"born_on-day": day.day, "born_on-month": day.month, "born_on-year": day.year}
    assert "<h1>I am worried about somebody’s safety</h1>" in text(client.get(where))
    pages = []
    for name in (circle.geth.full_name, "Gethin Nobodyhere"):
        sent = client.post(where, RAISE | known | {"known_as": name})
        page = steady(text(client.get(sent["Location"])))
        pages.append(page.replace(name, "NAME").replace(sent["Location"].split("/")[2], "ID"))
    assert [one.person_id for one in Concern.objects.order_by("pk")] == [circle.geth.pk, None]
    assert pages[0] == pages[1] and circle.geth.reference not in pages[0]


def test_a_boy_says_that_he_is_not_safe(circle, front, sign_in):
    client, where = sign_in(circle.me), reverse("safeguarding:about", args=[circle.geth.reference])
    page = text(client.get(where))
    assert "Does the family know" not in page and "Mair" in page
    assert "<h1>I am not safe, or somebody I know is not</h1>" in page
    sent = client.post(
        where, {"danger_now": "no", "heard": "He shouts", "sources": [str(circle.dewi_here.pk)]}
    )
    assert (
        sent.status_code == 302 and Concern.objects.get().sources.get().capacity_id == circle.dewi.capacity_id
    )


def test_with_no_team_here_one_is_told_to_phone_and_says_so(circle, teacher, sign_in):
    client = sign_in(teacher)
    sent = client.post(reverse("safeguarding:about", args=[circle.geth.reference]), RAISE)
    page = text(client.get(sent["Location"]))
    assert "You still have to phone" in page and "Call the council" in page
    assert "You still have to phone about somebody’s safety" in text(client.get(reverse("web:home")))
    made = Concern.objects.get()
    told = client.post(reverse("safeguarding:my_step", args=[made.pk, "told"]), {"whom": "Siân"})
    assert told.status_code == 302
    assert "Told by phone" in text(client.get(sent["Location"]))
    assert client.get(reverse("safeguarding:my_step", args=[made.pk, "disagree"])).status_code == 404


def test_the_team_takes_it_on_decides_shares_and_says_back(about_mair, front, teacher, sign_in):
    nia, hers = sign_in(front.nia), sign_in(teacher)
    page = text(nia.get(reverse("web:home")))
    assert "Concerns for my team: 1 waits" in page
    assert SECRET not in text(nia.get(reverse("safeguarding:team")))
    handle = reverse("safeguarding:handle", args=[about_mair.pk])
    page = text(nia.get(handle))
    assert SECRET in page and "Mrs Patel" in page and "Mair" in page and "I take this on" in page
    nia.post(reverse("safeguarding:accept", args=[about_mair.pk]))
    step = lambda what: reverse("safeguarding:step", args=[about_mair.pk, what])  # noqa: E731
    assert "Decide what happens now" in text(nia.get(handle))
    page = text(nia.post(step("decide"), {"outcome": "none", "why": "Doctor INTERNAL"}))
    assert "Say what happens instead" in page and "Doctor INTERNAL" in page
    said = {"outcome": "none", "why": "Doctor INTERNAL", "instead": "School INSTEAD", "for_raiser": ""}
    assert nia.post(step("decide"), said).status_code == 302
    shared = {"to_name": "PC Evans", "what": "W", "why": "Y", "data_basis": "public_task",
              "confidentiality_basis": "safeguarding", "family_told": "no", "why_not_told": "Dangerous"}  # fmt: skip
    assert nia.post(step("share"), shared).status_code == 302 and Disclosure.objects.count() == 1
    assert nia.post(step("say"), {"words": "Thank you for BACK"}).status_code == 302
    page = text(hers.get(reverse("safeguarding:concern", args=[about_mair.pk])))
    assert "Nia Wyn" in page and "Thank you for BACK" in page and "The team may not tell you more" in page
    for hidden in ("INTERNAL", "INSTEAD", "PC Evans", "Nothing more by this team"):
        assert hidden not in page
    assert "PC Evans" in text(nia.get(handle)) and "INTERNAL" in text(nia.get(handle))
    assert (
        hers.post(
            reverse("safeguarding:my_step", args=[about_mair.pk, "disagree"]), {"words": "No"}
        ).status_code
        == 302
    )
    page = text(hers.get(reverse("safeguarding:concern", args=[about_mair.pk])))
    assert "Rhys Ifan" in page
    assert "Who raised it disagrees" in text(nia.get(reverse("safeguarding:team")))


def test_who_opens_what(about_mair, front, circle, teacher, sign_in):
    """The table of who sees what (ADR 0061), on every page of the room; the rule and the queries agree."""
    other = build.worker("Lowri", circle.place, team=front.children, vouched=False)
    table = {
        "raised it": (teacher, True, False), "on duty": (front.nia, False, True), "manager": (front.rhys, False, True),
        "another team": (front.elen, False, False), "not vouched for": (other, False, False),
        "administrator": (front.admin, False, False), "the person": (circle.me, False, False),
        "the danger": (circle.mair, False, False), "the other parent": (circle.dewi, False, False),
        "the social worker": (circle.huw, False, False), "a stranger": (circle.stranger, False, False),
    }  # fmt: skip
    theirs, team = (
        [reverse("safeguarding:concern", args=[about_mair.pk])],
        [reverse("safeguarding:handle", args=[about_mair.pk])],
    )
    theirs += [reverse("safeguarding:my_step", args=[about_mair.pk, what]) for what in ("more", "disagree")]
    team += [reverse("safeguarding:step", args=[about_mair.pk, what]) for what in ("share", "give", "pass")]
    for who, (actor, own, everything) in table.items():
        client = sign_in(actor)
        for addresses, opens in ((theirs, own), (team, everything)):
            for address in addresses:
                assert client.get(address).status_code == (200 if opens else 404), (who, address)
        said = rules.sees(queries.reader(actor, about_mair))
        assert said == (rules.ALL if everything else rules.OWN if own else rules.NOTHING), who


def surfaces(circle, sign_in, actor, system):
    """Everything of Geth that somebody can reach."""
    client, ref = sign_in(actor), circle.geth.reference
    names = ("web:now", "web:more", "story:timeline", "story:what_matters", "plan:index", "circle:index", "circle:who_can_see",
             "rights:index", "rights:disagreements", "assessment:index", "exchange:export")  # fmt: skip
    from unstori.access.door import require
    from unstori.access.rules import Permission

    seen = {name: steady(client.get(reverse(name, args=[ref])).content.decode()) for name in names}
    seen |= {
        name: steady(client.get(reverse(name)).content.decode())
        for name in ("web:home", "notices:news", "safeguarding:mine")
    }
    seen["find"] = steady(client.get(reverse("web:find"), {"q": SECRET}).content.decode())
    taken = bundle_of(leaving(require(actor, circle.geth.pk, Permission.SEE)))
    seen["export"] = json.dumps(json.loads(to_json(taken))["entry"], sort_keys=True)
    seen["api"] = json.dumps(system.get(f"Patient/{ref}/$everything")["entry"], sort_keys=True)
    seen["notices"] = str(notices.news_of(actor))
    return {name: page.replace(SECRET, "") if name == "find" else page for name, page in seen.items()}


@pytest.mark.parametrize("who", ["mair", "dewi", "me"])
def test_no_surface_of_the_family_changes(circle, front, teacher, sign_in, who):
    actor = getattr(circle, who)
    system = System(actor)
    surfaces(circle, sign_in, actor, system)  # the first look writes down that somebody looked
    before = surfaces(circle, sign_in, actor, system)
    made = actions.raise_concern(by=teacher, person=circle.geth, sources=[circle.mair_here],
                                 told=actions.Told(heard=SECRET, why_not_told=SECRET))  # fmt: skip
    actions.accept(by=front.nia, concern=made)
    actions.read(by=front.nia, concern=made)
    actions.share(by=front.nia, concern=made, to_name=SECRET, what=SECRET, why=SECRET, data_basis="public_task",
                  confidentiality_basis="duty", family_told=False, why_not_told=SECRET)  # fmt: skip
    actions.decide(by=front.nia, concern=made, outcome="strategy", why=SECRET, for_raiser=SECRET)
    after = surfaces(circle, sign_in, actor, system)
    for name, page in after.items():
        assert SECRET not in page, name
        assert loose(page) == loose(before[name]), name


def loose(page):
    """Without ids and moments that every look gives anew."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d{4}-\d\d-\d\dT[\d:.]+(Z|[+]\d\d:\d\d)", "", page)


def test_an_enquiry_that_began_so_is_on_no_surface_of_who_may_be_the_danger(
    about_mair, circle, front, sign_in
):
    build.grant(circle.geth, front.nia)
    system = System(circle.mair)
    surfaces(circle, sign_in, circle.mair, system)
    before = surfaces(circle, sign_in, circle.mair, system)
    actions.accept(by=front.nia, concern=about_mair)
    actions.decide(by=front.nia, concern=about_mair, outcome="enquiry_child", why="w")
    actions.tell_person(by=front.nia, concern=about_mair, words=SECRET)
    after = surfaces(circle, sign_in, circle.mair, system)
    for name, page in after.items():
        assert SECRET not in page and loose(page) == loose(before[name]), name
    assert SECRET in text(sign_in(circle.me).get(reverse("story:timeline", args=[circle.geth.reference])))


def test_an_administrator_whom_a_concern_names_does_not_read_of_it_in_the_audit(
    circle, front, teacher, sign_in
):
    from unstori.access import queries as access
    from unstori.access.actions import identity

    head = access.actor_of(identity.give_capacity(by=build.system(), user=build.user("Mr Head"), kind="administrator",
                                                  organisation=capacity(teacher).organisation, role="x"))  # fmt: skip
    quiet = actions.raise_concern(by=teacher, person=circle.geth, told=actions.Told("He fell", why_not_told="x"),
                                  source_name="mr head")  # fmt: skip
    assert quiet.sources.get().capacity_id is None  # of another organisation, and no grant: by name alone
    build.grant(circle.geth, head)
    actions.raise_concern(
        by=teacher, person=circle.geth, told=actions.Told("He fell", why_not_told="x"), source_name="mr head"
    )
    from unstori.governance.queries import audit

    events = audit.events(head, since=clock.today(), until=clock.today())
    targets = set(events.filter(action="concern.raise").values_list("target_id", flat=True))
    assert targets == {quiet.pk}


@pytest.mark.parametrize("gone", [{"team": None}, {"ends_on": date(2026, 11, 23)}, {"vouched": False}])
def test_what_somebody_has_who_is_gone_nobody_has_and_anybody_of_the_team_takes_it(
    about_mair, circle, front, teacher, sign_in, gone
):
    actions.accept(by=front.nia, concern=about_mair)
    early = actions.raise_concern(
        by=teacher, person=circle.geth, told=actions.Told("He fell", why_not_told="x")
    )
    Concern.objects.filter(pk=early.pk).update(
        holder=front.rhys.capacity_id, known_as="HELD", created_at=clock.now() - timedelta(1)
    )
    Capacity.objects.filter(pk=front.nia.capacity_id).update(**gone)
    rhys, hers = sign_in(front.rhys), reverse("safeguarding:concern", args=[about_mair.pk])
    page, handle = (
        text(rhys.get(reverse("safeguarding:team"))),
        reverse("safeguarding:handle", args=[about_mair.pk]),
    )
    assert "Nia Wyn" not in page and "Nobody" in page and page.index(handle) < page.index("HELD")
    assert "Nobody there has it by name yet" in text(sign_in(teacher).get(hers))
    assert "I take this on" in text(rhys.get(handle))
    rhys.post(reverse("safeguarding:accept", args=[about_mair.pk]))
    about_mair.refresh_from_db()
    assert about_mair.holder_id == front.rhys.capacity_id and about_mair.state == rules.ACCEPTED
    assert "Nobody there has it by name yet" not in text(sign_in(teacher).get(hers))


def test_an_administrator_says_where_they_go(circle, front, sign_in):
    client = sign_in(front.admin)
    page = text(client.get(reverse("safeguarding:places")))
    assert "Front door" in page and "Nia Wyn" in page
    where = reverse("safeguarding:place", args=["adult"])
    assert "Choose a team" in text(client.post(where, {"team": "", "phone": ""}))
    assert client.post(where, {"team": "", "phone": "01286 111"}).status_code == 302
    assert "01286 111" in text(client.get(reverse("safeguarding:places")))
    assert reverse("safeguarding:places") in text(client.get(reverse("governance:index")))
    assert sign_in(front.nia).get(where).status_code == 404


def test_lists_ask_a_fixed_number_of_queries(circle, front, teacher, sign_in):
    def asked(actor, name):
        client = sign_in(actor)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as found:
            text(client.get(reverse(name)))
        return len(found)

    told = actions.Told("He fell", why_not_told="x")
    actions.raise_concern(by=teacher, person=circle.geth, told=told)
    before = asked(front.nia, "safeguarding:team"), asked(teacher, "safeguarding:mine")
    for _number in range(4):
        actions.raise_concern(by=teacher, person=circle.geth, told=told)
    assert (asked(front.nia, "safeguarding:team"), asked(teacher, "safeguarding:mine")) == before
