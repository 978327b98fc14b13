"""Symbols: each idea has both languages and a drawing, is found by a word of either, and follows a person's set."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation import override

from unstori.ui import symbols

DRAWN = Path(symbols.__file__).parent / "static"


def shown(call: str) -> str:
    return engines["jinja2"].from_string('{% import "ui/components.html" as ui %}' + call).render({})


@pytest.mark.parametrize("symbol", symbols.everything().values(), ids=lambda symbol: symbol.id)
def test_every_idea_is_drawn_and_has_its_heading(symbol):
    drawing = (DRAWN / symbol.file).read_text(encoding="utf-8")
    assert drawing.startswith("<svg") and "<script" not in drawing
    assert symbol.group in symbols.groups()


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("happy", "happy"),
        ("hapus", "happy"),
        ("glad", "happy"),
        ("Dŵr", "water"),
        ("dwr", "water"),
        ("too much", "too_much"),
        ("cur pen", "head"),
        ("swim", "swimming"),
    ],
)
def test_a_word_of_either_language_finds_its_idea(said, first):
    assert symbols.search(said)[0].id == first


def test_no_word_finds_everything_of_a_heading():
    assert {symbol.group for symbol in symbols.search("", "animals")} == {"animals"}
    assert symbols.search("zzz") == []
    assert len(symbols.search("")) == len(symbols.everything())


def test_words_stand_beside_or_are_read_aloud():
    beside, aloud = shown("{{ ui.symbol('happy') }}"), shown("{{ ui.symbol('happy', words=false) }}")
    assert 'alt=""' in beside and "happy" in beside.split("symbol__words")[1]
    assert 'alt="happy"' in aloud and "symbol__words" not in aloud
    with override("cy"):
        assert "hapus" in shown("{{ ui.symbol('happy', 'large') }}")


def test_an_idea_that_is_gone_keeps_its_words():
    gone = shown("{{ ui.symbol('gone', label='Moonlight', words=false) }}")
    assert "Moonlight" in gone and "<img" not in gone


def test_a_set_draws_what_it_has_and_openmoji_the_rest():
    with symbols.drawn_by({"happy": "/set/1"}.get):  # type: ignore[arg-type]
        assert symbols.picture("happy") == "/set/1"
        assert symbols.picture("sad") == f"{settings.STATIC_URL}ui/symbols/sad.svg"
    assert symbols.picture("happy").endswith("happy.svg")
