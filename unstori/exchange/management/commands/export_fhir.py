"""`export_fhir PERSON_ID [--as USER]`: a FHIR R4 Bundle with what that user may see."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.access.acting import acting_as
from unstori.access.door import NotFound, open_person
from unstori.exchange.fhir.write import to_json
from unstori.exchange.leaving import bundle_of
from unstori.exchange.queries import leaving
from unstori.exchange.signing import signed


class Command(BaseCommand):
    help = "Writes a person's story as a FHIR R4 Bundle: what the account may see, and no more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="The id, or the reference in the person's addresses")
        parser.add_argument("--as", dest="user", default="", help="E-mail of the account that exports")

    def handle(self, *, person: str, user: str, **_options: Any) -> None:
        try:
            opened = open_person(acting_as(user), person, what="export")
        except NotFound:
            raise CommandError("Nobody to be seen by this account under this id.") from None
        self.stdout.write(to_json(signed(bundle_of(leaving(opened)))))
