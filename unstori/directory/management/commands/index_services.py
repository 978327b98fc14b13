"""Make the index of services: what waits, or all of it anew. A job does what waits every hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from unstori.access.actions import identity
from unstori.directory.actions import seeking


class Command(BaseCommand):
    help = (
        "Index the services that are not in the index as it is made now; with --all every one from nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="From nothing, counts of words too")

    def handle(self, *args: Any, **options: Any) -> None:
        make = seeking.index_all if options["all"] else seeking.index_what_waits
        self.stdout.write(f"indexed {make(by=identity.system_actor())} services")
