"""What somebody said who cannot sign in, as who heard it writes it down; and that an answer reached them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from unstori.access import audit
from unstori.access.door import NotFound, Opened, require
from unstori.access.rules import Actor, Permission
from unstori.core import clock
from unstori.rights import queries, rules
from unstori.rights.models import Carried, Turn
from unstori.story.actions.timeline import tell

CARRIED = {"posted": _("The answer went to %(who)s by letter"), "told": _("%(who)s was told the answer")}


@dataclass(frozen=True)
class Told:
    """Whose words, on which day, and how they were said."""

    party: queries.Party
    on: date | None
    how: str

    @property
    def name(self) -> str:
        return queries.name_of(self.party)

    def as_fields(self) -> dict[str, Any]:
        return {"said_by": self.name, "said_on": self.on, "said_how": self.how}

    def check(self, opened: Opened, section: str) -> None:
        """Raises RuleBroken; NotFound for somebody who is not around the person."""
        adds = opened.may(Permission.ADD, section) if section else bool(opened.may_add_to)
        if not queries.has_account(self.party):
            queries.party(opened, self.party.pk)
        rules.check_write_for(
            kind=opened.actor.kind, adds=adds, has_account=queries.has_account(self.party), on=self.on, how=self.how,
            today=clock.today(),
        )  # fmt: skip


@transaction.atomic
def carry_answer(*, by: Actor, turn: Turn, how: str) -> Carried:
    """The letter is posted, or somebody told them."""
    opened = require(
        by, turn.person_id, Permission.ADD, section=turn.section, about=[turn, turn.disagreement]
    )
    held = queries.disagreement(opened, turn.disagreement_id)
    Turn.objects.select_for_update().get(pk=turn.pk)
    answer = queries.turns_of(opened, held).filter(pk=turn.pk).first()
    if answer is None:
        raise NotFound(reference=str(turn.pk), permission=Permission.ADD, person_id=opened.person.pk)
    wanted = held.party is not None and answer.kind == Turn.Kind.ANSWERED
    rules.check_carried(wanted=wanted, done=Carried.objects.filter(turn=answer).exists())
    stamp = audit.stamp(by=by, person=opened.person, section=answer.section)
    row = Carried.objects.create(turn=answer, how=Carried.How(how), narrowed=answer.narrowed, **stamp)
    if held.apart:
        audit.record(by, "disagreement.carried", person_id=held.person_id, row=row)
    else:
        tell(by=by, row=row, event="disagreement.carried", says=CARRIED[row.how], who=held.said_by)
    return row
