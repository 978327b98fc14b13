"""In which country an authority is."""

import pytest

from unstori.people.rules import jurisdiction_of


@pytest.mark.parametrize("code, where", [("W06000002", "wales"), ("E06000001", "england"), ("", "wales")])
def test_where_an_authority_is(code, where):
    assert jurisdiction_of(code) == where
