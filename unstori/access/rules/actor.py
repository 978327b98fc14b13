"""The sections, the permissions and the actor."""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

SECTIONS = (
    "about_me",
    "what_matters",
    "health",
    "learning",
    "care",
    "behaviour",
    "money",
    "safeguarding",
    "private_to_me",
)
PRIVATE = "private_to_me"
SHAREABLE = tuple(section for section in SECTIONS if section != PRIVATE)
RUNS = ("administrator", "steward", "governance")


class Permission(IntEnum):
    """Each includes those before it."""

    SEE = 1
    ADD = 2
    DECIDE = 3


@dataclass(frozen=True)
class Actor:
    """A user in a capacity. Everything that reads or writes takes one; nothing works without."""

    user_id: UUID
    capacity_id: UUID
    kind: str
    label: object  # people.who.Who: `str()` says it in the language of the page
    user_name: str
    role: str = ""
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    team_id: UUID | None = None
    manages: bool = False  # the team that they work in
    vouched: bool = True  # else the organisation's own grants and powers are not theirs (ADR 0046)
    through: str = ""  # the token of the system that asks for them (ADR 0057)

    @property
    def is_professional(self) -> bool:
        return self.kind in {"worker", "governance", "advocate", "administrator", "steward"}

    @property
    def begins_stories(self) -> bool:
        """Who works with somebody opens their story; who runs an organisation works with nobody (ADR 0056)."""
        return self.is_professional and self.vouched and self.kind not in RUNS

    @property
    def is_system(self) -> bool:
        return self.kind == "system"


def check_grant(*, section: str, holder_is_the_person: bool) -> None:
    """*Private to me* is granted by section to nobody but the person; others are let in a row at a time."""
    if section not in SECTIONS:
        raise ValueError(f"no section {section!r}")
    if section == PRIVATE and not holder_is_the_person:
        raise ValueError("private_to_me is opened one row at a time, by the person")
