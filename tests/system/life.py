"""A life lived in: every page has something to show. Built by the rooms' own actions."""

from datetime import timedelta
from decimal import Decimal

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests import build
from tests.system.lives import adjustments as changes
from tests.system.lives import (
    assessment,
    boards,
    directory,
    exchange,
    finding,
    governance,
    holding,
    identity,
    moves,
    notices,
    pathways,
    processes,
    requests,
    rights,
    teams,
    transitions,
    visits,
)
from tests.system.lives import directory_keeping as kept
from tests.system.lives import directory_questions as looked_for
from tests.system.lives import directory_voice as said_of_services
from tests.system.lives import plan as easy
from tests.system.lives import safeguarding as safe
from tests.system.lives import story as voices
from tests.system.words import picture
from unstori.access.actions import glass, withholding
from unstori.access.rules import SHAREABLE, Actor, Permission
from unstori.circle import actions as circle
from unstori.circle.models import Member
from unstori.circle.queries import token_of
from unstori.core import clock
from unstori.people.models import Capacity, Person, Team
from unstori.plan import actions as plan
from unstori.plan.models import Need, Outcome, Support
from unstori.story import actions as story

PASSWORD = "tri thren coch hapus"


def capacity(actor: Actor) -> Capacity:
    return Capacity.objects.get(pk=actor.capacity_id)


def live(world: build.World) -> list[str]:
    """A circle, a story, what matters, a plan that was agreed, rated and looked at again.

    Returns addresses that no link leads to.
    """
    around = _circle(world)
    _story(world)
    _promises(world)
    _facts(world)
    said = _conversation(world.geth, world.mair)
    _plan(world, said)
    circle.ask(by=world.huw, person=world.geth, holder=around["Mrs Patel"], sections=["health"],
               purpose="I gynllunio’r daith i’r ysgol")  # fmt: skip
    circle.share(by=world.mair, person=world.geth, holder=around["Huw Parry"], sections=SHAREABLE,
                 purpose="I helpu gyda’r cynllun", permission=Permission.ADD)  # fmt: skip
    glass.break_glass(by=world.stranger, person=world.geth, reason="Found alone at the station tonight")
    _private(world, around["Huw Parry"])
    _careful(world, around["Huw Parry"])
    _signing_in(world.huw)
    _team(world)
    return [
        _decided_for(world),
        reverse("circle:invite", args=[world.geth.reference, around["Cai"].pk]),
        *_invited(world, around["Nain"]),
        *voices.live(world),
        *boards.live(world),
        *notices.live(world),
        *rights.live(world),
        *assessment.live(world),
        *changes.live(world),
        *easy.live(world),
        *governance.live(world),
        *teams.live(world),
        *holding.live(world),
        *safe.live(world),
        *identity.live(world),
        *exchange.live(world),
        *directory.live(world),
        *moves.live(world),
        *pathways.live(world),
        *requests.live(world),
        *processes.live(world),
        *kept.live(world),
        *said_of_services.live(world),
        *looked_for.live(world),
        *finding.live(world),
        *transitions.live(world),
        *visits.live(world),
    ]


def _careful(world: build.World, key_worker: Member) -> None:
    """What is kept from somebody, looked into, paid directly, and asked of the key worker alone."""
    today, about = clock.today(), {"by": world.huw, "person": world.geth}
    withholding.withhold(kind="section", section="money", withheld_from=capacity(world.teacher),
                         review_on=today + timedelta(30), ends_on=today + timedelta(60),
                         reason="It would tell where they live now.", **about)  # fmt: skip
    plan.add_enquiry(kind="adult_at_risk", began_on=today - timedelta(9), **about)
    need = Need.objects.filter(person=world.geth).latest("created_at")
    plan.add_payment(needs=[need.pk], amount=Decimal(40), every="week", **about)
    circle.ask_to_call(by=world.geth_self, person=world.geth, member=key_worker)


def _team(world: build.World) -> None:
    west = Team.objects.create(organisation=world.authority, name_en="West", name_cy="Gorllewin")
    Capacity.objects.filter(pk=world.huw.capacity_id).update(team=west)


def _decided_for(world: build.World) -> str:
    """Sam is 17 and cannot decide this: where Huw decides in his best interests."""
    sam = build.person(
        "Sam Rees", authority=world.authority, born_on=clock.today() - timedelta(17 * 365 + 90)
    )
    build.grant(sam, world.huw)
    asked = circle.ask(
        by=world.huw, person=sam, holder=world.authority, sections=["care"], purpose="I gynllunio’r gofal"
    )
    circle.record_ability(
        by=world.huw, person=sam, able=False, reasons="Mae’n sâl iawn.", cause="Anaf", sharing=asked
    )
    return reverse("circle:best_interests", args=[sam.reference, asked.pk])


def _signing_in(worker: Actor) -> None:
    """A password and a second step, whose pages ask for them again."""
    account = build.account_of(worker)
    account.set_password(PASSWORD)
    account.save()
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)


def _private(world: build.World, member: Member) -> None:
    mine = story.add_entry(
        by=world.geth_self, person=world.geth, section="private_to_me", kind="note", words="Fy nghyfrinach."
    )
    circle.let_see(by=world.geth_self, person=world.geth, row_id=mine.pk, member=member)


def _invited(world: build.World, member: Member) -> list[str]:
    made = circle.invite(by=world.mair, person=world.geth, member=member, language="cy")
    return [
        reverse("circle:invitation", args=[world.geth.reference, made.pk]),
        reverse("arriving:invited", args=[token_of(made)]),
    ]


