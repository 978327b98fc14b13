"""Forms of `assessment`."""

from unstori.assessment.forms.asking import AskForm, BeginForm, EndForm, FinishForm
from unstori.assessment.forms.building import ElementForm
from unstori.assessment.forms.deciding import DecideForm, ViewForm

__all__ = ["AskForm", "BeginForm", "DecideForm", "ElementForm", "EndForm", "FinishForm", "ViewForm"]
