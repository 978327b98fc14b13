"""What happens instead of a "yes": a promise with an owner and a day."""

from dataclasses import dataclass
from datetime import date

from unstori.access.door import Opened
from unstori.access.rules import Actor
from unstori.assessment import queries, rules
from unstori.assessment.models import Assessment, Finding
from unstori.people.models import Capacity
from unstori.story.actions import promise


@dataclass(frozen=True)
class NextStep:
    """What, who sees to it, by when."""

    what: str = ""
    owner: Capacity | None = None
    on: date | None = None

    @property
    def said(self) -> rules.Instead:
        return rules.Instead(self.what, self.owner is not None, self.on)


def promise_step(
    *, by: Actor, opened: Opened, assessment: Assessment, row: Assessment | Finding, step: NextStep
) -> None:
    """Late when it is late, handed over when its owner leaves. Not a carer's: that is not told to this story."""
    if step.owner is None or step.on is None:
        return
    if step.owner.pk not in {each.pk for each in queries.could_see_to(opened, assessment.section)}:
        raise queries.missing(opened)
    if not assessment.is_carers:
        promise(by=by, person=opened.person, section=assessment.section, what=step.what[:300], due_on=step.on,
                owner=step.owner, about_id=row.pk)  # fmt: skip
