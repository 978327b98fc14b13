"""A file is no way of asking who is known here."""

from datetime import date

import pytest
from django.db import transaction

from tests import build
from tests.integration.exchange import fhir
from unstori.access.models import AuditEvent
from unstori.exchange import presenters
from unstori.exchange.models import Imported
from unstori.exchange.rules import Doubt
from unstori.people.models import Person

NUMBER = {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": fhir.NUMBER}}


def by_number():
    """Somebody of another name and birthday: only the number tells."""
    build.person("Mali Wyn", nhs_number=fhir.NUMBER, born_on=date(2015, 6, 1))


def by_number_and_another_birthday():
    build.person("Somebody Else", nhs_number=fhir.NUMBER, born_on=date(1980, 1, 1))


def by_name():
    build.person("Mali Prys", born_on=date(2015, 6, 1))


def by_address():
    fhir.send(build.system(), fhir.patient(**fhir.numbered()))


WAYS = [by_number, by_number_and_another_birthday, by_name, by_address]


def seen(by, *resources):
    """All that a preview tells: the lists of the command, and the words of the page."""
    result = fhir.send(by, *resources, dry_run=True)
    page = presenters.preview(result)
    return result.as_rows(), {**page, "people": [vars(about) for about in page["people"]]}


def file():
    elsewhere = fhir.condition("Asthma", id="asthma", subject=NUMBER)
    return fhir.patient(**fhir.numbered()), fhir.condition(), fhir.goal(), elsewhere


@pytest.mark.parametrize("known", WAYS)
def test_preview_is_the_same_for_somebody_unseen_as_for_nobody(world, known):
    nobody = seen(world.huw, *file()), seen(world.huw, fhir.condition(subject=NUMBER))
    known()
    before = Person.objects.count()
    assert (seen(world.huw, *file()), seen(world.huw, fhir.condition(subject=NUMBER))) == nobody
    assert Person.objects.count() == before, "a preview leaves nothing behind"


@pytest.mark.parametrize("known", WAYS)
def test_what_could_not_be_placed_is_kept_in_the_same_words_and_makes_nobody(world, known):
    known()
    before = Person.objects.count()
    result = fhir.send(world.huw, *file())
    assert Person.objects.count() == before
    assert fhir.counts(result) == {"unclear": 4}
    kept = Imported.objects.filter(created_by_id=world.huw.capacity_id, person=None)
    assert kept.count() == 4 and "Epilepsy" in "".join(kept.values_list("raw", flat=True))
    said = {why for row in kept for _path, why, _detail in row.why}
    assert said == {str(Doubt.NOT_PLACED), str(Doubt.WAITS)}
    assert fhir.counts(fhir.send(world.huw, *file())) == {"known": 4}


def test_what_is_only_about_a_number_tells_nothing_even_when_it_is_taken(world):
    def answer():
        with transaction.atomic():
            result = fhir.send(world.huw, fhir.condition(subject=NUMBER))
            transaction.set_rollback(True)
        return result.as_rows()

    nobody = answer()
    person = build.person("Mali Wyn", nhs_number=fhir.NUMBER)
    assert answer() == nobody
    fhir.send(world.huw, fhir.condition(subject=NUMBER), fhir.goal(subject=NUMBER), dry_run=True)
    refused = AuditEvent.objects.filter(action="refused", person_id=person.pk, user_id=world.huw.user_id)
    assert refused.count() == 1, "asked for once a file, written down once"


def test_who_may_see_somebody_is_told_plainly(world):
    person = build.person("Mali Prys", nhs_number=fhir.NUMBER, born_on=date(2015, 6, 1))
    build.grant(person, world.huw, ("care",), permission=1)
    result = fhir.send(world.huw, *file())
    assert result.unclear[0].doubts[-1].why == Doubt.NOT_YOURS
