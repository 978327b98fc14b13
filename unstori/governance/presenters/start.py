"""What those who run it may do: headings, each with its ways. A new page adds its line here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unstori.access.rules import Actor
from unstori.governance.rules import ADMINISTRATOR, GOVERNANCE, KINDS, STEWARD


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
            Way(_("To be confirmed"), "governance:confirming", (ADMINISTRATOR, GOVERNANCE),
                _("Who is to run it too. A second person who knows them confirms it.")),
            Way(_("Teams"), "governance:teams", (ADMINISTRATOR,),
                _("Add, rename or close a team, and say who is on duty.")),
            Way(_("Bring in people and workers from tables"), "exchange:load", (ADMINISTRATOR,),
                _("For the first day: check your own tables, take them in as a whole, and take them back in one step.")),
            Way(_("Where concerns about safety go"), "safeguarding:places", (ADMINISTRATOR,),
                _("Which team reads them for children, for adults and at night, and which number to phone.")),
        ),
    ),
    (
        _("The directory"),
        (
            Way(_("Keep the directory right"), "keeping:index", (ADMINISTRATOR, STEWARD),
                _("Entries, what waits to be checked, who keeps which, and the same service twice.")),
            Way(_("What families say about services"), "voice:waiting", (ADMINISTRATOR, STEWARD),
                _("What is wrong in an entry, reviews and visits: each waits for an answer.")),
            Way(_("What people look for and do not find"), "questions:asked", KINDS,
                _("Counted, with nobody’s name in it.")),
            Way(_("Write answers"), "questions:keep", (ADMINISTRATOR, STEWARD),
                _("The page of questions that many ask, and what was done about them.")),
            Way(_("Feeds and files of services"), "exchange:services", (ADMINISTRATOR, STEWARD),
                _("Where the directory’s services come from, and what became of each.")),
        ),
    ),
    (
        _("Who is who"),
        (
            Way(_("Written down twice"), "governance:identity", (STEWARD,),
                _("Records that may be of one person, and why. You say whether they are.")),
            Way(_("Came in, and nobody knows whose"), "governance:arrived", (STEWARD,),
                _("What colleagues brought in and could not be placed. You say whose it is.")),
        ),
    ),
    (
        _("How we work"),
        (
            Way(_("Who did what"), "governance:audit", (ADMINISTRATOR,),
                _("What those who work here did and when, and whether that list is whole.")),
            Way(_("What we go by"), "governance:definitions", KINDS,
                _("Questions, words and times that law and policy set, each with its source.")),
            Way(_("How long things are kept"), "governance:keeping", KINDS,
                _("The rules, and which of them act by themselves.")),
        ),
    ),
    (
        _("Records opened, and kept from somebody"),
        (
            Way(_("The desk"), "governance:desk", (GOVERNANCE,),
                _("What waits, is late or runs out, in one place.")),
            Way(_("Requests about data"), "governance:requests", (GOVERNANCE,),
                _("A copy, a correction, to be forgotten: taken in, worked on and answered within a month.")),
            Way(_("Sharing agreements"), "governance:agreements", (GOVERNANCE,),
                _("By which protocols organisations share, and when each is looked at again.")),
            Way(_("Records opened in an emergency"), "access:glass_breaks", (GOVERNANCE,),
                _("Who opened whose record, and why. Each waits for your review.")),
            Way(_("Keep something from somebody"), "access:look_up", (GOVERNANCE,),
                _("Where seeing it would put somebody in danger, or a court says so.")),
            Way(_("Legal holds, and erasing"), "governance:records", (GOVERNANCE,),
                _("Keep a record as it is for a court or a complaint, or erase it for good.")),
        ),
    ),
)  # fmt: skip


def ways(by: Actor) -> list[tuple[Promise, list[Way]]]:
    """Only what this kind of capacity may do."""
    groups = [(heading, [way for way in inside if by.kind in way.kinds]) for heading, inside in GROUPS]
    return [(heading, inside) for heading, inside in groups if inside]
