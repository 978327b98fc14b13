"""Every definition loads, in every version; a broken one, or one that orphans answers, does not."""

import tomllib
from pathlib import Path

import pytest

import unstori
from unstori.core.definitions import BadDefinition, load
from unstori.governance.presenters.definitions import TITLES
from unstori.plan import catalogue
from unstori.story import definitions as story

ROOT = Path(unstori.__file__).parent
FOLDERS = sorted({path.parent for path in ROOT.glob("*/definitions/**/*.toml")})
GUIDE = story.GUIDES / "first-conversation-1.toml"
FIRST = 'id = "g"\nversion = 1\nvalid_from = 2020-01-01\njurisdiction = "any"\nsource = "s"\n'
ASKED = '[[questions]]\nid = "{}"\nask = {{ en = "What?", cy = "Beth?" }}\n'


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_definition_loads(folder):
    assert len(load(folder)) == len(list(folder.glob("*.toml")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_definition_is_called_something_in_both_languages(folder):
    """On the page of what we go by; else its id stands there, which is English."""
    own = [item["id"] for item in load(folder) if isinstance(item.get("title") or item.get("name"), dict)]
    assert {item["id"] for item in load(folder)} <= {*own, *TITLES}


@pytest.mark.parametrize("item", load(story.GUIDES), ids=lambda item: f"{item['id']}-{item['version']}")
def test_every_version_of_a_guide_can_be_asked(item):
    questions = story.guide(item["id"], item["version"]).questions
    assert questions and all(str(each.ask) and str(each.easy) and each.theme for each in questions)


@pytest.mark.parametrize("item", load(catalogue.FOLDER / "layouts"), ids=lambda item: item["id"])
def test_every_version_of_a_layout_is_there(item):
    assert catalogue.layout(item["id"], item["version"])["jurisdiction"] == item["jurisdiction"]


def second(text: str, **changed: str) -> str:
    for name, value in {"version = 1": "version = 2", **changed}.items():
        text = text.replace(name, value)
    return text


def test_a_second_version_of_a_guide_keeps_every_question(tmp_path):
    text = GUIDE.read_text(encoding="utf-8")
    (tmp_path / "1.toml").write_text(text, encoding="utf-8")
    (tmp_path / "2.toml").write_text(second(text), encoding="utf-8")
    assert [item["version"] for item in load(tmp_path)] == [1, 2]
    assert tomllib.loads(second(text))["questions"] == tomllib.loads(text)["questions"]


@pytest.mark.parametrize(
    ("newer", "why"),
    [
        (second(FIRST) + ASKED.format("b"), "orphans a"),
        (second(FIRST) + 'retired = ["a"]\n' + ASKED.format("b"), ""),
        (second(FIRST, **{"2020": "2019"}) + ASKED.format("a"), "holds before"),
        (second(FIRST, **{"any": "both"}) + ASKED.format("a"), "jurisdiction"),
        (second(FIRST) + '[[questions]]\nid = "a"\nask = { en = "What?" }', "both languages"),
        (FIRST + ASKED.format("a"), "version 2"),
        (second(FIRST, **{"source": "sauce"}), "missing source"),
    ],
)
def test_a_broken_or_orphaning_version_fails(tmp_path, newer, why):
    (tmp_path / "1.toml").write_text(FIRST + ASKED.format("a"), encoding="utf-8")
    (tmp_path / "2.toml").write_text(newer, encoding="utf-8")
    if not why:
        assert len(load(tmp_path)) == 2
        return
    with pytest.raises(BadDefinition, match=why):
        load(tmp_path)
