"""Signing in: the second step, the lock, the length of a session, the capacity, the demo."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.urls import reverse

from tests import build
from unstori.access.actions import drafts, identity
from unstori.access.checks import demo_stands_alone
from unstori.access.models import AuditEvent, Draft
from unstori.access.tasks import expire
from unstori.core import clock
from unstori.people.models import Capacity

PASSWORD = "three words remembered"


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def professional(db):
    account = build.user("Nerys Hughes", password=PASSWORD, is_demo=False)
    build._actor(account, kind="worker", organisation=build.organisation(), role="Nurse")
    return account


@pytest.fixture
def parent(db):
    account = build.user("Eleri", password=PASSWORD, is_demo=False)
    build._actor(account, kind="family", person=build.person(), role="mother")
    return account


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    """allauth counts sign-ins from one address in the cache."""
    cache.clear()


def once_more(browser):
    """The library asks for the password again before the second step is changed."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def sign_in_as(account, password=PASSWORD, browser=None, **more):
    browser = browser or Client()
    return browser, browser.post("/account/login/", {"login": account.email, "password": password}, **more)


def test_a_parent_signs_in_with_a_password(parent):
    browser, answer = sign_in_as(parent)
    assert answer.status_code == 302 and "_auth_user_id" in browser.session
    assert AuditEvent.objects.filter(action="account.sign_in", target_id=parent.pk).count() == 1


