"""Messages that leave carry no content: who reads over a shoulder learns nothing about anybody.

Subjects and words are marked strings of the room that sends them; below them stands one address of ours.
"""

from django.core.mail import send_mail
from django.utils.translation import gettext, override

from unstori.people.models import User


def in_both(first: str, to: str, subject: str, *words: str, link: str) -> None:
    """To whom no account says a language: in both, one after the other; none is a translation on request."""
    languages = (first, "en" if first == "cy" else "cy")
    said = {language: _said(language, subject, *words) for language in languages}
    subjects = " / ".join(said[language][0] for language in languages)
    parts = ("\n\n".join(said[language][1:]) for language in languages)
    send_mail(subjects, "\n\n— — —\n\n".join(parts) + f"\n\n{link}\n", None, [to])


def to_account(user: User, subject: str, words: str, *, link: str, **names: object) -> None:
    """In the language of the account; `names` are what stands at the places of the words."""
    subject, words = _said(user.language, subject, words)
    with override(user.language):
        words = words % names if names else words
    send_mail(subject, f"{words}\n\n{link}\n", None, [user.email])


def _said(language: str, *words: str) -> list[str]:
    with override(language):
        return [gettext(each) for each in words]
