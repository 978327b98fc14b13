"""Who knows how somebody is reached without danger."""

import pytest

from unstori.circle import rules
from unstori.core.errors import RuleBroken


@pytest.mark.parametrize(
    ("own", "is_self", "is_worker", "address_kept", "sees"),
    [
        (True, False, False, False, True),
        (True, False, False, True, True),
        (False, True, False, False, True),
        (False, False, True, False, True),
        (False, False, True, True, False),
        (False, True, False, True, False),
        (False, False, False, False, False),
    ],
)
def test_a_safe_contact_is_kept_like_the_address_and_from_the_family(
    own, is_self, is_worker, address_kept, sees
):
    said = {"own": own, "is_self": is_self, "is_worker": is_worker, "address_kept": address_kept}
    assert rules.sees_safe_contact(**said) == sees


@pytest.mark.parametrize(
    ("way", "to", "is_email", "holds"),
    [
        ("email", "a@b.org", True, True),
        ("email", "a", False, False),
        ("phone", "01286", False, True),
        ("phone", " ", False, False),
        ("letter", "", False, False),
        ("none", "", False, True),
    ],
)
def test_a_safe_way_has_its_address(way, to, is_email, holds):
    if holds:
        rules.check_safe_contact(way=way, to=to, is_email=is_email)
    else:
        with pytest.raises(RuleBroken):
            rules.check_safe_contact(way=way, to=to, is_email=is_email)
