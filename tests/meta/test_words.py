"""Welsh and English are equals: no string without its Welsh, none doubtful, none that contradicts another."""

import ast
import subprocess
import sys

import pytest

from tests.meta import house

GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


def test_every_string_has_its_welsh():
    checked = subprocess.run(
        [sys.executable, "bin/words.py", "check"], cwd=house.ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("path", house.python_files(), ids=str)
def test_no_string_hides_inside_a_formatted_one(path):
    """What collects strings does not look into an f-string: its words would stay English on a Welsh page."""
    calls = [
        node
        for text in ast.walk(house.parse(path))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
    ]
    hidden = [
        node.lineno
        for node in calls
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in GETTEXT
        and any(isinstance(said, ast.Constant) for said in node.args)
    ]
    assert not hidden, "take _(…) out of the f-string"
