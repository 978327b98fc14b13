"""Who somebody is, said at reading time in the reader's language. Names and codes are kept, never a sentence."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from unstori.core import definitions
from unstori.core.words import Words, capital
from unstori.people.models import Capacity

FOLDER = Path(__file__).parent / "definitions"


@cache
def roles(of: str = "") -> dict[str, Words]:
    """What somebody can be, by code: all of them, or those of `family` or of `work`."""
    (known,) = definitions.load(FOLDER)
    return {one["id"]: Words.read(one["name"]) for one in known["role"] if of in ("", one["of"])}


def role_said(role: str) -> str:
    """A role in the language of the page; one's own words as they are."""
    return str(roles().get(role, role))


def is_role(role: str) -> bool:
    """Whether it is a code, not somebody's own words."""
    return role in roles()


def role_choices() -> list[tuple[str, str]]:
    """All of them, to choose from, each with a capital."""
    return [(code, capital(name)) for code, name in roles().items()]


def role_of(words: str) -> str:
    """The code of what comes from outside as words, in either language; other words stay."""
    plain = words.strip().casefold()
    found = (code for code, name in roles().items() if plain in (name.en.casefold(), name.cy.casefold()))
    return next(found, words)


def roles_like(word: str) -> list[str]:
    """Codes of the roles that a word looks for, in either language."""
    plain = word.casefold()
    return [
        code for code, name in roles().items() if plain in name.en.casefold() or plain in name.cy.casefold()
    ]


@dataclass(frozen=True)
class Who:
    """A name, and what they are: to a person (`called`) or at a place. `str()` says it in the page's language."""

    name: str
    role: str = ""
    called: str = ""
    place: Words | None = None

    def __str__(self) -> str:
        words = {"name": self.name, "role": role_said(self.role), "person": self.called}
        if self.called and self.role in roles("family"):
            return _("%(name)s, %(person)s’s %(role)s") % words
        if self.called and self.role:
            return _("%(name)s, %(role)s (%(person)s)") % words
        if self.called:
            return _("%(name)s (%(person)s)") % words
        return ", ".join(part for part in (self.name, words["role"], str(self.place or "")) if part)


def who(capacity: Capacity) -> Who:
    """ "Mair, Geth's mother"; "Huw Parry, social worker, Gwynedd Council"; "Geth", of their own story."""
    name, place = capacity.user.name, capacity.organisation.name if capacity.organisation else None
    if capacity.kind == Capacity.Kind.SELF:
        return Who(name)
    return Who(name, capacity.role, capacity.person.called if capacity.person else "", place)
