"""What another system reads: what its owner may see at that moment, in the shape of FHIR R4, and nothing else."""

import base64
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.integration.exchange import fhir
from tests.integration.exchange.test_export import brought, life, tell
from unstori.access.actions import grants, identity
from unstori.access.models import AuditEvent, Grant, Withholding
from unstori.access.rules import PRIVATE
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.exchange import actions, rules
from unstori.exchange.fhir.checks import faults
from unstori.exchange.models import Token
from unstori.people.models import Capacity, Person, User
from unstori.plan import actions as plan
from unstori.plan.models import Outcome
from unstori.story import actions as story
from unstori.story.models import Attachment

pytestmark = pytest.mark.django_db
BASE = "/fhir/R4/"


class System:
    """Another system with somebody's token."""

    def __init__(self, actor, secret=None):
        self.client = Client()
        made, made_secret = (None, secret) if secret else actions.make_token(by=actor, name="School", days=30)
        self.token, self.secret = made, made_secret

    def ask(self, path, method="get", **headers):
        path = path if path.startswith("http") else BASE + path
        return getattr(self.client, method)(
            path, headers={"authorization": f"Bearer {self.secret}", **headers}
        )

    def get(self, path, **headers):
        response = self.ask(path, **headers)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def found(self, path):
        return [one["resource"] for one in self.get(path).get("entry", [])]


def check_valid(*resources):
    wrong = [fault for one in resources for fault in faults(one, one["resourceType"])]
    assert not wrong


def test_a_person_is_read_resource_by_resource_and_each_is_valid(world):
    life(world)
    system = System(world.huw)
    person = f"Patient/{world.geth.pk}"
    assert system.get(person)["name"][-1]["text"] == "Geth"
    for kind in ("Goal", "CarePlan", "Observation", "RelatedPerson", "CareTeam", "DocumentReference"):
        made = system.found(f"{kind}?patient={person}")
        assert made and {one["resourceType"] for one in made} == {kind}
        check_valid(*made)
        for one in made:
            again = system.get(f"{kind}/{one['id']}")
            assert again == one, kind
            assert all(
                said.startswith(("Patient/", "Goal/", "Observation/", "DocumentReference/"))
                for said in references(one)
            )
    everything = system.get(f"{person}/$everything?_count=200")
    check_valid(everything)
    assert (
        everything["total"]
        == len(everything["entry"])
        == len({one["fullUrl"] for one in everything["entry"]})
    )
    assert "I want to ride the train" in json.dumps(everything)


def references(made):
    text = json.dumps(made)
    return [part.partition('"')[0] for part in text.split('"reference": "')[1:]]


def test_references_lead_somewhere_and_links_page_through_all(world):
    life(world)
    system = System(world.huw)
    page = system.get(f"Patient/{world.geth.pk}/$everything?_count=4")
    seen, total = [], page["total"]
    while True:
        seen += [one["resource"]["id"] for one in page.get("entry", [])]
        onward = [link["url"] for link in page["link"] if link["relation"] == "next"]
        if not onward:
            break
        page = system.get(onward[0])
    assert len(seen) == len(set(seen)) == total > 8
    rating = next(one for one in system.found(f"Observation?patient={world.geth.pk}") if "derivedFrom" in one)
    assert system.get(rating["derivedFrom"][0]["reference"])["id"]


def test_a_token_without_a_grant_sees_nothing_and_nobody_is_as_no_one(world):
    life(world)
    system, goal = System(world.stranger), plan_goal(world)
    assert system.found("Patient") == []
    here, absent = (
        system.ask(f"Patient/{id}") for id in (world.geth.pk, "0190a0a0-0000-7000-8000-000000000001")
    )
    assert here.status_code == absent.status_code == 404 and here.content == absent.content
    assert system.ask(f"Goal/{goal.pk}").status_code == 404
    assert system.ask(f"Patient/{world.geth.pk}/$everything").status_code == 404
    for kind in ("Observation", "Goal", "Condition"):
        assert system.get(f"{kind}?patient={world.geth.pk}")["total"] == 0
    refused = AuditEvent.objects.filter(action="refused", person_id=world.geth.pk)
    assert refused.exists() and refused.last().detail["through"] == str(system.token.pk)


def plan_goal(world):
    return Outcome.objects.get(person=world.geth)


