"""A session is one person's in one capacity: its key changes on the way in, and it ends when they say so."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import build
from tests.integration.access.test_accounts import PASSWORD, _nobody_tried_before, parent, sign_in_as

__all__ = ["_nobody_tried_before", "parent"]
NEW = "another three words"


def key_of(browser):
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def with_key(key):
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = key
    return browser


def is_in(browser):
    return browser.get(reverse("access:kept")).status_code == 200


def test_a_key_that_somebody_planted_opens_nothing_after_signing_in(parent):
    planted = Client().session
    planted["x"] = 1
    planted.save()
    browser, _ = sign_in_as(parent, browser=with_key(planted.session_key))
    assert is_in(browser) and key_of(browser) != planted.session_key
    assert not is_in(with_key(planted.session_key))


def test_a_key_is_new_in_a_capacity(world):
    account = build.account_of(world.huw)
    father = build._actor(account, kind="family", person=world.geth, role="father")
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    for capacity in (father, world.huw):
        before = key_of(browser)
        browser.post(reverse("access:choose_capacity"), {"capacity": str(capacity.capacity_id)})
        assert is_in(browser) and key_of(browser) != before
        assert not is_in(with_key(before))


def test_signing_out_ends_the_session_itself(parent):
    browser, _ = sign_in_as(parent)
    key = key_of(browser)
    assert is_in(with_key(key))
    browser.post(reverse("account_logout"))
    assert not is_in(with_key(key)), "a cookie that was kept is worth nothing"


def test_a_changed_password_ends_the_other_sessions(parent):
    here, _ = sign_in_as(parent)
    elsewhere, _ = sign_in_as(parent)
    before = key_of(here)
    said = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(reverse("account_change_password"), said).status_code == 302
    assert is_in(here) and not is_in(elsewhere) and not is_in(with_key(before))


def test_a_forgotten_password_ends_every_session(parent, mailoutbox, work):
    elsewhere, _ = sign_in_as(parent)
    Client().post(reverse("account_reset_password"), {"email": parent.email})
    work()
    link = next(line for line in mailoutbox[0].body.splitlines() if "/reset/key/" in line)
    fresh = Client()
    form = fresh.get(link, follow=True)
    fresh.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not is_in(elsewhere)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_asking_for_a_new_password_does_the_same_for_an_address_that_is_not_known(
    parent, mailoutbox, work, language
):
    """One job each, and the letter, which takes time, is written by the job."""

    def ask(address):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().post(reverse("account_reset_password"), {"email": address})
        return sorted(query["sql"].split()[0] for query in asked), DBTaskResult.objects.count()

    type(parent).objects.filter(pk=parent.pk).update(language=language)
    ask("first@example.org")
    (unknown, one), (known, two) = ask("nobody@example.org"), ask(parent.email)
    assert unknown == known and two == one + 1 and not mailoutbox
    work()
    (mail,) = mailoutbox
    assert mail.to == [parent.email]
    assert ("new password" if language == "en" else "cyfrinair newydd") in mail.subject.lower()
    held = DBTaskResult.objects.filter(task_path__endswith="send_reset").values_list("args_kwargs", flat=True)
    assert "@" not in str(list(held)), "no address waits in the queue"
