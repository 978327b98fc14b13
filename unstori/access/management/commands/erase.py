"""`erase PERSON --reason … [--as USER] [--dry-run] [--yes]`: all that is kept of somebody, for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.access.acting import acting_as
from unstori.access.actions import erasing, refusals
from unstori.access.door import NotFound
from unstori.core.errors import RuleBroken
from unstori.core.evidence import NoEraser


class Command(BaseCommand):
    help = "Erase all that is kept of a person. Their reference and the audit stay. It cannot be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="The id, or the reference in the person's addresses")
        parser.add_argument("--reason", default="", help="Why, in a sentence that names nobody: it stays")
        parser.add_argument("--as", dest="user", default="", help="Account of the authority's governance")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go")
        parser.add_argument("--yes", action="store_true", help="Do not ask")

    def handle(self, *, person: str, reason: str, user: str, **wanted: Any) -> None:
        by = acting_as(user)
        try:
            for label, count in erasing.look(by=by, reference=person).items():
                self.stdout.write(f"{count:6}  {label}")
            if wanted["dry_run"]:
                return
            if not wanted["yes"] and input(f"Type {person} to erase it: ") != person:
                raise CommandError("Nothing was erased.")
            went = erasing.erase_person(by=by, reference=person, reason=reason)
        except NotFound as nobody:
            refusals.record(by=by, error=nobody)
            raise CommandError("Nobody whom this account may erase has this id.") from None
        except (RuleBroken, NoEraser) as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"erased {sum(went.values())} rows")
