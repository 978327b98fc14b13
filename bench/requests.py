"""`python -m bench.requests`: a service's queue and a manager's pages, at 1,000 and at 100,000 open requests.

All of one team, so that the same number of lines is shown. Into an empty DATABASE_URL, in bulk, a documented by-pass of the
actions; what the schedule counts is counted before the pages are asked. A line of JSON for each page; ends with 1 over 1.2 times.
"""

import json
import os
import random
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
from unstori.access.actions.identity import system_actor  # noqa: E402
from unstori.core import clock  # noqa: E402
from unstori.pathways.actions import tallies  # noqa: E402
from unstori.pathways.models import Pathway, Request  # noqa: E402
from unstori.pathways.rules import requests as rules  # noqa: E402
from unstori.people.models import Capacity, Person  # noqa: E402

PEOPLE, BATCH, FEW, MANY, TIMES, MAY = 1000, 1000, 1_000, 100_000, 100, 1.2
PAGES = {
    "a service's queue": "/requests/",
    "the queue: what is late": "/requests/?only=late",
    "the queue: who waits": "/requests/?state=waiting",
    "a manager: asked of us": "/teams/requests/?side=asked",
    "a manager: held by us": "/teams/requests/?side=held",
}


def region() -> Capacity:
    """Who manages the first team."""
    call_command("migrate", verbosity=0)
    load.region(PEOPLE)
    manager = Capacity.objects.filter(kind="worker").order_by("user__email")[0]
    Capacity.objects.filter(pk=manager.pk).update(manages=True, vouched=True)
    return Capacity.objects.select_related("user", "team").get(pk=manager.pk)


def ask(number: int, holder: Capacity) -> None:
    """Open requests until there are so many."""
    people, chance, today = list(Person.objects.all()), random.Random(number), clock.today()
    while (missing := number - Request.objects.count()) > 0:
        pathways, requests = [], []
        for _number in range(min(missing, BATCH)):
            person = chance.choice(people)
            first = today - timedelta(chance.randrange(700))
            common = {
                "person": person,
                "section": "health",
                "created_by": holder,
                "controller_id": person.authority_id,
            }
            pathway = Pathway(words="He sleeps three hours.", first_asked_on=first, holder=holder, **common)
            requests.append(Request(
                pathway=pathway, service_name="Sleep clinic", team=holder.team, asked_on=first,
                state=chance.choice(rules.UNSTARTED), need_order=chance.choice([0, 1, 2, 9]),
                last_contact_on=today - timedelta(chance.randrange(60)), due_on=today + timedelta(chance.randrange(-30, 60)),
                **common,
            ))  # fmt: skip
            pathways.append(pathway)
        with transaction.atomic():
            Pathway.objects.bulk_create(pathways, batch_size=400)
            Request.objects.bulk_create(requests, batch_size=400)
    connection.cursor().execute("ANALYZE")
    tallies.count(by=system_actor())


def took(client: Client, path: str) -> float:
    """A quarter of the times were shorter, in milliseconds: what else the machine does makes only the slower ones slower."""
    times = []
    for _again in range(TIMES + 3):
        began = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(times[3:])[0]


def main() -> int:
    manager = region()
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.SESSION_COOKIE_NAME] = measure.session_of(manager)
    ask(FEW, manager)
    few = {name: took(client, path) for name, path in PAGES.items()}
    ask(MANY, manager)
    slow = False
    for name, path in PAGES.items():
        many = took(client, path)
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        ratio = round(many / few[name], 2)
        slow |= ratio > MAY
        print(json.dumps({
            "database": connection.vendor, "page": name, f"ms at {FEW:,}": round(few[name], 1),
            f"ms at {MANY:,}": round(many, 1), "ratio": ratio, "queries": len(caught),
        }), flush=True)  # fmt: skip
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
