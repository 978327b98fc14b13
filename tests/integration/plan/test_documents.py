"""Frozen documents: whole or not at all, one at a time, on paper with its structure."""

import re
import zlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from tests import build
from tests.ground import shared
from tests.integration.plan.conftest import know, say
from unstori.access.door import look_across, open_person
from unstori.access.models import AuditEvent, Withholding
from unstori.circle.models import Member
from unstori.core import clock
from unstori.people.models import Capacity
from unstori.plan import actions, blocks, catalogue, pdf, presenters, queries
from unstori.plan.models import Document
from unstori.ui import paper


def freeze(world, by=None, layout="one-page-profile", language="en"):
    return actions.freeze_document(by=by or world.mair, person=world.geth, layout=layout, language=language)


def said_in(document):
    return str(document.content)


@shared
def profile(world, words):
    know(world, "appreciated", "Funny and kind")
    know(world, "works", "A quiet room", section="learning")
    return freeze(world)


@pytest.fixture
def alone(world):
    """A support worker in the circle with no grant at all."""
    actor = build.worker("Ann", build.organisation("Gofal Da"), "Support worker")
    Member.objects.create(
        person=world.geth,
        section="about_me",
        capacity_id=actor.capacity_id,
        kind="worker",
        name="Ann",
        relation="Support worker",
        created_by_id=world.mair.capacity_id,
    )
    return actor


def test_profile_holds_words_facts_and_its_sections(world, profile):
    assert [block["id"] for block in profile.content["blocks"]] == ["appreciate", "matters", "support"]
    for words in ("Funny and kind", "A quiet room", "Dw i eisiau cysgu"):
        assert words in said_in(profile)
    assert profile.sections_used == ["about_me", "learning", "what_matters"]


def test_document_speaks_its_language(world, profile):
    welsh = freeze(world, language="cy")
    assert welsh.title == "Proffil un dudalen"
    assert "Beth sy’n bwysig i mi" in said_in(welsh)


def test_plan_document_follows_the_regulations_order(world, outcome):
    actions.add_need(by=world.huw, person=world.geth, section="care", words="Sleep", eligible=True)
    actions.add_step(by=world.huw, outcome=outcome, what="Lamp", who="Mair", by_when=clock.today())
    actions.finish_step(
        by=world.huw, step=actions.add_step(by=world.huw, outcome=outcome, what="Blind", who="Mair")
    )
    actions.add_support(
        by=world.huw,
        person=world.geth,
        section="care",
        what="Respite",
        who="Huw",
        comes_from="service",
        organisation=world.school,
    )
    actions.rate(by=world.geth_self, outcome=outcome, rater="self", going=3)
    actions.rate(
        by=world.teacher, outcome=outcome, rater="professional", going=9, basis="asked", person_present=False
    )
    actions.agree(
        by=world.mair,
        version=actions.put_forward(by=world.huw, person=world.geth),
        verdict="in_part",
        reasons="Later",
    )
    review = actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today())
    actions.hold_review(
        by=world.huw,
        review=review,
        conclusion="confirmed",
        next_on=clock.today() + timedelta(days=90),
        views=[{"question": "working", "whose": "Geth", "words": "x"}],
    )
    made = freeze(world, layout="care-and-support-plan-wales")
    assert [b["id"] for b in made.content["blocks"]] == [
        "about", "needs", "outcomes", "actions", "direct_payments", "enquiry", "progress", "review",
        "agreement"]  # fmt: skip
    for words in (
        "Respite",
        "Ysgol y Bryn",
        "We see this differently: Mrs Patel says 9, Geth says 3.",
        "Later",
        "The plan goes on",
    ):
        assert words in said_in(made)


def test_private_and_narrowed_words_never_enter_a_document(world):
    say(world, "I have a secret", section="private_to_me")
    say(world, "Only between us", narrowed=True)
    made = freeze(world, by=world.geth_self)
    assert "secret" not in said_in(made) and "between us" not in said_in(made)
    assert freeze(world, by=world.geth_self).section == "about_me", (
        "a document of nothing belongs to about me"
    )


