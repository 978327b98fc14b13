"""Questions that nobody could answer, what somebody told, and an answer of which a second version is not shown yet."""

from urllib.parse import urlencode

from django.urls import reverse

from tests import build
from unstori.access.actions import identity
from unstori.access.queries import actor_of
from unstori.directory.actions import questions
from unstori.directory.models import Wish
from unstori.directory.rules import asking

SAID = questions.Said(
    asked=("Where can he swim?", "Ble gall e nofio?"), said=("At the baths.", "Yn y baddonau."), themes=("swimming",),
    entitlements=("blue_badge",), found=("A quiet hour.", "Awr dawel."), times=4,
)  # fmt: skip


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to: lists are what somebody ticked."""
    by = build.system()
    for _time in range(4):
        questions.note(by=by, asked=asking.understood("nofio SA1"), outcome="nothing", agent="Mozilla")
    for words in ("Trampolîn ar ddydd Sul", "A quiet place to swim"):
        questions.tell(by=by, words=words, area="SA1")
    account = build.user("Stella Stiward", is_demo=True)
    keeper = actor_of(
        identity.give_capacity(by=by, user=account, kind="steward", organisation=world.authority)
    )
    questions.decide_wish(by=keeper, wish=Wish.objects.earliest("pk"), show=True)
    first = questions.write_answer(by=keeper, said=SAID)
    questions.show_answer(by=keeper, version=first)
    questions.write_answer(by=keeper, said=SAID, answer=first.answer)
    ticked = urlencode({"where": "wales", "age": "5-10", "so": "carer"})
    return [
        reverse("asking_for:index"),
        f"{reverse('asking_for:list')}?{ticked}",
        f"{reverse('asking_for:easy')}?{ticked}",
        f"{reverse('asking_for:one', args=['carer_wales'])}?{ticked}",
        reverse("questions:index"),
        reverse("questions:one", args=[first.answer_id]),
        reverse("questions:edit", args=[first.answer_id]),
        f"{reverse('questions:asked')}?theme=swimming",
        reverse("questions:wishes"),
        reverse("questions:tell"),
    ]
