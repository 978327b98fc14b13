"""The page in `docs` is what the program says today."""

from pathlib import Path

from unstori.exchange.fhir import table
from unstori.exchange.fhir.reading import read_bytes

PAGE = Path(__file__).resolve().parents[3] / "docs" / "fhir.md"


def test_page_in_docs_is_current(folders, capsys):
    table.main([str(folder) for folder in folders])
    assert capsys.readouterr().out == PAGE.read_text(), "python -m unstori.exchange.fhir.table makes it again"


def test_refused_file_is_in_the_page_with_its_place():
    reading = read_bytes(b'{"resourceType": "Story"}', "sent.json")
    row = "| sent.json | resourceType | FHIR R4 has no resource of this type. Story |"
    assert row in table.page(reading, [])
