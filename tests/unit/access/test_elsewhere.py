"""Signing in elsewhere: what a configuration must say, and whose account an identity may open."""

import pytest

from unstori.access.rules.elsewhere import (
    BadProvider,
    Identity,
    Provider,
    bound_to,
    check_may_tie,
    check_may_untie,
    identity,
    may_tie_by_address,
    read,
    what_opens,
    why_not_by_address,
)
from unstori.core.errors import RuleBroken

GIVEN = {
    "id": "gwynedd", "name": {"en": "Gwynedd Council", "cy": "Cyngor Gwynedd"}, "issuer": "https://login.example/t/v2.0",
    "client_id": "unstori", "secret_from": "OURS", "organisation": "W06000002", "domains": ["Gwynedd.example"],
}  # fmt: skip
SECRETS = {"OURS": "a secret", "KEY": "a key"}


def configured(**more) -> Provider:
    (found,) = read([{**GIVEN, **more}], SECRETS)
    return found


def test_a_provider_as_configured():
    found = configured(second_step={"acr": ["aal3"], "amr": ["mfa"]})
    assert (found.secret, found.domains, found.acr, found.amr) == (
        "a secret",
        ("gwynedd.example",),
        ("aal3",),
        ("mfa",),
    )
    assert found.userinfo and not found.addresses_proved and found.scopes == ("openid", "email")
    assert read([], {}) == ()


