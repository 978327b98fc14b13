"""“If I can’t”: agreed, looked at, somebody comes, it has happened, it is over, ended."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.core.words import Words
from unstori.pathways.models import Cover, CoverStep
from unstori.pathways.queries import covers as queries
from unstori.pathways.rules import later as rules
from unstori.people.models import Person, Team
from unstori.plan import actions as plan
from unstori.story import actions as story

SAYS = {
    "agreed": _("Agreed what happens if %(whose)s cannot"),
    "comes": _("%(who)s says: I come if %(whose)s cannot"),
    "looked": _("Looked at again: what happens if %(whose)s cannot"),
    "used": _("It has happened: %(whose)s cannot. What was agreed is in use"),
    "over": _("It is over: %(whose)s can again, or somebody else does"),
    "ended": _("What was agreed if %(whose)s cannot has ended"),
}


@transaction.atomic
def agree_cover(
    *, by: Actor, person: Person, whose: str, team: Team | None = None, language: str = "en", words: str = ""
) -> Cover:
    """The page is frozen as it stands now, and known to one team. Raises NotFound, RuleBroken."""
    opened = require(by, person.pk, Permission.ADD, section=queries.SECTION)
    said, _all = queries.how_much_was_said(opened)
    rules.check_agree(whose=whose, is_empty=not said, decides=True)
    document = plan.freeze_document(
        by=by, person=opened.person, layout=queries.terms()["layout"], language=language
    )  # fmt: skip
    decides = all(
        opened.may(Permission.DECIDE, section) for section in {*document.sections_used, queries.SECTION}
    )
    rules.check_agree(whose=whose, is_empty=False, decides=decides)
    for before in Cover.objects.select_for_update(of=("self",)).filter(
        person=opened.person, state=rules.AGREED
    ):
        before.state = rules.REPLACED
        before.save(update_fields=["state"])
    made = Cover.objects.create(
        document=document, whose=whose.strip(), team=team, language=language,
        review_on=rules.review_on(clock.today(), queries.terms()["review_months"]),
        **audit.stamp(by=by, person=opened.person, section=queries.SECTION),
    )  # fmt: skip
    _step(by, made, "agreed", words)
    return made


@transaction.atomic
def say_i_come(*, by: Actor, cover: Cover, words: str = "") -> CoverStep:
    """By whoever is around the person and reads the page: their own word."""
    _opened, held = _held(by, cover)
    rules.check_standing(held.state)
    return _step(by, held, "comes", words)


@transaction.atomic
def look_again(*, by: Actor, cover: Cover, words: str = "") -> CoverStep:
    """It still holds, for another year."""
    opened, held = _held(by, cover)
    rules.check_standing(held.state)
    if not opened.may(Permission.ADD, queries.SECTION):
        raise queries.missing(opened.person)
    held.review_on = rules.review_on(clock.today(), queries.terms()["review_months"])
    held.save(update_fields=["review_on"])
    return _step(by, held, "looked", words)


@transaction.atomic
def use_cover(*, by: Actor, cover: Cover, words: str = "") -> CoverStep:
    """It has happened. By anybody around the person, or by the team that knows of it: everybody sees it at once."""
    held = _for_anybody(by, cover)
    rules.check_use(held.state)
    held.state = rules.IN_USE
    held.save(update_fields=["state"])
    return _step(by, held, "used", words)


@transaction.atomic
def end_use(*, by: Actor, cover: Cover, words: str = "") -> CoverStep:
    """It is over; what was agreed goes on holding."""
    held = _for_anybody(by, cover)
    rules.check_over(held.state)
    held.state = rules.AGREED
    held.save(update_fields=["state"])
    return _step(by, held, "over", words)


@transaction.atomic
def end_cover(*, by: Actor, cover: Cover, words: str = "") -> CoverStep:
    """The team reads it no longer, from this moment. By who decides; never blocked by anything else."""
    opened, held = _held(by, cover)
    if not opened.may(Permission.DECIDE, queries.SECTION):
        raise queries.missing(opened.person)
    rules.check_standing(held.state)
    held.state = rules.ENDED
    held.save(update_fields=["state"])
    return _step(by, held, "ended", words)


@transaction.atomic
def read_for_team(*, by: Actor, cover: Cover) -> None:
    """That it was read is told to the family, as any look."""
    held = queries.one_for_team(by, cover.pk)
    audit.record(by, "read", person_id=held.person_id, row=held, detail={"what": "cover"})


def _held(by: Actor, cover: Cover) -> tuple[Opened, Cover]:
    """Locked, for whoever reads the page through the story. Raises NotFound."""
    opened = require(by, cover.person_id, Permission.SEE, about=[cover])
    queries.cover(opened, cover.pk)
    return opened, Cover.objects.select_for_update(of=("self",)).select_related("person").get(pk=cover.pk)


def _for_anybody(by: Actor, cover: Cover) -> Cover:
    """By the story's own door, else as the team that knows of it. Raises NotFound."""
    try:
        return _held(by, cover)[1]
    except NotFound:
        queries.one_for_team(by, cover.pk)
        return Cover.objects.select_for_update(of=("self",)).select_related("person").get(pk=cover.pk)


def _step(by: Actor, held: Cover, kind: str, words: str) -> CoverStep:
    """A step, an audit event and a line in the story."""
    made = CoverStep.objects.create(
        cover=held, kind=kind, words=words.strip(), narrowed=held.narrowed,
        **audit.stamp(by=by, person=held.person, section=held.section),
    )  # fmt: skip
    audit.record(by, f"cover.{kind}", person_id=held.person_id, row=made)
    more = {"whose": held.whose, "who": by.user_name}
    story.record(
        by=by, person=held.person, section=held.section, event=f"cover.{kind}", about_id=held.pk,
        title=Words.both(lambda: gettext(SAYS[kind]) % more), words=words.strip(), language=made.language,
        narrowed=held.narrowed,
    )  # fmt: skip
    return made
