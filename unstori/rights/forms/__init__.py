"""Plain forms: what is asked, in the words of the page."""

from unstori.rights.forms.disagreeing import (
    AnswerForm,
    CertificateForm,
    DisagreeForm,
    HandOverForm,
    MoreForm,
    MoveForm,
    SettleForm,
    WithdrawForm,
)
from unstori.rights.forms.offers import AskForm, NewsForm, OfferForm

__all__ = [
    "AnswerForm", "AskForm", "CertificateForm", "DisagreeForm", "HandOverForm", "MoreForm", "MoveForm", "NewsForm",
    "OfferForm", "SettleForm", "WithdrawForm",
]  # fmt: skip
