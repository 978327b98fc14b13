"""`python -m bench.requests REQUESTS [--one-team]`: a service's queue and the manager's pages, with so many open requests.

They are asked of fifty teams evenly, or all of one. Loaded in bulk into DATABASE_URL, a documented by-pass of the actions;
what the schedule counts is counted before the pages are asked.
"""

import argparse
import json
import os
import random
from datetime import timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
os.environ.setdefault("UNSTORI_DEMO", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import load, measure  # noqa: E402
from unstori.access.actions.identity import system_actor  # noqa: E402
from unstori.core import clock  # noqa: E402
from unstori.pathways.actions import tallies  # noqa: E402
from unstori.pathways.models import Pathway, Request  # noqa: E402
from unstori.pathways.rules import requests as rules  # noqa: E402
from unstori.people.models import Capacity, Person  # noqa: E402

PEOPLE, BATCH = 1000, 2000
PAGES = {
    "a service's queue": "/requests/",
    "the queue, what is late": "/requests/?only=late",
    "a manager: asked of us": "/teams/requests/?side=asked",
    "a manager: held by us": "/teams/requests/?side=held",
}


def loaded(number: int, one_team: bool) -> Capacity:
    """So many open requests; answers with who manages the first team."""
    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        load.region(PEOPLE)
    workers = list(Capacity.objects.filter(kind="worker").order_by("user__email"))
    manager = workers[0]
    Capacity.objects.filter(pk=manager.pk).update(manages=True)
    teams = [manager.team] if one_team else list({one.team_id: one.team for one in workers}.values())
    people, chance, today = list(Person.objects.all()), random.Random(1), clock.today()
    for start in range(Request.objects.count(), number, BATCH):
        pathways, requests = [], []
        for _number in range(start, min(start + BATCH, number)):
            person, team = chance.choice(people), chance.choice(teams)
            holder = manager if one_team else chance.choice(workers)
            first = today - timedelta(chance.randrange(700))
            common = {
                "person": person,
                "section": "health",
                "created_by": holder,
                "controller_id": person.authority_id,
            }
            pathway = Pathway(words="Sleep", first_asked_on=first, holder=holder, **common)
            state = chance.choice(rules.UNSTARTED)
            order = chance.choice([0, 1, 2, 9])
            requests.append(Request(
                pathway=pathway, service_name="Sleep clinic", team=team, state=state, asked_on=first, need_order=order,
                last_contact_on=today - timedelta(chance.randrange(60)), due_on=today + timedelta(chance.randrange(-30, 60)),
                **common,
            ))  # fmt: skip
            pathways.append(pathway)
        with transaction.atomic():
            Pathway.objects.bulk_create(pathways, batch_size=400)
            Request.objects.bulk_create(requests, batch_size=400)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    else:
        connection.cursor().execute("PRAGMA optimize=0x10002")
    tallies.count(by=system_actor())
    return Capacity.objects.select_related("user").get(pk=manager.pk)


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("requests", type=int)
    wanted.add_argument("--one-team", action="store_true")
    wanted.add_argument("--times", type=int, default=120)
    args = wanted.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    cookie = f"{settings.SESSION_COOKIE_NAME}={measure.session_of(loaded(args.requests, args.one_team))}"
    out = Path(settings.BASE / "var/bench/requests.jsonl")
    out.parent.mkdir(parents=True, exist_ok=True)
    with measure.server(port := measure.free_port()), out.open("a") as file:
        for name, path in PAGES.items():
            took = measure.page(port, path, cookie, 1, args.times)
            row = {
                "requests": args.requests, "one_team": args.one_team, "database": connection.vendor, "page": name,
                "p50": round(took.p50, 1), "p95": round(took.p95, 1), "errors": took.errors,
            }  # fmt: skip
            print("{requests:>7} {database:<10} {page:<26} p50 {p50:>6} ms  p95 {p95:>6} ms  {errors} errors".format(**row),
                  flush=True)  # fmt: skip
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
