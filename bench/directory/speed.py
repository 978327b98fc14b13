"""`python -m bench.directory.speed SERVICES`: how fast the directory answers at that size, in DATABASE_URL.

`--minute`: 32 clients search for a minute, a robot beside them, while somebody who is signed in goes on working.
"""

import argparse
import gc
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
os.environ.setdefault("UNSTORI_DEMO", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import measure  # noqa: E402
from bench.directory import grading, loading  # noqa: E402
from bench.directory.places import ENGLISH, towns  # noqa: E402
from bench.directory.rush import rush  # noqa: E402
from bench.directory.what import draw  # noqa: E402
from unstori.directory.queries import searching  # noqa: E402
from unstori.directory.rules import asking  # noqa: E402

FIGURES = Path("var/bench/directory.jsonl")
API = "/open-referral/v3"


def questions() -> list[str]:
    return [one.text for one in grading.questions()]


def pages(size: int) -> dict[str, list[str]]:
    """Addresses of each kind; each asked once in turn, so that no answer is at hand because it was just given."""
    asked = questions()
    places, worded = towns(min(size, loading.WORDED)), min(size, loading.WORDED)
    districts = [town.district for town in places]
    ids = [str(draw(number, places).id) for number in range(0, worded, max(worded // 60, 1))]
    deep = [size // 20 - number for number in range(1, 30)]
    return {
        "search, in people's words": [f"/services/?{urlencode({'q': one})}" for one in asked],
        "search, with filters": [f"/services/?{urlencode({'q': one, 'age': 9, 'day': 5})}" for one in asked],
        "search, near a postcode": [f"/services/?{urlencode({'q': one, 'near': where, 'within': 16093})}"
                                    for one, where in zip(asked, cycle(districts), strict=False)],
        "everything, first and deep": [f"/services/?page={number}" for number in range(1, 500, 17)],
        "an entry": [f"/services/{id}/" for id in ids],
        "API, first page": [f"{API}/services?per_page={number}" for number in range(20, 50)],
        "API, deep page": [f"{API}/services?per_page=20&page={number}" for number in deep],
        "API, search": [f"{API}/services?{urlencode({'search': one})}" for one in asked],
        "API, one service": [f"{API}/services/{id}" for id in ids],
    }  # fmt: skip


def timed(
    ask: Callable[[str], object], asked: Iterator[str], times: int, now: Callable[[], float]
) -> tuple[float, float]:
    spent = []
    for _ in range(times):
        began = now()
        ask(next(asked))
        spent.append((now() - began) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[18]


def inside(times: int, now: Callable[[], float]) -> tuple[float, float]:
    """The search itself, without a page around it."""
    asked = cycle(questions())
    searching.kept.most = 0  # each is sought anew
    for _ in range(5):
        searching.search(asking.understood(next(asked)))
    gc.collect()
    gc.freeze()  # as the server does
    return timed(lambda text: searching.search(asking.understood(text)), asked, times, now)


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("size", type=int)
    wanted.add_argument("--times", type=int, default=120)
    wanted.add_argument("--minute", action="store_true")
    wanted.add_argument("--seconds", type=int, default=60)
    args = wanted.parse_args()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    took = loading.load(args.size)
    if args.minute:
        print(rush(questions(), ENGLISH, args.seconds))
        return
    rows = [("taken in, a second", round(min(args.size, loading.WORDED) / took), None)] if took else []
    rows.append(("the search itself", *inside(args.times, time.perf_counter)))
    rows.append(
        ("the same, processor time", *inside(args.times, time.process_time))
    )  # what others do counts less
    with measure.server(port := measure.free_port()):
        for name, paths in pages(args.size).items():
            figures = measure.pages(port, paths, args.times)
            rows.append(
                (
                    name if not figures.errors else f"{name} ({figures.errors} ERRORS)",
                    figures.p50,
                    figures.p95,
                )
            )
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    with FIGURES.open("a") as file:
        for name, first, last in rows:
            print(
                f"{args.size:>7} {connection.vendor:<10} {name:<28} {first:>8.1f} {'' if last is None else f'{last:>8.1f}'}",
                flush=True,
            )
            row = {"size": args.size, "database": connection.vendor, "what": name, "p50": round(first, 1),
                   "p95": last and round(last, 1), "var": str(settings.VAR.name)}  # fmt: skip
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
