"""What an installation's own records would say of the definition `likeness`: for somebody to weigh, never taken over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from unstori.governance.queries import likeness

FEWEST = 1000  # below this it says more about chance than about people


class Command(BaseCommand):
    help = "Show how often each level of the definition `likeness` holds by chance (u), in the records that are here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pairs", type=float, default=1e7, help="how many pairs to take at random")
        parser.add_argument("--few", action="store_true", help="also with fewer than 1000 records")

    def handle(self, *args: Any, **options: Any) -> None:
        those = likeness.everybody()
        if len(those) < 2 or (len(those) < FEWEST and not options["few"]):
            raise CommandError(
                f"There are {len(those)} records: too few to learn from. --few shows it all the same."
            )
        for one, level, by_definition, here in likeness.by_chance(those, int(options["pairs"])):
            self.stdout.write(f"{one:<12}{level:<10}u = {by_definition:<10g}here {here:.3g}")
