"""`python -m bench.queue`: a team's queue at 1,000 open requests, and at 5,000 of 100,000. A ratio, printed as JSON.

Into an empty DATABASE_URL: it loads twice and measures after each, as somebody of the team who is signed in.
"""

import json
import os
import statistics
import sys
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
os.environ.setdefault("UNSTORI_DEMO", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import load, measure  # noqa: E402
from unstori.core import clock  # noqa: E402
from unstori.pathways.models import Pathway, Request  # noqa: E402
from unstori.people.models import Capacity, Person, Team  # noqa: E402

FEW, MANY, OURS, TIMES, MAY = 1_000, 100_000, 5_000, 40, 1.2
PAGES = {
    "the queue": "/requests/",
    "what is late": "/requests/?only=late",
    "one state": "/requests/?state=waiting",
}
STATES = ("sent", "received", "accepted", "waiting", "waiting", "active")


def ask(number: int, first: int, team: Team, others: list[Team], ours: int) -> None:
    """So many open requests more; the first `ours` of them to the team that is measured."""
    people, today = list(Person.objects.all()[:200]), clock.today()
    holder = Capacity.objects.filter(kind="worker").order_by("pk").first()
    with transaction.atomic():
        for start in range(0, number, 1000):
            made, asked = [], []
            for at in range(start, min(start + 1000, number)):
                n = first + at
                day, person = today - timedelta(days=n % 400), people[n % len(people)]
                about = {"person": person, "section": "health", "created_by": holder}
                row = Pathway(words="He sleeps three hours.", first_asked_on=day, holder=holder, **about)
                made.append(row)
                to = team if at < ours else others[n % len(others)]
                asked.append(Request(
                    pathway=row, service_name="Sleep", team=to, state=STATES[n % 6], asked_on=day, last_contact_on=day, need_order=n % 3,
                    lead=holder, due_on=today + timedelta(days=n % 60 - 20), **about,
                ))  # fmt: skip
            Pathway.objects.bulk_create(made)
            Request.objects.bulk_create(asked)
    connection.cursor().execute("ANALYZE")


def took(client: Client, path: str) -> float:
    """Half of the times were shorter, in milliseconds."""
    client.get(path)
    times = []
    for _again in range(TIMES):
        began = time.perf_counter()
        assert client.get(path).status_code == 200
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main() -> int:
    call_command("migrate", verbosity=0)
    load.region(200)
    team, *others = Team.objects.order_by("pk")
    worker = Capacity.objects.select_related("user").filter(team=team)[0]
    Capacity.objects.filter(pk=worker.pk).update(vouched=True)
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = measure.session_of(worker)
    ask(FEW, 0, team, others, FEW)
    few = {name: took(client, path) for name, path in PAGES.items()}
    ask(MANY - FEW, FEW, team, others, OURS - FEW)
    late = False
    for name, path in PAGES.items():
        many = took(client, path)
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        ratio = round(many / few[name], 2)
        late |= ratio > MAY
        print(json.dumps({
            "database": connection.vendor, "page": name, f"ms at {FEW:,}": round(few[name], 1),
            f"ms at {MANY:,}": round(many, 1), "ratio": ratio, "queries": len(caught),
        }))  # fmt: skip
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
