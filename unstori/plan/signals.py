"""What the plan asks of rooms above."""

from dataclasses import dataclass

from django.dispatch import Signal

# Something that was agreed is about to stop: may it? kwargs: opened (Opened), row (the support, outcome, payment or
# review that closes the plan). A receiver that says no raises RuleBroken, and nothing is written.
stopping = Signal()

# What is said beside the plan? kwargs: opened (Opened). Receivers return a list of `Beside`, of what `opened` may see.
beside = Signal()

# Something came of a plan of the law. kwargs: by (Actor), opened (Opened), issue (Issue), what ("draft"; "answer" to one;
# "final", amended too; "ceased"), words (what was said with it), school (that the family asks for).
issued = Signal()


@dataclass(frozen=True)
class Beside:
    """Something of a room above that stands beside the plan: what, where it is, and where it stands in words."""

    words: str
    href: str
    tag: str
    kind: str
