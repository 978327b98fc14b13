"""A key always gives the same address, and reading that address gives the key."""

import pytest

from unstori.exchange.fhir.write.address import address, written_key


@pytest.mark.parametrize(
    ("key", "full_url", "local_id"),
    [
        ("Patient/42", "", "42"),
        ("https://a.example/fhir/Patient/42", "https://a.example/fhir/Patient/42", "42"),
        ("https://a.example/people?x=42", "https://a.example/people?x=42", ""),
        (
            "urn:uuid:8b0c1e3e-30ab-4c2f-9a0e-111111111111",
            "urn:uuid:8b0c1e3e-30ab-4c2f-9a0e-111111111111",
            "",
        ),
    ],
)
def test_key_that_is_an_address_stays(key, full_url, local_id):
    assert address(key) == (full_url, local_id)
    assert written_key(key) == key


@pytest.mark.parametrize(
    "key", ["Flag/f#me", "Patient?https://a.example|1", "Patient:abc", "https://a.example/Flag/f#me"]
)
def test_key_that_is_no_address_gets_one_that_never_changes(key):
    assert address(key) == address(key)
    assert address(key)[0].startswith("urn:uuid:")
    assert address(key)[1] == ""
