"""`import_services PATH_OR_URL [--mapping FILE.toml] [--as USER] [--dry-run] [--json]`: services into the directory."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.access.acting import acting_as
from unstori.core.errors import RuleBroken
from unstori.exchange.actions import import_services
from unstori.exchange.hsds.asking import SCHEMES, Unanswered, read_address
from unstori.exchange.hsds.bringing import read_path
from unstori.exchange.hsds.columns import Mapped, mapping
from unstori.exchange.hsds.reading import Reading


class Command(BaseCommand):
    help = (
        "Takes services: the address of a feed of Open Referral UK, a file of one, a table (CSV), the standard's tables "
        "in a folder or a zip. "
        "Says what was added, known, changed, unclear, refused and skipped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="PATH_OR_URL")
        parser.add_argument("--mapping", default="", help="TOML: which column of a table says what")
        parser.add_argument("--as", dest="user", default="", help="E-mail of the account that imports")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, source: str, user: str, dry_run: bool, **wanted: Any) -> None:
        by = acting_as(user)
        try:
            result = import_services(by=by, reading=self._read(source, wanted["mapping"]), dry_run=dry_run)
        except RuleBroken as broken:
            raise CommandError(str(broken.reason)) from None
        rows = result.as_rows()
        if wanted["as_json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self._say(rows)
        if result.refused:
            sys.exit(1)

    def _read(self, source: str, told: str) -> Reading:
        if "://" not in source:
            if not Path(source).exists():
                raise CommandError(f"There is nothing at {source}")
            return read_path(Path(source), self._mapping(told))
        if not source.startswith(SCHEMES):
            raise CommandError("Only addresses that start with http or https are read.")
        try:
            return read_address(source)
        except Unanswered as error:
            raise CommandError(f"The address gives nothing that can be read: {error}") from None

    def _mapping(self, told: str) -> Mapped:
        if not told:
            return Mapped()
        try:
            return mapping(Path(told).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"The mapping cannot be read: {told}") from None
        except RuleBroken as broken:
            raise CommandError(str(broken.reason)) from None

    def _say(self, rows: dict[str, list[dict[str, Any]]]) -> None:
        for name, found in rows.items():
            self.stdout.write(f"{name}: {len(found)}")
            for row in found:
                self.stdout.write("  " + "  ".join(str(part) for part in row.values() if part))
