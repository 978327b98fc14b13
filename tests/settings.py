"""The settings under test: the real ones in demo mode, with files in a folder that goes away."""

import atexit
import os
import shutil
import tempfile

# Every test process has a folder of its own inside the first one's; what a test starts shares its folder.
process = os.environ.get("PYTEST_XDIST_WORKER", "first")
if "PYTEST_VERSION" in os.environ and os.environ.get("UNSTORI_TEST_PROCESS") != process:
    outer = os.environ["UNSTORI_VAR"] if "UNSTORI_TEST_PROCESS" in os.environ else None
    folder = tempfile.mkdtemp(prefix="unstori-test-", dir=outer)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(UNSTORI_TEST_PROCESS=process, UNSTORI_VAR=folder)
os.environ.setdefault("UNSTORI_DEMO", "1")

from unstori.config.settings import *  # noqa: E402, F403
from unstori.config.settings import DATABASES, STATIC_ROOT, VAR  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection would hold the test database open at the end
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in use: each thread has a connection of its own. What is thrown away need not wait for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns without it
