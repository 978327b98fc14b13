"""The plan for learning: headings in the order of the law, what is missing is said, from draft to final to its end."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import build
from tests.ground import shared
from tests.integration.plan.conftest import know
from tests.integration.plan.test_documents import keep_from
from tests.system.lives import plan as lives
from unstori.access.door import NotFound, open_person
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.core.errors import Clash, RuleBroken
from unstori.people.models import Person
from unstori.plan import actions, catalogue, pdf, queries
from unstori.plan.models import Document, DraftAnswer, Issue, PlanPart, Provision, Support
from unstori.story.models import Entry
from unstori.ui import symbols

WALES = [
    "1A. About the child or young person", "1B. Contacts", "1C. Responsibility for the plan", "1D. One-page profile",
    "2A. Description of additional learning needs",
    "2B. Additional learning provision, and what is intended to come of it",
    "2C. Additional learning provision secured by an NHS body", "2D. Placement, board and lodging",
    "3A. Information used", "3B. Timeline of key events", "3C. Transition", "3D. Travel",
]  # fmt: skip
ENGLAND = [
    "A. Views, interests and aspirations", "B. Special educational needs", "C. Health needs", "D. Social care needs",
    "E. Outcomes", "F. Special educational provision", "G. Health provision",
    "H1. Social care provision under section 2 of the Chronically Sick and Disabled Persons Act 1970",
    "H2. Other social care provision", "I. Placement", "J. Personal budget", "K. Advice and information",
]  # fmt: skip
IDP, EHC = "idp-wales", "ehc-plan-england"


def english(world):
    Person.objects.filter(pk=world.geth.pk).update(jurisdiction="england")
    world.geth.refresh_from_db()


def gaps(world, layout, by=None):
    opened = open_person(by or world.huw, world.geth.reference, what="test")
    return [(gap.part, gap.code) for gap in queries.gaps_of(opened, catalogue.layout(layout))]


def provide(world, outcome, need, **more):
    said = {
        "section": "learning", "kind": "education", "what": "Speech and language therapy", "who": "Eleri", "place": "School",
        "outcome": outcome, "need": need, "every": "week", "times": 2, "minutes": 30, "starts_on": clock.today(),
        "review_on": clock.today() + timedelta(days=300), "in_welsh": True, "why": "It worked last year", **more,
    }  # fmt: skip
    return actions.add_provision(by=world.huw, person=world.geth, **said)


@shared
def whole(world, outcome):
    """Everything that an IDP wants, and an EHC plan too once the place and its own parts are written."""
    by, about = world.huw, {"by": world.huw, "person": world.geth}
    know(world, "works", "Quiet")
    circle.add_member(
        by=world.mair, person=world.geth, kind="family", name="Mair Rowlands", relation="mother"
    )
    actions.edit_outcome(
        by=by,
        outcome=outcome,
        version=1,
        by_when=clock.today() + timedelta(days=365),
        followed_how="Each term",
    )
    need = actions.add_need(section="learning", words="Long sentences are hard", outcome=outcome, **about)
    provide(world, outcome, need)
    for key in ("responsible", "transition"):
        actions.write_part(key=key, words="The school, since 2024", version=0, **about)
    for key in ("provision_health", "placement", "travel"):
        actions.write_part(key=key, none=True, version=0, **about)
    actions.add_advice(
        kind="education", who="Mrs Patel", words="He reads well", given_on=clock.today(), **about
    )
    return need


@pytest.mark.parametrize(("layout", "wanted"), [(IDP, WALES), (EHC, ENGLAND)])
def test_every_heading_of_the_law_stands_in_its_order(world, layout, wanted):
    made = actions.freeze_document(by=world.mair, person=world.geth, layout=layout, language="en")
    assert [block["heading"] for block in made.content["blocks"]] == wanted
    assert made.content["issue"]["stage"] == "copy" and made.content["issue"]["missing"]


def test_each_missing_thing_is_said_until_it_is_there(world, outcome):
    first = gaps(world, IDP)
    for part, code in (
        ("1C", "nothing"), ("2A", "nothing"), ("2B", "nothing"), ("2C", "nothing_or_none"), ("2D", "nothing_or_none"),
        ("3A", "nothing"), ("3B", "nothing"), ("3C", "nothing_or_none"), ("3D", "nothing_or_none"),
    ):  # fmt: skip
        assert (part, code) in first
    need = actions.add_need(by=world.huw, person=world.geth, section="learning", words="Long sentences")
    assert {("2A", "need_no_outcome"), ("2A", "need_no_provision")} <= set(gaps(world, IDP))
    actions.meet_need(by=world.huw, need=need, outcome=outcome)
    support = actions.add_support(
        by=world.huw, person=world.geth, section="learning", what="Therapy", who="Eleri", comes_from="service"
    )
    bare = actions.specify(by=world.huw, support=support, kind="education")
    lacking = {code for part, code in gaps(world, IDP) if part == "2B"}
    assert lacking == {
        "no_need", "no_outcome", "not_counted", "no_who", "no_start", "no_review", "no_welsh", "no_why",
    }  # fmt: skip
    actions.edit_provision(
        by=world.huw, provision=bare, version=1, need=need, outcome=outcome, every="always", place="School",
        starts_on=clock.today(), review_on=clock.today(), in_welsh=False, why="x",
    )  # fmt: skip
    assert {code for part, code in gaps(world, IDP) if part == "2B"} == {"no_day", "not_followed"}
    assert ("2A", "need_no_provision") not in gaps(world, IDP)


def test_a_whole_plan_lacks_nothing_and_says_so_of_none(world, whole):
    assert gaps(world, IDP) == []
    made = actions.freeze_document(by=world.huw, person=world.geth, layout=IDP, language="en")
    held = {block["id"]: block["items"] for block in made.content["blocks"]}
    assert held["3D"][0]["text"] == "None." and held["2C"][0]["text"] == "None."
    lines = dict(held["2B"][0]["lines"])
    assert lines["How much"] == "2 times every week, 30 minutes each time" and lines["In Welsh"] == "yes"
    assert lines["For the need"] == "Long sentences are hard"
    assert next(iter(lines)) == "Outcome", "2B begins with what is intended"
    assert str(whole.pk) in made.content["sources"]


def test_none_and_something_at_once_is_a_gap(world, whole, outcome):
    provide(world, outcome, whole, kind="health", what="Hearing check")
    assert gaps(world, IDP) == [("2C", "none_but_some")]


def draft(world, layout=IDP, **more):
    said = {"language": "en", "answer_by": clock.today() + timedelta(days=14), **more}
    return actions.make_draft(by=world.huw, person=world.geth, layout=layout, **said)


def final(world, layout=IDP, **more):
    return actions.make_final(
        by=world.huw, person=world.geth, layout=layout, language="en", **{"heard": "We agree", **more}
    )


def test_from_draft_to_final_to_amended_to_ended(world, whole):
    first = draft(world)
    assert (first.stage, first.number) == ("draft", 1) and first.document.content["issue"]["missing"] == []
    assert first.other.language == "cy" and "1A. Ynglŷn" in str(first.other.content)
    stands = final(world)
    assert stands.stage == "final" and stands.document.digest and Document.objects.count() == 4
    opened = open_person(world.mair, world.geth.reference, what="test")
    assert queries.standing(opened, IDP) == stands and queries.issue_of(opened, stands.other_id) == stands
    row = Provision.objects.get()
    actions.edit_provision(by=world.huw, provision=row, version=row.version, times=3)
    again = draft(world)
    [changed] = [line for line in again.document.content["issue"]["changes"] if line.startswith("2B")]
    assert "2 times every week" in changed and "3 times every week" in changed
    amended = final(world)
    assert amended.stage == "amended" and amended.before == stands
    assert amended.document.content["issue"]["changes"]
    ended = actions.cease(by=world.huw, person=world.geth, layout=IDP, why="He is at college now")
    assert ended.document == amended.document and queries.standing(opened, IDP) is None
    assert Entry.objects.filter(event__startswith="issue.").count() == 5
    with pytest.raises(RuleBroken):
        actions.cease(by=world.huw, person=world.geth, layout=IDP, why="Twice")
    assert draft(world).before is None


def test_no_final_plan_with_something_missing_nor_before_the_family_spoke(world, whole, monkeypatch):
    with pytest.raises(RuleBroken, match="draft first"):
        final(world)
    draft(world)
    with pytest.raises(RuleBroken, match="what the family said"):
        final(world, heard=" ")
    with pytest.raises(RuleBroken, match="still has time"):
        final(world, heard="", silent=True)
    part = PlanPart.objects.get(key="responsible")
    PlanPart.objects.filter(pk=part.pk).update(key="gone")
    with pytest.raises(RuleBroken, match="still missing"):
        final(world)
    PlanPart.objects.filter(pk=part.pk).update(key="responsible")
    later = clock.today() + timedelta(days=15)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert final(world, heard="", silent=True).silent
    assert Issue.objects.filter(stage="final").count() == 1


def test_in_england_a_first_draft_names_no_school_and_the_family_has_fifteen_days(world, whole):
    english(world)
    about = {"by": world.huw, "person": world.geth}
    actions.set_placement(basis="named", name="Hill School", type="Special school", version=0, **about)
    with pytest.raises(RuleBroken, match="days"):
        draft(world, EHC, answer_by=clock.today() + timedelta(days=13))
    first = draft(world, EHC)
    assert "Hill School" not in str(first.document.content) and "names no school" in str(
        first.document.content
    )
    assert first.other is None
    copy = actions.freeze_document(by=world.mair, person=world.geth, layout=EHC, language="en")
    assert "Hill School" in str(copy.content)
    left = {part for part, _code in gaps(world, EHC)}
    assert left == {"C", "D", "H1", "H2", "J", "K"}


def test_from_year_nine_a_plan_gets_ready_for_adult_life(world, whole):
    english(world)
    assert ("F", "no_adulthood") not in gaps(world, EHC)
    Person.objects.filter(pk=world.geth.pk).update(born_on=date(clock.today().year - 15, 3, 1))
    assert ("F", "no_adulthood") in gaps(world, EHC)
    row = Provision.objects.get()
    actions.edit_provision(by=world.huw, provision=row, version=row.version, adulthood=True)
    assert ("F", "no_adulthood") not in gaps(world, EHC)


def test_a_worker_makes_it_and_who_sees_too_little_is_told(world, whole):
    for who in (world.mair, world.geth_self):
        with pytest.raises((RuleBroken, NotFound)):
            actions.make_draft(
                by=who,
                person=world.geth,
                layout=IDP,
                language="en",
                answer_by=clock.today() + timedelta(days=20),
            )
    with pytest.raises(NotFound):
        draft(world, EHC)
    assert not Issue.objects.exists()


def test_two_who_change_the_same_lose_nothing(world, whole):
    row = Provision.objects.get()
    actions.edit_provision(by=world.huw, provision=row, version=1, times=3, what="Therapy in a group")
    with pytest.raises(Clash) as clash:
        actions.edit_provision(by=world.mair, provision=row, version=1, times=4)
    assert clash.value.theirs == {"times": "3"} and clash.value.mine == {"times": "4"}
    assert Support.objects.get(pk=row.support_id).what == "Therapy in a group"
    part = PlanPart.objects.get(key="responsible")
    with pytest.raises(Clash):
        actions.write_part(by=world.huw, person=world.geth, key="responsible", words="Other", version=0)
    part.refresh_from_db()
    assert part.words == "The school, since 2024"


def test_what_is_narrowed_or_stopped_is_in_no_plan(world, whole, outcome):
    row = Provision.objects.get()
    actions.move_support(by=world.huw, support=row.support, status="stopped")
    assert ("2B", "nothing") in gaps(world, IDP) and ("2A", "need_no_provision") in gaps(world, IDP)


def test_pages_lead_from_what_is_missing_to_where_it_is_mended(world, outcome, sign_in):
    client, here = sign_in(world.huw), f"/p/{world.geth.reference}/plan/learning/"
    need = actions.add_need(by=world.huw, person=world.geth, section="what_matters", words="Sleep")
    page = client.get(here).content.decode()
    assert f"learning/need/{need.pk}/" in page and "2B. Additional learning provision" in page
    assert client.post(f"{here}need/{need.pk}/", {"area": "education"}).status_code == 302
    assert f"provision/?need={need.pk}" in client.get(here).content.decode()
    said = {
        "kind": "education", "need": str(need.pk), "outcome": str(outcome.pk), "what": "Therapy", "every": "week",
        "times": "2", "minutes": "30", "who": "Eleri", "place": "School", "in_welsh": "yes", "why": "w",
        "section": "learning", "starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026",
    }  # fmt: skip
    assert client.post(f"{here}provision/", said).status_code == 302
    made = Provision.objects.get()
    assert (made.need, made.times, made.in_welsh) == (need, 2, True)
    assert made.support.starts_on == date(2026, 9, 1)
    bad = client.post(f"{here}provision/{made.pk}/", {**said, "times": "0"})
    assert bad.status_code == 200 and Provision.objects.get().times == 2
    assert client.post(f"{here}part/travel/", {"none": "on"}).status_code == 302
    assert client.get(f"{here}part/nonsense/").status_code == 404
    assert client.post(f"{here}place/", {"basis": "named", "name": "x"}).status_code == 200
    draft_page = client.get(f"{here}draft/").content.decode()
    assert "Still missing" in draft_page and "3C. Transition" in draft_page
    late = clock.today() + timedelta(days=20)
    day = {
        "answer_by-day": str(late.day),
        "answer_by-month": str(late.month),
        "answer_by-year": str(late.year),
    }
    made = client.post(f"{here}draft/", {"language": "en", **day}, follow=True).content.decode()
    assert "This is a draft, number 1" in made and "Still missing" in made
    refused = client.post(f"{here}final/", {"language": "en", "heard": "Yes"})
    assert refused.status_code == 200 and "Something is still missing" in refused.content.decode()
    assert "Yes" in refused.content.decode(), "nothing typed is lost"


def test_family_reads_the_page_and_a_stranger_does_not(world, whole, sign_in):
    here = f"/p/{world.geth.reference}/plan/learning/"
    page = sign_in(world.mair).get(here).content.decode()
    assert "Make a draft" not in page and "Nothing is missing" in page
    assert sign_in(world.mair).get(f"{here}draft/").status_code == 404
    assert sign_in(build.worker("Nobody", world.authority)).get(here).status_code == 404


def test_the_page_asks_as_much_for_many_as_for_few(world, whole, outcome, sign_in):
    client, here = sign_in(world.huw), f"/p/{world.geth.reference}/plan/learning/"
    client.get(here)
    with CaptureQueriesContext(connection) as few:
        client.get(here)
    for number in range(5):
        provide(world, outcome, whole, what=f"More {number}")
        actions.add_need(
            by=world.huw, person=world.geth, section="learning", words=f"n {number}", outcome=outcome
        )
        actions.add_advice(
            by=world.huw, person=world.geth, kind="other", who=f"w{number}", words="x", given_on=clock.today()
        )
    with CaptureQueriesContext(connection) as many:
        client.get(here)
    assert len(many) <= len(few)


def test_above_25_there_is_no_such_plan(world, sign_in):
    Person.objects.filter(pk=world.geth.pk).update(born_on=date(1980, 1, 1))
    here = f"/p/{world.geth.reference}/plan/"
    assert "There is no such plan at this age" in sign_in(world.mair).get(f"{here}learning/").content.decode()
    assert "Individual development plan" not in sign_in(world.mair).get(f"{here}documents/").content.decode()


@pytest.mark.parametrize(("language", "much"), [("en", "2 times every week"), ("cy", "2 waith bob wythnos")])
def test_the_plan_in_easy_read_says_what_help_must_come(world, whole, language, much):
    made = actions.freeze_document(
        by=world.mair, person=world.geth, layout="my-learning-plan-easy-read", language=language
    )
    held = {block["id"]: block["items"] for block in made.content["blocks"]}
    [help] = held["must"]
    assert (help["heading"], help["own"]) == ("Eleri", ["Speech and language therapy"])
    assert help["plain"][0].startswith(much) and held["needs"][0]["own"] == ["Long sentences are hard"]
    specs = catalogue.layout("my-learning-plan-easy-read")["blocks"]
    ids = [one["symbol"] for spec in specs for one in (spec, *spec.get("lines", []))]
    assert [id for id in ids if symbols.find(id) is None] == [] and held["where"] == []


def test_a_plan_of_law_on_paper_says_what_it_is(world, whole):
    made = draft(world)
    paper = pdf.render(made.document)
    assert paper.startswith(b"%PDF")


def test_the_family_answers_the_draft_and_it_stands_where_the_plan_is_made_final(world, whole, sign_in):
    issue = draft(world)
    here = f"/p/{world.geth.reference}/plan/"
    page = f"{here}documents/{issue.document_id}/"
    mother = sign_in(world.mair)
    assert "Nobody has answered yet" in mother.get(page).content.decode()
    answer = f"{here}learning/draft/{issue.pk}/answer/"
    assert answer in mother.get(page).content.decode()
    said = mother.post(
        answer, {"words": "He needs more", "school": "Hill School"}, follow=True
    ).content.decode()
    assert "He needs more" in said and "Hill School" in said
    assert mother.post(answer, {"words": " "}).status_code == 200
    worker = sign_in(world.huw)
    assert worker.post(answer, {"words": "He nodded"}).status_code == 200, "whose words?"
    assert worker.post(answer, {"words": "He nodded", "whose": "Geth"}).status_code == 302
    assert [row.whose for row in DraftAnswer.objects.order_by("created_at")] == ["Mair", "Geth"]
    form = worker.get(f"{here}learning/final/").content.decode()
    assert "He needs more" in form and "Hill School" in form
    final(world)
    with pytest.raises(RuleBroken, match="no longer the newest"):
        actions.answer_draft(by=world.mair, issue=issue, words="Late")
    assert answer not in mother.get(page).content.decode()
    stranger = sign_in(build.worker("Nobody", world.authority))
    assert stranger.post(answer, {"words": "x", "whose": "y"}).status_code == 404


def test_every_page_opens_for_whoever_may_and_is_nothing_to_others(world, outcome, sign_in):
    addresses = lives._learning(world)
    stranger = build.worker("Nobody", world.authority)
    for who in (world.huw, world.mair, world.geth_self, world.teacher, stranger):
        client = sign_in(who)
        for address in addresses:
            found = client.get(address).status_code
            assert found in ((405, 404) if address.endswith("/out/") else (200, 302, 404)), address
            assert who is not world.huw or found != 404, address
            assert who is not stranger or found in (404, 405), address
    absent = [re.sub(r"[0-9a-f-]{36}", str(uuid4()), one) for one in addresses]
    client = sign_in(world.huw)
    assert {client.get(one).status_code for one in absent if one not in addresses} <= {404, 405}


def test_what_is_kept_from_the_maker_is_in_no_document_of_theirs(world, whole):
    row = Provision.objects.get()
    keep_from(world, world.huw, row.support_id)
    made = actions.freeze_document(by=world.huw, person=world.geth, layout=IDP, language="en")
    assert "Speech and language therapy" not in str(made.content)
    with pytest.raises(NotFound):
        actions.edit_provision(by=world.huw, provision=row, version=row.version, times=9)
    mothers = actions.freeze_document(by=world.mair, person=world.geth, layout=IDP, language="en")
    assert "Speech and language therapy" in str(mothers.content)
    assert Provision.objects.get().times == 2
