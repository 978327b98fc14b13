"""A story goes from one Unstori to another and back: who wrote what and when stays, and nothing comes twice."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from tests import build
from tests.integration.exchange.test_export import life
from tests.two_systems import System
from unstori.access.door import open_person
from unstori.access.models import Withholding
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.exchange import signing
from unstori.exchange.actions import import_files
from unstori.exchange.fhir.findings import Why
from unstori.exchange.fhir.reading import read_bytes
from unstori.exchange.fhir.write import to_json
from unstori.exchange.leaving import bundle_of
from unstori.exchange.models import Imported
from unstori.exchange.queries import leaving
from unstori.people.models import Capacity, Person
from unstori.story import actions as story
from unstori.story.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True)]
NUMBER = "9990000018"


@dataclass
class Two:
    gwynedd: System
    devon: System
    world: build.World
    carys: Actor


@pytest.fixture
def two(tmp_path: Any, transactional_db: None) -> Iterator[Two]:
    if connection.vendor != "sqlite":
        pytest.skip("two systems at once are two files")
    gwynedd, devon = System(tmp_path, "gwynedd"), System(tmp_path, "devon")
    with gwynedd.here():
        world = build.world()
        Person.objects.filter(pk=world.geth.pk).update(nhs_number=NUMBER)
        life(world)
    with devon.here():
        carys = build.worker("Carys", build.organisation("Devon"))
    yield Two(gwynedd, devon, world, carys)
    gwynedd.close()
    devon.close()


def taken(actor: Actor, person: Person) -> str:
    opened = open_person(actor, person.reference, what="export")
    return to_json(signing.signed(bundle_of(leaving(opened))))


def brought(actor: Actor, content: str, **more: Any) -> Any:
    return import_files(by=actor, reading=read_bytes(content.encode(), "geth.json"), **more)


def resources(content: str) -> dict[str, Any]:
    """By address, without seals and without whose record each system points at."""
    found = {}
    for entry in json.loads(content)["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "Patient":
            patient = entry["fullUrl"]
            continue
        resource.pop("meta", None)
        found[entry.get("fullUrl", "")] = json.dumps(resource, sort_keys=True)
    return {key: said.replace(patient, "PERSON") for key, said in found.items()}


def test_there_and_back_everything_is_equal_and_nothing_comes_twice(two):
    with two.gwynedd.here():
        left = taken(two.world.huw, two.world.geth)
    with two.devon.here():
        assert not Person.objects.exists()
        preview = brought(two.carys, left, dry_run=True)
        assert preview.added and not preview.unclear and not Person.objects.exists()
        done = brought(two.carys, left)
        assert [one.as_row() for one in done.added] == [one.as_row() for one in preview.added]
        geth = Person.objects.get()
        assert geth.nhs_number == NUMBER and geth.pk != two.world.geth.pk
        rows = (Entry.objects.count(), Imported.objects.count())
        again = brought(two.carys, left)
        assert not again.added and not again.unclear and len(again.known) == len(done.added)
        assert (Entry.objects.count(), Imported.objects.count()) == rows
        back = taken(two.carys, geth)
    assert resources(left).items() <= resources(back).items()
    with two.gwynedd.here():
        rows = (Entry.objects.filter(event="test").count(), Person.objects.count())
        returned = brought(two.world.huw, back)
        assert not returned.unclear and not returned.refused
        known = {one.resource for one in returned.known}
        assert len(returned.known) >= len(resources(left)), known
        assert (Entry.objects.filter(event="test").count(), Person.objects.count()) == rows


def test_it_says_who_wrote_it_when_and_from_where(two):
    with two.gwynedd.here():
        left = taken(two.world.huw, two.world.geth)
    with two.devon.here():
        brought(two.carys, left)
        entry = Entry.objects.get(title="He slept badly")
        assert entry.said_by == "Huw Parry" and entry.happened_on == "2024-03-01"
        assert entry.source.startswith("https://gwynedd.example, FHIR urn:uuid:")
        assert json.loads(Imported.objects.filter(type="Patient").get().raw)["name"][0]["text"]


def test_a_file_that_was_changed_on_the_way_changes_nothing(two):
    with two.gwynedd.here():
        left = taken(two.world.huw, two.world.geth)
    with two.devon.here():
        for wrong in (
            left.replace("Two hours", "Nine hours"),
            left.replace("https://gwynedd.example", "https://elsewhere.example"),
            left.replace('"data":"', '"data":"AAAA'),
        ):
            assert wrong != left
            result = brought(two.carys, wrong)
            assert [one.why for one in result.refused] == [Why.CHANGED_SINCE]
            assert not result.added and not Person.objects.exists()


def test_which_system_it_is_from_is_known_by_its_key(two):
    with two.gwynedd.here():
        left, key = taken(two.world.huw, two.world.geth), signing.public_key()
        assert signing.origin(json.loads(left)).state == signing.OURS
    with two.devon.here():
        assert signing.origin(read_bytes(left.encode(), "x").signed["x"]).state == signing.UNKNOWN
        with override_settings(SYSTEMS={"Gwynedd": key}):
            found = brought(two.carys, left, dry_run=True).origins["geth.json"]
            assert (found.site, found.state) == ("Gwynedd", signing.KNOWN)
            assert found.fingerprint == signing.fingerprint(key)


def test_what_is_private_or_kept_from_whoever_takes_it_stays(two):
    with two.gwynedd.here():
        world = two.world
        kept = story.record(
            by=world.mair, person=world.geth, section="care", event="test", title="Kept from Huw"
        )
        story.record(
            by=world.geth_self, person=world.geth, section="private_to_me", event="test", title="My secret"
        )
        Withholding.objects.create(
            person=world.geth, kind="row", row_id=kept.pk, withheld_from=Capacity.objects.get(pk=world.huw.capacity_id),
            reason="It would put her in danger.", created_by=world.mair.capacity_id, review_on=clock.today(),
            valid_until=clock.midnight(clock.today().replace(year=clock.today().year + 1)),
        )  # fmt: skip
        for_huw, own = taken(world.huw, world.geth), taken(world.geth_self, world.geth)
    assert "Kept from Huw" not in for_huw and "My secret" not in for_huw
    assert "My secret" in own and "Kept from Huw" in own
