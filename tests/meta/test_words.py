"""Welsh and English are equals: no string without its Welsh, none doubtful, none that contradicts another."""

import subprocess
import sys

from tests.meta import house


def test_every_string_has_its_welsh():
    checked = subprocess.run(
        [sys.executable, "bin/words.py", "check"], cwd=house.ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
