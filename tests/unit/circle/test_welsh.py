"""Welsh answers yes with the verb of the question, and counts times with a mutation."""

import pytest
from django.utils.translation import ngettext, override

from unstori.circle.forms import AbilityForm, DutyForm


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        (AbilityForm.base_fields["able"], ["Gallan", "Na allan"]),
        (DutyForm.base_fields["family_told"], ["Do", "Naddo"]),
    ],
)
def test_yes_answers_the_verb_of_its_question(field, answers):
    """'A allan nhw?' is answered 'Gallan'; 'A gafodd?' is answered 'Do'."""
    with override("cy"):
        assert [str(words) for _code, words in field.choices] == answers


def test_times_mutate_after_two():
    """'2 waith', '3 gwaith'."""
    with override("cy"):
        said = [ngettext("%(times)s time", "%(times)s times", n) % {"times": n} for n in (2, 3, 7)]
    assert said == ["2 waith", "3 gwaith", "7 gwaith"]