def test_a_professional_sets_up_an_app_before_anything_else(professional, django_capture_on_commit_callbacks):
    browser, _ = sign_in_as(professional)
    assert browser.get("/kept/").url == reverse("mfa_index")
    assert "One thing before you go on" in browser.get(reverse("mfa_index")).content.decode()
    assert browser.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    once_more(browser)
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context_data["form"].secret
    assert secret in page.content.decode() and "data:image/svg+xml" in page.content.decode()
    assert "not right" in browser.post(reverse("mfa_activate_totp"), {"code": "12345"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert "Your spare codes" in browser.get(done.url).content.decode()
    assert browser.get("/kept/").status_code == 200
    assert AuditEvent.objects.filter(action="account.second_step_added").exists()


def test_a_professional_types_a_code_each_time(professional):
    secret = generate_totp_secret()
    TOTP.activate(professional, secret)
    browser, answer = sign_in_as(professional)
    assert answer.url.startswith(reverse("mfa_authenticate")) and "_auth_user_id" not in browser.session
    page = browser.get(answer.url).content.decode()
    assert "The second step" in page and "Use your passkey" in page
    browser.post(answer.url, {"code": code_now(secret)})
    assert "_auth_user_id" in browser.session
    assert browser.get("/kept/").status_code == 200
    once_more(browser)
    gone = browser.post(reverse("mfa_deactivate_totp"))
    assert gone.status_code == 302 and not Authenticator.objects.filter(type="totp").exists()
    assert browser.get("/kept/").url == reverse("mfa_index"), "asked for a new one at once"


def test_codes_cannot_be_tried_out_from_many_addresses(professional):
    """Who knows the password has one code in a million, and not as many tries as they have computers."""
    TOTP.activate(professional, secret := generate_totp_secret())
    browser, answer = sign_in_as(professional)
    wrong = f"{(int(code_now(secret)) + 1) % 10**6:06}"
    for number in range(10):
        browser.post(answer.url, {"code": wrong}, REMOTE_ADDR=f"192.0.2.{number}")
    browser.post(answer.url, {"code": code_now(secret)}, REMOTE_ADDR="192.0.2.99")
    assert "_auth_user_id" not in browser.session


def test_strangers_who_try_names_do_not_make_it_forget_who_tried_codes(professional):
    TOTP.activate(professional, secret := generate_totp_secret())
    browser, answer = sign_in_as(professional)
    wrong = f"{(int(code_now(secret)) + 1) % 10**6:06}"
    for _try in range(10):
        browser.post(answer.url, {"code": wrong})
    for number in range(2_000):
        cache.set(f"somebody-else-{number}", [1], 900)
    browser.post(answer.url, {"code": code_now(secret)})
    assert "_auth_user_id" not in browser.session


def test_spare_codes_alone_are_no_second_step(professional):
    Authenticator.objects.create(user=professional, type="recovery_codes", data={})
    browser, _ = sign_in_as(professional)
    assert browser.get("/kept/").status_code == 302


def test_five_wrong_passwords_close_the_door_however_the_address_is_typed(parent):
    browser = Client()
    spellings = [parent.email, parent.email.upper(), f" {parent.email}", parent.email.title(), parent.email]
    for typed in spellings:
        answer = browser.post("/account/login/", {"login": typed, "password": "wrong"})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "You can try again at" in page and "I have forgotten my password" in page
    assert sign_in_as(parent, browser=browser)[1].status_code == 429
    assert AuditEvent.objects.filter(action="account.lock_out").exists()
    browser.cookies["django_language"] = "cy"
    assert "Gallwch roi cynnig arall arni" in sign_in_as(parent, browser=browser)[1].content.decode()


def test_a_wrong_password_is_said_without_saying_which_part(parent):
    known = sign_in_as(parent, "wrong")[1].content.decode()
    unknown = (
        Client()
        .post("/account/login/", {"login": "nobody@example.org", "password": "wrong"})
        .content.decode()
    )
    words = "The email address or the password is not right."
    assert words in known and words in unknown


def test_a_session_ends_after_ten_hours(parent):
    browser, _ = sign_in_as(parent)
    session = browser.session
    session["began"] = time.time() - 10 * 3600 - 1
    session.save()
    assert browser.get("/kept/").url == "/account/login/?next=%2Fkept%2F"
    assert "_auth_user_id" not in browser.session


def test_nobody_signs_up_at_the_door_or_lists_addresses(client, db):
    for address in ("signup/", "email/", "confirm-email/", "login/code/", "2fa/webauthn/signup/"):
        assert client.get(f"/account/{address}").status_code == 404


def test_a_password_is_changed_and_forgotten(parent, mailoutbox, work):
    browser, _ = sign_in_as(parent)
    change = reverse("account_change_password")
    wrong = {"oldpassword": "no", "password1": "123456", "password2": "1234567"}
    page = browser.post(change, wrong).content.decode()
    assert "not the password you use now" in page and "at least 12 characters" in page.lower()
    differ = {"oldpassword": PASSWORD, "password1": "another good one here", "password2": "another good one"}
    assert "not the same" in browser.post(change, differ).content.decode()
    right = {**differ, "password2": differ["password1"]}
    assert browser.post(change, right).status_code == 302
    Client().post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    work()
    assert not mailoutbox
    assert Client().post(reverse("account_reset_password"), {"email": parent.email}).url == reverse(
        "account_reset_password_done"
    )
    assert not mailoutbox, "the page sends nothing itself"
    work()
    (mail,) = mailoutbox
    link = next(line for line in mail.body.splitlines() if "/account/password/reset/key/" in line)
    fresh = Client()
    form = fresh.get(link, follow=True)
    assert "Choose a new password" in form.content.decode()
    set_new = {"password1": "again a good one", "password2": "again a good one"}
    assert fresh.post(form.request["PATH_INFO"], set_new).status_code == 302
    assert "no longer works" in Client().get(link, follow=True).content.decode()


PAGES = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]
OWN_PAGES = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "access:choose_capacity",
    "access:kept",
]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", [*PAGES, *OWN_PAGES])
def test_pages_speak_both_languages_and_run_no_script_of_their_own(parent, name, language):
    browser = Client(headers={"accept-language": language})
    if name in OWN_PAGES:
        sign_in_as(parent, browser=browser)
        once_more(browser)
    page = browser.get(reverse(name))
    words = page.content.decode()
    assert page.status_code == 200 and f'lang="{language}"' in words
    assert "onclick" not in words and "<script>" not in words
    assert (
        "Rydych" in words or "cyfeiriad" in words or "Mewngofnodi" in words or "Allgofnodi" in words
    ) or language == "en"


