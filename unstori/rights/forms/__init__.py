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

__all__ = [
    "AnswerForm", "AskForm", "CertificateForm", "DisagreeForm", "HandOverForm", "LetterForm", "MoreForm", "MoveForm", "NewsForm",
    "OfferForm", "SettleForm", "WithdrawForm",
]  # fmt: skip
