"""Writes to its own database until it is killed, and says each write after it is acknowledged.

It is a process of its own: for each line that it is sent it forks a worker, whose number it says first.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def bundle(name: str) -> bytes:
    about = {"subject": {"reference": f"Patient/{name}"}}
    resources = [
        {"resourceType": "Patient", "id": name, "name": [{"text": f"Synthetic {name}"}]},
        {"resourceType": "Condition", "id": name, "code": {"text": "Epilepsy"}, **about},
        {
            "resourceType": "Goal",
            "id": name,
            "lifecycleStatus": "proposed",
            "description": {"text": name},
            **about,
        },
    ]
    entries = [{"resource": resource} for resource in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def write(seed: str) -> None:
    """Imports and entries, one after another, for ever."""
    from unstori.access.actions.identity import system_actor
    from unstori.exchange.actions import import_files
    from unstori.exchange.fhir.reading import read_bytes
    from unstori.story.actions import add_entry

    by, number = system_actor(), 0
    while True:
        number += 1
        name = f"{seed}-{number}"
        result = import_files(by=by, reading=read_bytes(bundle(name), "sent.json"))
        say(f"import {name}" if len(result.added) == 3 else f"wrong {result.as_rows()}")
        entry = add_entry(by=by, person=result.added[0].person, section="health", kind="note", words=name)
        say(f"entry {entry.pk}")


def look() -> dict[str, Any]:
    """What is there now."""
    from unstori.access.models import AuditEvent
    from unstori.exchange.models import Imported
    from unstori.people.models import Person
    from unstori.plan.models import Outcome
    from unstori.story.models import Entry, Fact

    audited = {str(id) for id in AuditEvent.objects.values_list("target_id", flat=True)}
    whole = {(1, 1, 3)}
    found = {
        (
            Fact.objects.filter(person=person).count(),
            Outcome.objects.filter(person=person).count(),
            Imported.objects.filter(person=person).count(),
        )
        for person in Person.objects.all()
    }
    made = {id for one in Imported.objects.all() for _label, id in one.rows}
    there = {str(row.pk) for model in (Fact, Outcome) for row in model.objects.all()}
    rows = [row for model in (Person, Imported, Entry, Fact, Outcome) for row in model.objects.all()]
    return {
        "imports": [one.raw for one in Imported.objects.filter(type="Goal")],
        "entries": [str(entry.pk) for entry in Entry.objects.filter(kind="note")],
        "half": sorted(map(str, found - whole)),
        "pointing_nowhere": sorted(made - there),
        "not_audited": [str(row.pk) for row in rows if str(row.pk) not in audited],
        "people": Person.objects.count(),
    }


def main() -> None:
    django.setup()
    for line in sys.stdin:
        worker = os.fork()
        if not worker:
            say(f"pid {os.getpid()}")
            say(json.dumps(look())) if line.strip() == "look" else write(line.strip())
            os._exit(0)
        os.waitpid(worker, 0)
        say("over")


if __name__ == "__main__":
    main()
