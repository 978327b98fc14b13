"""What the tests of FHIR share: the examples that nobody on this project wrote, and a short way to read."""

import json
from pathlib import Path

import pytest

from unstori.exchange.fhir.reading import Reading, read_bytes
from unstori.exchange.fhir.translate import translate_all

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
FOLDERS = (DATA / "fhir_ukcore", DATA / "fhir_r4")


@pytest.fixture
def folders():
    if not all(folder.is_dir() for folder in FOLDERS):
        pytest.skip("the examples are not beside the project (../shared/data)")
    return FOLDERS


@pytest.fixture
def send():
    """Reads resources as if each were a file; gives the reading."""

    def read(*resources):
        reading = Reading()
        for place, resource in enumerate(resources):
            read_bytes(json.dumps(resource).encode(), f"{place}.json", reading)
        return reading

    return read


@pytest.fixture
def propose(send):
    """The proposals of some resources, in order. None may be refused."""

    def read(*resources):
        reading = send(*resources)
        assert not reading.refused
        return translate_all(reading.items)

    return read
