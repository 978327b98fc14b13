"""Offers that were made, what was said to them, and asking for it oneself. Nothing is ever overwritten."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.circle.models import Member
from unstori.core import clock, dates
from unstori.core.errors import RuleBroken
from unstori.core.words import Words
from unstori.people.models import Capacity, Person
from unstori.rights import queries, rules
from unstori.rights.actions.told import Told
from unstori.rights.models import Asking, Offer, OfferNews
from unstori.rights.queries.definitions import Item, kept
from unstori.story import actions as story
from unstori.story.actions.timeline import tell

NEWS = {
    "accepted": _("Said yes to what was offered: %(what)s"),
    "declined": _("Said no to what was offered: %(what)s"),
    "not_yet": _("Not decided yet about what was offered: %(what)s"),
    "asked": _("Somebody was asked to do it: %(what)s"),
    "came": _("It began: %(what)s"),
    "result": _("What came of it: %(what)s"),
}


@transaction.atomic
def offer(
    *,
    by: Actor,
    person: Person,
    kind: str,
    to: Member | None = None,
    offered_on: date | None = None,
    format: str = Offer.Format.SPOKEN,
    in_language: str = "",
    words: str = "",
    answer: str = "",
    answer_words: str = "",
) -> Offer:
    """Somebody was offered it: the person, or one of the circle; with what they said, when they said it at once."""
    what = _item(person, kind)
    opened = require(by, person.pk, Permission.ADD, section=what["section"], about=[to])
    _check_here(opened, to)
    name, offered_on = to.name if to else opened.person.called, offered_on or clock.today()
    rules.check_offer(offered_on=offered_on, today=clock.today(), to=name)
    row = Offer.objects.create(
        kind=kind, to_member=to, to_name=name, offered_on=offered_on, format=format, in_language=in_language,
        words=words, section=what["section"], **kept(queries.OFFERS, opened.person.jurisdiction).as_fields(),
        **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    says, item = _("Offered to %(who)s: %(what)s"), Words.read(what["name"])
    tell(by=by, row=row, event="offer.made", says=says, words=words, who=name, what=item)
    if answer:
        answer_offer(by=by, offer=row, what=answer, words=answer_words, happened_on=offered_on)
    return row


@transaction.atomic
def answer_offer(
    *,
    by: Actor,
    offer: Offer,
    what: str,
    words: str = "",
    happened_on: date | None = None,
    said_how: str = "",
) -> OfferNews:
    """Yes, no or not yet; and afterwards who was asked, when they came, what came of it."""
    permission = Permission.SEE if rules.can_ask(by.kind) else Permission.ADD
    opened = require(by, offer.person_id, permission, section=offer.section, about=[offer])
    Person.objects.select_for_update(no_key=True).get(
        pk=opened.person.pk
    )  # two answers come one after the other
    row, happened_on = queries.offer(opened, offer.pk), happened_on or clock.today()
    rules.check_answer_offer(by.kind, **queries.answers_as(opened, row))
    rules.check_news(
        stands_at=rules.stands([one.what for one in row.news.all()]), what=what, words=words,
        happened_on=happened_on, today=clock.today(), own=queries.is_own_answer(opened, row),
    )  # fmt: skip
    made = OfferNews.objects.create(
        offer=row, what=what, words=words, happened_on=happened_on, section=row.section,
        **_answered_by(by, row, what, happened_on, said_how), **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    name = queries.offer_named(row.definition, row.definition_version, row.kind)
    tell(by=by, row=made, event=f"offer.{what}", says=NEWS[what], words=words, what=name)
    return made


@transaction.atomic
def ask_for(
    *, by: Actor, person: Person, kind: str, words: str = "", owner: Capacity | None = None, told: Told | None = None
) -> Asking:  # fmt: skip
    """Ask for it oneself. Who sees to it promises it by a day; where nobody can, the asking stands for all to see.

    `told`: somebody asked who cannot sign in, and a worker writes it down.
    """
    what = _item(person, kind)
    opened = require(by, person.pk, Permission.SEE, section=what["section"])
    rules.check_ask(queries.kind_of(told.party) if told else by.kind)
    if told:
        told.check(opened, what["section"])
    could = {each.pk for each in queries.could_answer(opened, what["section"], me=told is not None)}
    if owner is not None and owner.pk not in could:
        raise RuleBroken(_("They cannot see this part of the story, so they cannot hold this."))
    row = Asking.objects.create(
        kind=kind, words=words, section=what["section"], **(told.as_fields() if told else {}),
        **kept(queries.OFFERS, opened.person.jurisdiction).as_fields(), **audit.stamp(by=by, person=opened.person),
    )  # fmt: skip
    name = Words.read(what["name"])
    says = _("Asked for it: %(what)s")
    whose = told.name if told and words else ""
    tell(by=by, row=row, event="offer.asked_for", says=says, words=words, said_by=whose, what=name)
    if owner is not None:
        due = clock.today() + timedelta(queries.answer_within(opened.person.jurisdiction))
        story.promise(by=by, person=opened.person, section=what["section"], due_on=due, owner=owner,
                      what=str(name), about_id=row.pk, language=dates.language())  # fmt: skip
    return row


def _answered_by(by: Actor, row: Offer, what: str, on: date, how: str) -> dict[str, object]:
    """Whose yes or no it is, where a worker writes it down."""
    if what not in rules.ANSWERS or by.kind != "worker":
        return {}
    return {"said_by": row.to_name, "said_on": on, "said_how": how}


def _check_here(opened: Opened, to: Member | None) -> None:
    if to is not None and not opened.sees(to):
        raise NotFound(reference=str(to.pk), permission=Permission.SEE, person_id=opened.person.pk)


def _item(person: Person, kind: str) -> Item:
    """One of what holds where the person lives, or the same 'not found' as for anything else."""
    for one in queries.offers_in(person.jurisdiction):
        if one["id"] == kind:
            return one
    raise NotFound(reference=person.reference, permission=Permission.ADD, person_id=person.pk)
