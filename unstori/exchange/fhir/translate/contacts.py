"""Who is around the person: RelatedPerson, Practitioner, PractitionerRole, Organization, CareTeam.

A contact is somebody without an account: a source can name people, and never lets anybody in.
"""

from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.proposals import ContactProposal, Member, OrganisationProposal, Ref, TeamProposal
from unstori.exchange.fhir.translate.view import View
from unstori.exchange.fhir.values import Concept, Span, each


def related_person(view: View) -> ContactProposal:
    return _contact(view, "family", names=view.names(), relations=view.concepts("relationship"))


def practitioner(view: View) -> ContactProposal:
    skills = tuple(Concept.of(one.get("code")) for one in view.get("qualification", ()))
    return _contact(view, "worker", needs_person=False, names=view.names(), relations=skills)


def role(view: View) -> ContactProposal:
    where = {"worker": view.ref(view.get("practitioner")), "organisation": view.ref(view.get("organization"))}
    relations = view.concepts("code") + view.concepts("specialty")
    return _contact(view, "role", needs_person=False, relations=relations, **where)


def _contact(view, kind, needs_person=True, **elements):
    return ContactProposal(
        kind=kind,
        birth_date=view.get("birthDate"),
        sex=view.get("gender"),
        active=view.get("active", None),
        span=Span.of(view.get("period")),
        **elements,
        **view.reachable(),
        **view.common("about_me" if needs_person else "care", needs_person=needs_person),
    )


def organisation(view: View) -> OrganisationProposal:
    if not view.get("name"):
        view.doubt(".name", Why.NO_NAME)
    return OrganisationProposal(
        name=view.get("name"),
        aliases=tuple(view.get("alias", ())),
        types=view.concepts("type"),
        part_of=view.ref(view.get("partOf")),
        active=view.get("active", None),
        **view.reachable(),
        **view.common("care", about=Ref(), needs_person=False),
    )


def team(view: View) -> TeamProposal:
    return TeamProposal(
        name=view.get("name"),
        status=view.get("status"),
        kinds=view.concepts("category"),
        members=tuple(_member(view, found) for found in view.get("participant", ())),
        span=Span.of(view.get("period")),
        **view.common("care", by=view.refs(view.get("managingOrganization"))),
    )


def _member(view, found):
    roles, span = each(Concept, found.get("role")), Span.of(found.get("period"))
    return Member(view.ref(found.get("member")), roles, view.ref(found.get("onBehalfOf")), span)
