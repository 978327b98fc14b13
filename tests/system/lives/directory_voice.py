"""What was said about services: something that waits, something that is shown, something with an answer."""

from datetime import timedelta

from django.urls import reverse

from tests import build
from tests.integration.exchange import hsds
from tests.system.words import picture
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.directory import actions as directory
from unstori.directory.actions import visits, voice
from unstori.directory.models import Entry, Reply, Review, Visit
from unstori.people.models import Organisation

FOUND = (
    ("find", "good"), ("door", "so_so"), ("toilet", "bad"), ("changing_places", "no"), ("noise", "bad"),
    ("kind", "good"), ("spoke_to_me", "partly"), ("join_in", "yes"),
)  # fmt: skip


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to: a code is written down, a link for visitors is passed on."""
    keeper = _runs("Nia Bowen", "steward", build.organisation("Cyngor Eryri"))
    link, joins = visits.invite_visitors(by=keeper, organisation=world.school)
    visits.become_visitor(by=world.geth_self, link=link)
    shown = _shown(world, keeper)
    ours = _entry(world.authority, 4)
    report, code = voice.report(
        by=build.system(), entry=ours, parts=["phone", "times"], words="Mae’n cau am 4."
    )
    waits, draft = _waiting(world)
    return [
        reverse("finding:entry", args=[shown.hsds_id]), reverse("voice:wrong", args=[shown.hsds_id]),
        reverse("voice:said", args=[code]), reverse("voice:join", args=[joins]),
        reverse("voice:begin_visit", args=[shown.hsds_id]), reverse("voice:question", args=[draft.pk, "kind"]),
        reverse("voice:report", args=[report.pk]), reverse("voice:heard_review", args=[waits.pk]),
    ]  # fmt: skip


def _runs(name: str, kind: str, place: Organisation) -> Actor:
    return build._actor(build.user(name, is_demo=True), kind=kind, organisation=place)


def _shown(world: build.World, keeper: Actor) -> Entry:
    """Run by the school, whose head answers: to the review, which is shown, and to the visit, which is not yet."""
    entry, head = _entry(world.school, 5), _runs("Lowri Puw", "administrator", world.school)
    mine, _code = voice.report(by=world.mair, entry=entry, parts=["cost"])
    voice.look_at_report(by=head, report=mine)
    voice.answer_report(
        by=head, report=mine, outcome="unchanged", because="asked", words="£2 o hyd.", language="cy"
    )
    review = _review(world.mair, entry, "parent_carer")
    voice.show(by=keeper, said=review)
    voice.decide_reply(by=keeper, reply=_reply(head, review))
    visit, asked = _visit(world, entry, 30), _visit(world, entry, 3)
    for one in (visit, asked):
        visits.send_visit(by=world.geth_self, visit=one)
    voice.decide_reply(by=keeper, reply=_reply(head, visit))
    visits.show_visit(by=keeper, visit=visit)
    _reply(head, asked)
    return entry


def _waiting(world: build.World) -> tuple[Review, Visit]:
    """Run by nobody who is here: a review and a visit that wait, one that went back, and a draft."""
    entry, other = _entry(None, 6), _entry(None, 7)
    waits = _review(world.mair, entry, "family")
    keeper = _runs("Nia Bowen", "steward", build.organisation("Cyngor Eryri"))
    back = _review(world.geth_self, other, "young_person")
    voice.send_back(by=keeper, said=back, because=["name", "known"])
    visits.send_visit(by=world.geth_self, visit=_visit(world, entry, 5))
    return waits, _visit(world, other, 1)


def _entry(place: Organisation | None, number: int) -> Entry:
    feed = directory.feed_at(by=build.system(), address=f"/feeds/said-{number}.json")
    owner = {"id": hsds.uuid(f"club {number}"), "name": f"Nofwyr {number}", "description": "Nofio i bawb."}
    said = hsds.service(number, name=f"Clwb nofio {number}", organization=owner)
    directory.take_entries(by=build.system(), feed=feed, coming=[directory.Coming(said)])
    entry = Entry.objects.select_related("provider").get(hsds_id=said["id"])
    if entry.provider:
        entry.provider.organisation = place
        entry.provider.save()
    return entry


def _review(by: Actor, entry: Entry, as_whom: str) -> Review:
    said = {"good": "Roedd pawb yn garedig, a’r dŵr yn gynnes.", "better": "Ystafell dawel.", "again": "yes"}
    return voice.write_review(by=by, entry=entry, as_whom=as_whom, language="cy", **said)


def _reply(by: Actor, to: Review | Visit) -> Reply:
    return voice.reply(by=by, to=to, words="Diolch. Mae ystafell dawel nawr.", language="cy")


def _visit(world: build.World, entry: Entry, days: int) -> Visit:
    by, day = world.geth_self, clock.today() - timedelta(days)
    made = visits.begin_visit(by=by, entry=entry, kind="shopper", happened_on=day)
    for question, choice in FOUND:
        words = "Mae’r drws yn drwm." if question == "door" else ""
        visits.answer_visit(by=by, visit=made, question=question, choice=choice, words=words)
    visits.add_photo(by=by, visit=made, question="door", upload=picture(), words="Y grisiau wrth y drws.")
    return made