def test_withdrawal_empties_it_at_the_next_call(world):
    source = build.grant(world.geth, world.stranger)
    system = System(world.stranger)
    assert [one["id"] for one in system.found("Patient")] == [str(world.geth.pk)]
    grants.end(person=world.geth, source=source, by=world.mair)
    assert system.found("Patient") == [] and system.ask(f"Patient/{world.geth.pk}").status_code == 404


def test_a_token_ends_with_its_capacity_its_account_its_time_and_its_owner(world):
    ended = [
        lambda token: Capacity.objects.filter(pk=token.capacity_id).update(
            ends_on=clock.today() - timedelta(1)
        ),
        lambda token: User.objects.filter(pk=world.huw.user_id).update(is_active=False),
        lambda token: Token.objects.filter(pk=token.pk).update(valid_until=clock.now()),
        lambda token: actions.end_token(by=world.huw, token=token),
    ]
    for end in ended:
        world.huw = build.worker("Huw", world.authority)
        build.grant(world.geth, world.huw)
        system = System(world.huw)
        assert system.ask(f"Patient/{world.geth.pk}").status_code == 200
        end(system.token)
        response = system.ask(f"Patient/{world.geth.pk}")
        assert response.status_code == 401 and response["WWW-Authenticate"].startswith("Bearer")
        assert json.loads(response.content)["issue"][0]["code"] == "login"


def test_a_professional_without_a_second_step_reads_nothing(world):
    account = build.user("Ann", is_demo=False)
    actor = build._actor(account, kind="worker", organisation=world.authority, role="social_worker")
    build.grant(world.geth, actor)
    assert System(actor).ask(f"Patient/{world.geth.pk}").status_code == 403


def test_cookies_open_nothing(world, sign_in):
    browser = sign_in(world.huw)
    assert browser.get(f"{BASE}Patient/{world.geth.pk}").status_code == 401
    assert browser.get("/", follow=True).status_code == 200
    assert Client().get(f"{BASE}Patient/{world.geth.pk}", query_params={"token": "x"}).status_code == 401


def test_what_is_withheld_narrowed_private_or_of_others_never_leaves(world):
    tell(world, PRIVATE, "SECRET private", by=world.geth_self)
    tell(world, "learning", "SECRET narrowed", by=world.mair, narrowed=True)
    tell(world, "learning", "SECRET brother", by=world.mair, names_others=True)
    tell(world, "health", "SECRET health", by=world.mair)
    shown = tell(world, "learning", "He read a book", by=world.mair)
    kept = tell(world, "learning", "SECRET withheld", by=world.mair)
    Withholding.objects.create(
        person=world.geth, kind="row", row_id=kept.pk, withheld_from_id=world.teacher.capacity_id,
        reason="danger", created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
    )  # fmt: skip
    system = System(world.teacher)
    left = json.dumps(system.get(f"Observation?patient={world.geth.pk}"))
    assert "SECRET" not in left and "He read a book" in left
    assert system.ask(f"Observation/{kept.pk}").status_code == 404
    assert system.ask(f"Observation/{shown.pk}").status_code == 200
    assert "SECRET private" in json.dumps(System(world.geth_self).get(f"Observation?patient={world.geth.pk}"))


def test_a_number_finds_somebody_only_for_who_may_read_it(world):
    fhir.send(world.huw, fhir.patient(**fhir.numbered()))
    wanted = f"Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|{fhir.NUMBER}"
    [found] = System(world.huw).found(wanted)
    build.grant(Person.objects.get(pk=found["id"]), world.teacher, ("learning",))
    assert System(world.teacher).found(wanted) == []


def test_what_came_is_read_with_its_own_content_and_its_links_lead_on(world):
    person = brought(world)
    system = System(world.huw)
    [condition] = system.found(f"Condition?subject=Patient/{person.pk}")
    assert (
        condition["code"]["text"] == "Epilepsy"
        and condition["subject"]["reference"] == f"Patient/{person.pk}"
    )
    assert system.get(f"Condition/{condition['id']}") == condition
    assert "Epilepsy" not in json.dumps(system.get(f"Observation?patient={person.pk}")), "not a second time"
    check_valid(condition)
    build.grant(person, world.teacher, ("learning",))
    assert System(world.teacher).ask(f"Condition/{condition['id']}").status_code == 404


