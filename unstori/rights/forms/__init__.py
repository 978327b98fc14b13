"""Plain forms: what is asked, in the words of the page."""

from unstori.rights.forms.disagreeing import (
    AnswerForm,
    CertificateForm,
    DisagreeForm,
    HandOverForm,
    LetterForm,
    MoreForm,
    MoveForm,
    SettleForm,
    WithdrawForm,
)
from unstori.rights.forms.offers import AskForm, NewsForm, OfferForm
from unstori.rights.forms.telling import ask_reply, ask_when, of_somebody, pop_said

__all__ = [
    "AnswerForm",
    "AskForm",
    "CertificateForm",
    "DisagreeForm",
    "HandOverForm",
    "LetterForm",
    "MoreForm",
    "MoveForm",
    "NewsForm",
    "OfferForm",
    "SettleForm",
    "WithdrawForm",
    "ask_reply",
    "ask_when",
    "of_somebody",
    "pop_said",
]  # fmt: skip
