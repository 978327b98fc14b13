"""Emergencies, and what is kept from somebody without a trace."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import build
from unstori.access import door
from unstori.access.actions import glass, grants, withholding
from unstori.access.door import NotFound, look_across, open_person
from unstori.access.models import AuditEvent, GlassBreak, Withholding
from unstori.access.queries import capacities_named, people_visible_to
from unstori.access.queries import safety as queries
from unstori.access.rules import PRIVATE, Permission
from unstori.access.signals import glass_broken
from unstori.core import clock
from unstori.core.errors import RuleBroken
from unstori.people.models import Capacity, Person
from unstori.story import actions as story
from unstori.story.models import Entry

REASON = "He is in our emergency department and cannot tell us what he takes."


@pytest.fixture
def governance(world):
    return build._actor(
        build.user("Gwen Lewis", is_demo=True), kind="governance", organisation=world.authority
    )


@pytest.fixture
def known(world):
    Person.objects.filter(pk=world.geth.pk).update(
        nhs_number="9434765919", postcode="LL55 1AB", full_name="Gethin Rowlands"
    )
    return {"born_on-day": "2", "born_on-month": "3", "born_on-year": "2017", "reason": REASON}


def by_number(known, number="943 476 5919"):
    return {**known, "way": "nhs_number", "nhs_number": number}


def by_name(known, name="gethin  ROWLANDS", postcode="ll551ab"):
    return {**known, "way": "name", "full_name": name, "postcode": postcode}


@pytest.mark.parametrize("how", [by_number, by_name])
def test_exact_identifiers_and_a_reason_open_the_record_for_four_hours(world, sign_in, known, how):
    told = []

    def hear(glass_break, by, **_):
        told.append((glass_break, by))

    glass_broken.connect(hear)
    answer = sign_in(world.stranger).post("/glass/", how(known))
    glass_broken.disconnect(hear)
    assert answer.status_code == 302 and world.geth.reference in answer.url
    opened = open_person(world.stranger, world.geth.reference)
    assert PRIVATE not in opened.sections and not opened.may(Permission.ADD, "health")
    ((broken, by),) = told
    assert broken.reason == REASON and by.capacity_id == world.stranger.capacity_id
    assert timedelta(hours=3, minutes=59) < broken.valid_until - clock.now() <= timedelta(hours=4)
    grants.end(person=world.geth, source=broken.pk, by=build.system())
    with pytest.raises(NotFound):
        open_person(world.stranger, world.geth.reference)


@pytest.mark.parametrize(
    "asked",
    [
        lambda k: by_number(k, "9434765870"),
        lambda k: by_name(k, name="Geth Rowlands"),
        lambda k: by_name(k, postcode="LL55 1AC"),
        lambda k: {**by_number(k), "born_on-day": "3"},
    ],
)
def test_nearly_right_finds_nobody_and_is_written_down(world, sign_in, known, asked):
    page = sign_in(world.stranger).post("/glass/", asked(known)).content.decode()
    assert "Nobody was found" in page
    assert not GlassBreak.objects.exists()
    assert AuditEvent.objects.filter(action="glass.try", user_id=world.stranger.user_id).count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        lambda k: {**by_number(k), "reason": "because"},
        lambda k: {**by_number(k), "reason": ""},
        lambda k: {**by_number(k), "way": ""},
        lambda k: by_number(k, "123"),
        lambda k: by_number(k, ""),
        lambda k: by_name(k, postcode=""),
    ],
)
def test_nothing_is_looked_up_before_everything_is_said(world, sign_in, known, asked):
    page = sign_in(world.stranger).post("/glass/", asked(known)).content.decode()
    assert "There is a problem" in page
    assert not AuditEvent.objects.filter(action="glass.try").exists() and not GlassBreak.objects.exists()


def test_guessing_stops_after_five_tries(world, sign_in, known):
    browser = sign_in(world.stranger)
    for _ in range(5):
        browser.post("/glass/", by_number(known, "9434765870"))
    page = browser.post("/glass/", by_number(known)).content.decode()
    assert "tried too many times" in page and not GlassBreak.objects.exists()


@pytest.mark.parametrize("who", ["mair", "geth_self"])
def test_the_glass_is_for_workers_alone(world, sign_in, known, who, governance):
    for actor in (getattr(world, who), governance):
        assert sign_in(actor).get("/glass/").status_code == 404
        with pytest.raises(NotFound):
            glass.look_up(by=actor, reason=REASON, born_on=world.geth.born_on, nhs_number="9434765919")
        with pytest.raises(NotFound):
            glass.break_glass(by=actor, person=world.geth, reason=REASON)


def test_two_people_alike_are_nobody(world, known):
    build.person("Gethin Rowlands", born_on=world.geth.born_on, postcode="LL55 1AB")
    assert (
        queries.exactly(born_on=world.geth.born_on, full_name="Gethin Rowlands", postcode="LL55 1AB") is None
    )


def test_breaking_again_gives_the_same(world):
    first = glass.break_glass(by=world.stranger, person=world.geth, reason=REASON)
    assert glass.break_glass(by=world.stranger, person=world.geth, reason=REASON) == first


def test_governance_reviews_and_nobody_else(world, sign_in, governance):
    broken = glass.break_glass(by=world.stranger, person=world.geth, reason=REASON)
    elsewhere = build._actor(
        build.user("Nia", is_demo=True), kind="governance", organisation=build.organisation("Far")
    )
    review = reverse("access:review_glass", args=[broken.pk])
    for actor in (world.stranger, world.mair, elsewhere):
        assert sign_in(actor).post(review, {"words": REASON}).status_code == 404
    assert sign_in(world.huw).get("/glass/review/").status_code == 404
    assert REASON not in sign_in(elsewhere).get("/glass/review/").content.decode()
    browser = sign_in(governance)
    assert REASON in browser.get("/glass/review/").content.decode()
    assert REASON in browser.get(review).content.decode()
    assert "full sentence" in browser.post(review, {"words": "fine"}).content.decode()
    assert browser.post(review, {"words": "It was right: he was in danger."}).status_code == 302
    assert "It was right" in browser.get("/glass/review/").content.decode()
    with pytest.raises(RuleBroken):
        glass.review(by=governance, glass_break_id=broken.pk, words=REASON)


# --- withholding


def test_whoever_may_keep_something_finds_the_way_there(world, sign_in, governance):
    entry = story.add_entry(by=world.huw, person=world.geth, section="care", kind="note", words="Hello")
    way = reverse("access:withhold", args=[world.geth.reference])
    see = reverse("circle:who_can_see", args=[world.geth.reference])
    read = reverse("story:entry", args=[world.geth.reference, entry.pk])
    assert way in sign_in(world.huw).get(see).content.decode()
    assert f"{way}?row={entry.pk}" in sign_in(world.huw).get(read).content.decode()
    for page in (see, read):
        assert way not in sign_in(world.mair).get(page).content.decode()
    glass.break_glass(by=world.stranger, person=world.geth, reason=REASON)
    assert way in sign_in(governance).get("/glass/review/").content.decode()
    assert reverse("access:glass_breaks") in sign_in(governance).get("/").content.decode()
    assert reverse("access:glass") in sign_in(world.huw).get("/").content.decode()


def keep(world, by=None, **more):
    today = clock.today()
    asked = {
        "kind": "section",
        "section": "safeguarding",
        "reason": REASON,
        "review_on": today + timedelta(days=30),
        "ends_on": today + timedelta(days=60),
        "withheld_from": Capacity.objects.get(pk=world.mair.capacity_id),
        **more,
    }
    return withholding.withhold(by=by or world.huw, person=world.geth, **asked)


def entry(world, section="safeguarding", **more):
    return story.record(by=world.huw, person=world.geth, section=section, event="test", title=section, **more)


def sees(actor, world):
    seen = set(open_person(actor, world.geth.reference).rows(Entry.objects.all()))
    assert seen == set(look_across(actor).rows(Entry.objects.all()))
    return seen


def test_a_section_is_kept_from_one_person_in_every_capacity_and_from_nobody_else(world):
    told, other = entry(world), entry(world, "learning")
    also = build._actor(build.account_of(world.mair), kind="worker", organisation=world.authority)
    build.grant(world.geth, also)
    assert sees(world.mair, world) == {told, other}
    grants.let_in(
        person=world.geth,
        row_id=told.pk,
        capacity=Capacity.objects.get(pk=world.mair.capacity_id),
        by=world.huw,
    )
    kept = keep(world)
    assert sees(world.mair, world) == sees(also, world) == {other}
    assert not open_person(world.mair, world.geth.reference).sees(told)
    assert sees(world.huw, world) == {told, other}
    withholding.lift(by=world.huw, person=world.geth, withholding_id=kept.pk)
    assert sees(world.mair, world) == {told, other}


def test_a_row_and_the_address_are_kept(world):
    told, other = entry(world), entry(world)
    keep(world, kind="row", row_id=told.pk, section="")
    keep(world, kind="address", section="")
    assert sees(world.mair, world) == {other}
    assert open_person(world.mair, world.geth.reference).address_withheld
    assert not open_person(world.huw, world.geth.reference).address_withheld


def test_predicate_and_queryset_agree_when_everything_is_kept(world):
    for section in ("about_me", "what_matters", "learning"):
        keep(world, section=section, withheld_from=Capacity.objects.get(pk=world.teacher.capacity_id))
    assert world.geth not in people_visible_to(world.teacher)
    with pytest.raises(NotFound):
        open_person(world.teacher, world.geth.reference)


def test_a_document_that_is_kept_does_not_open(world):
    document = entry(world).pk
    holder = Capacity.objects.get(pk=world.mair.capacity_id)
    grants.open_document(
        person=world.geth, document_id=document, capacity=holder, source=document, by=world.huw
    )
    assert door.document_opens(world.mair, document)
    keep(world, kind="row", row_id=document, section="")
    assert not door.document_opens(world.mair, document)


def test_it_ends_by_itself(world):
    kept = keep(world)
    Withholding.objects.filter(pk=kept.pk).update(valid_until=clock.now() - timedelta(minutes=1))
    assert "safeguarding" in open_person(world.mair, world.geth.reference).sections


@pytest.mark.parametrize("who", ["mair", "geth_self", "teacher", "stranger", "former"])
def test_who_may_not_keep_anything(world, sign_in, who):
    with pytest.raises(NotFound):
        keep(world, by=getattr(world, who))
    page = reverse("access:withhold", args=[world.geth.reference])
    assert sign_in(getattr(world, who)).get(page).status_code == 404
    kept = keep(world)
    assert (
        sign_in(getattr(world, who))
        .post(reverse("access:lift", args=[world.geth.reference, kept.pk]))
        .status_code
        == 404
    )


def test_governance_of_the_authority_keeps_without_a_grant(world, governance, sign_in):
    assert keep(world, by=governance)
    assert sign_in(governance).get(reverse("access:withhold", args=[world.geth.reference])).status_code == 200
    with pytest.raises(NotFound):
        withholding.authorise(by=governance, reference="nobodyhere")


def test_governance_comes_to_its_own_by_exact_identifiers(world, governance, sign_in, known):
    browser = sign_in(governance)
    assert reverse("access:look_up") in browser.get("/").content.decode()
    assert "Gethin" not in browser.get("/withhold/").content.decode()
    found = browser.post("/withhold/", by_number(known))
    assert found.url == reverse("access:withhold", args=[world.geth.reference])
    assert REASON in browser.get(found.url).content.decode(), "the reason is said once"
    assert browser.get(reverse("web:now", args=[world.geth.reference])).status_code == 404
    assert AuditEvent.objects.get(action="glass.try").detail == {"by": "nhs_number", "for": "withholding"}
    assert not GlassBreak.objects.exists()


def test_somebody_elses_person_is_nobody_and_guessing_stops(world, governance, sign_in, known):
    Person.objects.filter(pk=world.geth.pk).update(authority=build.organisation("Far"))
    browser = sign_in(governance)
    for _ in range(5):
        assert "Nobody was found" in browser.post("/withhold/", by_name(known)).content.decode()
    Person.objects.filter(pk=world.geth.pk).update(authority=world.authority)
    assert "tried too many times" in browser.post("/withhold/", by_name(known)).content.decode()


@pytest.mark.parametrize("who", ["mair", "geth_self", "huw", "teacher", "stranger"])
def test_only_governance_looks_people_up_to_keep_something(world, sign_in, known, who):
    assert sign_in(getattr(world, who)).post("/withhold/", by_number(known)).status_code == 404
    with pytest.raises(NotFound):
        withholding.look_up(by=getattr(world, who), reason=REASON, born_on=world.geth.born_on)


def test_the_page_keeps_and_ends_and_leaves_no_trace_of_having_been_read(world, sign_in):
    browser, page = sign_in(world.huw), reverse("access:withhold", args=[world.geth.reference])
    day = clock.today() + timedelta(days=30)
    end = clock.today() + timedelta(days=90)
    asked = {
        "withheld_from": str(world.mair.capacity_id),
        "kind": "section",
        "section": "health",
        "reason": REASON,
        "review_on-day": day.day,
        "review_on-month": day.month,
        "review_on-year": day.year,
        "ends_on-day": end.day,
        "ends_on-month": end.month,
        "ends_on-year": end.year,
    }
    for wrong in (
        {"section": ""},
        {"kind": "row"},
        {"reason": "short"},
        {"withheld_from": str(world.huw.capacity_id)},
    ):
        assert "There is a problem" in browser.post(page, {**asked, **wrong}).content.decode()
    assert (
        "There is a problem"
        in browser.post(page + "?row=x", {**asked, "kind": "row", "row_id": "x"}).content.decode()
    )
    assert browser.post(page, asked).status_code == 302
    assert "health" not in open_person(world.mair, world.geth.reference).sections
    assert REASON in browser.get(page).content.decode()
    assert not AuditEvent.objects.filter(action="read", capacity_id=world.huw.capacity_id).exists()
    held = Withholding.objects.get()
    assert browser.post(reverse("access:lift", args=[world.geth.reference, held.pk])).status_code == 302
    assert browser.post(reverse("access:lift", args=[world.geth.reference, held.pk])).status_code == 404


def test_whoever_it_is_kept_from_does_not_see_it_on_the_list(world):
    kept = keep(world, withheld_from=Capacity.objects.get(pk=world.teacher.capacity_id))
    build.grant(world.geth, world.teacher, ("safeguarding",))
    assert not queries.withholdings_on(world.geth, world.teacher).exists()
    assert queries.withholding(world.geth, kept.pk, world.huw)
    assert world.mair.capacity_id in capacities_named({world.mair.capacity_id})


@pytest.mark.parametrize("what", [{"section": "health"}, {"kind": "address"}, {"kind": "row"}])
def test_what_is_kept_from_the_reader_is_not_on_the_list_for_being_kept_from_another(world, what):
    if what == {"kind": "row"}:
        what = what | {"row_id": entry(world).pk}
    kept = keep(world, **what)
    assert list(queries.withholdings_on(world.geth, world.teacher)) == [kept]
    keep(world, withheld_from=Capacity.objects.get(pk=world.teacher.capacity_id), **what)
    assert not queries.withholdings_on(world.geth, world.teacher).exists()


def test_what_is_kept_from_somebody_takes_with_it_what_tells_of_it(world, sign_in):
    """A promise of a kept entry, the entry that says it is kept, and what a kept correction put right."""
    promised = story.promise(
        by=world.huw, person=world.geth, section="learning", what="Ring the refuge", due_on=clock.today()
    )
    said = {"by": world.huw, "person": world.geth, "section": "learning", "kind": "note"}
    first = story.add_entry(words="They moved to Bangor", **said)
    corrected = story.correct_entry(by=world.huw, entry=first, words="They moved to Conwy")
    story.keep_promise(by=world.huw, promise=promised)
    for row_id in (promised.entry_id, corrected.pk):
        Withholding.objects.create(
            person=world.geth, kind="row", row_id=row_id, withheld_from_id=world.teacher.capacity_id,
            reason=REASON, review_on=clock.today(), valid_until=clock.now() + timedelta(days=9),
            created_by=world.huw.capacity_id,
        )  # fmt: skip
    shown = sign_in(world.teacher)
    for page in ("story/", "story/promises/", "now/", "circle/", ""):
        words = shown.get(f"/p/{world.geth.reference}/{page}").content.decode()
        assert not [kept for kept in ("refuge", "Bangor", "Conwy") if kept in words], page
    assert "refuge" in sign_in(world.huw).get(f"/p/{world.geth.reference}/story/").content.decode()