@pytest.mark.parametrize(
    "change, said",
    [
        ({"issuer": ""}, "provider gwynedd: missing issuer"),
        ({"issuer": "http://login.example"}, "must begin with https"),
        ({"issuer": "login.example"}, "a whole address"),
        ({"issuer": "https://login.example/?tenant=1"}, "a whole address"),
        ({"issuer": "http://127.0.0.1.evil.example"}, "must begin with https"),
        ({"name": {"en": "Gwynedd Council"}}, "both languages"),
        ({"name": "Gwynedd"}, "both languages"),
        ({"id": "Gwynedd Council"}, "small letters"),
        ({"id": "7"}, "small letters"),
        ({"colour": "red"}, "unknown colour"),
        ({"secret_from": ""}, "secret_from or key_from"),
        ({"key_from": "KEY"}, "secret_from or key_from"),
        ({"secret_from": "NOT_SET"}, "the variable NOT_SET is not set"),
        ({"organisation": ""}, "domains need the organisation"),
        ({"domains": "gwynedd.example"}, "domains is a list"),
        ({"scopes": ["email"]}, "openid"),
        ({"second_step": {"mfa": True}}, "acr and amr, not mfa"),
        ({"second_step": {"amr": "mfa"}}, "amr is a list"),
        ({"second_step": ["mfa"]}, "second_step is a table"),
        ({"addresses_proved": "no"}, "addresses_proved is true or false"),
        ({"ask": "login"}, "ask is a table"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_said(change, said):
    with pytest.raises(BadProvider, match=said):
        configured(**change)


def test_two_providers_are_two():
    with pytest.raises(BadProvider, match="there twice"):
        read([GIVEN, {**GIVEN, "issuer": "https://other.example"}], SECRETS)
    with pytest.raises(BadProvider, match="same issuer"):
        read([GIVEN, {**GIVEN, "id": "other"}], SECRETS)
    assert len(read([GIVEN, {**GIVEN, "id": "other", "issuer": "https://other.example"}], SECRETS)) == 2


@pytest.mark.parametrize(
    "claims, organisation, why",
    [
        ({"email": "huw@gwynedd.example", "email_verified": True}, True, ""),
        ({"email": " Huw@GWYNEDD.example ", "email_verified": True}, True, ""),
        ({"email": "huw@gwynedd.example", "email_verified": False}, True, "address_not_proved"),
        ({"email": "huw@gwynedd.example", "email_verified": "true"}, True, "address_not_proved"),
        ({"email": "huw@gwynedd.example"}, True, "address_not_proved"),
        ({"email": "huw@not-gwynedd.example", "email_verified": True}, True, "other_domain"),
        ({"email": "huw@gwynedd.example.org", "email_verified": True}, True, "other_domain"),
        ({"email": "huw@gwynedd.example@evil.example", "email_verified": True}, True, "other_domain"),
        ({"email": ["huw@gwynedd.example"], "email_verified": True}, True, "no_address"),
        ({"email_verified": True}, True, "no_address"),
        ({"email": "huw@gwynedd.example", "email_verified": True}, False, "not_tied"),
    ],
)
def test_what_an_address_proves(claims, organisation, why):
    place = {} if organisation else {"organisation": "", "domains": []}
    provider = configured(**place)
    assert why_not_by_address(provider, identity(provider, {"sub": "1", **claims})) == why


def test_an_organisation_may_stand_for_the_addresses_that_it_gives():
    provider = configured(addresses_proved=True)
    assert not why_not_by_address(provider, identity(provider, {"sub": "1", "email": "huw@gwynedd.example"}))


@pytest.mark.parametrize(
    "claims, second_step, proved",
    [
        ({"amr": ["pwd", "mfa"]}, {"amr": ["mfa"]}, True),
        ({"amr": ["pwd"]}, {"amr": ["mfa"]}, False),
        ({"amr": "mfa"}, {"amr": ["mfa"]}, False),
        ({"acr": "aal3"}, {"acr": ["aal3"]}, True),
        ({"acr": "aal1"}, {"acr": ["aal3"]}, False),
        ({"acr": ["aal3"]}, {"acr": ["aal3"]}, False),
        ({"acr": "aal3", "amr": ["mfa"]}, {}, False),
        ({}, {"acr": ["aal3"], "amr": ["mfa"]}, False),
    ],
)
def test_when_the_second_step_was_there(claims, second_step, proved):
    provider = configured(second_step=second_step)
    assert identity(provider, {"sub": "1", **claims}).second_step is proved


@pytest.mark.parametrize(
    "open_account, ties, places, may",
    [
        (True, 0, ["W06000002"], True),
        (True, 0, ["W06000002", "W06000002"], True),
        (True, 0, ["W06000002", ""], False),  # a father too: his own life is not his employer's to open
        (True, 0, ["W06000002", "7A1"], False),
        (True, 0, ["7A1"], False),
        (True, 0, [], False),
        (True, 1, ["W06000002"], False),
        (False, 0, ["W06000002"], False),
    ],
)
def test_which_account_an_address_opens(open_account, ties, places, may):
    said = may_tie_by_address(open_account=open_account, ties=ties, places=places, organisation="W06000002")
    assert said is may


@pytest.mark.parametrize(
    "taken, has_one, may", [(False, False, True), (True, False, False), (False, True, False)]
)
def test_one_identity_opens_one_account(taken, has_one, may):
    if may:
        return check_may_tie(taken=taken, has_one=has_one)
    with pytest.raises(RuleBroken):
        check_may_tie(taken=taken, has_one=has_one)


@pytest.mark.parametrize("password, passkey, others, may", [
    (True, False, 0, True), (False, True, 0, True), (False, False, 1, True), (False, False, 0, False),
])  # fmt: skip
def test_nobody_shuts_themselves_out(password, passkey, others, may):
    if may:
        return check_may_untie(password=password, passkey=passkey, others=others)
    with pytest.raises(RuleBroken):
        check_may_untie(password=password, passkey=passkey, others=others)


PASSWORD, PASSKEY = {"method": "password"}, {"method": "mfa", "passwordless": True}
COUNCIL = {"method": "socialaccount", "organisation": "W06000002"}
NHS, CODE = {"method": "socialaccount", "organisation": ""}, {"method": "mfa"}
AGAIN = {"method": "password", "reauthenticated": True}


@pytest.mark.parametrize(
    ("proved", "bound"),
    [
        ([], ""),
        ([PASSWORD], ""),
        ([PASSWORD, CODE], ""),
        ([NHS], ""),
        ([COUNCIL], "W06000002"),
        ([COUNCIL, CODE], "W06000002"),  # their own second step after the council's word
        ([COUNCIL, AGAIN], "W06000002"),  # for one page
        ([COUNCIL, PASSWORD], ""),  # they gave up there and signed in themselves
        ([COUNCIL, PASSKEY], ""),
        ([PASSWORD, COUNCIL], "W06000002"),
    ],
)
def test_a_session_is_bound_to_whoever_said_who_they_are(proved, bound):
    assert bound_to(proved) == bound


@pytest.mark.parametrize(
    ("places", "organisation", "opens"),
    [
        (["A"], "A", True), (["", "A", "B"], "A", True), (["", "B"], "A", False), ([], "A", False),
        ([""], "", True), ([], "", True),
    ],
)  # fmt: skip
def test_an_employer_opens_what_somebody_is_there(places, organisation, opens):
    assert what_opens(places, organisation) is opens


def test_an_organisation_without_domains_ties_nobody_by_an_address():
    [found] = read([{**GIVEN, "domains": []}], SECRETS)
    who = Identity(found.issuer, "1", "huw@gwynedd.example", proved=True)
    assert why_not_by_address(found, who) == "not_tied" and found.organisation == "W06000002"


def test_what_would_open_nothing_is_not_added():
    with pytest.raises(RuleBroken):
        check_may_tie(taken=False, has_one=False, opens=False)
