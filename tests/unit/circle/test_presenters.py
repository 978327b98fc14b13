"""How the circle's picture names people."""

import pytest

from unstori.circle.models import Member
from unstori.circle.presenters.members import member_line


@pytest.mark.parametrize(
    ("kind", "name", "label"),
    [
        (Member.Kind.FAMILY, "Nesta Rowlands", "Nesta"),
        (Member.Kind.WORKER, "Mrs Patel", "Mrs Patel"),
        (Member.Kind.COMMUNITY, "Y Parchedig Olwen Rees", "Y Parchedig Olwen Rees"),
        (Member.Kind.COMMUNITY, "Meddygfa’r Bont", "Meddygfa’r Bont"),
    ],
)
def test_a_label_names_somebody(kind, name, label):
    """Family by the first name; others whole, for an article or a title names nobody."""
    assert member_line(Member(kind=kind, name=name), "abc123")["label"] == label
