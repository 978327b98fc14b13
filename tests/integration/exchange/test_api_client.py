"""A standard client, which knows nothing of Unstori, reads a person over the wire."""

import pytest
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import AuthorizationError, OperationOutcome, ResourceNotFound

from tests import build
from tests.integration.exchange.test_export import life
from unstori.access.actions import grants
from unstori.exchange import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client_of(live_server):
    def of(actor, name="App"):
        _made, secret = actions.make_token(by=actor, name=name, days=30)
        return SyncFHIRClient(f"{live_server.url}/fhir/R4", authorization=f"Bearer {secret}")

    return of


def test_a_standard_client_reads_a_person(world, client_of):
    life(world)
    client = client_of(world.mair)
    [patient] = client.resources("Patient").fetch_all()
    assert patient.id == str(world.geth.pk)
    assert patient.get_by_path(["name", 0, "text"]) == "Gethin Rowlands"
    goals = client.resources("Goal").search(patient=patient.to_reference().reference).fetch_all()
    assert [one.get_by_path(["description", "text"]) for one in goals] == ["I want to ride the train"]
    notes = client.resources("Observation").search(patient=patient.id).limit(3).fetch_all()
    assert len(notes) == client.resources("Observation").search(patient=patient.id).count() > 3
    rating = next(one for one in notes if "derivedFrom" in one)
    assert rating["derivedFrom"][0].to_resource().id
    everything = patient.execute("$everything", method="get")
    assert everything["total"] == len(everything["entry"])
    assert client.reference("Patient", patient.id).to_resource() == patient


def test_withdrawal_and_a_missing_token_are_what_a_client_expects(world, client_of, live_server):
    source = build.grant(world.geth, world.stranger)
    client = client_of(world.stranger)
    client.reference("Patient", str(world.geth.pk)).to_resource()
    grants.end(person=world.geth, source=source, by=world.mair)
    with pytest.raises(ResourceNotFound):
        client.reference("Patient", str(world.geth.pk)).to_resource()
    assert client.resources("Patient").fetch_all() == []
    nobody = SyncFHIRClient(f"{live_server.url}/fhir/R4", authorization="Bearer unstori_guess")
    with pytest.raises((AuthorizationError, OperationOutcome)):
        nobody.resources("Patient").fetch_all()
