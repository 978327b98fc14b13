"""One archive of everything: the database at one moment, the files, the audit's head."""

import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from unstori.access.actions import identity, sealing
from unstori.access.archive import bundle, database
from unstori.core import clock


class Command(BaseCommand):
    help = (
        "Write a backup that `restore` can bring back. Keep it where the server cannot change it, encrypted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, help="the archive to write, for example unstori.tar.gz")

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        if target.exists():
            raise CommandError(f"{target} is there already")
        sealing.seal(by=identity.system_actor())
        with tempfile.TemporaryDirectory(dir=target.resolve().parent) as made:
            folder = Path(made)
            try:
                database.dump(folder)
            except database.NoTool as missing:
                raise CommandError(str(missing)) from missing
            files = Path(default_storage.location)  # type: ignore[attr-defined]
            if (
                files.is_dir()
            ):  # after the database: a file that a row names is there, and one too many harms nobody
                shutil.copytree(files, folder / "files")
            if settings.AUDIT_HEAD_FILE.exists():
                shutil.copy(settings.AUDIT_HEAD_FILE, folder / "audit-head.jsonl")
            held = bundle.pack(
                folder, target, {"made_at": clock.now().isoformat(), "database": database.name()}
            )
        self.stdout.write(f"kept {held} files in {target}")
