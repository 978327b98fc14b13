"""Background work of `access`. When it runs stands in `config.schedule`."""

from urllib.parse import quote, urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axes.handlers.proxy import AxesProxyHandler
from django.core.mail import send_mail
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_noop, override
from django_tasks import task

from unstori.access import queries
from unstori.access.actions import erasing, identity, sealing
from unstori.access.mailing import to_account
from unstori.access.queries import elsewhere
from unstori.core.words import Words

LETTER = "account/email/password_reset_key"


@task()
def seal_audit() -> int:
    """Seal what was written since the last time."""
    return sealing.seal(by=identity.system_actor())


@task()
def expire() -> int:
    """Erase what is past its time, and again what had been erased and came back."""
    return erasing.expire(by=identity.system_actor())


@task()
def send_reset(users: list[str], origin: str) -> None:
    """A link to choose a new password, in the language of the account. The link itself is not queued."""
    for user in queries.open_accounts(users):
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        link = urljoin(origin, path.replace("UID-KEY", quote(key)))
        with override(user.language):
            subject = render_to_string(f"{LETTER}_subject.txt").strip()
            words = render_to_string(f"{LETTER}_message.txt", {"password_reset_url": link})
        send_mail(subject, words, None, [user.email])


@task()
def tell_account(user_id: str, origin: str) -> None:
    """Something about how they sign in was changed: by whom and why stands in the system, not in a message."""
    for user in queries.open_accounts([user_id]):
        to_account(
            user,
            gettext_noop("How you sign in was changed"),
            gettext_noop(
                "An administrator where you work has changed how you sign in. "
                "If you did not ask for it, tell them today. Otherwise sign in as usual."
            ),
            link=origin,
        )


@task()
def tell_way_added(user_id: str, provider: str, origin: str) -> None:
    """With what they can sign in from now on, and what to do if it was not they."""
    configured = elsewhere.provider(provider)
    name = Words.read(dict(configured.name)) if configured else provider
    for user in queries.open_accounts([user_id]):
        to_account(
            user,
            gettext_noop("Another way to sign in was added"),
            gettext_noop(
                "From now on %(name)s opens your account too. "
                "If it was not you, sign in, take it away on the page “How you sign in safely” and change your password."
            ),
            link=origin,
            name=name,
        )


# What libraries keep goes as `definitions/library_tables.toml` says.


@task()
def forget_sessions() -> None:
    """Forget sessions that are over."""
    call_command("clearsessions")


@task()
def forget_sign_ins() -> None:
    """Forget who signed in a month ago: the audit knows."""
    AxesProxyHandler.reset_logs(age_days=30)
    AxesProxyHandler.reset_failure_logs(age_days=30)


@task()
def forget_jobs() -> None:
    """Forget jobs that were done two weeks ago. A period's job must be remembered until the period is over."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