def test_spare_codes_and_passkeys_have_pages(professional):
    TOTP.activate(professional, secret := generate_totp_secret())
    key = Authenticator.objects.create(
        user=professional, type="webauthn", data={"name": "My phone", "credential": {}}
    )
    browser, answer = sign_in_as(professional)
    browser.post(answer.url, {"code": code_now(secret)})
    once_more(browser)
    assert "Make new spare codes" in browser.get(reverse("mfa_generate_recovery_codes")).content.decode()
    assert browser.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert "<code>" in browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "My phone" in browser.get(reverse("mfa_list_webauthn")).content.decode()
    assert "Stop using the app" in browser.get(reverse("mfa_deactivate_totp")).content.decode()
    assert browser.get(reverse("mfa_reauthenticate")).status_code == 200
    assert "My phone" in browser.get(reverse("mfa_edit_webauthn", args=[key.pk])).content.decode()
    assert browser.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Blue key"}).status_code == 302
    assert (
        "Remove this passkey" in browser.get(reverse("mfa_remove_webauthn", args=[key.pk])).content.decode()
    )
    assert browser.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 302


# --- capacity and demo


def test_a_capacity_is_chosen_shown_and_written_down(world):
    account = build.account_of(world.huw)
    father = build._actor(account, kind="family", person=world.geth, role="father")
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get("/kept/?q=1").url == "/capacity/?next=%2Fkept%2F%3Fq%3D1"
    page = browser.get("/capacity/?next=/kept/").content.decode()
    assert "Geth’s father" in page and "social worker" in page
    assert browser.post("/capacity/", {"capacity": str(father.capacity_id), "next": "/kept/"}).url == "/kept/"
    assert "Geth’s father" in browser.get("/kept/").content.decode()
    assert (
        browser.post("/capacity/", {"capacity": str(father.capacity_id), "next": "https://else.where/"}).url
        == "/"
    )
    assert browser.post("/capacity/", {"capacity": str(world.mair.capacity_id)}).status_code == 200, (
        "not theirs"
    )
    assert AuditEvent.objects.filter(action="capacity.choose", capacity_id=father.capacity_id).count() == 2


