"""An employer's word opens what somebody is there, and nothing else that they are (ADR 0066)."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from tests import build
from tests.integration.access.test_accounts import PASSWORD, once_more, sign_in_as
from tests.integration.access.test_elsewhere import AWAY, TIES, council, huw, is_in, provider, said, served
from tests.system.oidc import come
from unstori.access.actions import drafts
from unstori.access.models import Draft
from unstori.access.queries import actor_of, bound_to, whose_session
from unstori.access.rules import Actor
from unstori.core import clock
from unstori.people.models import Capacity, User

__all__ = ["council", "huw", "provider", "served"]


@pytest.fixture
def came(huw: User) -> Client:
    """Huw, tied to the council by his address, who came from there with a second step."""
    browser = Client()
    come(browser, "huw")
    return browser


@pytest.fixture
def father(came: Client, huw: User) -> Actor:
    """Later he is a father too."""
    return build._actor(huw, kind="family", person=build.person("Nel Parry"), role="father")


def test_what_they_became_since_does_not_open_by_where_they_work(came, father, huw):
    assert SocialAccount.objects.get().user == huw
    come(fresh := Client(), "huw")
    for browser in (came, fresh):
        page = browser.get(reverse("access:choose_capacity")).content.decode()
        assert is_in(browser) and "Nel" not in page and "sign out first" in page
        browser.post(reverse("access:choose_capacity"), {"capacity": str(father.capacity_id)})
        assert browser.session.get("capacity") != str(father.capacity_id)
        assert browser.get(f"/p/{_reference(father)}/").status_code == 404


def test_their_own_password_opens_all_that_they_are(came, father, huw):
    browser, _ = sign_in_as(huw)
    page = browser.get(reverse("access:choose_capacity")).content.decode()
    assert "Nel" in page and "sign out first" not in page


def test_what_a_session_holds_as_chosen_does_not_widen_it(came, father):
    """As after an invitation that was taken up in it."""
    session = came.session
    session["capacity"] = str(father.capacity_id)
    session.save()
    assert came.get(f"/p/{_reference(father)}/").status_code == 404
    assert whose_session(dict(came.session)).capacity_id != father.capacity_id


def test_to_prove_it_again_for_one_page_is_not_to_sign_in(came, father):
    once_more(came)
    assert bound_to(came.session) == "W06000002"
    assert came.get(f"/p/{_reference(father)}/").status_code == 404


def test_to_change_how_they_sign_in_their_own_password_is_asked_for(came, father):
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        answer = came.get(reverse(name))
        assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    assert came.post(f"{AWAY}add/")["Location"].startswith(reverse("account_reauthenticate"))


def test_what_they_typed_at_home_is_not_shown_at_work(came, father, huw):
    at_work = actor_of(Capacity.objects.get(user=huw, kind="worker"))
    for by, words in ((father, "Typed at home"), (at_work, "Typed at work")):
        drafts.keep(by=by, path="/x/", fields={"words": words})
    page = came.get(reverse("access:kept")).content.decode()
    assert "Typed at work" in page and "Typed at home" not in page
    hers = Draft.objects.get(capacity_id=father.capacity_id)
    assert came.post(reverse("access:throw_away", args=[hers.pk])).status_code == 404
    own, _ = sign_in_as(huw)
    own.post(reverse("access:choose_capacity"), {"capacity": str(father.capacity_id)})
    assert "Typed at home" in own.get(reverse("access:kept")).content.decode()


def test_who_left_does_not_come_in_by_where_they_worked(came, father, huw):
    Capacity.objects.filter(user=huw, kind="worker").update(ends_on=clock.today().replace(year=2020))
    assert came.get(f"/p/{_reference(father)}/").status_code != 200
    fresh = Client()
    come(fresh, "huw")
    assert not is_in(fresh) and said("account.come_in_refused")[-1]["why"] == "nothing_there"


def test_what_would_open_nothing_is_not_added(db):
    eleri = build.user("Eleri", password=PASSWORD, is_demo=False)
    build._actor(eleri, kind="family", person=build.person(), role="mother")
    browser, _ = sign_in_as(eleri)
    browser.post(f"{AWAY}add/")
    once_more(browser)
    browser.post(f"{AWAY}add/")
    come(browser, "nain", f"{AWAY}adding/?go=1")
    assert "you are nothing there now" in browser.get(TIES).content.decode()
    assert not SocialAccount.objects.exists()


def _reference(father: Actor) -> str:
    return Capacity.objects.select_related("person").get(pk=father.capacity_id).person.reference
