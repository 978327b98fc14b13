"""What is taken along in a table runs in no spreadsheet, and is itself again when it is brought back."""

import csv
import io

import pytest

from unstori.exchange.loading.reading import read
from unstori.ui.tables import opened, safe, written

RUN = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0@x", "＝1", "＋1", "－1", "＠x", "'=1", "''@x", " '-x",
    '=HYPERLINK("https://evil.example","x")', "=cmd|' /C calc'!A0",
]  # fmt: skip
REST = ["", "Clwb", "it's", "'quoted'", "3-4", "a=b", "'", "me@example.org", "10% + more", "’=x"]


@pytest.mark.parametrize("said", RUN)
def test_what_would_run_is_shown_and_comes_back_as_it_was(said):
    assert safe(said) == f"'{said}" and opened(safe(said)) == said


@pytest.mark.parametrize("said", REST)
def test_everything_else_stays(said):
    assert safe(said) == said and opened(said) == said


def test_a_whole_table_comes_back():
    rows = [["name", "about"], *([said, f"about {said}"] for said in RUN + [one for one in REST if one])]
    content = written([list(row) for row in rows])
    for cells in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        assert not cells[0].lstrip().startswith(("=", "+", "-", "@"))
    sheet = read(content)
    assert [row.cells[0] for row in sheet.rows] == [row[0].strip() for row in rows[1:]]
