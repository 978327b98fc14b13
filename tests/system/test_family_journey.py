"""A family's journey: invited, heard in Welsh on a phone, a circle, a plan in their words, a review, a copy.

Source: "How it will be judged" of the first job: nothing is typed twice on the way.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests import build
from tests.system.conftest import Open
from tests.system.steps import choice, known, link_in_the_last_message, press, sees, send
from unstori.access import queries as access
from unstori.access.rules import Actor
from unstori.circle import actions as circle
from unstori.core import clock
from unstori.people.models import Capacity, Person

pytestmark = pytest.mark.django_db(transaction=True)
WISH = "Dw i eisiau gwybod beth sy’n dod nesaf."
LOVES = "Trenau, a Mot y ci."
PASSWORD = "tri thren coch hapus"


@dataclass
class Family:
    """Geth, 9, whose story Huw opened; nobody of the family has an account yet."""

    geth: Person
    huw: Actor
    jo: Actor
    open: Open
    mair: Actor | None = None

    @property
    def at(self) -> str:
        return f"/p/{self.geth.reference}/"

    def page(self, actor: Actor | None, where: str = "", **how: Any) -> Page:
        page = self.open(actor, **how)
        page.goto(self.at + where)
        return page


@pytest.fixture
def family(transactional_db: None, open_browser: Open) -> Family:
    gwynedd = build.organisation()
    geth = build.person(authority=gwynedd, called="Geth", language="cy")
    huw = build.worker("Huw Parry", gwynedd)
    jo = build.worker("Jo Bevan", build.organisation("Seren Support", "voluntary"), "Support worker")
    circle.begin(by=huw, person=geth)
    circle.add_member(by=build.system(), person=geth, kind="family", name="Mair Rowlands", relation="Mam",
                      parental_responsibility=True, email="mair@example.org")  # fmt: skip
    circle.add_member(by=build.system(), person=geth, kind="worker", name="Jo Bevan", relation="Support",
                      capacity_id=jo.capacity_id, organisation_id=jo.organisation_id)  # fmt: skip
    return Family(geth, huw, jo, open_browser)


def test_family_is_heard_and_plans_and_looks_again(family: Family) -> None:
    given_the_key_worker_invites_the_mother(family)
    phone = when_she_arrives_by_the_link_on_her_phone_in_welsh(family)
    and_writes_down_what_geth_says(family, phone)
    and_shares_with_whom_she_chooses(family, phone)
    when_the_key_worker_drafts_an_outcome_from_those_words(family)
    and_everybody_agrees(family, phone)
    and_a_support_worker_opens_the_profile_and_nothing_else(family, phone)
    with time_machine.travel(clock.now() + timedelta(days=91), tick=True):
        then_they_look_again_three_months_later(family)
        and_the_family_takes_a_copy(family)


def given_the_key_worker_invites_the_mother(family: Family) -> None:
    laptop = family.page(family.huw, "circle/")
    laptop.get_by_role("link", name="Mair Rowlands").first.click()
    laptop.locator('main a[href$="/invite/"]').click()
    # Her address and her language are known already.
    assert known(laptop, "email") == "mair@example.org"
    send(laptop, language="cy")


def when_she_arrives_by_the_link_on_her_phone_in_welsh(family: Family) -> Page:
    link = link_in_the_last_message(to="mair@example.org")
    phone = family.open(phone=True, language="cy")
    phone.goto(link)
    send(phone, name="Mair Rowlands", password=PASSWORD)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Geth")
    mother = Capacity.objects.get(user__email="mair@example.org")
    family.mair = access.actor_of(mother)
    # A link is used once.
    again = family.open(phone=True, language="cy")
    again.goto(link)
    expect(again.locator('main input[name="password"]')).to_have_count(0)
    return phone


def and_writes_down_what_geth_says(family: Family, phone: Page) -> None:
    phone.goto(family.at + "story/what-matters/start/first-conversation/")
    send(phone, held_on=clock.today())
    phone.locator('main a[href*="/q/what-matters/"]').click()
    send(phone, words=LOVES, said_by="Geth")
    phone.goto(phone.url.split("/q/")[0] + "/q/worry/") if "/q/" in phone.url else None
    if "/q/" not in phone.url:
        phone.locator('main a[href*="/q/worry/"]').click()
    send(phone, words=WISH, said_by="Geth")
    phone.goto(phone.url.split("/q/")[0].rstrip("/") + "/check/")
    sees(phone, WISH)
    press(phone.locator('main form[method="post"]').last)
    sees(phone, LOVES)


def and_shares_with_whom_she_chooses(family: Family, phone: Page) -> None:
    phone.goto(family.at + "circle/share/")
    send(phone, holder=choice(phone, "holder", "Huw Parry"), sections=["about_me", "what_matters", "care"],
         permission="2", purpose="I wneud cynllun gyda ni")  # fmt: skip
    phone.goto(family.at + "circle/who-can-see/")
    sees(phone, "Huw Parry")
    sees(phone, "I wneud cynllun gyda ni")
    expect(phone.locator("main")).not_to_contain_text("Seren Support")


def when_the_key_worker_drafts_an_outcome_from_those_words(family: Family) -> None:
    laptop = family.page(family.huw, "plan/outcome/")
    send(laptop, statements=choice(laptop, "statements", WISH), words="Dw i’n gwybod beth sy’n dod nesaf",
         language="cy", domains=[])  # fmt: skip
    # His own words stay beside the outcome.
    sees(laptop, WISH)
    laptop.goto(family.at + "plan/support/")
    send(laptop, comes_from="community", what="Clwb trenau", who="Siôn")
    laptop.goto(family.at + "plan/")
    press(laptop.locator('main form[action$="/put-forward/"]'))
    send(laptop, verdict="agrees")


def and_everybody_agrees(family: Family, phone: Page) -> None:
    phone.goto(family.at + "plan/agree/")
    sees(phone, "Dw i’n gwybod beth sy’n dod nesaf")
    send(phone, verdict="agrees")
    # Geth is nine: his mother writes down his own answer, and how he gave it.
    phone.goto(family.at + "plan/agree/")
    send(phone, verdict="agrees", party=choice(phone, "party", "Geth"), basis="said")
    phone.goto(family.at + "plan/agree/")
    for name in ("Huw Parry", "Mair Rowlands", "Geth"):
        expect(phone.locator("aside, .aside").first).to_contain_text(name)
    phone.goto(family.at + "plan/")
    sees(phone, "Huw Parry")
    sees(phone, "Siôn")


def and_a_support_worker_opens_the_profile_and_nothing_else(family: Family, phone: Page) -> None:
    phone.goto(family.at + "plan/documents/")
    send(phone, layout="one-page-profile", language="cy")
    sees(phone, LOVES)
    profile = phone.url
    phone.goto(profile + "share/")
    send(phone, capacity=choice(phone, "capacity", "Jo Bevan"))
    tablet = family.open(family.jo)
    tablet.goto("/")
    tablet.locator("main a[href*='/plan/documents/']").click()
    sees(tablet, LOVES)
    for closed in ("", "story/", "plan/", "circle/", "plan/documents/"):
        refused = tablet.goto(family.at + closed)
        assert refused and refused.status == 404, closed


def then_they_look_again_three_months_later(family: Family) -> None:
    assert family.mair
    phone = family.page(family.mair, "plan/", phone=True, language="cy")
    phone.locator("main a[href*='/rate/']").first.click()
    send(phone, rater="self_helped", going="7", helped_by="Mam")
    laptop = family.page(family.huw, "plan/")
    laptop.locator("main a[href*='/rate/']").first.click()
    send(laptop, rater="professional", going="4", basis="observed", present="yes")
    # The two views stand beside each other.
    sees(laptop, "Huw Parry")
    laptop.goto(family.at + "plan/review/")
    assert known(laptop, "whose_1") == "Huw Parry"
    send(laptop, "hold", whose_1="Huw Parry", working_1="The picture timetable.", whose_2="Geth",
         working_2="Y clwb trenau.", conclusion="confirmed",
         next_on=clock.today() + timedelta(days=90))  # fmt: skip
    laptop.goto(family.at + "plan/review/")
    sees(laptop, "Y clwb trenau.")


def and_the_family_takes_a_copy(family: Family) -> None:
    assert family.mair
    phone = family.page(family.mair, "plan/documents/", phone=True, language="cy")
    send(phone, layout="care-and-support-plan-wales", language="cy")
    with phone.expect_download() as copy:
        phone.locator("main a[href$='/pdf/']").first.click()
    made = copy.value.path().read_bytes()
    assert made.startswith(b"%PDF")
    assert len(made) > 5_000
