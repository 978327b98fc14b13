"""Patient, RelatedPerson, Practitioner, PractitionerRole, Organization, CareTeam."""

from unstori.exchange.fhir.canonical import filled
from unstori.exchange.fhir.identity import UK_CORE
from unstori.exchange.fhir.proposals import (
    ContactProposal,
    OrganisationProposal,
    PersonProposal,
    TeamProposal,
)
from unstori.exchange.fhir.translate.person import INTERPRETER
from unstori.exchange.fhir.values import written
from unstori.exchange.fhir.write.address import ref, refs


def person(one: PersonProposal) -> dict:
    moment = isinstance(one.deceased, str)
    return filled(
        resourceType="Patient",
        extension=list(_extensions(one)),
        name=written(one.names),
        gender=one.sex,
        birthDate=one.birth_date,
        deceasedDateTime=one.deceased if moment else None,
        deceasedBoolean=None if moment else one.deceased,
        communication=written(one.languages),
        contact=[_kin(kin) for kin in one.kin],
        generalPractitioner=refs(one.doctors),
        managingOrganization=ref(one.organisation),
        telecom=written(one.telecoms),
        address=written(one.addresses),
    )


def _extensions(one):
    if one.interpreter is not None:
        yield {"url": INTERPRETER, "valueBoolean": one.interpreter}
    if one.ethnicity.words:
        yield {"url": UK_CORE + "EthnicCategory", "valueCodeableConcept": one.ethnicity.fhir()}
    inner = [{"url": said.kind, "valueCodeableConcept": said.name.fhir()} for said in one.preferences]
    if inner:
        yield {"url": UK_CORE + "ContactPreference", "extension": inner}


def _kin(kin):
    return filled(
        relationship=written(kin.relations),
        name=kin.name.fhir(),
        telecom=written(kin.telecoms),
        address=kin.address.fhir(),
        organization=ref(kin.organisation),
        period=kin.span.fhir(),
    )


def contact(one: ContactProposal) -> dict:
    shared = {"telecom": written(one.telecoms), "active": one.active}
    people = shared | {"name": written(one.names), "gender": one.sex, "birthDate": one.birth_date}
    people["address"] = written(one.addresses)
    if one.kind == "family":
        own = {"patient": ref(one.about), "relationship": written(one.relations), "period": one.span.fhir()}
        return filled(resourceType="RelatedPerson", **own, **people)
    if one.kind == "worker":
        skills = [filled(code=skill.fhir()) for skill in one.relations]
        return filled(resourceType="Practitioner", qualification=skills, **people)
    own = {"practitioner": ref(one.worker), "organization": ref(one.organisation), "period": one.span.fhir()}
    return filled(resourceType="PractitionerRole", code=written(one.relations), **own, **shared)


def organisation(one: OrganisationProposal) -> dict:
    return filled(
        resourceType="Organization",
        active=one.active,
        name=one.name,
        alias=list(one.aliases),
        type=written(one.types),
        partOf=ref(one.part_of),
        telecom=written(one.telecoms),
        address=written(one.addresses),
    )


def team(one: TeamProposal) -> dict:
    members = [
        filled(
            member=ref(member.who),
            role=written(member.roles),
            onBehalfOf=ref(member.organisation),
            period=member.span.fhir(),
        )
        for member in one.members
    ]
    return filled(
        resourceType="CareTeam",
        subject=ref(one.about),
        name=one.name,
        status=one.status,
        category=written(one.kinds),
        participant=members,
        period=one.span.fhir(),
        managingOrganization=refs(one.by),
    )