def test_it_comes_back_as_known(world):
    life(world)
    everything = System(world.huw).ask(f"Patient/{world.geth.pk}/$everything?_count=200").content
    assert set(fhir.counts(fhir.send(world.huw, everything))) == {"known"}


def test_a_version_that_the_client_has_is_not_sent_again(world):
    life(world)
    system, goal = System(world.huw), plan_goal(world)
    first = system.ask(f"Goal/{goal.pk}")
    assert first["ETag"].startswith('W/"')
    assert system.ask(f"Goal/{goal.pk}", **{"if-none-match": first["ETag"]}).status_code == 304
    before = json.loads(first.content)["meta"]["lastUpdated"]
    plan.edit_outcome(by=world.huw, outcome=goal, version=goal.version, words="I want to drive it")
    second = system.ask(f"Goal/{goal.pk}", **{"if-none-match": first["ETag"]})
    assert second.status_code == 200 and second["ETag"] != first["ETag"]
    after = json.loads(second.content)["meta"]["lastUpdated"]
    assert after > before
    assert system.found(f"Goal?patient={world.geth.pk}&_lastUpdated=ge{after.replace('+', '%2B')}")
    assert not system.found(f"Goal?patient={world.geth.pk}&_lastUpdated=lt{clock.today():%Y-%m-%d}")
    head = system.ask(f"Goal/{goal.pk}", "head")
    assert head.status_code == 200 and not head.content and head["ETag"] == second["ETag"]


