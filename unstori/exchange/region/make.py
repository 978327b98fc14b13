"""Makes the whole region, or nothing of it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import islice

from django.db import transaction

from unstori.core import clock
from unstori.exchange.region import asked, cast, invent, lives, offered
from unstori.exchange.region.running import Running
from unstori.exchange.region.tell import Teller
from unstori.people.models import Person

PEOPLE = 200
OPENED = timedelta(days=1100)  # the organisations were there before anybody's story


@transaction.atomic
def make(people: int = PEOPLE, say: Callable[[str], object] = print) -> list[Person]:
    """The hand-written lives first, then as many invented ones as are wanted. Returns everybody."""
    now = clock.now()
    with clock.at(now - OPENED):
        held = cast.gather()
    say(f"{len(held.organisations)} organisations, {len(held.workers)} workers")
    say(f"{offered.take_in(held.system)} services that anybody finds")
    asked.tell(held.system, held.runs["olwen"].actor)
    numbers, made = cast.nhs_numbers(), []
    told: dict[str, Teller] = {}
    everybody = [*lives.rich(), *invent.lives(max(0, people - len(lives.RICH)))]
    for life, number in zip(islice(everybody, people), numbers, strict=False):
        told[life["key"]] = Teller(held, life, number, now)
        made.append(told[life["key"]].tell())
        if len(made) % 25 == 0:
            say(f"{len(made)} people")
    return made + (Running(held, told).tell() if set(lives.RICH) <= set(told) else [])