def test_somebody_without_a_capacity_is_told(db):
    browser = Client()
    browser.force_login(build.user("Nobody"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Nobody has you in their circle" in browser.get("/capacity/").content.decode()


def test_become_lists_searches_and_becomes(world, client):
    page = client.get("/become/").content.decode()
    assert "People and families" in page and "Huw Parry" in page
    assert "Mrs Patel" not in client.get("/become/?q=huw").content.decode()
    assert "Nobody is called that" in client.get("/become/?q=zzz").content.decode()
    assert client.post("/become/", {"capacity": str(world.huw.capacity_id)}).url == "/"
    assert "Huw Parry" in client.get("/kept/").content.decode()
    assert client.post("/become/", {"capacity": "nonsense"}).status_code == 200


def test_become_says_whom_to_become_first_and_why(world, client):
    assert "Good to begin with" not in client.get("/become/").content.decode(), "nobody of the region is here"
    kofi = identity.open_account(
        by=build.system(), email="kofi@unstori.invalid", name="Kofi Mensah", is_demo=True
    )
    given = identity.give_capacity(by=build.system(), user=kofi, kind="worker", role="bank_support_worker",
                                   organisation=world.authority)  # fmt: skip
    page = client.get("/become/").content.decode()
    assert page.index("A bank support worker before his first shift.") < page.index("People and families")
    assert page.index(str(given.pk)) < page.index("People and families")
    assert "Good to begin with" not in client.get("/become/?q=kofi").content.decode(), (
        "who searches knows whom"
    )


def test_become_is_nowhere_but_in_the_demo(world, client, settings):
    settings.DEMO = False
    assert client.get("/become/").status_code == client.post("/become/").status_code == 404


def test_a_demo_does_not_start_beside_a_real_account(world, client, settings):
    call_command("check", databases=["default"])
    build.user("Real Person", is_demo=False)
    with pytest.raises(SystemCheckError, match=r"access\.E001"):
        call_command("check", databases=["default"])
    assert client.get("/become/").status_code == 404
    settings.DEMO = False
    assert not demo_stands_alone(databases=["default"])


def test_accounts_made_in_a_demo_are_the_demos(db):
    assert identity.open_account(by=build.system(), email="invited@example.org", name="Invited").is_demo
    assert not identity.open_account(
        by=build.system(), email="r@example.org", name="Real", is_demo=False
    ).is_demo


# --- kept drafts, form that was open too long


def test_what_was_refused_is_kept_for_its_author_for_seven_days(world, sign_in):
    browser = sign_in(world.former)
    page = browser.post(f"/p/{world.geth.reference}/identity/", {"called": "He laughed all day\nagain"})
    assert page.status_code == 404 and "He laughed all day" in page.content.decode()
    assert "He laughed all day" in browser.get("/kept/").content.decode()
    assert "He laughed" not in sign_in(world.mair).get("/kept/").content.decode()
    draft = Draft.objects.get()
    gone = reverse("access:throw_away", args=[draft.pk])
    assert sign_in(world.mair).post(gone).status_code == 404
    assert browser.post(gone).status_code == 302 and not Draft.objects.exists()


EVERYTHING = {"called": "Bach", "why": "No", "sections": ["health", "care"], "blank": " "}
SECRET = {"password": "s3cretA", "password1": "s3cretB", "oldpassword": "s3cretC", "code": "s3cretD"}


def test_one_word_is_kept_too_and_no_secret(world, sign_in):
    sign_in(world.former).post(f"/p/{world.geth.reference}/identity/", {**EVERYTHING, **SECRET})
    assert Draft.objects.get().fields == {"called": "Bach", "why": "No", "sections": "health, care"}
    page = Client(enforce_csrf_checks=True).post("/account/login/", {**EVERYTHING, **SECRET})
    assert page.status_code == 403 and "Bach" in page.text and "Health, Care" in page.text
    assert "s3cret" not in page.text


def test_kept_words_are_forgotten_after_seven_days(world):
    kept = drafts.keep(by=world.huw, path="/", fields={"a": "b"})
    assert expire.call() == 0
    Draft.objects.filter(pk=kept.pk).update(valid_until=clock.now())
    assert expire.call() == 1
    assert not Draft.objects.exists()


def test_a_form_that_was_open_too_long_gives_the_words_back(world):
    browser = Client(enforce_csrf_checks=True)
    page = browser.post("/account/login/", {"login": "x", "password": "my secret words", "note": "two words"})
    assert page.status_code == 403
    assert "two words" in page.content.decode() and "my secret words" not in page.content.decode()


def test_every_capacity_ends(world):
    capacity = Capacity.objects.get(pk=world.huw.capacity_id)
    identity.end_capacity(by=build.system(), capacity=capacity)
    capacity.refresh_from_db()
    assert capacity.ends_on == clock.today()


@pytest.mark.parametrize("why", ["signed out", "ten hours"])
def test_what_is_sent_after_signing_out_is_shown_back(world, sign_in, why):
    browser = sign_in(world.mair)
    if why == "signed out":
        browser.logout()
    else:
        session = browser.session
        session["began"] = time.time() - 10 * 3600 - 1
        session.save()
    sent = {"words": "He slept all night <b>at last</b>"}
    answer = browser.post(f"/p/{world.geth.reference}/story/add/", sent)
    assert answer.status_code == 403
    assert "He slept all night &lt;b&gt;at last" in answer.content.decode()
    assert browser.post(f"/p/{world.geth.reference}/story/add/").status_code == 302
