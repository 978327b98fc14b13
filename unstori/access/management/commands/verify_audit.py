"""Find any change, deletion, insertion or new order in the audit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from unstori.access.queries import chain


class Command(BaseCommand):
    help = "Verify every event, every seal and the head kept outside. Exits 1 when anything differs."

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for fault in chain.faults():
            found += 1
            self.stdout.write(fault)
        if found:
            raise CommandError(f"the audit is not as it was written: {found} faults")
        self.stdout.write("the audit is whole")