def test_document_is_whole_or_not_found(world, profile, sign_in):
    page = f"/p/{world.geth.reference}/plan/documents/{profile.pk}/"
    assert sign_in(world.teacher).get(page).status_code == 200
    know(world, "works", "Warm milk", section="health")
    more = freeze(world)
    hidden = f"/p/{world.geth.reference}/plan/documents/{more.pk}/"
    assert sign_in(world.mair).get(hidden).status_code == 200
    for address in (hidden, hidden + "pdf/", f"/p/{world.geth.reference}/plan/documents/{uuid4()}/"):
        assert sign_in(world.teacher).get(address).status_code == 404
    assert (
        str(more.pk)
        not in sign_in(world.teacher).get(f"/p/{world.geth.reference}/plan/documents/").content.decode()
    )


def test_something_kept_from_a_reader_keeps_the_whole_document_from_them(world, profile):
    source = profile.content["sources"][0]
    Withholding.objects.create(
        person=world.geth,
        kind="row",
        row_id=source,
        withheld_from_id=world.teacher.capacity_id,
        reason="x",
        created_by=world.huw.capacity_id,
        review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=9),
    )
    opened = open_person(world.teacher, world.geth.reference)
    assert queries.documents(opened) == []
    capacity = Capacity.objects.get(pk=world.teacher.capacity_id)
    actions.share_document(by=world.mair, document=profile, capacity=capacity)
    with pytest.raises(Http404):
        queries.open_document(world.teacher, world.geth.reference, profile.pk)


def test_one_document_and_nothing_else(world, profile, alone, sign_in):
    page = f"/p/{world.geth.reference}/plan/documents/{profile.pk}/"
    client = sign_in(alone)
    assert client.get(page).status_code == 404
    chosen = sign_in(world.mair).post(page + "share/", {"capacity": str(alone.capacity_id)})
    assert chosen.status_code == 302
    shown = client.get(page).content.decode()
    assert "Funny and kind" in shown and 'class="tabs"' not in shown
    assert client.get(page + "pdf/")["Content-Type"] == "application/pdf"
    assert AuditEvent.objects.filter(action="document.read", capacity_id=alone.capacity_id).count() == 2
    assert list(queries.documents_shared_with(alone)) == [profile]
    for other in ("", "documents/", f"documents/{freeze(world).pk}/", f"documents/{profile.pk}/share/"):
        assert client.get(f"/p/{world.geth.reference}/plan/{other}").status_code == 404
    assert "Ann" in sign_in(world.mair).get(page).content.decode()
    sign_in(world.mair).post(page + "stop/", {})
    assert client.get(page).status_code == 404


def test_only_who_decides_about_all_of_it_shares(world, profile, alone, sign_in):
    capacity = Capacity.objects.get(pk=alone.capacity_id)
    for who in (world.huw, world.teacher, world.stranger):
        with pytest.raises(Http404):
            actions.share_document(by=who, document=profile, capacity=capacity)
    aunt = build.family("Aunt", world.geth, "Aunt")
    build.grant(world.geth, aunt, ("about_me", "what_matters", "learning"))
    build.grant(world.geth, aunt, ("about_me",), permission=3)
    with pytest.raises(Http404):
        actions.share_document(by=aunt, document=profile, capacity=capacity)


def test_sharing_says_when_there_is_nobody_to_share_with(world, profile, sign_in):
    page = (
        sign_in(world.mair)
        .get(f"/p/{world.geth.reference}/plan/documents/{profile.pk}/share/")
        .content.decode()
    )
    assert "Nobody in the circle has an account yet" in page


def test_stale_document_says_what_changed(world, outcome, sign_in):
    made = freeze(world, layout="care-and-support-plan-wales")
    actions.edit_outcome(by=world.huw, outcome=outcome, version=1, words="Something new")
    opened = open_person(world.mair, world.geth.reference)
    assert any("Something new" in line for line in presenters.stale(opened, made))
    page = sign_in(world.mair).get(f"/p/{world.geth.reference}/plan/documents/{made.pk}/").content.decode()
    assert "The plan changed since this was made" in page and "Something new" in page


def test_family_makes_and_takes_a_copy_without_asking(world, words, sign_in):
    client = sign_in(world.mair)
    page = f"/p/{world.geth.reference}/plan/documents/"
    made = client.post(page, {"layout": "one-page-profile", "language": "cy"})
    assert made.status_code == 302
    copy = client.get(made["Location"] + "pdf/?letter=1")
    assert copy.content.startswith(b"%PDF") and "attachment" in copy["Content-Disposition"]
    assert Document.objects.get().language == "cy"
    assert "Proffil un dudalen" in client.get(page).content.decode()


