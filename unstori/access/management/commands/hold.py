"""`hold PERSON --reason … | --lift [--as USER]`: keep a record from being erased, or no longer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.access.acting import acting_as
from unstori.access.actions import holds, refusals
from unstori.access.door import NotFound
from unstori.core.errors import RuleBroken


class Command(BaseCommand):
    help = "Place a legal hold on a person's record, or lift it: while it stands nothing of it is erased."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="The id, or the reference in the person's addresses")
        parser.add_argument("--reason", default="", help="Who needs the record, and for what")
        parser.add_argument("--lift", action="store_true")
        parser.add_argument("--as", dest="user", default="", help="Account of the authority's governance")

    def handle(self, *, person: str, reason: str, lift: bool, user: str, **options: Any) -> None:
        by = acting_as(user)
        try:
            if lift:
                self.stdout.write(f"lifted {holds.lift(by=by, reference=person)}")
            else:
                holds.place(by=by, reference=person, reason=reason)
                self.stdout.write("held")
        except NotFound as nobody:
            refusals.record(by=by, error=nobody)
            raise CommandError("Nobody whom this account answers for has this id.") from None
        except RuleBroken as no:
            raise CommandError(str(no)) from no