def _circle(world: build.World) -> dict[str, Member]:
    here: dict[str, Member] = {}
    people = [
        ("family", "Mair", "Mam", {"capacity": capacity(world.mair), "parental_responsibility": True}),
        ("family", "Nain", "Nain", {}),
        ("friend", "Cai", "Ffrind gorau", {}),
        ("worker", "Huw Parry", "Gweithiwr cymdeithasol Geth",
         {"organisation": world.authority, "capacity": capacity(world.huw)}),
        ("worker", "Mrs Patel", "ALNCo Ysgol y Bryn", {"organisation": world.school, "capacity": capacity(world.teacher)}),
    ]  # fmt: skip
    for kind, name, relation, more in people:
        here[name] = circle.add_member(
            by=build.system(), person=world.geth, kind=kind, name=name, relation=relation, **more
        )
    circle.set_key_worker(by=world.mair, person=world.geth, member=here["Huw Parry"])
    return here


def _story(world: build.World) -> None:
    today = clock.today()
    tell = {"person": world.geth, "section": "care", "language": "cy"}
    story.add_entry(
        by=world.mair, kind="note", words="Cysgodd drwy’r nos.", happened_on=str(today - timedelta(1)), **tell
    )
    story.add_entry(by=world.mair, kind="good_day", words="Aethom ar y trên i Fetws.", **tell)
    for days in (2, 2, 2, 9):
        story.add_entry(by=world.huw, kind="contact", contact_way="phone", words="Ffoniais i Mair.",
                        happened_on=str(today - timedelta(days)), **tell)  # fmt: skip
    story.add_entry(by=world.huw, kind="note", title="Llun o’r gwely newydd", uploads=[picture()],
                    heard="Gwely coch wrth y ffenestr.", **tell)  # fmt: skip
    for day in range(25):
        story.add_entry(by=world.mair, kind="note", words=f"Noson {day + 1}: codi ddwywaith.",
                        happened_on=str(today - timedelta(20 + day)), **tell)  # fmt: skip


def _promises(world: build.World) -> None:
    made = {"person": world.geth, "section": "care"}
    for days, what in ((3, "Ffonio’r pediatregydd"), (30, "Dod â’r lluniau")):
        story.promise(by=world.huw, what=what, due_on=clock.today() + timedelta(days), **made)
    story.promise(
        by=world.mair, what="Mynd â Geth i’r clwb trenau", due_on=clock.today() + timedelta(7), **made
    )


def _facts(world: build.World) -> None:
    know = {"by": world.mair, "person": world.geth, "language": "cy"}
    story.tell_fact(key="one_line", words="Dw i’n hoffi trenau a Mot y ci.", **know)
    story.tell_fact(key="works", words="Dweud beth sy’n dod nesaf.", **know)
    story.tell_fact(key="communication", words="Arwyddion a lluniau.", **know)
    first = story.tell_fact(key="home", words="Gyda Mam.", **know)
    story.tell_fact(by=world.huw, person=world.geth, key="home", words="Gyda Mam a Nain.", language="cy",
                    contradicts=first, settler=capacity(world.mair))  # fmt: skip


def _conversation(geth: Person, mair: Actor) -> list:
    held = story.start_conversation(by=mair, person=geth, language="cy", who_was_there="Mam")
    said = {"by": mair, "conversation": held, "language": "cy"}
    story.save_answer(question="what-matters", words="Fy nhrenau. A Mot.", said_by="Geth", **said)
    story.save_answer(question="worry", words="Pan mae’r gloch yn canu.", said_by="Geth", **said)
    statements = story.finish_conversation(by=mair, conversation=held)
    open_one = story.start_conversation(by=mair, person=geth, language="cy")
    story.save_answer(
        by=mair, conversation=open_one, language="cy", question="good-at", words="Lluniau.", said_by="Geth"
    )
    return statements


def _plan(world: build.World, said: list) -> None:
    about = {"person": world.geth, "section": "what_matters"}
    outcome: Outcome = plan.add_outcome(by=world.huw, words="Dw i’n gwybod beth sy’n dod nesaf yn yr ysgol",
                                        language="cy", statements=[said[1].pk], **about)  # fmt: skip
    plan.add_step(by=world.huw, outcome=outcome, what="Amserlen gyda lluniau", who="Mrs Patel")
    support: Support = plan.add_support(by=world.huw, what="Rhywun ar y bws", who="Jo Bevan",
                                        comes_from="community", outcome=outcome, **about)  # fmt: skip
    plan.add_need(by=world.huw, words="Noson dawel", statement=said[0].pk, **about)
    version = plan.put_forward(by=world.huw, person=world.geth)
    plan.agree(by=world.mair, version=version, verdict="agrees")
    plan.agree(by=world.teacher, version=version, verdict="in_part", reasons="Dim ar ddydd Gwener.")
    plan.move_support(by=world.huw, support=support, status="started")
    for days, going in ((90, 3), (30, 5), (0, 6)):
        plan.rate(by=world.mair, outcome=outcome, rater="self_helped", going=going, helped_by="Mam",
                  rated_on=clock.today() - timedelta(days))  # fmt: skip
    plan.rate(
        by=world.huw, outcome=outcome, rater="professional", going=8, basis="observed", person_present=True
    )
    plan.plan_review(by=world.huw, person=world.geth, due_on=clock.today() + timedelta(60))
    plan.freeze_document(by=world.mair, person=world.geth, layout="one-page-profile", language="cy")
