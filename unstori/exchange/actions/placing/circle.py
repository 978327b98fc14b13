"""People around the person and organisations: `circle`'s and `directory`'s. A source lets nobody in."""

from django.db import transaction

from unstori.access.rules import Actor
from unstori.circle import actions as circle
from unstori.circle.models import Member as CircleMember
from unstori.core.models import BaseModel
from unstori.directory import actions as directory
from unstori.exchange import queries, rules
from unstori.exchange.actions.batch import Batch
from unstori.exchange.actions.placing import story
from unstori.exchange.fhir.proposals import ContactProposal, Member, OrganisationProposal, Ref, TeamProposal
from unstori.people.models import Organisation, Person
from unstori.people.who import role_of

ODS = "https://fhir.nhs.uk/Id/ods-organization-code"


@transaction.atomic
def add_contact(*, batch: Batch, one: ContactProposal, person: Person, by: Actor) -> list[BaseModel]:
    """Somebody without an account. Without a name, what they are to the person must do."""
    relation = next((found.words for found in one.relations if found.words), "")
    name = next((found.words for found in one.names if found.words), "") or batch.name_of(one.organisation)
    phone = next((found.value for found in one.telecoms if found.system in ("phone", "sms")), "")
    email = next((found.value for found in one.telecoms if found.system == "email"), "")
    kind = CircleMember.Kind.FAMILY if one.kind == "family" else CircleMember.Kind.WORKER
    if not (name or relation):
        return story.add_document(batch=batch, one=one, person=person, by=by)
    return _add(
        batch,
        person,
        by,
        kind=kind,
        name=name or relation,
        relation=relation or one.kind,
        section=one.section,
        phone=phone[:40],
        email=email if len(email) <= 254 else "",
        starts_on=rules.whole_day(one.span.start),
        ends_on=rules.whole_day(one.span.end),
    )


@transaction.atomic
def add_team(*, batch: Batch, one: TeamProposal, person: Person, by: Actor) -> list[BaseModel]:
    """Each member who has a name; a team of nobody whom we can name stays a document."""
    rows = [row for member in one.members for row in _member(batch, one, member, person, by)]
    return rows or story.add_document(batch=batch, one=one, person=person, by=by)


@transaction.atomic
def add_organisation(*, batch: Batch, one: OrganisationProposal, by: Actor) -> list[BaseModel]:
    """Known by its code or exact name; otherwise new. Its sector is somebody's to say: health at first."""
    code = next((found.value for found in one.identifiers if found.system == ODS), "")
    if not one.name:
        return []
    found = queries.organisation_like(code, one.name)
    return (
        []
        if found
        else [
            directory.add_organisation(
                by=by, name_en=one.name[:200], name_cy=one.name[:200], sector="health", code=code[:40]
            )
        ]
    )


def _member(batch: Batch, one: TeamProposal, member: Member, person: Person, by: Actor) -> list[BaseModel]:
    name = batch.name_of(member.who)
    if not name or (member.who.key and batch.persons.get(member.who.key) == person):
        return []
    role = next((found.words for found in member.roles if found.words), "")
    family = "RelatedPerson" in (member.who.key or member.who.reference)
    kind = CircleMember.Kind.FAMILY if family else CircleMember.Kind.WORKER
    return _add(
        batch,
        person,
        by,
        kind=kind,
        name=name,
        relation=role or one.name or one.source.type,
        section=one.section,
        organisation=_organisation(batch, member.organisation),
        starts_on=rules.whole_day(member.span.start),
        ends_on=rules.whole_day(member.span.end),
    )


def _add(batch: Batch, person: Person, by: Actor, **said: object) -> list[BaseModel]:
    """Once: whom the circle has by this name and relation already, it has."""
    cut = {"name": str(said.pop("name"))[:200], "relation": str(said.pop("relation"))[:120]}
    if queries.has_member(person, **cut):
        return []
    cut["relation"] = role_of(cut["relation"])
    return [circle.add_member(by=by, person=person, **cut, **said)]  # type: ignore[arg-type]


def _organisation(batch: Batch, ref: Ref) -> Organisation | None:
    name = batch.name_of(ref)
    return queries.organisation_like("", name) if name else None
