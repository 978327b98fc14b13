"""The ways out: e-mail, and GOV.UK Notify where it is set up. Each takes an address, words and a reference."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from unstori.notices.wording import Said


class NotDelivered(Exception):
    """It did not go. `code` names why, never the address; `again`: another try may help."""

    def __init__(self, code: str, *, again: bool):
        super().__init__(code)
        self.code, self.again = code, again


def send(way: str, to: str, said: Said, *, reference: str, stop: str) -> None:
    """Send one message. Raises NotDelivered."""
    if settings.NOTIFY[way]:
        _notify(way, to, said, reference=reference, stop=stop)
    elif way == "email":
        _email(to, said, stop=stop)
    else:
        raise NotDelivered("no-way-set-up", again=False)


def _email(to: str, said: Said, *, stop: str) -> None:
    """One press in the mail programme stops these messages (RFC 8058)."""
    one_press = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    headers = one_press if stop else {}
    body = f"{said.body}\n\n{stop}\n" if stop else f"{said.body}\n"
    try:
        EmailMessage(said.subject, body, None, [to], headers=headers).send()
    except OSError as error:
        raise NotDelivered(type(error).__name__, again=True) from error


def _notify(way: str, to: str, said: Said, *, reference: str, stop: str) -> None:
    """The templates at Notify hold ((subject)) and ((body)) and no words of their own.

    `reference` is the message's id, so that whoever looks there can tell a repeated one.
    """
    from notifications_python_client.errors import (
        HTTPError,
    )  # with `requests`: slow to import, wanted by jobs alone
    from notifications_python_client.notifications import NotificationsAPIClient

    told = {"subject": said.subject, "body": said.text if way == "text" else said.body}
    about: dict[str, Any] = {"template_id": settings.NOTIFY[way], "reference": reference}
    try:
        client = NotificationsAPIClient(settings.NOTIFY["key"], base_url=settings.NOTIFY["url"], timeout=20)
        if way == "text":
            client.send_sms_notification(to, personalisation=told, **about)
        elif way == "letter":
            lines = {f"address_line_{number}": line for number, line in enumerate(to.splitlines(), 1)}
            client.send_letter_notification(personalisation={**told, **lines}, **about)
        else:
            client.send_email_notification(
                to, personalisation=told, one_click_unsubscribe_url=stop or None, **about
            )
    except HTTPError as error:
        again = error.status_code == 429 or error.status_code >= 500
        raise NotDelivered(f"notify-{error.status_code}", again=again) from error
