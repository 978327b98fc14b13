"""`reset_second_step EMAIL --why … --checked …`: for an account that no single organisation may open (ADR 0066)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.access.actions import identity, workplace
from unstori.access.queries import acting
from unstori.access.rules.workplace import CHECKED, WHY_RESET


class Command(BaseCommand):
    help = (
        "Take a lost second step away: they set up a new one when they next sign in, and are told by e-mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--why", choices=WHY_RESET, required=True)
        parser.add_argument(
            "--checked", choices=CHECKED, required=True, help="How it is known that it is they"
        )
        parser.add_argument("--origin", default="", help="Our address, https://…, for the message")

    def handle(self, *, email: str, why: str, checked: str, origin: str, **_options: Any) -> None:
        found = acting.capacities_for(email)
        if not found:
            raise CommandError(f"No account that can act today: {email}")
        workplace.reset_second_step(
            by=identity.system_actor(), capacity=found[0], why=why, checked=checked, origin=origin
        )
        self.stdout.write(f"{email} sets up a new second step when they next sign in.")
