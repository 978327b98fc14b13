"""Every address that names a row, walked with rows that exist: a forwarded link opens nothing.

The addresses are those that pages offer, as links, forms and pictures, to those who may; so a new page is walked too.
"""

import re
from collections.abc import Callable, Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid4

from django.apps import apps
from django.test import Client
from django.urls import reverse

from tests import build
from tests.ground import shared
from tests.meta.test_every_address import about_a_person, arguments, get_resolver, plain
from tests.system.life import live
from tests.system.walking import name_of, walk
from tests.system.words import picture
from unstori.access.models import AuditEvent, Withholding
from unstori.access.rules import PRIVATE, Actor
from unstori.circle.models import CallMe, SharingDecision
from unstori.governance.models import DataRequest, Erasure
from unstori.pathways.models import Transition, TransitionItem
from unstori.people.models import Capacity, Person
from unstori.plan import actions as plan
from unstori.plan.models import DirectPayment, Document, Enquiry
from unstori.story import actions as story
from unstori.story.models import Answer, Attachment, Fact

OFFERED = re.compile(r'\b(?:href|action|src)="([^"#]+)"')
ROW = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMING = {name for name in about_a_person() if not arguments(get_resolver(), name) <= {"reference", "key"}}
SignIn = Callable[[Actor], Client]


@shared
def lived(world: build.World) -> build.World:
    world.also = live(world)  # type: ignore[attr-defined]
    return world


def offered(world: build.World, client: Client) -> set[str]:
    """What the pages offer to whoever reads them."""
    found: set[str] = set()
    for _name, page, text in walk(client, world.geth, world.also, broken=[]):  # type: ignore[attr-defined]
        found |= {page, *(urlsplit(urljoin(page, unescape(link))).path for link in OFFERED.findall(text))}
    return {address for address in found if name_of(address) in NAMING}


def beside(person: Person) -> list[str]:
    """Addresses that the pages walked do not offer: each page is walked once, for one of its rows."""
    rows = {
        SharingDecision: ("circle:answer", "circle:best_interests"), Attachment: ("story:file", "story:captions"),
        Fact: ("story:confirm_fact",), Document: ("plan:stop_sharing", "plan:share_as_before"), Withholding: ("access:lift",),
        CallMe: ("circle:answered",), DirectPayment: ("plan:end_payment",), Enquiry: ("plan:conclude_enquiry",),
    }  # fmt: skip
    found = []
    for model, names in rows.items():
        row = model._base_manager.filter(person=person).latest("created_at")
        for name in names:
            wanted = arguments(get_resolver(), name) - {"reference", "how"}
            more = {"how": "withdraw"} if name == "circle:answer" else {}
            found.append(reverse(name, kwargs={"reference": person.reference, wanted.pop(): row.pk, **more}))
    return [*found, *beside_with_two(person)]


def beside_with_two(person: Person) -> list[str]:
    """The same, where an address names two rows, or a row of somebody else."""
    seen = Answer.objects.filter(person=person, conversation__guide="observed-together").latest("created_at")
    shown = Attachment.objects.filter(person=person, answer__isnull=False).latest("created_at")
    erasure, asked = Erasure.objects.latest("created_at"), DataRequest.objects.filter(person=person)
    here = person.reference
    ended = Transition.objects.filter(person=person, state="off").latest("created_at")
    done = TransitionItem.objects.filter(person=person, state="done").latest("created_at")
    return [
        reverse("pathways:transition_reopen", args=[here, ended.pk]),
        reverse("pathways:transition_back", args=[here, done.transition_id, done.pk]),
        reverse("story:observe", args=[here, seen.conversation_id, seen.question]),
        reverse("story:echo", args=[here, seen.conversation_id, seen.pk]),
        reverse("story:take_back", args=[here, shown.answer.conversation_id, shown.pk]),
        reverse("asked:take_back", args=[here, asked.latest("created_at").pk]),
        reverse("governance:erase_decide", args=[erasure.person.reference, erasure.pk]),
    ]


def one_of_each(addresses: Iterable[str]) -> dict[str, str]:
    return {str(name_of(address)): address for address in sorted(addresses)}


def rows_about(person_id: UUID) -> set[str]:
    models = [m for m in apps.get_models() if m.__module__.startswith("unstori.") and hasattr(m, "person")]
    return {
        str(id)
        for m in models
        for id in m._base_manager.filter(person=person_id).values_list("pk", flat=True)
    }


def check_is_as_nothing(client: Client, address: str) -> None:
    """The answer to an address is the one for a row that does not exist, and it is written down."""
    absent = ROW.sub(str(uuid4()), address)
    for method in (client.get, client.post):
        before = AuditEvent.objects.filter(action="refused").count()
        refused, nothing = (plain(method(each, {}), each) for each in (address, absent))
        assert refused == nothing and refused[0] in (404, 405), f"{address}: {refused[0]}"
        noted = AuditEvent.objects.filter(action="refused").count() - before
        assert noted == (2 if refused[0] == 404 else 0), f"{address}: not audited"


def test_forwarded_links_open_nothing(lived: build.World, sign_in: SignIn) -> None:
    """To who has no grant: of another place, gone, of another family, or let into one document alone."""
    links: set[str] = set()
    for who_may in (lived.huw, lived.geth_self, lived.mair):
        links |= offered(lived, sign_in(who_may))
    found = one_of_each([*links, *beside(lived.geth)])
    assert set(found) == NAMING, "name the new address in `beside`"
    jo = build.worker("Jo Bevan", build.organisation("Seren Support", "voluntary"), "Support worker")
    profile = Document.objects.filter(person=lived.geth, layout="one-page-profile").latest("pk")
    plan.share_document(by=lived.mair, document=profile, capacity=Capacity.objects.get(pk=jo.capacity_id))
    strangers = [
        build.worker("Ann Other", build.organisation("Elsewhere")),
        lived.former,
        build.family("Nia Prys", build.person("Beca Prys")),
    ]
    for actor in (*strangers, jo):
        client = sign_in(actor)
        for name, address in found.items():
            if actor is not jo or name not in ("plan:document", "plan:document_pdf"):
                check_is_as_nothing(client, address)


def test_what_is_private_opens_for_the_person_alone(lived: build.World, sign_in: SignIn) -> None:
    before, kept = rows_about(lived.geth.pk), {"person": lived.geth, "section": PRIVATE}
    story.add_entry(by=lived.geth_self, kind="note", words="Fy nghyfrinach arall.", uploads=[picture()],
                    heard="Llun.", **kept)  # fmt: skip
    plan.add_outcome(by=lived.geth_self, words="Dw i eisiau mynd", **kept)
    mine = rows_about(lived.geth.pk) - before
    links = {each for each in offered(lived, sign_in(lived.geth_self)) if mine & set(ROW.findall(each))}
    assert {"story:entry", "story:file", "plan:outcome", "plan:rate"} <= set(one_of_each(links))
    for actor in (lived.mair, lived.huw, lived.teacher, lived.stranger):
        for address in links:
            check_is_as_nothing(sign_in(actor), address)
