"""Seal what the audit holds unsealed, by hand; the schedule does it every ten minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from unstori.access.actions import identity, sealing


class Command(BaseCommand):
    help = "Seal the audit's new events and keep the head outside the database."

    def handle(self, *args: Any, **options: Any) -> None:
        sealed = sealing.seal(by=identity.system_actor())
        self.stdout.write(f"sealed {sealed} events")
