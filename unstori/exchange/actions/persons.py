"""A Patient: somebody known, somebody new, or a question that is never answered by guessing."""

from dataclasses import replace

from django.db import transaction

from unstori.access.actions import identity
from unstori.access.door import NotFound, require
from unstori.access.rules import Actor, Permission
from unstori.circle import actions as circle
from unstori.directory import actions as directory
from unstori.exchange import queries, rules, seals
from unstori.exchange.actions import keeping, placing
from unstori.exchange.actions.batch import Batch, Taken
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.proposals import PersonProposal
from unstori.exchange.rules import Doubt
from unstori.people.models import Organisation, Person

NOBODY = (Why.NOT_HUMAN, Why.NO_NAME, Why.ENTERED_IN_ERROR)
UNKNOWN = "unknown"


def may_add(*, batch: Batch, person: Person, by: Actor) -> bool:
    """Whether the actor may add anything at all to this person; when not, the audit will say who asked."""
    try:
        require(by, person.pk, Permission.ADD)
    except NotFound as refusal:
        batch.refusals.append(refusal)
        return False
    return True


@transaction.atomic
def take_person(*, batch: Batch, one: PersonProposal, by: Actor) -> Taken:
    """Known by number or address: nothing is written over. New: made, unless that would be a guess.

    Somebody known whom the actor may not see is nobody in a preview, and a question when it is confirmed: a
    second record of them is never made, and a file is no way of asking who is known here (ADR 0041).
    """
    known = _known(batch, one)
    doubt = _doubt(batch, one, known)
    batch.persons[one.source.key] = None if doubt else known
    if doubt or _is_nobody(one):
        if queries.is_kept(by, batch.key(one), one.source.digest, None):
            return batch.taken(one, "known")
        if doubt == Doubt.NOT_PLACED and _is_nobody(one):
            doubt = None  # nobody would be made of it anyway
        elif doubt == Doubt.NOT_PLACED and batch.dry_run:
            return _place(batch, one, _make_instead(batch, one, known, by), by)
        doubts = [batch.doubt(one, doubt)] if doubt else []
        return keeping.keep(batch=batch, one=one, person=None, rows=[], doubts=doubts, by=by)
    if known and queries.is_kept(by, batch.key(one), one.source.digest, known):
        return batch.taken(one, "known", known)
    return _place(batch, one, known or _make(batch, one, by), by, outcome="known" if known else "")


def _is_nobody(one: PersonProposal) -> bool:
    return any(found.why in NOBODY for found in one.unclear)


def _place(batch: Batch, one: PersonProposal, person: Person, by: Actor, outcome: str = "") -> Taken:
    batch.persons[one.source.key] = person
    try:
        with transaction.atomic():
            rows = placing.place_about_person(batch=batch, one=one, person=person, by=by)
    except NotFound:  # may add to this person, but not to what is about them
        return batch.taken(one, "known", person)
    return keeping.keep(batch=batch, one=one, person=person, rows=rows, doubts=[], by=by, outcome=outcome)


def _known(batch: Batch, one: PersonProposal) -> Person | None:
    said = queries.whose_it_is(batch.by, batch.key(one))
    if said and said.person:
        return batch.in_place_of.get(said.person.pk, said.person)
    own = seals.own_id(one.source.key)
    found = (
        queries.person_by_nhs_number(one.nhs_number)
        or (queries.person_by_id(own) if own else None)
        or queries.person_by_key([rules.short(one.source.key)])
    )
    return batch.in_place_of.get(found.pk, found) if found else None


def _doubt(batch: Batch, one: PersonProposal, known: Person | None) -> Doubt | None:
    said = queries.whose_it_is(batch.by, batch.key(one))
    if known is None and said:  # a steward looked: nobody who is here
        return None
    if known is None:
        born = rules.whole_day(one.birth_date)
        alike = list(queries.born_alike(one.names[0].words[:200], born)) if born and one.names else []
        if not alike:
            return None
        return Doubt.MAYBE_KNOWN if batch.sees(*alike) else Doubt.NOT_PLACED
    if not batch.sees(known):
        return Doubt.NOT_PLACED
    if not may_add(batch=batch, person=known, by=batch.by):
        return Doubt.NOT_YOURS
    if said and said.person_id == known.pk:
        return None
    by_number = known.nhs_number and known.nhs_number == one.nhs_number
    contradicts = not rules.may_be_same(known.born_on, one.birth_date) or (
        not by_number and bool(one.nhs_number and known.nhs_number)
    )
    unsure = not by_number and not (known.born_on and one.birth_date) and known.full_name not in _names(one)
    return Doubt.OTHER_BIRTHDAY if contradicts or unsure else None


def _names(one: PersonProposal) -> list[str]:
    return [name.words[:200] for name in one.names]


def _make_instead(batch: Batch, one: PersonProposal, known: Person | None, by: Actor) -> Person:
    """For a preview, which leaves nothing behind: what nobody would see of a person who is really new."""
    taken = queries.person_by_nhs_number(one.nhs_number)
    made = _make(batch, replace(one, nhs_number="") if taken else one, by)
    made.nhs_number = one.nhs_number or None
    for person in (known, taken):
        if person:
            batch.in_place_of[person.pk] = made
    return made


def _make(batch: Batch, one: PersonProposal, by: Actor) -> Person:
    """A new person, whom whoever brings them can open; a command that nobody is named for opens to no one."""
    full_name = next(name for name in _names(one) if name)
    preferred = [said.name.code("urn:ietf:bcp:47") for said in one.languages if said.preferred]
    address = one.addresses[0] if one.addresses else None
    phone = next((found.value for found in one.telecoms if found.system in ("phone", "sms")), "")
    person = identity.register_person(
        by=by,
        full_name=full_name,
        called=(one.preferred_name or rules.first_name(full_name))[:100],
        born_on=rules.whole_day(one.birth_date),
        nhs_number=one.nhs_number or None,
        authority=_authority(by),
        language="cy" if any(code.startswith("cy") for code in preferred) else "en",
        address=address.words if address else "",
        postcode=address.postcode[:8] if address else "",
        phone=phone[:40],
    )
    if not by.is_system:
        circle.begin(by=by, person=person)
    return person


def _authority(by: Actor) -> Organisation:
    """Who answers for the record: the importer's own organisation; without one, nobody known yet."""
    if by.organisation_id:
        return Organisation.objects.get(pk=by.organisation_id)
    found = queries.organisation_like(UNKNOWN, "")
    return found or directory.add_organisation(
        by=by,
        name_en="Authority not known yet",
        name_cy="Awdurdod heb ei gofnodi eto",
        sector="social_care",
        code=UNKNOWN,
    )
