"""Bring a backup back: check every digest, replace the database and the files, verify the audit."""

import shutil
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from unstori.access import queries
from unstori.access.actions import erasing, identity
from unstori.access.archive import bundle, database
from unstori.core import clock, evidence


class Command(BaseCommand):
    help = "Restore a backup into this database. Refuses to replace people's records unless --force is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what is here")

    def handle(self, *args: Any, source: Path, force: bool, **options: Any) -> None:
        if not force and queries.anybody_here():
            raise CommandError("there are accounts in this database: add --force to replace everything in it")
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            self._tell_journal()
            try:
                about = bundle.unpack(source, folder)
                if about["database"] != database.name():
                    raise CommandError(
                        f"this backup holds {about['database']}, this server needs {database.name()}"
                    )
                database.load(folder)
            except (bundle.BadArchive, database.NoTool) as error:
                raise CommandError(str(error)) from error
            self._bring_back(folder)
        evidence.install()
        gone = erasing.reapply(by=identity.system_actor())
        erasing.finish(by=identity.system_actor(), again=True)
        self.stdout.write(f"erased again {gone} rows of what was erased since")
        call_command("verify_audit", stdout=self.stdout)
        self.stdout.write(f"restored what was kept on {about['made_at']}")

    def _tell_journal(self) -> None:
        """What was erased a moment ago must be known outside before its tombstone is replaced."""
        try:
            if queries.anybody_here():
                erasing.finish(by=identity.system_actor())
        except DatabaseError as broken:
            self.stderr.write(
                f"what is here cannot be read ({broken}): erasures are taken from the journal alone"
            )

    def _bring_back(self, folder: Path) -> None:
        """What stood here is put aside, never thrown away: it may prove what happened since."""
        aside = f".before-{clock.now():%Y%m%dT%H%M%S}"
        files = Path(default_storage.location)  # type: ignore[attr-defined]
        for ours, kept in (
            (files, folder / "files"),
            (settings.AUDIT_HEAD_FILE, folder / "audit-head.jsonl"),
        ):
            if ours.exists():
                ours.rename(ours.with_name(ours.name + aside))
            if kept.exists():
                ours.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(kept, ours)
