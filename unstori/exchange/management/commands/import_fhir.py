"""`import_fhir PATH… [--as USER] [--dry-run] [--json]`: files and folders of FHIR R4 into the story."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from unstori.access.acting import acting_as
from unstori.exchange.actions import import_files
from unstori.exchange.fhir.reading import read_paths
from unstori.exchange.table import page


class Command(BaseCommand):
    help = "Takes FHIR R4 files and folders. Says what was added, known, unclear, refused and skipped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--as", dest="user", default="", help="E-mail of the account that imports")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen")
        parser.add_argument("--table", action="store_true", help="As a page: what became what")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, paths: list[Path], user: str, dry_run: bool, **wanted: Any) -> None:
        result = import_files(by=acting_as(user), reading=read_paths(paths), dry_run=dry_run)
        rows = result.as_rows()
        if wanted["as_json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        elif wanted["table"]:
            self.stdout.write(page(result), ending="")
        else:
            self._say(rows)
        if result.refused:
            sys.exit(1)

    def _say(self, rows: dict[str, list[dict[str, Any]]]) -> None:
        for name, found in rows.items():
            self.stdout.write(f"{name}: {len(found)}")
            for row in found:
                self.stdout.write("  " + "  ".join(str(part) for part in row.values() if part))
