"""Systems that read in one's name: a key is shown once, has an end, and its owner ends it."""

import pytest
from django.urls import reverse

from tests import build
from tests.integration.access.test_accounts import PASSWORD, _nobody_tried_before, parent, sign_in_as
from unstori.access.actions import workplace
from unstori.access.door import NotFound
from unstori.access.models import AuditEvent
from unstori.core.errors import RuleBroken
from unstori.exchange import actions, queries, rules
from unstori.exchange.models import Token
from unstori.people.models import Capacity

__all__ = ["_nobody_tried_before", "parent"]
pytestmark = pytest.mark.django_db
PAGE = reverse("exchange:connected")


def test_a_key_is_shown_once_and_its_digest_alone_is_kept(world, sign_in):
    browser = sign_in(world.mair)
    assert "No system reads in your name" in browser.get(PAGE).content.decode()
    shown = browser.post(PAGE, {"name": " An app ", "days": "30"}).content.decode()
    secret = shown.partition("unstori_")[2].partition("<")[0]
    row = Token.objects.get()
    assert len(secret) > 40 and row.digest == queries.digest_of(f"unstori_{secret}")
    assert (row.name, row.capacity_id) == ("An app", world.mair.capacity_id)
    again = browser.get(PAGE).content.decode()
    assert secret not in again and "An app" in again and "Not used yet" in again


@pytest.mark.parametrize(
    "said", [{"name": "", "days": "30"}, {"name": "X", "days": "3000"}, {"name": "an APP", "days": "1"}]
)
def test_what_cannot_be_changes_nothing(world, sign_in, said):
    actions.make_token(by=world.mair, name="An app", days=30)
    answer = sign_in(world.mair).post(PAGE, said)
    assert Token.objects.count() == 1 and "unstori_" not in answer.content.decode()


def test_its_owner_ends_it_and_nobody_else(world, sign_in):
    token, secret = actions.make_token(by=world.mair, name="An app", days=30)
    address = reverse("exchange:end_connection", args=[token.pk])
    assert sign_in(world.huw).post(address).status_code == 404
    with pytest.raises(NotFound):
        actions.end_token(by=world.huw, token=token)
    assert queries.token_behind(secret)
    assert sign_in(world.mair).get(address).status_code == 405
    page = sign_in(world.mair).post(address, follow=True).content.decode()
    assert "can read nothing any more" in page and "Ended" in page
    assert queries.token_behind(secret) is None


def test_no_more_than_ten_and_a_name_is_free_again_when_it_ended(world):
    for number in range(rules.MOST_TOKENS):
        actions.make_token(by=world.mair, name=f"App {number}", days=1)
    with pytest.raises(RuleBroken):
        actions.make_token(by=world.mair, name="One more", days=1)
    Token.objects.filter(name="App 1").update(valid_until="2020-01-01T00:00Z")
    actions.make_token(by=world.mair, name="App 1", days=1)
    actions.make_token(by=world.huw, name="App 1", days=1)


def test_a_key_of_one_capacity_is_not_seen_in_another(world, sign_in):
    actions.make_token(by=world.mair, name="An app", days=30)
    other = build._actor(
        build.account_of(world.mair), kind="worker", organisation=world.school, role="teacher"
    )
    assert list(queries.tokens_of(other)) == []


@pytest.mark.parametrize("how", ["sign_out", "reset_second_step"])
def test_who_is_signed_out_everywhere_is_not_read_for(world, how):
    admin = build._actor(build.user("Ann Prys"), kind="administrator", organisation=world.authority)
    worker = build.worker("Ffion Jones", world.authority)
    family = build._actor(build.account_of(worker), kind="family", person=world.geth, role="aunt")
    secrets = [actions.make_token(by=by, name="An app", days=30)[1] for by in (worker, family)]
    others = actions.make_token(by=world.mair, name="An app", days=30)[1]
    more = {"why": "lost", "checked": "in_person"} if how == "reset_second_step" else {}
    by = build.system() if more else admin  # it guards more than the organisation (ADR 0066)
    getattr(workplace, how)(by=by, capacity=Capacity.objects.get(pk=worker.capacity_id), **more)
    assert not any(map(queries.token_behind, secrets)) and queries.token_behind(others)
    assert AuditEvent.objects.filter(action="token.end").count() == 2
    with pytest.raises(NotFound):
        actions.end_tokens_of(by=admin, user=build.account_of(world.mair))


def test_a_key_is_made_after_the_password_and_ends_with_it(parent):
    browser, _ = sign_in_as(parent)
    assert "No system reads in your name" in browser.get(PAGE).text
    asked = browser.post(PAGE, {"name": "An app", "days": "30"})
    assert asked.url.startswith(reverse("account_reauthenticate")) and not Token.objects.exists()
    shown = browser.post(asked.url, {"password": PASSWORD, "next": PAGE})
    secret = "unstori_" + shown.text.partition("unstori_")[2].partition("<")[0]
    assert queries.token_behind(secret), "what was typed before is not typed again"
    new = "another three words"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert browser.post(reverse("account_change_password"), said).status_code == 302
    assert queries.token_behind(secret) is None
