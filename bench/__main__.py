"""`python -m bench PEOPLE`: load a region of that size into DATABASE_URL (once), serve it, time its pages."""

import argparse
import json
import os
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
os.environ.setdefault("UNSTORI_DEMO", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import load, measure  # noqa: E402
from unstori.people.models import Capacity, Person  # noqa: E402


def loaded(people: int) -> dict:
    """Load the region unless this database has it; returns what is measured."""
    call_command("migrate", verbosity=0)
    rich = list(Person.objects.filter(full_name__lt="Person 0000020").order_by("full_name")[: load.RICH])
    if Person.objects.count() >= people and rich:
        worker = Capacity.objects.filter(user__email="w0@example.org").get()
        return {"rich": [p.reference for p in rich], "worker": worker.pk, "seconds": 0}
    began = time.perf_counter()
    made = load.region(people)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    else:
        connection.cursor().execute("PRAGMA optimize=0x10002")
    return {**made, "seconds": round(time.perf_counter() - began)}


def queries_of(path: str, key: str) -> int:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    client.get(path, headers={"host": "localhost"})
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get(path, headers={"host": "localhost"})
    return len(caught)


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("people", type=int)
    wanted.add_argument("--times", type=int, default=160)
    args = wanted.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    made = loaded(args.people)
    worker = Capacity.objects.select_related("user").get(pk=made["worker"])
    key = measure.session_of(worker)
    person = made["rich"][0]
    pages = {
        "a person's page": f"/p/{person}/",
        "story": f"/p/{person}/story/",
        "search in a story": f"/p/{person}/story/?q=garden",
        "plan": f"/p/{person}/plan/",
        "circle": f"/p/{person}/circle/",
        "my people": "/",
        "find a person": "/find/?q=Person",
    }
    rows = []
    with measure.server(port := measure.free_port()) as pid:
        for name, path in pages.items():
            for clients in (1, 8):
                cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
                took = measure.page(port, path, cookie, clients, args.times)
                rows.append(
                    {
                        "people": args.people,
                        "database": connection.vendor,
                        "page": name,
                        "clients": clients,
                        "p50": round(took.p50, 1),
                        "p95": round(took.p95, 1),
                        "errors": took.errors,
                        "queries": queries_of(path, key),
                    }
                )
                print(
                    "{people:>7} {database:<10} {page:<18} {clients} clients  p50 {p50:>6} ms  p95 {p95:>6} ms"
                    "  {queries:>3} queries  {errors} errors".format(**rows[-1]),
                    flush=True,
                )
        memory = round(measure.memory_of(pid))
    print(f"loaded in {made['seconds']} s; the server's memory {memory} MB", flush=True)
    out = Path(settings.BASE / "var/bench/figures.jsonl")
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("a") as file:
        for row in rows:
            file.write(json.dumps({**row, "memory_mb": memory}) + "\n")


if __name__ == "__main__":
    main()
