"""`manage.py make_region`: the demo region, once."""

import gc
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from unstori.exchange.region.lives import RICH, read
from unstori.exchange.region.make import PEOPLE, make
from unstori.people.models import Person, User


class Command(BaseCommand):
    help = "Make about 200 made-up people, their circles, stories and plans. Does nothing where they exist."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--people", type=int, default=PEOPLE, help="how many people (at least the six rich lives)"
        )

    def handle(self, *args: Any, people: int = PEOPLE, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("A region of made-up people is for a demo only: set UNSTORI_DEMO=1.")
        if User.objects.filter(is_demo=True).exists():
            self.stdout.write("The demo region is there already.")
            return
        if Person.objects.exists():
            raise CommandError("There are people here whom the demo did not make; it stays away from them.")
        began = time.monotonic()
        gc.disable()  # all that is made is kept until the end: looking for what can go only takes time
        made = make(max(people, len(RICH)), self.stdout.write)
        self.stdout.write(f"{len(made)} people in {time.monotonic() - began:.0f} seconds. You can become:")
        for name in RICH:
            self.stdout.write(f"  {_introduce(read(f'lives/{name}.toml'))}")


def _introduce(life: dict[str, Any]) -> str:
    around = [one["name"] for one in life["circle"] if one.get("decides") or one.get("account")]
    return f"{life['called']}, {life['age']}; around them {', '.join([*around, life['key_worker'].title()])}"