def inside(made: bytes) -> bytes:
    """The PDF with its compressed streams opened."""
    out = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            out.append(zlib.decompress(stream))
        except zlib.error:
            out.append(stream)
    return b"\n".join(out)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pdf_is_tagged_speaks_its_language_and_carries_its_font(world, profile, language):
    made = inside(pdf.render(freeze(world, language=language)))
    assert b"/StructTreeRoot" in made and b"/Marked true" in made
    assert re.search(rb"/Lang\s*\(" + language.encode(), made)
    assert re.search(rb"pdfuaid:part(>|=\")1", made)
    assert b"Atkinson" in made and b"/FontFile" in made


def test_a_one_page_profile_of_usual_length_is_one_page(world, words):
    told = ("appreciated", "important_people", "communication", "works", "works_not", "class_strategies")
    for key in (*told, "language_and_format"):
        know(world, key, "Lluniau bob tro, ac amser i ateb: cyfri i ddeg. Dim cwestiynau pan mae'n ormod.")
    made = inside(pdf.render(freeze(world)))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


def test_letter_has_the_address_only_for_who_may_have_it(world, profile):
    world.geth.address, world.geth.postcode = "1 Stryd Fawr", "LL1 1AA"
    profile.person = world.geth
    mair = open_person(world.mair, world.geth.reference)
    mair.person.address = "1 Stryd Fawr"
    assert pdf._context(profile, mair, True)["address"] == ["1 Stryd Fawr", "LL1 1AA"]
    assert pdf._context(profile, None, True)["address"] == []


def test_documents_fetch_nothing():
    with pytest.raises(ValueError, match="fetch nothing"):
        paper.only_what_is_given({}).fetch("http://example.org/x.png")


def test_higher_rooms_fill_blocks(world, words, monkeypatch):
    monkeypatch.setattr(blocks, "REGISTRY", dict(blocks.REGISTRY))

    @blocks.register("direct_payments")
    def payments(opened, spec):
        return [blocks.item(section="money", text="£50 each week")]

    made = freeze(world, layout="care-and-support-plan-wales")
    assert "£50" in said_in(made) and "money" in made.sections_used


def test_definitions_say_their_source_and_both_languages():
    domains = catalogue.domains()
    assert len(domains) == 8 and sum(len(domain["statements"]) for domain in domains) == 24
    assert all(text["en"] and text["cy"] for domain in domains for text in domain["statements"])
    assert [layout["id"] for layout in catalogue.layouts("england")] == [
        "if-i-cannot", "one-page-profile", "ehc-plan-england", "if-i-cannot-easy-read", "my-learning-plan-easy-read",
        "my-plan-easy-read", "one-page-profile-easy-read",
    ]  # fmt: skip
    assert catalogue.layout("one-page-profile", 1)["source"].startswith("PRSB")
    assert catalogue.conclusion_words("nothing") is None


def keep_from(world, user, row_id):
    """Something kept from somebody, written down against another of their capacities."""
    account = build.account_of(user)
    other = build.queries.actor_of(
        build.identity.give_capacity(by=build.system(), user=account, kind="family", person=world.geth)
    )
    Withholding.objects.create(
        person=world.geth,
        kind="row",
        row_id=row_id,
        withheld_from_id=other.capacity_id,
        reason="x",
        created_by=world.huw.capacity_id,
        review_on=clock.today(),
        valid_until=clock.now() + timedelta(days=9),
    )


@pytest.mark.parametrize("what", ["source", "document"])
def test_what_is_kept_from_somebody_is_kept_in_each_capacity_and_leaves_no_title(world, profile, alone, what):
    capacity = Capacity.objects.get(pk=alone.capacity_id)
    actions.share_document(by=world.mair, document=profile, capacity=capacity)
    row = profile.content["sources"][0] if what == "source" else profile.pk
    keep_from(world, alone, row)
    keep_from(world, world.teacher, row)
    assert queries.documents_shared_with(alone) == []
    assert queries.documents(open_person(world.teacher, world.geth.reference)) == []
    with pytest.raises(Http404):
        queries.open_document(alone, world.geth.reference, profile.pk)


def test_a_review_kept_from_somebody_is_not_on_their_first_page(world):
    review = actions.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(days=3))
    assert list(queries.reviews_due(look_across(world.teacher))) == [review]
    keep_from(world, world.teacher, review.pk)
    assert list(queries.reviews_due(look_across(world.teacher))) == []
