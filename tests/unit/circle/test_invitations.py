"""Who may be invited, by whom, what needs a code, and how a code is read."""

from itertools import product
from uuid import uuid4

import pytest

from unstori.circle import rules
from unstori.core.errors import RuleBroken

HERE, THERE = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("for_the_person", "email", "needed"),
    [(True, "", True), (True, "me@example.org", True), (False, "", True), (False, "n@example.org", False)],
)
def test_a_code_is_needed_wherever_somebody_else_could_pick_up_the_link(for_the_person, email, needed):
    assert rules.needs_code(for_the_person=for_the_person, email=email) is needed


@pytest.mark.parametrize(
    ("protects", "decides", "professional", "related", "system"), list(product([True, False], repeat=5))
)
def test_family_never_invite_the_person(protects, decides, professional, related, system):
    who = rules.Standing(
        is_parent=decides and not professional, is_professional=professional, protects=protects
    )
    may = rules.can_invite_person(who, decides=decides, is_related=related, is_system=system)
    assert may == (system or (not related and (protects or (decides and professional))))
    assert not (may and related and not system)
    if not may:
        with pytest.raises(RuleBroken):
            rules.check_invite_person(who, decides=decides, is_related=related, is_system=system)


@pytest.mark.parametrize("typed", ["ab23-cd45", "AB23-CD45", " ab23 cd45 ", "AB23–CD45"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert rules.shown_code("ab23cd45") == "AB23-CD45"
    assert rules.typed_code(typed) == "ab23cd45"


@pytest.mark.parametrize("by", ["self", "family", "advocate", "governance", "worker", "system"])
@pytest.mark.parametrize("kind", ["family", "friend", "foster_carer", "community", "worker", "advocate"])
def test_only_workers_make_others_workers(kind, by):
    may = kind != "worker" or by in ("worker", "system")
    assert rules.can_invite_kind(kind, by=by) is may
    if not may:
        with pytest.raises(RuleBroken):
            rules.check_invite_kind(kind, by=by)


@pytest.mark.parametrize(
    ("has_account", "is_there", "has_place"), [(True, True, True), (False, False, True), (False, True, False)]
)
def test_who_cannot_be_invited(has_account, is_there, has_place):
    with pytest.raises(RuleBroken):
        rules.check_invite(has_account=has_account, is_there=is_there, has_place=has_place)
    rules.check_invite(has_account=False, is_there=True, has_place=True)


@pytest.mark.parametrize(
    ("kind", "own", "place", "may"),
    [
        ("system", None, HERE, True),
        ("worker", HERE, HERE, True),
        ("worker", THERE, HERE, False),
        ("worker", HERE, None, False),
        ("family", None, None, False),
        ("family", HERE, HERE, False),
        ("advocate", HERE, HERE, False),
    ],
)
def test_only_the_organisation_says_who_works_there(kind, own, place, may):
    assert rules.vouches(kind=kind, own=own, place=place) is may


@pytest.mark.parametrize(
    ("own_team", "team", "stands", "may"),
    [
        (HERE, HERE, True, True),
        (HERE, None, True, True),
        (HERE, THERE, True, False),  # another team's people are not theirs to open
        (None, THERE, True, False),
        (HERE, HERE, False, False),  # they left, and the link is still on its way
    ],
)
def test_nobody_says_more_for_the_organisation_than_they_have_themselves(own_team, team, stands, may):
    said = {"kind": "worker", "own": HERE, "place": HERE}
    assert rules.vouches(**said, own_team=own_team, team=team, stands=stands) is may
