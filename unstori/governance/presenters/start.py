"""What those who run it may do: headings, each with its ways. A new page adds its line here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unstori.access.rules import Actor
from unstori.governance.rules import ADMINISTRATOR, GOVERNANCE


@dataclass(frozen=True)
class Way:
    """A page, for whom it is, and what one finds there."""

    words: Promise
    page: str
    kinds: tuple[str, ...]
    about: Promise

    @property
    def href(self) -> str:
        return reverse(self.page)


GROUPS: tuple[tuple[Promise, tuple[Way, ...]], ...] = (
    (
        _("People and teams"),
        (
            Way(_("Who works here"), "governance:workers", (ADMINISTRATOR,),
                _("Invite somebody, change their team, end what somebody is here, vouch for who was invited by others.")),
        ),
    ),
    (
        _("Records opened, and kept from somebody"),
        (
            Way(_("Records opened in an emergency"), "access:glass_breaks", (GOVERNANCE,),
                _("Who opened whose record, and why. Each waits for your review.")),
            Way(_("Keep something from somebody"), "access:look_up", (GOVERNANCE,),
                _("Where seeing it would put somebody in danger, or a court says so.")),
        ),
    ),
)  # fmt: skip


def ways(by: Actor) -> list[tuple[Promise, list[Way]]]:
    """Only what this kind of capacity may do."""
    groups = [(heading, [way for way in inside if by.kind in way.kinds]) for heading, inside in GROUPS]
    return [(heading, inside) for heading, inside in groups if inside]
