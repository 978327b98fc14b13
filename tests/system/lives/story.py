"""Every voice: a conversation in pictures, one observed together, and what people say about themselves."""

from django.urls import reverse

from tests import build
from tests.system.words import picture
from unstori.access.rules import Actor
from unstori.directory import actions as directory
from unstori.story import actions as story
from unstori.story.actions.files import check
from unstori.story.models import Answer, Conversation


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    directory.add_organisation(
        by=build.system(), name_en="Kent", name_cy="Caint", sector="social_care", code="E10000016"
    )  # where somebody can say that they live now
    return [*_easy(world), *_together(world), *_about_themselves(world)]


def _easy(world: build.World) -> list[str]:
    held = story.start_conversation(by=world.geth_self, person=world.geth, language="cy")
    said = {"by": world.geth_self, "conversation": held, "said_by": "Geth", "language": "cy"}
    story.save_answer(question="how-are-things", words="", choice="face_4", said_how="symbols", **said)
    shown = story.save_answer(question="near-you", words="", said_how="symbols", **said)
    file = check(by=world.geth_self, upload=picture())
    story.show(by=world.geth_self, answer=shown, file=file, words="Y traeth yn y Bermo.")
    about = [world.geth.reference, held.pk, "near-you"]
    return [reverse("story:easy", args=about), reverse("story:answer", args=about)]


def _together(world: build.World) -> list[str]:
    for finished in (True, False):
        held = story.start_conversation(
            by=world.mair,
            person=world.geth,
            guide="observed-together",
            language="cy",
            who_was_there="Mam, Huw",
        )
        claps = _see(world.mair, held, "happy", "Mae’n curo’i ddwylo ac yn neidio.")
        _see(world.mair, held, "pain", "Mae’n mynd yn ddistaw iawn.")
        hides = _see(world.huw, held, "scared", "Mae’n cuddio o dan y bwrdd.")
        story.echo(by=world.huw, answer=claps, so_too=True, version=1)
        story.echo(by=world.teacher, answer=hides, so_too=False, version=1, words="Yn yr ysgol mae’n rhewi.")
        story.be_there(by=world.huw, conversation=held)
        if finished:
            story.finish_conversation(by=world.mair, conversation=held)
    about = [world.geth.reference, held.pk]
    return [reverse("story:observe", args=[*about, "happy"]), reverse("story:echo", args=[*about, hides.pk])]


def _see(by: Actor, held: Conversation, question: str, words: str) -> Answer:
    return story.save_answer(
        by=by, conversation=held, question=question, words=words, said_by=by.user_name, language="cy"
    )


def _about_themselves(world: build.World) -> list[str]:
    mine = story.start_own(by=world.mair, guide="carer", language="cy")
    story.save_own_answer(
        by=world.mair, conversation=mine, question="how-is-it", choice="face_2", language="cy"
    )
    story.save_own_answer(by=world.mair, conversation=mine, question="worry", words="Cwsg.", language="cy")
    story.finish_own(by=world.mair, conversation=mine)
    begun = story.start_own(by=world.mair, guide="carer", language="cy")
    work = story.start_own(by=world.huw, guide="my-work")
    story.save_own_answer(by=world.huw, conversation=work, question="why", words="The people.")
    story.show_own(by=world.mair, conversation=mine, to=[world.huw.capacity_id])
    return [
        reverse("own:index"),
        reverse("own:read", args=[mine.pk]),
        reverse("own:question", args=[begun.pk, "how-is-it"]),
    ]
