"""Takes tables in until it is killed: a process of its own, on a database of its own."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
django.setup()

from tests import build  # noqa: E402
from tests.integration.exchange.first_load import tables  # noqa: E402
from unstori.access.models import AuditEvent, Grant  # noqa: E402
from unstori.access.queries import actor_of  # noqa: E402
from unstori.circle.models import Member, SharingState  # noqa: E402
from unstori.directory import actions as directory  # noqa: E402
from unstori.exchange.actions import loading  # noqa: E402
from unstori.exchange.loading.columns import guessed  # noqa: E402
from unstori.exchange.models import Load, Loaded  # noqa: E402
from unstori.exchange.queries import loading as queries  # noqa: E402
from unstori.people.models import Capacity, Person  # noqa: E402
from unstori.story.models import Entry  # noqa: E402

PEOPLE = 1500


def prepare() -> None:
    """Tables that are checked and asked for."""
    place = build.organisation()
    directory.add_team(by=build.system(), organisation=place, name_en="Children", name_cy="Plant")
    by = build._actor(build.user("Ann Prys"), kind=Capacity.Kind.ADMINISTRATOR, organisation=place)
    made = tables(PEOPLE, each=1)
    load = loading.keep_tables(by=by, files={"people": made.people, "circle": made.circle})
    said = {of: guessed(of, sheet.headings, {}) for of, sheet in queries.sheets(load).items()}
    loading.say(by=by, load=load, settings={"columns": said})
    loading.ask(by=by, load=load, what="check")
    loading.run(by=build.system(), load_id=load.pk, work=loading.check)
    load.refresh_from_db()
    loading.ask(by=by, load=load, what="take_in", only_good=True)


def work(what: str) -> None:
    """The job, as the worker runs it; says when it begins to write."""
    load = Load.objects.get()
    if what == "back" and load.state == Load.State.LOADED:
        by = actor_of(Capacity.objects.get(kind="administrator"))
        loading.ask(by=by, load=load, what="take_back")
    print("begun", flush=True)
    job = loading.carry_in if what == "in" else loading.carry_back
    loading.run(by=build.system(), load_id=load.pk, work=job)


def look() -> dict[str, object]:
    """How many there are of each, and where the load stands."""
    rows = (Member, SharingState, Loaded, Entry)
    return {
        "state": Load.objects.get().state,
        "people": Person.objects.count(),
        "grants": Grant.objects.filter(ended_at__isnull=True).count(),
        "registered": AuditEvent.objects.filter(action="person.register").count(),
        **{model.__name__: model._default_manager.count() for model in rows},
    }


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "prepare":
        prepare()
    elif what == "look":
        print(json.dumps(look()))
    else:
        work(what)
