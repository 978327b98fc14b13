"""The person and who is around them."""

from unstori.circle.models import Member
from unstori.exchange.fhir import proposals as p
from unstori.exchange.fhir.identity import NHS_NUMBER, Address, Identifier, Language, Name, Telecom
from unstori.exchange.fhir.values import Coding, Concept, Span
from unstori.exchange.leaving.rows import day, of, source
from unstori.exchange.queries import Leaving
from unstori.people.who import role_said

NOT_WORKERS = ("family", "friend", "foster_carer", "advocate", "community")


def patient(found: Leaving) -> list[p.Proposal]:
    """Who they are: in full for a reader who sees *about me*; without the address where that is kept from the reader."""
    person, full = found.opened.person, "about_me" in found.opened.sections
    near = full and not found.opened.address_withheld
    lines = tuple(line.strip() for line in person.address.splitlines() if line.strip())
    language = Concept(codings=(Coding("urn:ietf:bcp:47", person.language),))
    number = (Identifier(NHS_NUMBER, person.nhs_number),) if full and person.nhs_number else ()
    names = (Name(text=person.full_name, use="official"),) if full else ()
    return [
        p.PersonProposal(
            source=source(person),
            section="about_me",
            identifiers=number,
            names=(*names, Name(text=person.called, use="usual")),
            birth_date=day(person.born_on) if full else "",
            languages=(Language(language, True),) if full else (),
            addresses=(Address(lines=lines, postcode=person.postcode),)
            if near and (lines or person.postcode)
            else (),
            telecoms=(Telecom("phone", person.phone),) if near and person.phone else (),
        )
    ]


def contacts(found: Leaving) -> list[p.Proposal]:
    return [_contact(found, row) for row in found.members if row.kind in NOT_WORKERS]


def _contact(found: Leaving, row: Member) -> p.ContactProposal:
    ways = (("phone", row.phone), ("email", row.email))
    # Somebody who lives with the person must not give the address away: their numbers go with it.
    ways = () if found.opened.address_withheld else ways  # type: ignore[assignment]
    return p.ContactProposal(
        kind="family",
        **of(found, row),
        names=(Name(text=row.name),),
        relations=(Concept(role_said(row.relation)),),
        telecoms=tuple(Telecom(*way) for way in ways if way[1]),
        span=Span(day(row.starts_on), day(row.ends_on)),
    )


def team(found: Leaving) -> list[p.Proposal]:
    """Workers, one team for each section that says who they are."""
    rows = [row for row in found.members if row.kind not in NOT_WORKERS]
    return [_team(found, row) for row in rows]


def _team(found: Leaving, row: Member) -> p.TeamProposal:
    organisation = p.Ref(display=row.organisation.name_en) if row.organisation else p.Ref()
    span = Span(day(row.starts_on), day(row.ends_on))
    member = p.Member(p.Ref(display=row.name), (Concept(role_said(row.relation)),), organisation, span)
    return p.TeamProposal(**of(found, row), status="active", members=(member,))