def test_files_are_read_by_themselves(world):
    life(world)
    system = System(world.huw)
    letter = next(
        one
        for one in system.found(f"DocumentReference?patient={world.geth.pk}")
        if one["content"][0]["attachment"].get("url")
    )
    address = letter["content"][0]["attachment"]["url"]
    assert system.ask(address).content == b"Dear Mair, see you soon"
    assert system.ask(address)["Content-Type"] == "text/plain"
    inside = system.get(address, accept="application/fhir+json")
    assert base64.b64decode(inside["data"]) == b"Dear Mair, see you soon"
    check_valid(inside)
    assert System(world.teacher).ask(f"Binary/{Attachment.objects.get().pk}").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("Goal", 400), ("Goal?patient=a,b", 400), ("Patient?_count=x", 400), ("Patient?_lastUpdated=soon", 400),
        ("Nothing", 404), ("Nothing/1", 404), ("Goal/not-an-id", 404), ("Goal/1/2/3", 404), ("", 404),
        ("Patient?_format=xml", 406), ("Patient?_lastUpdated=2026-02-31", 400), ("Goal?patient=%00", 200),
    ],
)  # fmt: skip
def test_faults_are_said_in_the_same_form(world, path, status):
    response = System(world.huw).ask(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/fhir+json")
    check_valid(json.loads(response.content))


def test_it_only_reads(world):
    system = System(world.huw)
    for method in ("post", "put", "delete", "patch"):
        response = system.ask(f"Patient/{world.geth.pk}", method)
        assert response.status_code == 405 and "GET" in response["Allow"]
    posted = system.client.post(
        f"{BASE}Patient/_search",
        {"_id": str(world.geth.pk)},
        headers={"authorization": f"Bearer {system.secret}"},
    )
    assert json.loads(posted.content)["total"] == 1
    assert system.ask("Patient?colour=red").status_code == 200
    assert system.ask("Patient?colour=red", prefer="handling=strict").status_code == 400
    assert system.get("Patient?_summary=count") == {
        "resourceType": "Bundle", "type": "searchset", "total": 1,
        "link": [{"relation": "self", "url": "http://testserver/fhir/R4/Patient?_summary=count"}],
    }  # fmt: skip


def test_what_it_can_do_is_said_to_anybody(client):
    response = client.get(f"{BASE}metadata")
    assert response.status_code == 200
    said = json.loads(response.content)
    check_valid(said)
    assert said["fhirVersion"] == "4.0.1" and said["rest"][0]["resource"][0]["type"] == "Patient"


@pytest.mark.parametrize("limit", ["withheld", "without about_me"])
def test_when_something_changed_tells_nobody_of_an_address_that_is_kept_from_them(world, limit):
    nain = circle.add_member(
        by=world.mair, person=world.geth, kind="family", name="Nain", relation="Grandmother", phone="01286 1"
    )
    if limit == "withheld":
        Withholding.objects.create(
            person=world.geth, kind="address", withheld_from_id=world.teacher.capacity_id, reason="danger",
            created_by=world.mair.capacity_id, review_on="2099-01-01", valid_until="2099-01-01T00:00Z",
        )  # fmt: skip
    else:
        held = Grant.objects.filter(capacity_id=world.teacher.capacity_id, section="about_me")
        held.update(ended_at=clock.now(), ended_by=world.mair.capacity_id)
    system, mothers = System(world.teacher), System(world.mair)
    paths = [f"Patient/{world.geth.pk}", "Patient", f"RelatedPerson?patient={world.geth.pk}"]

    def when(by):
        def asked(path):
            return by.found(path) if "/" not in path.partition("?")[0] else [by.get(path)]

        return [[one["meta"]["lastUpdated"] for one in asked(path)] for path in paths]

    def correct(**new):
        version = Person.objects.get(pk=world.geth.pk).version
        identity.correct_identity(by=world.mair, person=world.geth, version=version, **new)

    before, told = when(system), when(mothers)
    assert before[0] and (before[2] or limit == "without about_me")
    correct(address="A refuge", postcode="LL55 1AB")
    circle.change_member(by=world.mair, member=nain, version=nain.version, phone="01286 2")
    assert when(system) == before
    assert all(new > old for new, old in zip(when(mothers), told, strict=True))
    correct(called="Gethin", phone="01286 3")
    assert when(system)[:2] > before[:2] and when(system)[2] == before[2]


def test_every_call_says_through_which_token_and_too_many_wait(world, monkeypatch):
    system = System(world.huw)
    system.get(f"Goal?patient={world.geth.pk}")
    event = AuditEvent.objects.filter(action="read").latest("created_at")
    assert event.detail == {"what": "api.Goal", "through": str(system.token.pk)}
    assert event.capacity_id == world.huw.capacity_id
    assert Token.objects.get().last_used_on == clock.today()
    monkeypatch.setattr(rules, "MOST_CALLS", 1)
    response = system.ask("Patient")
    assert response.status_code == 429 and response["Retry-After"] == "60"


def test_a_call_that_finds_nobody_is_counted_too(world, monkeypatch):
    system = System(world.huw)
    monkeypatch.setattr(rules, "MOST_CALLS", 3)
    for _call in range(3):
        assert not system.found("Patient?_id=0190d3a0-0000-7000-8000-000000000000")
    assert system.ask("Patient").status_code == 429


def test_a_read_costs_the_same_however_much_there_is(world):
    def cost(path):
        with CaptureQueriesContext(connection) as caught:
            system.get(path)
        return len(caught)

    life(world)
    system = System(world.huw)
    paths = ("Patient", f"Observation?patient={world.geth.pk}", f"Goal?patient={world.geth.pk}",
             f"Patient/{world.geth.pk}/$everything")  # fmt: skip
    system.get("Patient")
    before = [cost(path) for path in paths]
    life_again(world)
    assert [cost(path) for path in paths] == before
    assert cost(f"Goal?patient={world.geth.pk}") < cost(f"Patient/{world.geth.pk}/$everything")


def life_again(world):
    for number in range(4):
        tell(world, "health", f"Night {number}")
        outcome = plan.add_outcome(
            by=world.huw, person=world.geth, section="what_matters", words=f"I want {number}"
        )
        plan.rate(
            by=world.huw,
            outcome=outcome,
            rater="professional",
            going=4,
            basis="observed",
            person_present=True,
        )
        story.promise(by=world.huw, person=world.geth, section="care", what="Ring", due_on=clock.today())
        story.tell_fact(
            by=world.huw, person=world.geth, key="works", words=f"Trains {number}", said_by="Mair"
        )
        need = plan.add_need(
            by=world.huw, person=world.geth, section="care", words=f"Sleep {number}", eligible=True
        )
        plan.add_payment(by=world.huw, person=world.geth, needs=[need.pk], amount=Decimal("60"), every="week")
        plan.add_support(by=world.huw, person=world.geth, section="care", what="A buddy", who="The club",
                         comes_from="community", outcome=outcome, status="agreed")  # fmt: skip
        circle.add_member(
            by=world.huw, person=world.geth, kind="worker", name=f"Dr {number}", relation="Doctor"
        )
        build.grant(build.person(f"Sam {number}"), world.huw)
